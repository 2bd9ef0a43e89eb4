"""The world at a glance: every State in its region, and the map. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel.core import get_global

from app.kit.translation import SOURCE, Said, language, locale, marked
from app.states.geometry import Point, Shape, area_of, project
from app.states.queries import Book, StateCard
from app.states.regions import NO_GROUP, in_order
from app.states.standing import Standing

PLACES = {"798": (179.2, -8.5)}
"""States of which the outlines have nothing: longitude and latitude of their capital."""

AREAS = Said(
    {
        "Crimea": marked("Crimea"),
        "Golan": marked("Golan"),
        "Jammu and Kashmir": marked("Jammu and Kashmir"),
        "Kosovo": marked("Kosovo"),
        "N. Cyprus": marked("N. Cyprus"),
        "Siachen Glacier": marked("Siachen Glacier"),
        "Somaliland": marked("Somaliland"),
    }
)
"""Areas without an ISO 3166-1 code, by the names that they have here and in the outlines."""

DISPUTED: dict[str, tuple[Point, ...]] = {
    "Crimea": (
        (32.5, 45.4), (33.6, 46.1), (34.4, 46.0), (35.0, 45.7), (36.6, 45.4), (36.4, 45.0),
        (35.4, 45.0), (34.5, 44.6), (33.7, 44.4), (33.4, 44.6), (33.5, 45.1),
    ),
    "Jammu and Kashmir": (
        (73.8, 34.3), (73.4, 34.9), (74.0, 35.9), (72.9, 36.6), (74.8, 37.1), (76.0, 36.6),
        (77.8, 35.5), (78.9, 34.4), (79.3, 32.6), (78.4, 32.5), (77.0, 33.0), (75.9, 32.5),
        (75.3, 32.3), (74.3, 32.8), (73.7, 33.2),
    ),
    "Golan": ((35.6, 32.7), (35.8, 32.7), (35.9, 33.0), (35.9, 33.3), (35.6, 33.3)),
}  # fmt: skip
"""Areas that the outlines give to one State, each as a rough ring of (longitude, latitude); what
has outlines of its own outside the 197 (Western Sahara, Kosovo and others) is found by that."""


@dataclass(frozen=True)
class Tile:
    """One State as one equal tile."""

    iso3: str
    name: str
    standing: Standing


@dataclass(frozen=True)
class Region:
    """A regional group by its code, its States by name, and how many stand where."""

    name: str
    tiles: tuple[Tile, ...]

    @property
    def counts(self) -> Mapping[Standing, int]:
        return Counter(tile.standing for tile in self.tiles)


@dataclass(frozen=True)
class Place:
    """One State on the map: its outline, and a mark where that is too small to be seen."""

    state: StateCard
    path: str
    mark: Point | None


@dataclass(frozen=True)
class Drawing:
    """The 197 States, the outlines of everything else, and areas that are disputed, by name."""

    places: tuple[Place, ...]
    others: tuple[tuple[str, str], ...]
    disputed: tuple[tuple[str, str], ...]


def regions(known: Book, standings: Mapping[str, Standing]) -> list[Region]:
    """Every State once, in its regional group; States in none come last."""
    groups: dict[str, list[Tile]] = {}
    for iso3, state in known.states.items():
        tile = Tile(iso3, state.name, standings[iso3])
        groups.setdefault(state.group or NO_GROUP, []).append(tile)
    return [Region(name, tuple(groups[name])) for name in in_order(groups)]


def drawing(states: Iterable[StateCard], shapes: Sequence[Shape]) -> Drawing:
    """Every State has an outline or a mark, whatever the outlines lack."""
    by_code = {shape.key: shape for shape in shapes}
    known = {state.numeric: state for state in states}
    return Drawing(
        places=tuple(_place(state, by_code.get(code)) for code, state in known.items()),
        others=tuple((_called(shape), shape.path) for shape in shapes if shape.key not in known),
        disputed=tuple((AREAS[name], area_of(ring)) for name, ring in DISPUTED.items()),
    )


def _called(shape: Shape) -> str:
    """An area outside the 197 in the reader's language: the outlines name it in English."""
    if shape.name in AREAS:
        return AREAS[shape.name]
    if language() == SOURCE:
        return shape.name
    code = get_global("territory_aliases").get(shape.key, [""])[0]
    return str(locale().territories.get(code, shape.name))


def _place(state: StateCard, shape: Shape | None) -> Place:
    if shape is None:
        return Place(state, "", project(*PLACES[state.numeric]))
    return Place(state, shape.path, shape.centre if shape.small else None)
