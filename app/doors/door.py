"""A door, and what a reader may know of where it stands. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.doors.asks import BARRIER_NAMES, Ask, Barrier
from app.doors.ladder import Stage, name


class Door(NamedTuple):
    """One State (ISO 3166-1 alpha-3) and one ask."""

    iso3: str
    ask: Ask


@dataclass(frozen=True)
class Move:
    """One move on the ladder, with the stage before it as the same reader knows it.

    `by` is the author's name.
    """

    id: int | None
    stage: Stage
    before: Stage | None
    on: date
    by: str
    reason: str
    visibility: str
    demonstration: bool = False

    @property
    def words(self) -> str:
        return name(self.stage)

    @property
    def words_before(self) -> str:
        return name(self.before)


@dataclass(frozen=True)
class BarrierRead:
    """A reading of a barrier. `coded` ones come from the Monitor's profile of `year`.

    `overcome_by` is the code of the messenger that overcame it, if one did, `overcomer` its name.
    """

    id: int | None
    barrier: Barrier
    by: str
    on: date | None
    source: str
    coded: bool = False
    year: str = ""
    overcome_by: str | None = None
    overcomer: str = ""
    overcome_on: date | None = None
    demonstration: bool = False

    @property
    def words(self) -> str:
        return BARRIER_NAMES[self.barrier]

    @property
    def holds(self) -> bool:
        return self.overcome_on is None
