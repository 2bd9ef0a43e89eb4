"""How often an interim step follows a knock, by channel, level and barrier. Pure; in shadow.

Nothing of this enters a suggestion: it is shown to Coordinators, and what it knows is little.

A rare combination leans on what is known of its channel, its level and its barrier (`pooling`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from statistics import NormalDist
from typing import NamedTuple

from app.advice.pooling import Pooled, odds
from app.advice.shares import ENOUGH

LIKELY = 0.9
NEEDED = 200
"""Knocks whose days are over, before anybody should think of using any of this."""


class Cell(NamedTuple):
    """A channel, a level and a barrier by their codes; "" where none was recorded."""

    channel: str
    level: str
    barrier: str


class Trial(NamedTuple):
    """A knock, and whether an interim step followed it. One at a door with several barriers is as
    many trials, with a `weight` that adds up to one."""

    cell: Cell
    moved: bool
    weight: float = 1.0


@dataclass(frozen=True)
class Effect:
    """How often a step follows in one cell, with the ends between which nine in ten of what is
    held possible lie; `knocks` of them were made, and a step followed `moved`."""

    cell: Cell
    knocks: float
    moved: float
    figure: float
    low: float
    high: float

    @property
    def enough(self) -> bool:
        return self.knocks >= ENOUGH


@dataclass(frozen=True)
class Effects:
    """Of each combination that was tried, most knocks first; `usual` is how often a step followed
    any knock, `knocks` how many there were."""

    cells: tuple[Effect, ...]
    knocks: float
    usual: float

    @property
    def enough(self) -> bool:
        return self.knocks >= NEEDED

    def speaks(self, effect: Effect) -> bool:
        """Whether a cell is held to differ from the usual, on enough knocks."""
        apart = effect.low > self.usual or effect.high < self.usual
        return self.enough and effect.enough and apart


def effects(trials: Iterable[Trial]) -> Effects:
    """The same for the same trials in any order."""
    tried = list(trials)
    cells = sorted({trial.cell for trial in tried})
    knocks, moved = _sums(tried), _sums(trial for trial in tried if trial.moved)
    found = Pooled(cells, [knocks[one] for one in cells], [moved.get(one, 0.0) for one in cells])
    reach = NormalDist().inv_cdf((1 + LIKELY) / 2)
    each = [
        Effect(cell, knocks[cell], moved.get(cell, 0.0), *_chances(line, spread, reach))
        for cell, (line, spread) in zip(cells, found.posterior(), strict=True)
    ]
    total = round(fsum(knocks.values()), 6)
    return Effects(
        cells=tuple(sorted(each, key=lambda one: (-one.knocks, one.cell))),
        knocks=total,
        usual=fsum(moved.values()) / total if total else 0.0,
    )


def _sums(trials: Iterable[Trial]) -> dict[Cell, float]:
    """Exact, so that no order changes them; what thirds lose is given back."""
    weights: dict[Cell, list[float]] = defaultdict(list)
    for trial in trials:
        weights[trial.cell].append(trial.weight)
    return {cell: round(fsum(each), 9) for cell, each in weights.items()}


def _chances(line: float, spread: float, reach: float) -> tuple[float, float, float]:
    return odds(line), odds(line - reach * spread), odds(line + reach * spread)
