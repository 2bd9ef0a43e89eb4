"""The outlines of the world's areas in the Equal Earth projection, from a TopoJSON topology. Pure.

Projection: Šavrič, Patterson and Jenny, "The Equal Earth map projection" (2018): areas compare
truly. Outlines are simplified on their shared arcs, so that neighbours still meet.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]

WIDTH = 1000.0
TOLERANCE = 0.12
"""Degrees by which a simplified outline may leave the true one."""
SMALL = 12.0
"""Square units of the drawing below which an area also gets a mark, as it could not be seen."""
SERIES = 1.340264, -0.081106, 0.000893, 0.003796
ROOT = math.sqrt(3) / 2
SCALE = WIDTH / 2 / 2.70663
"""2.70663 is the projection's half width for a sphere of radius 1."""
POLE = 1.3173627
HEIGHT = 2 * POLE * SCALE


@dataclass(frozen=True)
class Shape:
    """One area: `key` is its ISO numeric code, or its name where it has none; `path` in units of
    the drawing (WIDTH by HEIGHT), "" if nothing is left of it; `centre` of its largest part."""

    key: str
    name: str
    path: str
    area: float
    centre: Point

    @property
    def small(self) -> bool:
        return self.area < SMALL


def project(longitude: float, latitude: float) -> Point:
    """Degrees to units of the drawing, from its top left."""
    first, second, third, fourth = SERIES
    bend = math.asin(ROOT * math.sin(math.radians(latitude)))
    two, six = bend**2, bend**6
    slope = first + 3 * second * two + six * (7 * third + 9 * fourth * two)
    across = math.radians(longitude) * math.cos(bend) / (ROOT * slope)
    up = bend * (first + second * two + six * (third + fourth * two))
    return WIDTH / 2 + SCALE * across, HEIGHT / 2 - SCALE * up


def shapes(topology: Mapping[str, Any], name: str = "countries") -> list[Shape]:
    """Every area of a topology's object."""
    arcs = [simplified(arc) for arc in _arcs(topology)]
    return [_shape(one, arcs) for one in topology["objects"][name]["geometries"]]


def outline() -> str:
    """The edge of the drawing as a path."""
    west = [project(-180, latitude) for latitude in range(-90, 91, 5)]
    east = [project(180, latitude) for latitude in range(90, -91, -5)]
    return drawn([*west, *east])


def area_of(ring: Iterable[Point]) -> str:
    """A ring of (longitude, latitude) as a path."""
    return drawn([project(*point) for point in ring])


def drawn(points: Iterable[Point]) -> str:
    """A closed path with one decimal; "" for fewer than three different points."""
    rounded: list[Point] = []
    for x, y in points:
        point = (round(x, 1), round(y, 1))
        if not rounded or point != rounded[-1]:
            rounded.append(point)
    if len(set(rounded)) < 3:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in rounded) + "Z"


def simplified(line: Sequence[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """Douglas and Peucker: the points without which the line would be off by more."""
    kept, open_parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        off, at = max(
            ((_distance(line[at], line[first], line[last]), at) for at in range(first + 1, last)),
            default=(0.0, 0),
        )
        if off > tolerance:
            kept.add(at)
            open_parts += [(first, at), (at, last)]
    return [line[at] for at in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the line through two others, or to the one point that they are."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, up)
    if not length:
        return math.dist(point, start)
    return abs((point[0] - start[0]) * up - (point[1] - start[1]) * across) / length


def _arcs(topology: Mapping[str, Any]) -> Iterator[list[Point]]:
    """Arcs are kept as differences of whole numbers."""
    (wide, high), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for right, up in arc:
            x, y = x + right, y + up
            line.append((x * wide + left, y * high + bottom))
        yield line


def _shape(geometry: Mapping[str, Any], arcs: Sequence[list[Point]]) -> Shape:
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["arcs"] if several else [geometry["arcs"]]
    paths: list[str] = []
    parts: list[tuple[float, Point]] = []
    for polygon in polygons:
        for place, ids in enumerate(polygon):
            ring = _ring(ids, arcs)
            paths += [drawn(copy) for copy in _copies(ring)]
            if place == 0:
                points = [project(*point) for point in ring]
                parts.append((_area(points), _middle(points)))
    name = str(geometry["properties"]["name"])
    key = str(geometry.get("id") or name)
    return Shape(key, name, "".join(paths), sum(size for size, _ in parts), max(parts)[1])


def _ring(ids: Iterable[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """The arcs joined (~n is arc n backwards), unwrapped where they cross the 180th meridian."""
    joined: list[Point] = []
    for number in ids:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined += arc[1:] if joined else arc
    ring = [joined[0]]
    for longitude, latitude in joined[1:]:
        while longitude - ring[-1][0] > 180:
            longitude -= 360
        while longitude - ring[-1][0] < -180:
            longitude += 360
        ring.append((longitude, latitude))
    if abs(ring[-1][0] - ring[0][0]) > 180:  # around the South Pole
        ring += [(ring[-1][0], -90), (ring[0][0], -90)]
    return ring


def _copies(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """The ring wherever it is seen: once more on the other side where it crosses the edge."""
    for turn in (-360, 0, 360):
        moved = [(longitude + turn, latitude) for longitude, latitude in ring]
        if max(moved)[0] > -180 and min(moved)[0] < 180:
            yield [project(*point) for point in moved]


def _area(points: Sequence[Point]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2


def _middle(points: Sequence[Point]) -> Point:
    number = len(points)
    return sum(x for x, _ in points) / number, sum(y for _, y in points) / number
