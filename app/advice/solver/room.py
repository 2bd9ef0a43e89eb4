"""What capacity there is, and what routes use of it."""

from dataclasses import dataclass, field

import numpy as np

from app.advice.fairness import bounds, shortfall_price
from app.advice.problem import Travel
from app.advice.solver.grid import NOBODY, Bools, Grid, Ints, Route


@dataclass(frozen=True)
class Journey:
    """Where a travelling messenger goes: `days[q]` and `trips[q]` that are left beside what stays,
    `kept` the trips that stay (week and region), `visits[d, w]` whether a knock there is a visit,
    `at_once[w, r]` the doors that can be visited in a week in a region.
    """

    who: int
    a_visit: int
    days: Ints
    trips: Ints
    kept: frozenset[tuple[int, int]]
    visits: Bools
    at_once: Ints


class Room:
    """The limits, less what the knocks that stay use of them.

    `quarter[q, m]`, `week[w, m]` and `high[m]` are knocks left, `low[m]` knocks that are wished
    for; one short of that costs `short`. What stays may exceed a limit: then nothing is left.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid, problem = grid, grid.problem
        self.short = shortfall_price(problem)
        self.regions = sorted({one.region for one in problem.doors})
        places = [self.regions.index(one.region) for one in problem.doors]
        self.region = np.array(places, dtype=np.int64)
        self.fair = bounds(problem)
        people = problem.messengers
        quarters = max(problem.quarters, default=0) + 1
        self.quarter = np.array(
            [[one.capacity[quarter] for one in people] for quarter in range(quarters)],
            dtype=np.int64,
        ).reshape(quarters, len(people))
        self.week = np.array([[one.a_week for one in people]] * grid.weeks, dtype=np.int64)
        self.week = self.week.reshape(grid.weeks, len(people))
        self.low = np.array([self.fair[one.code][0] for one in people], dtype=np.int64)
        self.high = np.array([self.fair[one.code][1] for one in people], dtype=np.int64)
        for knocks in grid.kept.values():
            for one in knocks:
                self._use(one.week, one.who)
        for left in (self.quarter, self.week, self.low, self.high):
            np.maximum(left, 0, out=left)
        self.journeys = {
            who: self._journey(who, one.travel) for who, one in enumerate(people) if one.travel
        }

    def _use(self, week: int, who: int) -> None:
        if who != NOBODY and 0 <= week < self.grid.weeks:
            self.quarter[self.grid.quarter[week], who] -= 1
            self.week[week, who] -= 1
            self.low[who] -= 1
            self.high[who] -= 1

    def _journey(self, who: int, travel: Travel) -> Journey:
        days, trips = np.array(travel.days), np.array(travel.trips)
        kept = set()
        code = self.grid.problem.messengers[who].code
        for one in self.grid.problem.fixed:
            if one.messenger == code and one.travels and 0 <= one.week < self.grid.weeks:
                days[self.grid.quarter[one.week]] -= travel.a_visit
                kept.add((one.week, int(self.region[self.grid.problem.door_at[one.door]])))
        for week in {week for week, _ in kept}:
            trips[self.grid.quarter[week]] -= 1
        chosen = self.grid.chosen[:, :, who]
        travels = np.array([one.travels for one in self.grid.problem.options], dtype=np.bool_)
        visits = (chosen != NOBODY) & travels[chosen] if travels.size else chosen != NOBODY
        days, trips = np.maximum(days, 0), np.maximum(trips, 0)
        at_once = np.zeros((self.grid.weeks, len(self.regions)), dtype=np.int64)
        for region in range(len(self.regions)):
            at_once[:, region] = visits[self.region == region].sum(axis=0)
        return Journey(who, travel.a_visit, days, trips, frozenset(kept), visits, at_once)


@dataclass
class Used:
    """What is left of the room while routes are chosen one after the other."""

    room: Room
    trips: dict[int, dict[int, set[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        room = self.room
        self.quarter, self.week = room.quarter.copy(), room.week.copy()
        self.high = room.high.copy()
        self.days = {who: one.days.copy() for who, one in room.journeys.items()}
        self.left = {who: one.trips.copy() for who, one in room.journeys.items()}
        for who, one in room.journeys.items():
            self.trips[who] = {}
            for week, region in one.kept:
                self.trips[who].setdefault(week, set()).add(region)

    def fits(self, door: int, route: Route) -> bool:
        """Whether the route fits into what is left; takes it if so."""
        done: list[tuple[int, int]] = []
        before = self._travels() if self.room.journeys else None
        for week, who in route:
            if not self._one(door, week, who):
                self.leave(done)
                if before:
                    self.days, self.left, self.trips = before
                return False
            done.append((week, who))
        return True

    def leave(self, knocks: list[tuple[int, int]]) -> None:
        """Give knocks back; trips stay as they are."""
        for week, who in knocks:
            self._count(week, who, 1)

    def hold(self, week: int, who: int) -> None:
        self._count(week, who, -1)

    def _count(self, week: int, who: int, by: int) -> None:
        self.quarter[self.room.grid.quarter[week], who] += by
        self.week[week, who] += by
        self.high[who] += by

    def _one(self, door: int, week: int, who: int) -> bool:
        quarter = self.room.grid.quarter[week]
        if min(self.quarter[quarter, who], self.week[week, who], self.high[who]) <= 0:
            return False
        journey = self.room.journeys.get(who)
        if journey and journey.visits[door, week] and not self._visit(journey, door, week):
            return False
        self._count(week, who, -1)
        return True

    def _visit(self, journey: Journey, door: int, week: int) -> bool:
        who, quarter = journey.who, self.room.grid.quarter[week]
        there = self.trips[who].get(week)
        region = int(self.room.region[door])
        if self.days[who][quarter] < journey.a_visit or (there and region not in there):
            return False
        if not there:
            if self.left[who][quarter] <= 0:
                return False
            self.left[who][quarter] -= 1
            self.trips[who][week] = {region}
        self.days[who][quarter] -= journey.a_visit
        return True

    def _travels(self) -> tuple[dict[int, Ints], dict[int, Ints], dict[int, dict[int, set[int]]]]:
        return (
            {who: one.copy() for who, one in self.days.items()},
            {who: one.copy() for who, one in self.left.items()},
            {who: {w: set(r) for w, r in one.items()} for who, one in self.trips.items()},
        )

    def closed(self) -> Bools:
        """[w, m]: where no knock more is possible."""
        by_quarter = self.quarter[self.room.grid.quarter] <= 0
        shut: Bools = by_quarter | (self.week <= 0) | (self.high <= 0)
        return shut

    def unreached(self, who: int) -> Bools:
        """[d, w]: the visits that no day or trip is left for."""
        journey, grid = self.room.journeys[who], self.room.grid
        shut = np.zeros((grid.doors, grid.weeks), dtype=np.bool_)
        shut |= (self.days[who] < journey.a_visit)[grid.quarter]
        for week in range(grid.weeks):
            there = self.trips[who].get(week)
            for region in range(len(self.room.regions)):
                doors = self.room.region == region
                full = not there and self.left[who][grid.quarter[week]] <= 0
                shut[doors, week] |= full or bool(there and region not in there)
        return shut & journey.visits
