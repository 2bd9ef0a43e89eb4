"""From routes to a plan."""

from typing import TYPE_CHECKING

import numpy as np

from app.advice.plan import Binding, Line, Plan, Scarce
from app.advice.problem import Fixed
from app.advice.solver.grid import Floats

if TYPE_CHECKING:
    from app.advice.solver.search import Search

WORTH_SAYING = 1e-6


def answer(search: "Search") -> Plan:
    return Plan(
        lines=tuple(sorted(_lines(search))),
        objective=float(search.brings),
        bound=float(search.bound),
        relaxed=float(search.relaxed),
        status=search.status,
        binding=tuple(_binding(search)),
        waiting=tuple(search.problem.doors[place].door for place in search.covered.waiting),
        unfair=search.unfair(search.best),
        seed=search.seed,
    )


def _lines(search: "Search") -> list[Line]:
    problem, grid = search.problem, search.grid
    found = []
    for door, route in enumerate(search.best):
        new, stay = grid.movements(door, route)
        for (week, who), movement in zip(route, new, strict=True):
            option = problem.options[int(grid.chosen[door, week, who])]
            how = (option.level, option.channel)
            found.append(Line(week, option.door, option.messenger, *how, movement))
        kept = problem.fixed_at(problem.doors[door].door)
        found += [_kept(one, movement) for one, movement in zip(kept, stay, strict=True)]
    return found


def _kept(one: Fixed, movement: float) -> Line:
    how = (one.level, one.channel)
    return Line(one.week, one.door, one.messenger, *how, movement, one.kind, one.number)


def _binding(search: "Search") -> list[Binding]:
    duals, people = search.duals, search.problem.messengers
    found = []
    for kind, prices, by_week in (
        (Scarce.CAPACITY, duals.quarter, False),
        (Scarce.WEEK, duals.week, True),
    ):
        for (place, who), worth in _above(prices):
            quarter = int(search.grid.quarter[place]) if by_week else place
            week = place if by_week else None
            found.append(Binding(kind, people[who].code, quarter, week, worth))
    for who, worth in enumerate(duals.load.tolist()):
        kind = Scarce.LOAD if worth > 0 else Scarce.FLOOR
        if abs(worth) > WORTH_SAYING:
            found.append(Binding(kind, people[who].code, None, None, abs(worth)))
    for who, journey in search.room.journeys.items():
        for quarter, worth in enumerate(duals.days[who].tolist()):
            found.append(Binding(Scarce.DAYS, people[who].code, quarter, None, worth))
            more = journey.trips.copy()
            more[quarter] += 1
            gain = duals.trips(search.room, journey, more)
            gain -= duals.trips(search.room, journey, journey.trips)
            found.append(Binding(Scarce.TRIPS, people[who].code, quarter, None, gain))
    return sorted((one for one in found if one.worth > WORTH_SAYING), key=lambda one: -one.worth)


def _above(prices: Floats) -> list[tuple[tuple[int, int], float]]:
    """The places of prices that are worth saying."""
    places = np.argwhere(prices > WORTH_SAYING)
    return [((int(one), int(other)), float(prices[one, other])) for one, other in places]
