"""The lines of the plan before, where they may be still: of two plans worth the same, the one that
keeps more of them is sought.

Such a line counts a little more while plans are compared. What is told of the plan that is found,
its worth and its bound, counts nothing of that.
"""

from copy import copy

from app.advice.coverage import Coverage
from app.advice.problem import Problem
from app.advice.solver.greedy import compose, free
from app.advice.solver.grid import NEVER, Grid, Route
from app.advice.solver.room import Room

SHARE = 0.001
"""What a line of the plan before counts more, as a share of what it brings as the first knock at
its door: a fifth of what waiting for a week costs. A judgement."""
ABOVE_ALL = 1e6
"""So much more than usual that no line is worth as much as one that was there before."""


def keeping(grid: Grid, problem: Problem, share: float = SHARE) -> Grid:
    """The same grid, in which lines of the plan before count more by this share."""
    found = copy(grid)
    found.extra = {}
    for door, messenger, week in sorted(problem.before):
        place, who = problem.door_at.get(door), problem.messenger_at.get(messenger)
        if place is None or who is None or not 0 <= week < grid.weeks:
            continue
        worth = float(grid.worth[place, week, who])
        if worth > NEVER:
            found.extra.setdefault(place, {})[week, who] = share * worth
    return found


def as_before(grid: Grid, room: Room, covered: Coverage) -> list[Route] | None:
    """The plan before as far as it may still be, and the best that is left where it may not; None
    where a door that is due would not be served."""
    insists = keeping(grid, grid.problem, SHARE * ABOVE_ALL)
    if not insists.extra:
        return None
    unheld = Coverage({}, covered.until, covered.waiting)
    routes = compose(insists, room, unheld, free(grid, room))
    served = all(
        routes[door] and routes[door][0][0] <= week for door, week in covered.until.items()
    )
    return routes if served else None
