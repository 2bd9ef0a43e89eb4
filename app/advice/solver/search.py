"""From a greedy plan to a proven one: column generation, rounding, and enumeration.

1. A greedy plan, so that there is an answer at once; where there was a plan before, that one, as
   far as it may be still.
2. Prices of all limits by column generation: the master problem prices the limits, and the best
   routes at those prices (of *all* messengers) enter it. Every pricing gives a bound.
3. Plans from prices: routes that the master takes, the rest priced with what is left.
4. The master over whole routes, by HiGHS.
5. If the gap is still too wide: every route that a better plan could contain, and the master again.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from app.advice.coverage import coverage
from app.advice.plan import Plan, Status, gap
from app.advice.problem import PlanMessenger, Problem
from app.advice.solver.answer import answer
from app.advice.solver.duals import Duals
from app.advice.solver.greedy import compose, free
from app.advice.solver.grid import Grid, Route
from app.advice.solver.keeping import as_before, keeping
from app.advice.solver.master import Column, Master
from app.advice.solver.pricing import Priced, price
from app.advice.solver.room import Room
from app.advice.solver.routes import TooMany, routes_above
from app.advice.solver.whole import Work, whole
from app.advice.solving import Limits, Progress

TOLERANCE = 1e-7
HAIR = 1e-9
SETTLED = 1e-4
"""Column generation ends where its value and the bound are as close as this, as a share."""
STEP = 0.35
"""How far prices move from the best known ones towards the master's: all the way, they swing."""
ROUND_EVERY = 12
TAKEN = 0.25
"""A route of which the relaxation takes this share is tried as a whole."""
ENDS = 1
"""Routes of a door that each pricing hands over at most: with two or three, the master takes longer
than it saves rounds, at every size of `bench.plan`."""
SETTLING = 12
"""Rounds in which routes are found that fit the trips decided on."""


class Stop(Exception):
    """Somebody stopped it, or the time is over."""


def peopled(problem: Problem) -> Problem:
    """The same problem; with a messenger that can do nothing where there is none."""
    if problem.messengers:
        return problem
    nothing = (0,) * (max(problem.quarters, default=0) + 1)
    return replace(problem, messengers=(PlanMessenger("", "", nothing),))


