"""Fair load: nobody carries much more, or much less, than its share. Pure.

A share is proportional to what a messenger said that it can do. Loads between share / `spread` and
share * `spread` have a Gini coefficient of (spread - 1) / (spread + 1) at most, .2 for 1.5: with
values between a and b it is largest where there are only a and b, and then (r - 1) / (r + 1) with
r the square root of b / a.
"""

from collections.abc import Iterable, Sequence
from math import ceil, floor

from app.advice.problem import NOTHING, Fixed, PlanDoor, PlanMessenger, Problem


def bounds(problem: Problem) -> dict[str, tuple[int, int]]:
    """The fewest and the most knocks of each messenger over the horizon, knocks that stay included.

    The fewest are a wish that costs `shortfall_price` for each knock short; the most are a rule.
    """
    room = {one.code: _room(problem, one) for one in problem.messengers}
    kept = _counted(problem.fixed)
    if problem.spread is None:
        return dict.fromkeys(room, (0, knocks(problem) + 1))
    able = {one.messenger for options in problem.options_at.values() for one in options}
    whole = {code: most for code, most in room.items() if code in able}
    total = min(knocks(problem), sum(whole.values()))
    each = total / sum(whole.values()) if any(whole.values()) else 0.0
    found = {}
    for code, most in room.items():
        share = each * most if code in able else 0.0
        low, high = _around(share, problem.spread)
        found[code] = (min(low, most), max(high, kept.get(code, 0)))
    return found


def shortfall_price(problem: Problem) -> float:
    """What a knock short of the floor costs: as much as the best line brings."""
    return max((one.movement for one in problem.options), default=0.0)


def knocks(problem: Problem) -> int:
    """How many knocks the doors have room for, each of which still brings something."""
    return len(problem.fixed) + sum(_fit(problem, at) for at in problem.doors)


def gini(values: Iterable[float]) -> float:
    """0 where all carry the same, near 1 where one carries everything."""
    ranked = sorted(values)
    whole = sum(ranked)
    if not whole:
        return 0.0
    number = len(ranked)
    weighted = sum(place * value for place, value in enumerate(ranked, start=1))
    return 2 * weighted / (number * whole) - (number + 1) / number


def _around(share: float, spread: float) -> tuple[int, int]:
    """Whole knocks around a share; below one knock each, nothing can be even."""
    if share < 1:
        return 0, 1
    low, high = ceil(share / spread - 1e-9), floor(share * spread + 1e-9)
    return min(low, floor(share)), max(high, ceil(share - 1e-9))


def _room(problem: Problem, who: PlanMessenger) -> int:
    """What the quarters and weeks of the horizon leave room for."""
    return sum(
        min(who.capacity[quarter], who.a_week * problem.quarters.count(quarter))
        for quarter in sorted(set(problem.quarters))
    )


def _counted(fixed: Sequence[Fixed]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in fixed:
        found[one.messenger] = found.get(one.messenger, 0) + 1
    return found


def _fit(problem: Problem, at: PlanDoor) -> int:
    """How many new knocks fit at a door, each as soon as it brings something beside those that
    stay and those before it."""
    best = problem.best_at[at.door]
    stay = [one.week for one in problem.fixed_at(at.door)]
    new: list[int] = []
    for week in sorted(best):
        before = [one for one in (*stay, *new) if one < week]
        less = problem.loss(at, week, max(before)) if before else 0.0
        near = new and week - new[-1] < problem.apart
        if not near and best[week] - less > NOTHING:
            new.append(week)
    return len(new)
