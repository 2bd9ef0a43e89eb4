"""Invented pasts for pure tests, and the one of the reference facts."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from app.advice.advised_then import Lasting
from app.advice.history import CCM, Cast, History, Kind, Place, Step, history
from app.advice.situation import Candidate, Fact
from app.contacts.terms import Level
from app.kit.dates import latest
from app.transfer.past import past_in
from app.transfer.rows import ResolutionRow, StateRow
from app.transfer.seed_files import read_files
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


@cache
def lasting() -> Lasting:
    """What `seed/` gives no day for: every State's delegation, and the names of resolutions."""
    files = read_files(ROOT / "seed")
    delegations, named = {}, {}
    for read in (*files["states.csv"], *files["unga_resolutions.csv"]):
        row = read.row
        if isinstance(row, StateRow):
            spoken = f"{row.official_languages};{row.working_languages}".split(";")
            region = row.un_intermediate_region or row.un_subregion
            codes = tuple(dict.fromkeys(code for code in spoken if code))
            home = Fact(row.iso3, row.name, row.un_regional_group, region, codes, frozenset())
            ceiling = Level.DIRECTOR
            delegations[row.iso3] = Candidate(row.iso3, row.name, home, codes, ceiling, 6, 6)
        elif isinstance(row, ResolutionRow):
            named[latest(row.date)] = row.resolution
    return Lasting(delegations, named)
