"""One whole route for each door: the master problem as a mixed-integer program."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from app.advice.solver.master import Column, Master, run

ENDED = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kInterrupt)


@dataclass(frozen=True)
class Work:
    """How long to work: `gap` as a share is close enough; `stop` is asked while HiGHS works,
    `found` is told what each better plan brings."""

    gap: float
    seconds: float
    nodes: int
    stop: Callable[[], bool]
    found: Callable[[float], None]


@dataclass(frozen=True)
class Whole:
    """The routes, the most that any choice among the same routes can bring, and whether the clock
    or somebody ended it."""

    routes: list[Column]
    bound: float
    cut: bool


def whole(master: Master, start: list[Column], keep: list[int], work: Work) -> Whole | None:
    """The best choice among the routes `keep` (places of columns), beginning with a plan that is
    known; None if nothing was found in time."""
    highs = master.another(
        mip_rel_gap=work.gap,
        mip_abs_gap=1e-9,
        time_limit=max(work.seconds, 0.01),
        mip_max_nodes=work.nodes,
    )
    highs.passModel(master.highs.getModel())
    wanted = set(keep) | {master.known[one] for one in start}
    for place, column in enumerate(master.at):
        if place in wanted:
            highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        highs.changeColBounds(column, 0.0, float(place in wanted))
    for column in master.trips.values():
        highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    _begin(master, highs, start)
    highs.cbMipImprovingSolution.subscribe(
        lambda event: work.found(float(event.data_out.objective_function_value))
    )

    def interrupt(event: Any) -> None:
        event.data_in.user_interrupt = work.stop()

    highs.cbMipInterrupt.subscribe(interrupt)
    run(highs)
    return _read(master, highs)


def _begin(master: Master, highs: highspy.Highs, start: list[Column]) -> None:
    """Hand over the plan that is known; HiGHS fills in trips and what is short of the floors."""
    index = np.array(master.at, dtype=np.int32)
    chosen = {master.known[one] for one in start}
    highs.setSolution(
        len(index), index, np.array([float(place in chosen) for place in range(len(index))])
    )


def _read(master: Master, highs: highspy.Highs) -> Whole | None:
    info = highs.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    values = np.array(highs.getSolution().col_value)[master.at]
    routes = [master.columns[place] for place in np.flatnonzero(values > 0.5)]
    return Whole(routes, float(info.mip_dual_bound), highs.getModelStatus() in ENDED)
