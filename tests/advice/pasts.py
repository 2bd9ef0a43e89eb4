"""Invented pasts for pure tests, and the one of the reference facts."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from app.advice.history import CCM, Cast, History, Kind, Place, Step, history
from app.transfer.past import past_in
from tests.world import ROOT

OPENED = date(2008, 12, 3)
SIGNED, JOINED, LEFT = Kind.SIGNED, Kind.JOINED, Kind.LEFT


@cache
def recorded() -> History:
    """The dated facts of `seed/`."""
    return past_in(ROOT / "seed")[0]


def made(
    *steps: tuple[str, str, Kind],
    votes: Iterable[tuple[str, str, str]] = (),
    regions: dict[str, str] | None = None,
    known_until: date = date(2030, 1, 1),
) -> History:
    """A past of States that do not exist: steps and votes are (day, State, what)."""
    places = regions or {"AAA": "Inland", "AAB": "Inland", "AAC": "Inland", "AAX": "Seaside"}
    return history(
        {iso3: Place(region, "Everywhere") for iso3, region in places.items()},
        [Step(date.fromisoformat(day), iso3, CCM, kind) for day, iso3, kind in steps],
        [Cast(date.fromisoformat(day), iso3, vote) for day, iso3, vote in votes],
        known_until,
    )
