"""A plan put together route by route: the fallback, and the way from prices to a plan."""

from collections.abc import Sequence

import numpy as np

from app.advice.coverage import Coverage
from app.advice.solver.grid import NEVER, Grid, Route
from app.advice.solver.pricing import Prices, price
from app.advice.solver.room import Room, Used


def free(grid: Grid, room: Room) -> Prices:
    """Prices of nothing."""
    return Prices(
        np.zeros((grid.weeks, grid.messengers)),
        {who: np.zeros((grid.doors, grid.weeks)) for who in room.journeys},
    )


def compose(
    grid: Grid,
    room: Room,
    covered: Coverage,
    prices: Prices,
    given: Sequence[tuple[int, Route]] = (),
) -> list[Route]:
    """A route for each door within all limits: the `given` ones first, as far as they fit, then
    the best ones at these prices, those that bring most first.

    A door that is due has its slot held for it until its turn comes, so it is always served.
    """
    used = Used(room)
    for week, who in ((week, who) for who, week in covered.served.values()):
        used.hold(week, who)
    chosen: dict[int, Route] = {}
    for door, route in given:
        if door not in chosen:
            _try(used, covered, chosen, door, route)
    while len(chosen) < grid.doors:
        _round(grid, used, covered, prices, chosen)
    return [chosen[door] for door in range(grid.doors)]


def _round(
    grid: Grid, used: Used, covered: Coverage, prices: Prices, chosen: dict[int, Route]
) -> None:
    """Price the doors that are left with what is left, and take all that fit."""
    left = np.array([door for door in range(grid.doors) if door not in chosen])
    own = {door: covered.served[door] for door in covered.served if door not in chosen}
    asked = _asked(prices, used)
    priced = price(grid, asked, left)
    found = 0
    for door in sorted(left.tolist(), key=lambda door: (-priced.best[door], door)):
        if priced.best[door] > NEVER:
            found += _try(used, covered, chosen, door, priced.routes(door)[0])
    if not found:
        door = int(left[0])
        slot = own.get(door)
        route: Route = ((slot[1], slot[0]),) if slot else ()
        _try(used, covered, chosen, door, route)


def _asked(prices: Prices, used: Used) -> Prices:
    """The same prices, and no price at all where nothing is left."""
    toll = np.where(used.closed(), np.inf, prices.toll)
    visit = {who: np.where(used.unreached(who), np.inf, by) for who, by in prices.visit.items()}
    return Prices(toll, visit)


def _try(used: Used, covered: Coverage, chosen: dict[int, Route], door: int, route: Route) -> bool:
    slot = covered.served.get(door)
    if slot:
        used.leave([(slot[1], slot[0])])
    if used.fits(door, route):
        chosen[door] = route
        return True
    if slot:
        used.hold(slot[1], slot[0])
    return False
