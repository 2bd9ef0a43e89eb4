"""What rules of scheduling are tried in, and how near they come to what no rule surpasses. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np

from app.advice.movement import (
    BASE,
    Arm,
    Assumptions,
    Chain,
    Numbers,
    Places,
    arms,
    beginning,
    chain,
)
from app.advice.relaxation import Bound, bound, crowds
from app.advice.simulation import Order, simulate

HORIZON = 20
EVERY_DOOR_ONCE_A_YEAR = 21
TIGHT = 7
STUCK = replace(BASE, stuck=0.1)


@dataclass(frozen=True)
class Scenario:
    """`knocks` a quarter; `goal` in per cent of the bound, for the program's own rule."""

    name: str
    given: Assumptions
    knocks: int
    goal: float | None = None


SCENARIOS = (
    Scenario("base", BASE, EVERY_DOOR_ONCE_A_YEAR, 93.0),
    Scenario("tight", BASE, TIGHT, 92.0),
    Scenario("stuck", STUCK, EVERY_DOOR_ONCE_A_YEAR, 86.0),
    Scenario("tight and stuck", STUCK, TIGHT),
)


class Setting(NamedTuple):
    """A scenario worked out: its doors, and the bound."""

    chains: tuple[Chain, ...]
    places: tuple[Places, ...]
    knocks: int
    bound: Bound

    def deposits(self, order: Order, runs: int, seed: int) -> Numbers:
        """Of each run, in per cent of the bound."""
        done = simulate(self.chains, self.places, order, self.knocks, runs=runs, seed=seed).deposits
        return 100 * done / self.bound.deposits


@cache
def setting(given: Assumptions, knocks: int, sweeps: int) -> Setting:
    """Doors as they are assumed to be; `sweeps` are those of the bound."""
    return elsewhere(arms(given), beginning(given), knocks, sweeps)


def elsewhere(
    kinds: Sequence[Arm], places: tuple[Places, ...], knocks: int, sweeps: int
) -> Setting:
    """Doors of other kinds, in these places at the beginning."""
    chains = tuple(chain(arm) for arm in kinds)
    return Setting(chains, places, knocks, bound(chains, crowds(places), knocks, HORIZON, sweeps))


def interval(found: Numbers) -> tuple[float, float]:
    """That of the mean, 95 %."""
    half = 1.96 * float(found.std(ddof=1)) / float(np.sqrt(len(found)))
    mean = float(found.mean())
    return mean - half, mean + half
