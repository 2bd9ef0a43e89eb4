"""The open doors with what dates suggest of them: which are shown, and in what order. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.advice.history import Place
from app.advice.readiness import Chance, Outlook
from app.doors.asks import Ask
from app.kit.translation import Said, marked
from app.states.names import alphabetical
from app.states.regions import NO_GROUP, region_name


class Named(Protocol):
    """A State as it is called."""

    @property
    def iso3(self) -> str: ...
    @property
    def name(self) -> str: ...


class Sort(StrEnum):
    CHANCE = "chance"
    CHANCE_UP = "-chance"
    STATE = "state"
    REGION = "region"


SORT_NAMES = Said(
    {
        Sort.CHANCE: marked("likeliest first"),
        Sort.CHANCE_UP: marked("least likely first"),
        Sort.STATE: marked("State, A to Z"),
        Sort.REGION: marked("sub-region, then likeliest"),
    }
)


@dataclass(frozen=True)
class Prospect:
    """An open door: what its State is called and where it lies, and what is suggested of it."""

    iso3: str
    name: str
    ask: Ask
    place: Place
    outlook: Outlook

    @property
    def regions(self) -> tuple[str, str]:
        return self.place.region, self.place.group or NO_GROUP


def prospects(
    outlooks: Iterable[Outlook], states: Mapping[str, Named], places: Mapping[str, Place]
) -> list[Prospect]:
    """In the order of the outlooks."""
    return [
        Prospect(
            iso3=one.door.iso3,
            name=states[one.door.iso3].name,
            ask=Ask.RATIFY if one.door.signed else Ask.ACCEDE,
            place=places[one.door.iso3],
            outlook=one,
        )
        for one in outlooks
    ]


def chosen(found: Iterable[Prospect], region: str, sort: Sort) -> list[Prospect]:
    """Those of a regional group or a sub-region ("" for all), in the order asked for; where no
    figure is given, last."""
    kept = [one for one in found if region in ("", *one.regions)]
    return sorted(kept, key=ORDERS[sort])


def regions(found: Iterable[Prospect]) -> list[tuple[str, str]]:
    """The codes and names of the regional groups, then of the sub-regions, of some doors."""
    doors = list(found)
    groups = {one.regions[1] for one in doors}
    within = {one.regions[0] for one in doors}
    return [*_named(groups - {NO_GROUP}), *_named(groups & {NO_GROUP}), *_named(within - groups)]


def reach(chances: Iterable[Chance | None]) -> float:
    """How far a drawing of some chances has to reach: the next twentieth above all of them."""
    most = max((one.high for one in chances if one), default=0.0)
    return min((int(most * 20) + 1) / 20, 1.0)


def _named(codes: Iterable[str]) -> Sequence[tuple[str, str]]:
    return sorted(
        ((code, region_name(code)) for code in codes), key=lambda one: alphabetical(one[1])
    )


def _figure(one: Prospect) -> float:
    """-1 where none is given."""
    return one.outlook.chance.figure if one.outlook.chance else -1.0


def _least(one: Prospect) -> tuple[float, str]:
    figure = _figure(one)
    return figure if figure >= 0 else 2.0, alphabetical(one.name)


ORDERS: dict[Sort, Callable[[Prospect], tuple[object, ...]]] = {
    Sort.CHANCE: lambda one: (-_figure(one), alphabetical(one.name)),
    Sort.CHANCE_UP: _least,
    Sort.STATE: lambda one: (alphabetical(one.name),),
    Sort.REGION: lambda one: (
        alphabetical(region_name(one.place.region)),
        -_figure(one),
        alphabetical(one.name),
    ),
}
