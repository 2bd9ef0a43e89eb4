"""How the plan of the round is judged: invented rounds of the usual size, and small ones that are
compared with every plan there is. Pure.

What is measured does not ask the solver how good it was: rules are told from the problem alone
(`app.advice.plan_rules`), the best small plan by trying all (`app.advice.every_plan`); the gap is
to its bound. Seconds are those of the processor, both threads together: no more than two free cores
do in as many seconds of the clock, and as many on a machine that is busy.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from typing import NamedTuple

from app.advice.coverage import coverage
from app.advice.every_plan import best
from app.advice.fairness import bounds, gini, shortfall_price
from app.advice.invented_rounds import synthetic
from app.advice.measures import Measure
from app.advice.plan import Plan, Status, load
from app.advice.plan_rules import broken, served
from app.advice.problem import Problem
from app.advice.shares import Share
from app.advice.small_rounds import small
from app.advice.solving import Limits, Progress, silence, solve

WEEKS = 26
SMALL_ROUNDS = 200
ROUNDS = 3
"""Rounds of each size."""
MOST_GAP = 1.0
MOST_GINI = 0.2
WHOLE = 100.0


@dataclass(frozen=True)
class Size:
    """Doors and messengers; knocks of a messenger in a quarter and in a week; seconds to work."""

    name: str
    doors: int
    messengers: int
    capacity: int
    a_week: int
    seconds: float


SIZES = (Size("usual", 85, 60, 6, 2, 10), Size("tight", 85, 60, 2, 1, 10))


class Solved(NamedTuple):
    """A round and its plan; `greedy` is how far below the bound the plan that was put together line
    by line lies, as a share."""

    problem: Problem
    plan: Plan
    greedy: float


def solved(
    size: Size,
    seed: int,
    limits: Limits,
    *,
    hear: Callable[[Progress], None] = silence,
    clock: Callable[[], float] = time.process_time,
) -> Solved:
    """One invented round of a size; `hear` is told how far it has come."""
    problem = synthetic(
        size.doors, size.messengers, WEEKS, seed, capacity=size.capacity, a_week=size.a_week
    )
    first: list[float] = []

    def told(progress: Progress) -> None:
        first.append(progress.objective)
        hear(progress)

    plan = solve(problem, limits=limits, progress=told, clock=clock)
    return Solved(problem, plan, 1 - first[0] / plan.bound)


@dataclass(frozen=True)
class PlanTrial:
    """What is asked for: `rounds` of each size, and so many small ones. The same seed gives the
    same rounds; plans that the clock did not end are the same as well."""

    seed: int
    small_rounds: int = SMALL_ROUNDS
    rounds: int = ROUNDS
    sizes: tuple[Size, ...] = SIZES

    @property
    def pieces(self) -> int:
        return len(self.sizes) * self.rounds + self.small_rounds

    def measures(self, done: Callable[[str], object]) -> list[Measure]:
        """All of them, in the order in which they are printed; `done` is called with a word after
        each of `pieces` rounds."""
        large = {size: [*self._solved(size, done)] for size in self.sizes}
        few = [*self._tried(done)]
        every = [one for ones in large.values() for one in ones]
        return [
            *(_close(size, ones) for size, ones in large.items()),
            _best_of_all(few),
            *_rules([one[:2] for one in every] + [one[:2] for one in few]),
            _once_a_year(every),
            _fair(every),
        ]

    def _solved(self, size: Size, done: Callable[[str], object]) -> Iterator[Solved]:
        for number in range(self.rounds):
            yield solved(size, self.seed + number, Limits(seconds=size.seconds))
            done(f"{size.name}, {number + 1}")

    def _tried(self, done: Callable[[str], object]) -> Iterator["Tried"]:
        """Small rounds have seeds of their own, from `seed` on."""
        for number in range(self.small_rounds):
            problem = small(self.seed * SMALL_ROUNDS + number)
            plan = solve(problem, limits=Limits(gap=0))
            most = best(problem, bounds(problem), shortfall_price(problem))
            yield Tried(problem, plan, most)
            done(f"small round {number + 1}")


class Tried(NamedTuple):
    """A small round, its plan, and the most that any plan of it brings."""

    problem: Problem
    plan: Plan
    most: float

    @property
    def best_of_all(self) -> bool:
        """As good as the best, and proven so."""
        plan = self.plan
        proven = plan.status is Status.OPTIMAL and isclose(plan.bound, plan.objective, abs_tol=1e-6)
        return proven and isclose(plan.objective, self.most, rel_tol=1e-6, abs_tol=1e-6)


def _close(size: Size, found: Sequence[Solved]) -> Measure:
    cut = sum(one.plan.status is Status.CLOCK for one in found)
    note = (
        f"{size.capacity} knocks of a messenger a quarter, {size.a_week} a week. The widest gap to "
        f"the bound of all messengers after {size.seconds:g} s of the processor at most, which "
        f"ended {cut} of them; the bar is line by line."
    )
    return Measure(
        f"plan, {size.doors} x {size.messengers} x {WEEKS} weeks, {size.name}: gap, %",
        100 * max(one.plan.gap for one in found),
        None,
        f"{len(found)} rounds",
        bar=100 * min(one.greedy for one in found),
        goal=MOST_GAP,
        at_most=True,
        note=note,
        digits=2,
    )


def _best_of_all(found: Sequence[Tried]) -> Measure:
    share = Share(sum(one.best_of_all for one in found), len(found))
    name = "plans of small rounds: as good as the best of all, %"
    return _share(name, share, "rounds", "Every plan was tried.")


def _rules(found: Iterable[tuple[Problem, Plan]]) -> Iterator[Measure]:
    """Rules that plans break, each told from its problem alone."""
    told = [broken(problem, plan.lines, bounds(problem)) for problem, plan in found]
    whys = [why for of_plan in told for why in of_plan]
    collisions = sum(why.endswith("collide") for why in whys)
    for name, number in (("collisions", collisions), ("other rules", len(whys) - collisions)):
        what = "left in plans" if name == "collisions" else "broken by plans"
        figure, plans = float(number), f"{len(told)} plans"
        yield Measure(f"{name} {what}", figure, None, plans, goal=0, at_most=True, digits=0)


def _once_a_year(found: Sequence[Solved]) -> Measure:
    due = in_time = waiting = 0
    for one in found:
        left = {one.problem.doors[place].door for place in coverage(one.problem).waiting}
        doors = [at for at in one.problem.doors if at.due is not None and at.door not in left]
        due += len(doors)
        in_time += sum(served(one.problem, at, one.plan.lines) for at in doors)
        waiting += len(left)
    note = f"A year after the last; for {waiting} more there was no capacity."
    return _share(
        "doors due for a knock that get it in time, %", Share(in_time, due), "doors", note
    )


def _fair(found: Sequence[Solved]) -> Measure:
    each = [gini(load(one.problem, one.plan.lines).values()) for one in found]
    return Measure(
        "load of the messengers: Gini coefficient",
        max(each),
        None,
        f"{len(found)} rounds",
        goal=MOST_GINI,
        at_most=True,
        note="The most uneven of them.",
        digits=2,
    )


def _share(name: str, share: Share, of: str, note: str = "") -> Measure:
    low, high = share.interval
    return Measure(
        name,
        100 * share.figure,
        (100 * low, 100 * high),
        f"{share.of} {of}",
        goal=WHOLE,
        note=note,
    )


def first_reasons(share: Share) -> Measure:
    """The row of the lines that fall with the reason stated first."""
    note = "Lines of the facts and of the demonstration."
    return _share("lines whose score falls without their first reason, %", share, "lines", note)
