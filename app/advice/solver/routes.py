"""All routes of a door that are worth more than some value, at given prices."""

from collections.abc import Iterator

import numpy as np

from app.advice.problem import NOTHING
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
    """A walk over the weeks, turning back where even the best end would be too little.

    Weeks of the newest knock are told by their place, `since` + 1: 0 where there is none.
    """

    def __init__(self, grid: Grid, prices: Prices, door: int, least: float) -> None:
        self.grid, self.door, self.least = grid, door, least - NOTHING
        self.kept: dict[int, list[Kept]] = {}
        for one in grid.kept.get(door, ()):
            self.kept.setdefault(one.week, []).append(one)
        self.net = prices.net(grid, np.array([door]))[0]
        self.order = np.argsort(-self.net, axis=1, kind="stable")
        self.loss = np.zeros((grid.weeks + 1, grid.weeks))
        for week in range(grid.weeks):
            since = np.arange(week)
            self.loss[1 : week + 1, week] = grid.loss[door, week, week - since]
        self.rest = self._rests()

    def _stays(self, week: int, since: int) -> float:
        """What the knocks that stay in this week bring, the newest before them in week `since`."""
        first, *others = self.kept[week]
        return self.grid.stays(first, since) + sum(self.grid.stays(one, week) for one in others)

    def _rests(self) -> Floats:
        """[1 + since, week]: the most that can still come from a week on, whoever came last."""
        grid = self.grid
        rest = np.full((grid.weeks + 1, grid.weeks + 1), NEVER)
        for since in range(grid.weeks - 1, NOBODY - 1, -1):
            rest[since + 1, grid.weeks] = 0.0
            for week in range(grid.weeks - 1, since, -1):
                rest[since + 1, week] = self._most(rest, since, week)
        return rest

    def _most(self, rest: Floats, since: int, week: int) -> float:
        if week in self.kept:
            return self._stays(week, since) + float(rest[week + 1, week + 1])
        waits = float(rest[since + 1, week + 1])
        if since != NOBODY and week - since < self.grid.apart:
            return waits
        less = float(self.loss[since + 1, week])
        able = self.net[week][self.grid.worth[self.door, week] - less > NOTHING]
        return max(waits, float(able.max(initial=NEVER)) - less + float(rest[week + 1, week + 1]))

    def routes(self) -> Iterator[Route]:
        return self._from(0, (), NOBODY, NOBODY, 0.0)

    def _from(
        self, week: int, route: Route, since: int, last: int, sofar: float
    ) -> Iterator[Route]:
        """`since` is the week of the knock before, `last` who made it; NOBODY after one that
        stays."""
        grid = self.grid
        if sofar + self.rest[since + 1, week] < self.least:
            return
        if since == NOBODY and week > grid.until[self.door]:
            return
        if week >= grid.weeks:
            yield route
            return
        if week in self.kept:
            if last != self.kept[week][0].who or last in (NOBODY, grid.lead[self.door]):
                sofar += self._stays(week, since)
                yield from self._from(week + 1, route, week, NOBODY, sofar)
            return
        yield from self._from(week + 1, route, since, last, sofar)
        yield from self._knocks(week, route, since, last, sofar)

    def _knocks(
        self, week: int, route: Route, since: int, last: int, sofar: float
    ) -> Iterator[Route]:
        less = float(self.loss[since + 1, week])
        for who in self.order[week]:
            worth = sofar + float(self.net[week, who]) - less
            if worth == NEVER or worth + self.rest[week + 1, week + 1] < self.least:
                return
            if self._may(week, int(who), last, less):
                after = min(week + self.grid.apart, self.grid.weeks)
                yield from self._from(after, (*route, (week, int(who))), week, int(who), worth)

    def _may(self, week: int, who: int, last: int, less: float) -> bool:
        if self.grid.worth[self.door, week, who] - less <= NOTHING:
            return False
        if last == NOBODY:
            return not self.grid.barred[self.door, week, who]
        return who != last or who == self.grid.lead[self.door]
