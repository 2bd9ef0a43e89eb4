"""Whether a plan keeps the rules of its problem, told from the problem alone. Pure.

Nothing here asks the solver or the problem's own rules: each rule is written out a second time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from app.advice.plan import Line
from app.advice.problem import Fixed, Kind, Option, PlanDoor, Problem
from app.contacts.terms import Channel, Level
from app.doors.door import Door

LADDER = [Level.EXPERT, Level.AMBASSADOR, Level.DIRECTOR, Level.MINISTER, Level.HEAD]
BRINGS_NOTHING = 1e-9
Bounds = dict[str, tuple[int, int]]


def broken(problem: Problem, lines: Iterable[Line], fair: Bounds | None = None) -> list[str]:
    """The rules that these lines break; `fair` are the fewest and most knocks of each messenger."""
    lines = list(lines)
    by_door: dict[Door, list[Line]] = defaultdict(list)
    for line in lines:
        by_door[line.door].append(line)
    found = _kept(problem, lines)
    for at in problem.doors:
        found += _at_door(problem, at, sorted(by_door[at.door], key=_order))
    return found + _capacity(problem, lines) + _travel(problem, lines) + _most(problem, lines, fair)


def _order(line: Line) -> tuple[int, str]:
    return line.week, line.messenger


def _kept(problem: Problem, lines: list[Line]) -> list[str]:
    wanted = Counter((one.door, one.messenger, one.week, one.kind) for one in problem.fixed)
    kept = Counter(
        (one.door, one.messenger, one.week, one.kind) for one in lines if one.kind is not Kind.NEW
    )
    return [] if wanted == kept else [f"kept {kept}, but {wanted} stay"]


def _at_door(problem: Problem, at: PlanDoor, lines: list[Line]) -> list[str]:
    found = []
    stays = [one for one in problem.fixed if one.door == at.door]
    for line in lines:
        if line.kind is Kind.NEW:
            found += [f"{line}: {why}" for why in _alone(problem, at, line, stays)]
    before: frozenset[str] = at.last
    old = True
    for line in lines:
        new = line.kind is Kind.NEW
        if line.messenger in before and line.messenger != at.lead and (new or not old):
            found.append(f"{line}: twice running")
        before, old = frozenset([line.messenger]), not new
    apart = max(problem.spacing, 1)
    for one, other in pairwise(lines):
        both_stay = one.kind is not Kind.NEW and other.kind is not Kind.NEW
        if other.week - one.week < apart and not both_stay:
            found.append(f"{one} and {other}: collide")
        if other.kind is Kind.NEW and _offered(problem, other):
            brings = _worth(problem, other) - _too_soon(problem, at, other, one)
            if brings <= BRINGS_NOTHING:
                found.append(f"{other}: brings nothing so soon after {one}")
    return found


def _alone(problem: Problem, at: PlanDoor, line: Line, stays: list[Fixed]) -> list[str]:
    found = []
    if not 0 <= line.week < len(problem.quarters):
        found.append("outside the horizon")
    if line.week < at.free_from:
        found.append("the door rests")
    if line.week in at.closed:
        found.append("the door is closed that week")
    if at.lead not in (None, line.messenger):
        found.append("somebody else is the lead")
    if (line.door, line.messenger) in problem.excluded:
        found.append("an excluded pair")
    if problem.out & {(line.door, line.messenger, None), (line.door, line.messenger, line.week)}:
        found.append("a line that is not wanted")
    apart = max(problem.spacing, 1)
    for one in stays:
        until = one.week if one.last is None else max(one.last, one.week)
        if one.week - apart < line.week < until + apart:
            found.append("too close to a knock that stays")
    return found + _protocol(problem, at, line)


def _protocol(problem: Problem, at: PlanDoor, line: Line) -> list[str]:
    who = next(one for one in problem.messengers if one.code == line.messenger)
    found = []
    if not _offered(problem, line):
        found.append("no such option")
    if LADDER.index(line.level) > LADDER.index(who.ceiling):
        found.append("above what the messenger may approach")
    if at.reached in LADDER and LADDER.index(who.ceiling) < LADDER.index(at.reached) - 1:
        found.append("more than a step below the level reached")
    return found


def _offered(problem: Problem, line: Line) -> bool:
    return any(_offers(option, line) for option in problem.options)


def _offers(option: Option, line: Line) -> bool:
    return (
        (option.door, option.messenger, option.level, option.channel)
        == (line.door, line.messenger, line.level, line.channel)
        and option.first <= line.week
        and (option.last is None or line.week <= option.last)
    )


def _capacity(problem: Problem, lines: list[Line]) -> list[str]:
    """What stays may exceed a limit by itself; then nothing new may add to it."""
    found = []
    for who in problem.messengers:
        theirs = [one for one in lines if one.messenger == who.code]
        for quarter, most in enumerate(who.capacity):
            here = [one for one in theirs if problem.quarters[one.week] == quarter]
            if len(here) > most and any(one.kind is Kind.NEW for one in here):
                found.append(f"{who.code} has {len(here)} knocks in quarter {quarter}")
        for week, number in Counter(one.week for one in theirs).items():
            new = any(one.kind is Kind.NEW and one.week == week for one in theirs)
            if number > who.a_week and new:
                found.append(f"{who.code} has {number} knocks in week {week}")
    return found


def _travel(problem: Problem, lines: list[Line]) -> list[str]:
    region = {at.door: at.region for at in problem.doors}
    found = []
    for who in problem.messengers:
        if who.travel is None:
            continue
        visits = [
            one
            for one in lines
            if one.messenger == who.code and one.channel is Channel.HIGH_LEVEL_VISIT
        ]
        trips = {(one.week, region[one.door]) for one in visits}
        new = {(one.week, region[one.door]) for one in visits if one.kind is Kind.NEW}
        old = {(one.week, region[one.door]) for one in visits if one.kind is not Kind.NEW}
        for week, where in new - old:
            if any(one[0] == week and one[1] != where for one in trips):
                found.append(f"{who.code} is in two regions in week {week}")
        for quarter, most in enumerate(who.travel.trips):
            weeks = {week for week, _ in trips if problem.quarters[week] == quarter}
            added = {week for week, _ in new} - {week for week, _ in old}
            if len(weeks) > most and weeks & added:
                found.append(f"{who.code} has {len(weeks)} trips in quarter {quarter}")
            here = [one for one in visits if problem.quarters[one.week] == quarter]
            days = len(here) * who.travel.a_visit
            if days > who.travel.days[quarter] and any(one.kind is Kind.NEW for one in here):
                found.append(f"{who.code} travels {days} days in quarter {quarter}")
    return found


def _most(problem: Problem, lines: list[Line], fair: Bounds | None) -> list[str]:
    found = []
    for code, (_, most) in (fair or {}).items():
        theirs = [one for one in lines if one.messenger == code]
        if len(theirs) > most and any(one.kind is Kind.NEW for one in theirs):
            found.append(f"{code} carries {len(theirs)}, more than its share of {most}")
    return found


def movement(problem: Problem, lines: Iterable[Line]) -> float:
    """What these lines bring, told anew: each knock at a door less than its option says, the sooner
    it comes after the one before."""
    by_door: dict[Door, list[Line]] = defaultdict(list)
    for line in lines:
        by_door[line.door].append(line)
    whole = 0.0
    for at in problem.doors:
        before: Line | None = None
        for line in sorted(by_door[at.door], key=_order):
            brings = _worth(problem, line) - _too_soon(problem, at, line, before)
            brings = brings if line.kind is Kind.NEW else max(brings, 0.0)
            whole += brings * problem.later**line.week
            before = line
    return whole


def _too_soon(problem: Problem, at: PlanDoor, line: Line, before: Line | None) -> float:
    """What silence counts in that week by the log, and no longer does after the knock before."""
    if before is None or not problem.after:
        return 0.0
    by_log = at.silence[line.week] if at.silence else 0.0
    between = line.week - before.week
    return by_log - (problem.after[between] if between < len(problem.after) else problem.after[-1])


def _worth(problem: Problem, line: Line) -> float:
    if line.kind is not Kind.NEW:
        one = next(
            one
            for one in problem.fixed
            if (one.door, one.messenger, one.week) == (line.door, line.messenger, line.week)
        )
        return one.movement
    return max(option.movement for option in problem.options if _offers(option, line))


def served(problem: Problem, at: PlanDoor, lines: Iterable[Line]) -> bool:
    """Whether a door that is due gets its knock in time; if it rests until later, then at all."""
    if at.due is None:
        return True
    last = at.due if at.free_from <= at.due else len(problem.quarters) - 1
    return any(one.door == at.door and one.week <= last for one in lines)
