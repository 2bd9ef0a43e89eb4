"""The best plan of a small round, by trying all of them: what the solver is compared with. Pure.

Nothing here asks the solver; the rules are those of `app.advice.plan_rules`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from app.advice.plan import Line
from app.advice.plan_rules import Bounds, broken, movement
from app.advice.problem import Fixed, Kind, Option, PlanDoor, PlanMessenger, Problem
from app.contacts.terms import Channel


def best(problem: Problem, fair: Bounds, price: float) -> float:
    """The most that any plan brings, by trying all of them. `price` is what a knock short of the
    floor of a fair load costs."""
    wanted = _deadlines(problem)
    by_door = [list(_plans(problem, at, fair)) for at in problem.doors]
    must = set(_most_served(problem, wanted, fair))
    for place, at in enumerate(problem.doors):
        if place in must:
            limit = wanted[place]
            by_door[place] = [
                lines
                for lines in by_door[place]
                if any(one.door == at.door and one.week <= limit for one in lines)
            ]
    values = [[movement(problem, lines) for lines in plans] for plans in by_door]
    return _search(problem, fair, price, by_door, values)


def _search(
    problem: Problem,
    fair: Bounds,
    price: float,
    by_door: list[list[list[Line]]],
    values: list[list[float]],
) -> float:
    most = [max(of_door) for of_door in values]
    top = float("-inf")

    def choose(place: int, lines: list[Line], worth: float) -> None:
        nonlocal top
        if worth + sum(most[place:]) <= top:
            return
        if place == len(by_door):
            if not broken(problem, lines, fair):
                loads = Counter(one.messenger for one in lines)
                short = sum(max(low - loads[code], 0) for code, (low, _) in fair.items())
                top = max(top, worth - short * price)
            return
        order = sorted(range(len(values[place])), key=lambda one: -values[place][one])
        for one in order:
            choose(place + 1, lines + by_door[place][one], worth + values[place][one])

    choose(0, [], 0.0)
    return top


def _plans(problem: Problem, at: PlanDoor, fair: Bounds) -> Iterator[list[Line]]:
    """Everything that may happen at one door, were there no other."""
    stays = [_line(one) for one in problem.fixed if one.door == at.door]
    alone = replace(
        problem,
        doors=(at,),
        messengers=tuple(replace(one, travel=None) for one in problem.messengers),
        fixed=tuple(one for one in problem.fixed if one.door == at.door),
    )
    ways = [
        Line(week, option.door, option.messenger, option.level, option.channel, option.movement)
        for option in _chosen(problem, at)
        for week in range(len(problem.quarters))
        if option.first <= week and (option.last is None or week <= option.last)
    ]
    ways = _best_ways(problem, ways)

    def extend(lines: list[Line], rest: list[Line]) -> Iterator[list[Line]]:
        if not broken(alone, lines, None):
            yield lines
        for place, way in enumerate(rest):
            if all(
                abs(way.week - one.week) >= max(problem.spacing, 1) for one in lines[len(stays) :]
            ):
                yield from extend([*lines, way], rest[place + 1 :])

    for lines in extend(stays, ways):
        if not any(
            sum(one.messenger == code for one in lines) > max(high, 0) and len(lines) > len(stays)
            for code, (_, high) in fair.items()
            if any(one.messenger == code and one.kind is Kind.NEW for one in lines)
        ):
            yield lines


def _chosen(problem: Problem, at: PlanDoor) -> list[Option]:
    return [option for option in problem.options if option.door == at.door]


def _best_ways(problem: Problem, ways: list[Line]) -> list[Line]:
    """Of several ways in one week the best one that is allowed; who travels makes no visit where
    another way is open."""
    allowed = [way for way in ways if not broken(_bare(problem), [way], None)]
    found: dict[tuple[str, int], Line] = {}
    travelling = {who.code for who in problem.messengers if who.travel}
    for way in allowed:
        known = found.get((way.messenger, way.week))
        home = way.messenger in travelling and not _visit(way)
        if known is None or (home, way.movement) > (
            way.messenger in travelling and not _visit(known),
            known.movement,
        ):
            found[way.messenger, way.week] = way
    return sorted(found.values())


def _visit(way: Line) -> bool:
    return way.channel is Channel.HIGH_LEVEL_VISIT


def _bare(problem: Problem) -> Problem:
    """The problem with all the room that one knock could want."""
    doors = tuple(replace(one, last=frozenset(), due=None) for one in problem.doors)
    return replace(problem, messengers=_roomy(problem), doors=doors, fixed=())


def _roomy(problem: Problem) -> tuple[PlanMessenger, ...]:
    return tuple(
        PlanMessenger(one.code, one.name, (99, 99), one.ceiling, 99) for one in problem.messengers
    )


def _line(one: Fixed) -> Line:
    return Line(one.week, one.door, one.messenger, one.level, one.channel, one.movement, one.kind)


def _deadlines(problem: Problem) -> dict[int, int]:
    """Doors for which a knock is due and none stays that serves them: the last week for it."""
    found = {}
    for place, at in enumerate(problem.doors):
        kept = [one for one in problem.fixed if one.door == at.door]
        if at.due is None or any(one.week <= at.due for one in kept):
            continue
        singles = [lines[-1] for lines in _singles(problem, at)]
        if any(one.week <= at.due for one in singles):
            found[place] = at.due
        elif not kept:
            found[place] = len(problem.quarters) - 1
    return found


def _singles(problem: Problem, at: PlanDoor) -> list[list[Line]]:
    ways = [
        Line(week, option.door, option.messenger, option.level, option.channel, option.movement)
        for option in _chosen(problem, at)
        for week in range(len(problem.quarters))
        if option.first <= week and (option.last is None or week <= option.last)
    ]
    near = [one for one in problem.fixed if one.door == at.door]
    return [
        [way]
        for way in _best_ways(problem, ways)
        if not any(
            one.week - max(problem.spacing, 1)
            < way.week
            < max(one.week, one.last or 0) + max(problem.spacing, 1)
            for one in near
        )
    ]


def _most_served(problem: Problem, wanted: dict[int, int], fair: Bounds) -> list[int]:
    """The doors that can be served at once by one knock each: as many as possible, and of sets as
    large the one with the best doors first. Nobody travels for it."""
    travelling = {who.code for who in problem.messengers if who.travel}
    ways = {}
    for place, limit in wanted.items():
        at = problem.doors[place]
        stays = [_line(one) for one in problem.fixed if one.door == at.door]
        ways[place] = [
            single[0]
            for single in _singles(problem, at)
            if single[0].week <= limit
            and not (single[0].messenger in travelling and _visit(single[0]))
            and not broken(_only(problem, at), [*stays, single[0]], None)
        ]
    tops = {place: _top_movement(problem, place) for place in wanted}
    order = sorted(wanted, key=lambda place: (-tops[place], place))
    fixed = [_line(one) for one in problem.fixed]
    top: tuple[int, tuple[bool, ...]] = (-1, ())

    def assign(rest: list[int], lines: list[Line], taken: tuple[bool, ...]) -> None:
        nonlocal top
        if not rest:
            top = max(top, (sum(taken), taken))
            return
        assign(rest[1:], lines, (*taken, False))
        for way in ways[rest[0]]:
            if _fits(problem, [*lines, way], fair):
                assign(rest[1:], [*lines, way], (*taken, True))

    assign(order, fixed, ())
    return [place for place, is_served in zip(order, top[1], strict=True) if is_served]


def _only(problem: Problem, at: PlanDoor) -> Problem:
    kept = tuple(one for one in problem.fixed if one.door == at.door)
    return replace(problem, messengers=_roomy(problem), doors=(at,), fixed=kept)


def _fits(problem: Problem, lines: list[Line], fair: Bounds) -> bool:
    return not any(
        why for why in broken(problem, lines, fair) if "knocks in" in why or "share" in why
    )


def _top_movement(problem: Problem, place: int) -> float:
    at = problem.doors[place]
    near = [one for one in problem.fixed if one.door == at.door]
    allowed = [
        option.movement
        for option in _chosen(problem, at)
        for week in range(len(problem.quarters))
        if option.first <= week
        and (option.last is None or week <= option.last)
        and not broken(
            _bare(problem),
            [Line(week, option.door, option.messenger, option.level, option.channel, 0)],
            None,
        )
        and not any(
            one.week - max(problem.spacing, 1)
            < week
            < max(one.week, one.last or 0) + max(problem.spacing, 1)
            for one in near
        )
    ]
    return max(allowed, default=0.0)
