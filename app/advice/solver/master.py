"""The master problem in HiGHS: one route for each door, within everybody's limits.

Rows are made when a route first needs them: a limit that nothing touches has no price.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import highspy
import numpy as np

from app.advice.solver.grid import Floats, Grid, Route
from app.advice.solver.pricing import Prices
from app.advice.solver.room import Journey, Room

Row = tuple[str, int, int]
"""What is limited: ("quarter", q, m), ("week", w, m), ("load", 0, m), ("days", q, m),
("trips", q, m), ("region", w, m), ("door", d, 0), or a door's visit (f"visit {m}", d, w)."""
Column = tuple[int, Route]
INF = highspy.kHighsInf


@dataclass
class Duals:
    """A price for each limit; none is below 0 but that of a load whose floor is a wish."""

    quarter: Floats
    week: Floats
    load: Floats
    days: dict[int, Floats]
    visit: dict[int, Floats]
    trips: dict[int, Floats] = field(default_factory=dict)

    @classmethod
    def none(cls, room: Room) -> "Duals":
        grid = room.grid
        return cls(
            np.zeros(room.quarter.shape),
            np.zeros(room.week.shape),
            np.zeros(grid.messengers),
            {who: np.zeros(len(room.quarter)) for who in room.journeys},
            {who: np.zeros((grid.doors, grid.weeks)) for who in room.journeys},
            {who: np.zeros(len(room.quarter)) for who in room.journeys},
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
            {who: mix(one, other.trips[who]) for who, one in self.trips.items()},
        )

    def prices(self, room: Room) -> Prices:
        by = room.grid.quarter
        visit = {}
        for who, journey in room.journeys.items():
            asked = self.visit[who] + journey.a_visit * self.days[who][by]
            visit[who] = np.where(journey.visits, asked, 0.0)
        return Prices(self.quarter[by] + self.week + self.load, visit)

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
            limits += _trips(room, journey, self.visit[who])
        return limits


def _trips(room: Room, journey: Journey, visit: Floats) -> float:
    """The most that trips can be worth: the best region of a week, the best weeks of a quarter."""
    grid = room.grid
    kept_weeks = {week for week, _ in journey.kept}
    whole = sum(float(visit[room.regions[region], week].sum()) for week, region in journey.kept)
    best = np.array(
        [
            0.0
            if week in kept_weeks
            else max((float(visit[doors, week].sum()) for doors in room.regions.values()), default=0)
            for week in range(grid.weeks)
        ]
    )
    for quarter, most in enumerate(journey.trips):
        weeks = np.sort(best[grid.quarter == quarter])[::-1]
        whole += float(weeks[: int(most)].sum())
    return whole