class Search:
    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        seed: int,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        clock: Callable[[], float],
    ) -> None:
        problem = self.problem = peopled(problem)
        self.limits, self.seed = limits, seed
        self.tell, self.cancelled, self.clock = progress, cancelled, clock
        self.began = clock()
        self.stage, self.rounds, self.status = "greedy", 0, Status.LIMIT
        self.covered = coverage(problem)
        self.plain = Grid(problem, self.covered)
        self.grid = keeping(self.plain, problem)
        self.room = Room(self.grid)
        self.best: list[Route] = []
        self.objective, self.bound, self.relaxed = -np.inf, np.inf, np.inf
        self.duals = Duals.none(self.room)
        self._most_more = sum(sum(here.values()) for here in self.grid.extra.values())

    def run(self) -> Plan:
        self._offer(self._composed())
        before = as_before(self.plain, self.room, self.covered)
        if before:
            self._offer(before)
        try:
            self._check()
            self._improve()
        except Stop:
            pass
        self._count_plainly()
        if self.status is Status.LIMIT:
            self.status = self._reached()
        return answer(self)

    def _count_plainly(self) -> None:
        """What lines of the plan before count more is no part of the bound that is told."""
        if not self.grid.extra or not np.isfinite(self.bound):
            return
        priced = price(self.plain, self.duals.prices(self.room))
        self.relaxed = float(priced.best.sum()) + self.duals.worth(self.room)
        self.bound = min(self.bound, self.relaxed)
        self._say()

    @property
    def brings(self) -> float:
        """What the best plan so far brings."""
        more = (self.grid.more(door, route) for door, route in enumerate(self.best))
        return self.objective - sum(more)

    def _reached(self) -> Status:
        if gap(self.brings, self.bound) <= TOLERANCE:
            return Status.OPTIMAL
        return Status.CLOSE if self._close() else Status.LIMIT

    def _improve(self) -> None:
        self.master = Master(self.room, self.limits.threads, self.seed)
        self.master.add(enumerate(self.best))
        self.stage = "prices"
        self.master.add(self._candidates(self._bounded(self.duals)))
        self._generate(self.limits.rounds)
        self.stage = "plans"
        if self.room.journeys and not self._close():
            self._settle_trips()
        if not self._close():
            self._integral(list(range(len(self.master.columns))))
        self.stage = "proof"
        if not self._close():
            self._enumerate()

    def _settle_trips(self) -> None:
        """A plan for the trips that the relaxation takes most of; the routes of a plan without any
        fit whatever is decided."""
        self._offer(compose(self.grid, self.room, self.covered, self.duals.at_home(self.room)))
        self.master.settle_trips()
        self._generate(SETTLING)
        self._integral(list(range(len(self.master.columns))))
        self.master.free_trips()

    # --- Prices -------------------------------------------------------------------------------

    def _generate(self, most: int) -> None:
        for _ in range(most):
            self._check()
            self.rounds += 1
            value, duals, doors = self.master.solve()
            if self.bound - value <= SETTLED * abs(value):
                break
            found = self._priced(self.duals.toward(duals, STEP), duals, doors)
            if not found and not self._priced(duals, duals, doors):
                break
            if self.rounds % ROUND_EVERY == 0:
                self._offer(self._rounded())
                if self._close():
                    return
        self._offer(self._rounded())

    def _priced(self, at: Duals, duals: Duals, doors: np.ndarray) -> int:
        """Price at these prices; how many routes the master gains at its own."""
        priced = self._bounded(at)
        own = duals.prices(self.room)
        columns = []
        for door, route in self._candidates(priced):
            gain = self.grid.brings(door, route) - own.of(door, route) - doors[door]
            if gain > TOLERANCE:
                columns.append((door, route))
        return self.master.add(columns)

    def _bounded(self, at: Duals) -> Priced:
        """The best routes at these prices, and the bound that they give. The first prices are
        none: those of a master that knows one plan alone are far off, and to move from there takes
        rounds."""
        priced = price(self.grid, at.prices(self.room))
        bound = float(priced.best.sum()) + at.worth(self.room)
        if bound < self.bound:
            self.bound = self.relaxed = bound
            self.duals = at
            self._say()
        return priced

    def _candidates(self, priced: Priced) -> list[Column]:
        """The best routes of each door that end in different weeks."""
        return [
            (door, route) for door in range(self.grid.doors) for route in priced.routes(door, ENDS)
        ]

    # --- Plans --------------------------------------------------------------------------------

    def _composed(
        self, given: list[Column] | None = None, duals: Duals | None = None
    ) -> list[Route]:
        prices = duals.prices(self.room) if duals else free(self.grid, self.room)
        return compose(self.grid, self.room, self.covered, prices, given or ())

    def _rounded(self) -> list[Route]:
        """A plan from what the master takes, most of it first, and from prices."""
        shares = self.master.shares()
        order = sorted(np.flatnonzero(shares > TAKEN), key=lambda one: (-shares[one], one))
        return self._composed([self.master.columns[one] for one in order], self.duals)

    def _offer(self, routes: list[Route]) -> None:
        """Keep a plan if it is better; its routes enter the master in any case."""
        worth = self._worth(routes)
        if worth > self.objective + 1e-12:
            self.objective, self.best = worth, routes
            self._say()
        if hasattr(self, "master"):
            self.master.add(enumerate(routes))

    def _worth(self, routes: list[Route]) -> float:
        brought = sum(self.grid.brings(door, route) for door, route in enumerate(routes))
        return brought - self.unfair(routes)

    def unfair(self, routes: list[Route]) -> float:
        """What the floors of fair load cost that these routes do not reach."""
        load = np.zeros(self.grid.messengers, dtype=np.int64)
        for route in routes:
            for _, who in route:
                load[who] += 1
        return float(np.maximum(self.room.low - load, 0).sum()) * self.room.short

    def _integral(self, keep: list[int]) -> float:
        """The best whole plan of these routes; the bound within them."""
        self._check()
        work = Work(
            gap=self.limits.gap / 2,
            seconds=self.limits.seconds - self._elapsed(),
            nodes=self.limits.nodes,
            stop=self.cancelled,
            found=self._heard,
        )
        found = whole(self.master, list(enumerate(self.best)), keep, work)
        if found is None:
            self._check()
            return np.inf
        routes = dict(found.routes)
        self._offer([routes[door] for door in range(self.grid.doors)])
        if found.cut:
            self.status = Status.CANCELLED if self.cancelled() else Status.CLOCK
            raise Stop
        return found.bound

    def _enumerate(self) -> None:
        """All routes that a better plan could contain: whatever bound holds within them, holds."""
        prices = self.duals.prices(self.room)
        priced = price(self.grid, prices)
        short = self.bound - self.objective
        columns: list[Column] = []
        try:
            for door in range(self.grid.doors):
                self._check()
                left = self.limits.routes - len(columns)
                least = float(priced.best[door]) - short
                columns += [
                    (door, one) for one in routes_above(self.grid, prices, door, least, left)
                ]
        except TooMany:
            return
        self.master.add(columns)
        keep = [self.master.known[one] for one in columns]
        within = self._integral(keep)
        self.bound = min(self.bound, max(within, self.objective))
        self._say()

    # --- Telling and stopping -----------------------------------------------------------------

    def _close(self) -> bool:
        return gap(self.brings, self.bound) <= self.limits.gap

    def _elapsed(self) -> float:
        return self.clock() - self.began

    def _heard(self, objective: float) -> None:
        """HiGHS adds up in another order: a hair less is told, so that our own sum is no step
        back; and less what lines of the plan before may count more."""
        objective -= HAIR + self._most_more
        if objective > self.brings:
            self.tell(Progress(self.stage, objective, self.bound, self._elapsed(), self.rounds))

    def _say(self) -> None:
        told = (float(self.brings), float(self.bound))
        self.tell(Progress(self.stage, *told, self._elapsed(), self.rounds))

    def _check(self) -> None:
        if self.cancelled():
            self.status = Status.CANCELLED
        elif self._elapsed() >= self.limits.seconds:
            self.status = Status.CLOCK if self.rounds else Status.GREEDY
        else:
            return
        raise Stop
