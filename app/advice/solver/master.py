"""The master problem in HiGHS: one route for each door, within everybody's limits.

Rows are made when a route first needs them: a limit that nothing touches has no price.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import highspy
import numpy as np

from app.advice.solver.grid import Floats, Ints, Route
from app.advice.solver.pricing import Prices
from app.advice.solver.room import Journey, Room

Row = tuple[str, int, int]
"""What is limited: ("quarter", q, m), ("week", w, m), ("load", 0, m), ("days", q, m),
("trips", q, m), ("region", w, m), ("door", d, 0); the visits of a week in a region,
(f"visits {m}", w, r), and those of a quarter at a door, (f"visited {m}", q, d)."""
Column = tuple[int, Route]
INF = highspy.kHighsInf
PRIMAL = 4
"""HiGHS's primal simplex: what is known stays feasible when routes are added."""


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


class Master:
    """The linear relaxation over the routes found so far."""

    def __init__(self, room: Room, threads: int, seed: int) -> None:
        self.room, self.grid = room, room.grid
        self.options = {"output_flag": False, "threads": threads, "random_seed": seed}
        self.known: dict[Column, int] = {}
        self.columns: list[Column] = []
        self.at: list[int] = []
        self.rows: dict[Row, int] = {}
        self.trips: dict[tuple[int, int, int], int] = {}
        highspy.Highs.resetGlobalScheduler(True)  # it keeps the threads of the solve before
        self.may_travel: dict[tuple[int, int, int], tuple[float, float]] = {}
        self.highs = self._highs(simplex_strategy=PRIMAL)
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.values: list[float] = []
        for door in range(self.grid.doors):
            self._row(("door", door, 0), 1.0, 1.0)
        for who in range(self.grid.messengers):
            self._load(who)
        for who, journey in room.journeys.items():
            self._trips(who, journey)

    def _highs(self, **options: float) -> highspy.Highs:
        highs = highspy.Highs()
        for name, value in {**self.options, **options}.items():
            highs.setOptionValue(name, value)
        return highs

    def _row(
        self, key: Row, low: float, high: float, entries: dict[int, float] | None = None
    ) -> int:
        """The row of this limit; made where it is new."""
        if key not in self.rows:
            self.rows[key] = len(self.rows)
            columns = np.array(list(entries or {}), dtype=np.int32)
            values = np.array(list((entries or {}).values()), dtype=np.float64)
            self.highs.addRow(low, high, len(columns), columns, values)
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
            found.append((self._visits(who, week, int(room.region[door])), 1.0))
            found.append((self._visited(who, quarter, door), 1.0))
        return found

    def _visits(self, who: int, week: int, region: int) -> int:
        """No visits in a week without a trip to the region in that week."""
        key = (f"visits {who}", week, region)
        if key not in self.rows:
            most = float(self.room.journeys[who].at_once[week, region])
            self._row(key, -INF, 0.0, {self.trips[who, week, region]: -most})
        return self.rows[key]

    def _visited(self, who: int, quarter: int, door: int) -> int:
        """No more visits to a door in a quarter than trips to its region: follows from the rules of
        whole plans, and keeps the relaxation from sharing a trip among regions."""
        key = (f"visited {who}", quarter, door)
        if key not in self.rows:
            region = int(self.room.region[door])
            trips = {
                self.trips[who, int(week), region]: -1.0
                for week in np.flatnonzero(self.grid.quarter == quarter)
                if (who, int(week), region) in self.trips
            }
            self._row(key, -INF, 0.0, trips)
        return self.rows[key]

    def _trips(self, who: int, journey: Journey) -> None:
        """Where there is something to visit: whether there is a trip there in that week."""
        for week, region in np.argwhere(journey.at_once > 0).tolist():
            quarter = int(self.grid.quarter[week])
            kept = (week, region) in journey.kept
            elsewhere = not kept and any(one == week for one, _ in journey.kept)
            entries = {}
            if not kept:
                trips = self._row(("trips", quarter, who), -INF, float(journey.trips[quarter]))
                entries = {trips: 1.0, self._row(("region", week, who), -INF, 1.0): 1.0}
            low, high = float(kept), float(not elsewhere)
            self.trips[who, week, region] = self._col(0.0, low, high, entries)
            self.may_travel[who, week, region] = (low, high)

    def settle_trips(self) -> None:
        """Decide on the trips of which the relaxation takes most."""
        shares = np.array(self.highs.getSolution().col_value)
        left = {who: one.trips.copy() for who, one in self.room.journeys.items()}
        weeks: set[tuple[int, int]] = set()
        for key in sorted(self.trips, key=lambda key: (-shares[self.trips[key]], key)):
            who, week, _ = key
            low, high = self.may_travel[key]
            quarter = int(self.grid.quarter[week])
            share = shares[self.trips[key]]
            goes = low > 0 or (
                high > 0 < left[who][quarter] and share > 1e-6 and (who, week) not in weeks
            )
            if goes and not low:
                left[who][quarter] -= 1
            if goes:
                weeks.add((who, week))
            self.highs.changeColBounds(self.trips[key], float(goes), float(goes))

    def free_trips(self) -> None:
        for key, (low, high) in self.may_travel.items():
            self.highs.changeColBounds(self.trips[key], low, high)

    def solve(self) -> tuple[float, Duals, Floats]:
        """The most that the relaxation over these routes brings, the prices of its limits, and
        those of the doors."""
        _run(self.highs)
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
            elif kind.startswith("visited"):
                found.visited[int(kind.split()[1])][place, who] = price
            elif kind.startswith("visits"):
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
        stop: Callable[[], bool],
        found: Callable[[float], None],
    ) -> tuple[list[Column], float, bool] | None:
        """One whole route for each door, from the routes `keep` (places of columns).

        Returns the routes, the best bound within these routes, and whether the clock or somebody
        ended it; None if nothing was found.
        """
        highs = self._highs(
            mip_rel_gap=gap,
            mip_abs_gap=1e-9,
            time_limit=max(seconds, 0.01),
            mip_max_nodes=nodes,
        )
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
        _run(highs)
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


class Unsolved(RuntimeError):
    """HiGHS refused a model: a mistake in the program."""


def _run(highs: highspy.Highs) -> None:
    if highs.run() == highspy.HighsStatus.kError:
        raise Unsolved(highs.modelStatusToString(highs.getModelStatus()))