class Master:
    """The linear relaxation over the routes found so far."""

    def __init__(self, room: Room) -> None:
        self.room, self.grid = room, room.grid
        self.known: dict[Column, int] = {}
        self.columns: list[Column] = []
        self.at: list[int] = []
        self.rows: dict[Row, int] = {}
        self.trips: dict[tuple[int, int, str], int] = {}
        self.highs = silent(highspy.Highs())
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.values: list[float] = []
        for door in range(self.grid.doors):
            self._row(("door", door, 0), 1.0, 1.0)
        for who in range(self.grid.messengers):
            self._load(who)
        for who, journey in room.journeys.items():
            for week, region in sorted(journey.kept):
                self._trip(who, week, region, kept=True)

    def _row(self, key: Row, low: float, high: float) -> int:
        if key not in self.rows:
            self.rows[key] = len(self.rows)
            self.highs.addRow(low, high, 0, np.array([], dtype=np.int32), np.array([]))
        return self.rows[key]

    def _load(self, who: int) -> None:
        """Between the floor, with what it is short of, and the ceiling."""
        row = self._row(("load", 0, who), float(self.room.low[who]), float(self.room.high[who]))
        if self.room.low[who]:
            self._col(-self.room.short, 0.0, INF, {row: 1.0})

    def _col(self, cost: float, low: float, high: float, entries: dict[int, float]) -> int:
        rows = np.array(list(entries), dtype=np.int32)
        values = np.array(list(entries.values()))
        self.highs.addCol(cost, low, high, len(rows), rows, values)
        return int(self.highs.getNumCol()) - 1

    def add(self, columns: Iterable[Column]) -> int:
        """Add the routes that are new; how many were."""
        before = len(self.columns)
        for door, route in columns:
            if (door, route) in self.known:
                continue
            value = self.grid.brings(door, route)
            self.known[door, route] = len(self.columns)
            self.columns.append((door, route))
            self.values.append(value)
            self.at.append(self._col(value, 0.0, INF, self._entries(door, route)))
        return len(self.columns) - before

    def _entries(self, door: int, route: Route) -> dict[int, float]:
        entries: dict[int, float] = {self.rows["door", door, 0]: 1.0}
        for week, who in route:
            for row, number in self._uses(door, week, who):
                entries[row] = entries.get(row, 0.0) + number
        return entries

    def _uses(self, door: int, week: int, who: int) -> list[tuple[int, float]]:
        room, quarter = self.room, int(self.grid.quarter[week])
        found = [
            (self._row(("quarter", quarter, who), -INF, float(room.quarter[quarter, who])), 1.0),
            (self._row(("week", week, who), -INF, float(room.week[week, who])), 1.0),
            (self.rows["load", 0, who], 1.0),
        ]
        journey = room.journeys.get(who)
        if journey and journey.visits[door, week]:
            days = self._row(("days", quarter, who), -INF, float(journey.days[quarter]))
            found.append((days, float(journey.a_visit)))
            found.append((self._visit(who, door, week), 1.0))
        return found

    def _visit(self, who: int, door: int, week: int) -> int:
        """No visit without a trip to the region in that week."""
        key = (f"visit {who}", door, week)
        if key in self.rows:
            return self.rows[key]
        trip = self._trip(who, week, self.room.region_of(door))
        row = self._row(key, -INF, 0.0)
        self.highs.changeCoeff(row, trip, -1.0)
        return row

    def _trip(self, who: int, week: int, region: str, *, kept: bool = False) -> int:
        key = (who, week, region)
        if key not in self.trips:
            journey, quarter = self.room.journeys[who], int(self.grid.quarter[week])
            if kept:
                self.trips[key] = self._col(0.0, 1.0, 1.0, {})
            else:
                elsewhere = any(one == week for one, _ in journey.kept)
                trips = self._row(("trips", quarter, who), -INF, float(journey.trips[quarter]))
                one = self._row(("region", week, who), -INF, 1.0)
                most = 0.0 if elsewhere else 1.0
                self.trips[key] = self._col(0.0, 0.0, most, {trips: 1.0, one: 1.0})
        return self.trips[key]

    def solve(self) -> tuple[float, Duals, Floats]:
        """The most that the relaxation over these routes brings, the prices of its limits, and
        those of the doors."""
        self.highs.run()
        value = float(self.highs.getInfo().objective_function_value)
        dual = np.array(self.highs.getSolution().row_dual)
        return value, self._duals(dual), dual[: self.grid.doors]

    def shares(self) -> Floats:
        """How much of each route the relaxation takes."""
        return np.array(self.highs.getSolution().col_value)[self.at]

    def _duals(self, dual: Floats) -> Duals:
        found = Duals.none(self.room)
        for (kind, place, who), row in self.rows.items():
            price = max(float(dual[row]), 0.0)
            if kind == "quarter":
                found.quarter[place, who] = price
            elif kind == "week":
                found.week[place, who] = price
            elif kind == "load":
                found.load[who] = max(float(dual[row]), -self.room.short)
            elif kind == "days":
                found.days[who][place] = price
            elif kind == "trips":
                found.trips[who][place] = price
            elif kind.startswith("visit"):
                found.visit[int(kind.split()[1])][place, who] = price
        return found

    def whole(
        self,
        start: list[Column],
        *,
        keep: list[int],
        gap: float,
        seconds: float,
        nodes: int,
        seed: int,
        threads: int,
        stop: Callable[[], bool],
        found: Callable[[float], None],
    ) -> tuple[list[Column], float, bool] | None:
        """One whole route for each door, from the routes `keep` (places of columns).

        Returns the routes, the best bound within these routes, and whether the clock or somebody
        ended it; None if nothing was found.
        """
        highs = silent(highspy.Highs())
        highs.passModel(self.highs.getModel())
        wanted = set(keep) | {self.known[one] for one in start}
        for place, column in enumerate(self.at):
            if place not in wanted:
                highs.changeColBounds(column, 0.0, 0.0)
            else:
                highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
                highs.changeColBounds(column, 0.0, 1.0)
        for column in self.trips.values():
            highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        options = {
            "mip_rel_gap": gap,
            "mip_abs_gap": 1e-9,
            "time_limit": max(seconds, 0.01),
            "mip_max_nodes": nodes,
            "random_seed": seed,
            "threads": threads,
        }
        for name, value in options.items():
            highs.setOptionValue(name, value)
        self._begin(highs, start)
        return self._integral(highs, stop, found)

    def _begin(self, highs: highspy.Highs, start: list[Column]) -> None:
        """Hand over the plan that is known; HiGHS fills in trips and shortfalls."""
        index = np.array(self.at, dtype=np.int32)
        chosen = {self.known[one] for one in start}
        values = np.array([float(place in chosen) for place in range(len(index))])
        highs.setSolution(len(index), index, values)

    def _integral(
        self, highs: highspy.Highs, stop: Callable[[], bool], found: Callable[[float], None]
    ) -> tuple[list[Column], float, bool] | None:
        highs.cbMipImprovingSolution.subscribe(
            lambda event: found(float(event.data_out.objective_function_value))
        )

        def interrupt(event: highspy.highs.HighsCallbackEvent) -> None:
            event.data_in.user_interrupt = stop()

        highs.cbMipInterrupt.subscribe(interrupt)
        highs.run()
        status = highs.getModelStatus()
        info = highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        values = np.array(highs.getSolution().col_value)[self.at]
        chosen = [self.columns[place] for place in np.flatnonzero(values > 0.5)]
        cut = status in (
            highspy.HighsModelStatus.kTimeLimit,
            highspy.HighsModelStatus.kInterrupt,
        )
        return chosen, float(info.mip_dual_bound), cut


def silent(highs: highspy.Highs) -> highspy.Highs:
    highs.setOptionValue("output_flag", False)
    return highs
