"""Prices of all limits, and the bound that they give."""

from dataclasses import dataclass

import numpy as np

from app.advice.solver.grid import Floats, Ints
from app.advice.solver.pricing import Prices
from app.advice.solver.room import Journey, Room


@dataclass
class Duals:
    """A price for each limit; none is below 0 but that of a load whose floor is a wish.
    `visit[m][w, r]` is that of a visit in a week in a region, `visited[m][q, d]` that of one in a
    quarter at a door: both need a trip."""

    quarter: Floats
    week: Floats
    load: Floats
    days: dict[int, Floats]
    visit: dict[int, Floats]
    visited: dict[int, Floats]

    @classmethod
    def none(cls, room: Room) -> "Duals":
        grid = room.grid
        return cls(
            np.zeros(room.quarter.shape),
            np.zeros(room.week.shape),
            np.zeros(grid.messengers),
            {who: np.zeros(len(room.quarter)) for who in room.journeys},
            {who: np.zeros((grid.weeks, len(room.regions))) for who in room.journeys},
            {who: np.zeros((len(room.quarter), grid.doors)) for who in room.journeys},
        )

    def toward(self, other: "Duals", share: float) -> "Duals":
        """A point between both: `share` of the way to the other."""

        def mix(one: Floats, two: Floats) -> Floats:
            mixed: Floats = one + share * (two - one)
            return mixed

        return Duals(
            mix(self.quarter, other.quarter),
            mix(self.week, other.week),
            mix(self.load, other.load),
            {who: mix(one, other.days[who]) for who, one in self.days.items()},
            {who: mix(one, other.visit[who]) for who, one in self.visit.items()},
            {who: mix(one, other.visited[who]) for who, one in self.visited.items()},
        )

    def prices(self, room: Room) -> Prices:
        by = room.grid.quarter
        visit = {}
        for who, journey in room.journeys.items():
            asked = self.visit[who][:, room.region].T + self.visited[who][by].T
            asked = asked + journey.a_visit * self.days[who][by]
            visit[who] = np.where(journey.visits, asked, 0.0)
        return Prices(self.quarter[by] + self.week + self.load, visit)

    def at_home(self, room: Room) -> Prices:
        """The same prices, and none for which anybody would travel."""
        prices = self.prices(room)
        none = {who: np.where(one.visits, np.inf, 0.0) for who, one in room.journeys.items()}
        return Prices(prices.toll, none)

    def worth(self, room: Room) -> float:
        """What the limits are worth at these prices: with the best route of each door, a bound."""
        low, high = np.minimum(self.load, 0), np.maximum(self.load, 0)
        limits = float(
            (self.quarter * room.quarter).sum()
            + (self.week * room.week).sum()
            + (high * room.high).sum()
            + (low * room.low).sum()
        )
        for who, journey in room.journeys.items():
            limits += float((self.days[who] * journey.days).sum())
            limits += self.trips(room, journey, journey.trips)
        return limits

    def trips(self, room: Room, journey: Journey, most: Ints) -> float:
        """What so many trips in each quarter are worth at most: the best region of each week, the
        best weeks of each quarter."""
        visit, visited = self.visit[journey.who], self.visited[journey.who]
        grid, whole = room.grid, 0.0
        at_doors = np.zeros((len(room.quarter), len(room.regions)))
        np.add.at(at_doors.T, room.region, visited.T)
        worth = visit * journey.at_once + at_doors[grid.quarter]
        best = worth.max(axis=1, initial=0.0)
        for week, region in journey.kept:
            whole += float(worth[week, region])
            best[week] = 0.0
        for quarter, number in enumerate(most):
            weeks = np.sort(best[grid.quarter == quarter])[::-1]
            whole += float(weeks[: int(number)].sum())
        return whole
