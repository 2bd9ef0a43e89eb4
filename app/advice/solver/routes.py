"""All routes of a door that are worth more than some value, at given prices."""

from collections.abc import Iterator

import numpy as np

from app.advice.solver.grid import NEVER, NOBODY, Floats, Grid, Kept, Route
from app.advice.solver.pricing import Prices


class TooMany(Exception):
    """There are more routes than were asked for."""


def routes_above(grid: Grid, prices: Prices, door: int, least: float, most: int) -> list[Route]:
    """The routes of this door that bring `least` or more after prices; raises TooMany if there are
    more than `most`."""
    found: list[Route] = []
    for route in _Walk(grid, prices, door, least).routes():
        found.append(route)
        if len(found) > most:
            raise TooMany(door)
    return found


class _Walk:
    """A walk over the weeks, turning back where even the best end would be too little."""

    def __init__(self, grid: Grid, prices: Prices, door: int, least: float) -> None:
        self.grid, self.door, self.least = grid, door, least - 1e-9
        self.kept: dict[int, list[Kept]] = {}
        for one in grid.kept.get(door, ()):
            self.kept.setdefault(one.week, []).append(one)
        toll = prices.toll.copy()
        for who, visit in prices.visit.items():
            toll[:, who] += visit[door]
        self.net = [
            grid.worth[door] * grid.rate[grid.before[door] + number][:, None] - toll
            for number in range(grid.most)
        ]
        self.order = [np.argsort(-one, axis=1, kind="stable") for one in self.net]
        self.rest = self._rests()

    def _stays(self, week: int, number: int) -> float:
        """What the knocks that stay in this week bring after so many new ones."""
        first = int(self.grid.before[self.door, week]) + number
        return sum(
            one.worth * float(self.grid.rate[first + place])
            for place, one in enumerate(self.kept.get(week, ()))
        )

    def _rests(self) -> Floats:
        """The most that can still come from a week on, whoever came last."""
        grid = self.grid
        rest = np.zeros((grid.most + 1, grid.weeks + grid.apart + 1))
        for week in range(grid.weeks - 1, -1, -1):
            for number in range(grid.most + 1):
                rest[number, week] = rest[number, week + 1] + self._stays(week, number)
                if number < grid.most and week not in self.kept:
                    best = float(self.net[number][week].max())
                    come = best + rest[number + 1, week + grid.apart]
                    rest[number, week] = max(rest[number, week], come)
        return rest

    def routes(self) -> Iterator[Route]:
        return self._from(0, (), NOBODY, 0.0, served=False)

    def _from(
        self, week: int, route: Route, last: int, sofar: float, *, served: bool
    ) -> Iterator[Route]:
        """`last` is the messenger of the new knock before, NOBODY after one that stays."""
        grid, number = self.grid, len(route)
        if sofar + self.rest[number, week] < self.least:
            return
        if not served and week > grid.until[self.door]:
            return
        if week >= grid.weeks:
            yield route
            return
        if week in self.kept:
            if last != self.kept[week][0].who or last in (NOBODY, grid.lead[self.door]):
                sofar += self._stays(week, number)
                yield from self._from(week + 1, route, NOBODY, sofar, served=True)
            return
        yield from self._from(week + 1, route, last, sofar, served=served)
        if number < grid.most:
            yield from self._knocks(week, route, last, sofar)

    def _knocks(self, week: int, route: Route, last: int, sofar: float) -> Iterator[Route]:
        grid, number = self.grid, len(route)
        after = min(week + grid.apart, grid.weeks)
        for who in self.order[number][week]:
            worth = sofar + float(self.net[number][week, who])
            if worth == NEVER or worth + self.rest[number + 1, after] < self.least:
                return
            if self._may(week, int(who), last):
                knocks = (*route, (week, int(who)))
                yield from self._from(after, knocks, int(who), worth, served=True)

    def _may(self, week: int, who: int, last: int) -> bool:
        if last == NOBODY:
            return not self.grid.barred[self.door, week, who]
        return who != last or who == self.grid.lead[self.door]
