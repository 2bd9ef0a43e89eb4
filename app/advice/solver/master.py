"""The master problem in HiGHS: one route for each door, within everybody's limits.

Rows are made when a route first needs them: a limit that nothing touches has no price.
"""

from collections.abc import Iterable

import highspy
import numpy as np

from app.advice.solver.duals import Duals
from app.advice.solver.grid import Floats, Route
from app.advice.solver.room import Journey, Room

Row = tuple[str, int, int]
"""What is limited: ("quarter", q, m), ("week", w, m), ("load", 0, m), ("days", q, m),
("trips", q, m), ("region", w, m), ("door", d, 0); the visits of a week in a region,
(f"visits {m}", w, r), and those of a quarter at a door, (f"visited {m}", q, d)."""
Column = tuple[int, Route]
INF = highspy.kHighsInf
DUAL, PRIMAL = 1, 4
"""HiGHS's simplex: when routes are added, what is known stays feasible for the primal one; when
limits change, for the dual one."""


TAKEN = 1e-3


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
        self.may_travel: dict[tuple[int, int, int], tuple[float, float]] = {}
        highspy.Highs.resetGlobalScheduler(True)  # it keeps the threads of the solve before
        self.highs = self.another(simplex_strategy=PRIMAL)
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for door in range(self.grid.doors):
            self._row(("door", door, 0), 1.0, 1.0)
        for who in range(self.grid.messengers):
            self._load(who)
        for who, journey in room.journeys.items():
            self._trips(who, journey)

    def another(self, **options: float) -> highspy.Highs:
        """HiGHS with the options of this solve, and these."""
        highs: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]  # it has no types
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
            self.known[door, route] = len(self.columns)
            self.columns.append((door, route))
            brings = self.grid.brings(door, route)
            self.at.append(self._col(brings, 0.0, INF, self._entries(door, route)))
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
        """Decide on trips one after the other, each time the one of which most is taken."""
        self.highs.setOptionValue("simplex_strategy", DUAL)
        settled = {key for key, (low, _) in self.may_travel.items() if low > 0}
        while True:
            shares = np.array(self.highs.getSolution().col_value)
            taken = {
                key: float(shares[column])
                for key, column in self.trips.items()
                if key not in settled and shares[column] > TAKEN
            }
            if not taken:
                break
            key = max(sorted(taken), key=lambda one: taken[one])
            self.highs.changeColBounds(self.trips[key], 1.0, 1.0)
            settled.add(key)
            run(self.highs)
        for key, column in self.trips.items():
            if key not in settled:
                self.highs.changeColBounds(column, 0.0, 0.0)
        self.highs.setOptionValue("simplex_strategy", PRIMAL)

    def free_trips(self) -> None:
        for key, (low, high) in self.may_travel.items():
            self.highs.changeColBounds(self.trips[key], low, high)

    def solve(self) -> tuple[float, Duals, Floats]:
        """The most that the relaxation over these routes brings, the prices of its limits, and
        those of the doors."""
        run(self.highs)
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


class Unsolved(RuntimeError):
    """HiGHS refused a model: a mistake in the program."""


def run(highs: highspy.Highs) -> None:
    if highs.run() == highspy.HighsStatus.kError:
        raise Unsolved(highs.modelStatusToString(highs.getModelStatus()))
