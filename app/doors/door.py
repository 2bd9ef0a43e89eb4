"""A door, and what a reader may know of where it stands. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.doors.asks import BARRIER_NAMES, Ask, Barrier
from app.kit.origin import FromSomewhere, Origin


class Door(NamedTuple):
    """One State (ISO 3166-1 alpha-3) and one ask."""

    iso3: str
    ask: Ask


@dataclass(frozen=True)
class BarrierRead(FromSomewhere):
    """A reading of a barrier. `coded` ones come from the Monitor's profile of `year`.

    `overcome_by` is the code of the messenger that overcame it, if one did, `overcomer` its name;
    `messenger` that of the messenger that the reading's author spoke for.
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
    visibility: str = "group"
    messenger: str | None = None
    origin: Origin = Origin.REAL

    @property
    def words(self) -> str:
        return BARRIER_NAMES[self.barrier]

    @property
    def holds(self) -> bool:
        return self.overcome_on is None
