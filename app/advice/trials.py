"""The trials of `samedoor simulate`: every rule of scheduling in every scenario. Pure.

Shares are of the deposits that the Lagrangian bound allows within five years. Each interval is
that of the mean over the runs (95 %); all rules have the same luck.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from app.advice.doubts import BELIEFS, drawn
from app.advice.measures import Measure
from app.advice.movement import (
    BASE,
    DEPOSITED,
    KINDS,
    Arm,
    Assumptions,
    Chain,
    Numbers,
    Places,
    arms,
    beginning,
    chain,
)
from app.advice.policies import (
    by_index,
    by_lot,
    by_score,
    most_advanced,
    nobody,
    offered,
    rest_then_index,
    rested,
)
from app.advice.relaxation import SWEEPS, Bound, bound, crowds
from app.advice.simulation import Order, simulate
from app.advice.whittle import index, not_indexable
from app.advice.worth_table import HORIZON as OFFERED_HORIZON

HORIZON = 20
EVERY_DOOR_ONCE_A_YEAR = 21
TIGHT = 7
STUCK = replace(BASE, stuck=0.1)
MOST_LOST = 5.0
WORLDS = 24
RUNS_PER_WORLD = 10
"""A tenth of the runs goes into each of the worlds drawn at random."""
FEWER_SWEEPS = 4

RESTED = "most advanced first, after rest"
OFFERED = "rest, then the index offered"
FAR = "rest, then one that looks 5 years ahead"
WHITTLE = "Whittle index"
WORDS = """\
A simulation, not a forecast: its doors are no States, and most of its chances are assumed.
Per cent are of the deposits within 20 quarters that a Lagrangian bound allows on average.
Rest is two quarters without a knock. The index offered is the one that the program keeps, which
looks 24 months ahead; the Whittle index knows the quarters that are left. Intervals hold 95 %."""


@dataclass(frozen=True)
class Scenario:
    """`knocks` a quarter; `goal` in per cent of the bound, for the rules with an index."""

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
WRONGLY_KNOWN = SCENARIOS[:2]


Done = Callable[[str], object]


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


@dataclass(frozen=True)
class Trial:
    """What is asked for: so many runs of each rule, in so many worlds drawn at random; `sweeps`
    are those of the bound."""

    seed: int
    runs: int
    worlds: int = WORLDS
    sweeps: int = SWEEPS

    @property
    def pieces(self) -> int:
        return len(SCENARIOS) + len(WRONGLY_KNOWN) * len(BELIEFS) + self.worlds

    def measures(self, done: Done) -> list[Measure]:
        """All of them, in the order in which they are printed. `done` is called with a word after
        each of `pieces` parts."""
        return [
            *(one for scenario in SCENARIOS for one in self._compare(scenario, done)),
            *(one for scenario in WRONGLY_KNOWN for one in self._mislead(scenario, done)),
            *self._draw_worlds(done),
        ]

    def _setting(self, scenario: Scenario, sweeps: int) -> Setting:
        chains = tuple(chain(arm) for arm in arms(scenario.given))
        places = beginning(scenario.given)
        least = bound(chains, crowds(places), scenario.knocks, HORIZON, sweeps)
        return Setting(chains, places, scenario.knocks, least)

    def _compare(self, scenario: Scenario, done: Done) -> Iterator[Measure]:
        setting = self._setting(scenario, self.sweeps)
        rules = {
            "nobody knocks": nobody(HORIZON),
            "by lot": by_lot(HORIZON),
            "most advanced first": most_advanced(HORIZON),
            RESTED: rested(most_advanced(HORIZON)),
            "the program's points today": by_score(HORIZON),
            OFFERED: rest_then_index(offered(), HORIZON),
            WHITTLE: by_index(arms(scenario.given), HORIZON),
        }
        shares = {name: setting.deposits(rules[name], self.runs, self.seed) for name in rules}
        idle = float(shares["nobody knocks"].mean())
        for name, found in shares.items():
            judged = name in (OFFERED, WHITTLE)
            yield Measure(
                f"{scenario.name}, %: {name}",
                float(found.mean()),
                _interval(found),
                f"{self.runs} runs",
                bar=float(shares[RESTED].mean()) if judged else None,
                goal=scenario.goal if judged else None,
                note=_note(setting, float(found.mean()), idle),
            )
        done(scenario.name)

    def _mislead(self, scenario: Scenario, done: Done) -> Iterator[Measure]:
        """The most that each rule with an index loses by wrong beliefs about the doors."""
        setting, known = self._setting(scenario, self.sweeps), arms(scenario.given)
        right = self._believing(setting, known)
        lost: dict[str, dict[str, Numbers]] = {}
        for belief, believe in BELIEFS.items():
            wrong = [believe(arm, kind) for kind, arm in enumerate(known)]
            found = self._believing(setting, wrong)
            lost[belief] = {rule: right[rule] - found[rule] for rule in right}
            done(belief)
        for rule in right:
            worst = max(lost, key=lambda belief: float(lost[belief][rule].mean()))
            yield Measure(
                f"{scenario.name}, points lost if wrong: {rule}",
                float(lost[worst][rule].mean()),
                _interval(lost[worst][rule]),
                f"{self.runs} runs",
                goal=None if rule == FAR else MOST_LOST,
                at_most=True,
                note=f"The worst of {len(lost)} wrong beliefs: {worst}.",
            )

    def _believing(self, setting: Setting, believed: Sequence[Arm]) -> dict[str, Numbers]:
        """What the rules with an index bring, as whoever believes this would have them."""
        offered, far = (
            rest_then_index(np.stack([index(arm, horizon)[0] for arm in believed]), HORIZON)
            for horizon in (OFFERED_HORIZON, HORIZON)
        )
        rules = {OFFERED: offered, FAR: far, WHITTLE: by_index(believed, HORIZON)}
        return {
            rule: setting.deposits(order, self.runs, self.seed) for rule, order in rules.items()
        }

    def _draw_worlds(self, done: Done) -> Iterator[Measure]:
        """The rules in worlds whose every assumption is drawn anew; the index offered stays as it
        is, so that there it is wrong about everything."""
        runs, chance = max(self.runs // RUNS_PER_WORLD, 2), np.random.default_rng(self.seed)
        found: dict[str, list[float]] = {RESTED: [], OFFERED: [], WHITTLE: []}
        for number in range(self.worlds):
            knocks = int(chance.integers(TIGHT, EVERY_DOOR_ONCE_A_YEAR, endpoint=True))
            scenario = Scenario("", drawn(chance), knocks)
            setting = self._setting(scenario, self.sweeps // FEWER_SWEEPS)
            rules = (
                rested(most_advanced(HORIZON)),
                rest_then_index(offered(), HORIZON),
                by_index(arms(scenario.given), HORIZON),
            )
            for name, order in zip(found, rules, strict=True):
                found[name].append(float(setting.deposits(order, runs, self.seed).mean()))
            done(f"world {number + 1}")
        for name, shares in found.items():
            yield Measure(
                f"random worlds, %: {name}",
                float(np.mean(shares)),
                _interval(np.array(shares)),
                f"{self.worlds} worlds",
                note=f"{min(shares):.1f} in the worst of them; {runs} runs in each.",
            )


def _interval(found: Numbers) -> tuple[float, float]:
    half = 1.96 * float(found.std(ddof=1)) / float(np.sqrt(len(found)))
    mean = float(found.mean())
    return mean - half, mean + half


def _note(setting: Setting, share: float, idle: float) -> str:
    deposits, least = share * setting.bound.deposits / 100, setting.bound.deposits
    said = f"{deposits:.2f} of {least:.2f} deposits"
    if share == idle:
        return f"{said}; {setting.bound.flat:.2f} with one price for all quarters."
    return f"{said}; {100 * (share - idle) / (100 - idle):.1f} % of what knocks can add."


def where_not_indexable(given: Assumptions = BASE) -> str:
    """In words, how many doors are not indexable under these assumptions, so that there the index
    means little, and how little it matters."""
    found = [again for arm in arms(given) for again in not_indexable(arm, HORIZON)]
    asked = len(KINDS) * HORIZON * DEPOSITED
    if not found:
        return f"Indexable in all of {asked} cases (kind, quarters left, rung, last knock)."
    most = max(again.gain for again in found)
    return (
        f"Not indexable in {len(found)} of {asked} cases (kind, quarters left, rung, last knock), "
        f"where the index is off by what is worth {most:.7f} deposits at most."
    )
