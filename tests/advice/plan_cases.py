"""Small invented rounds with every rule in them, and the best plan of each by trying everything."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.advice.plan import Line
from app.advice.problem import Fixed, Kind, Option, PlanDoor, PlanMessenger, Problem, Travel
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.doors.door import Door
from tests.advice.plan_checker import Bounds, broken, movement

FIRST = date(2027, 1, 4)
CODES = ("AAA", "BBB", "CCC")


def small(seed: int) -> Problem:
    """Two or three doors, two or three messengers, four to six weeks."""
    draw = random.Random(seed)
    weeks = draw.choice([4, 5, 6])
    ends = [Door(f"XX{number}", Ask.ACCEDE) for number in range(draw.choice([2, 3]))]
    codes = CODES[: draw.choice([2, 3])]
    return Problem(
        first=FIRST,
        quarters=tuple(int(week >= 3) for week in range(weeks)),
        doors=tuple(_door(draw, door, codes, weeks) for door in ends),
        messengers=tuple(_messenger(draw, code) for code in codes),
        options=tuple(_options(draw, ends, codes, weeks)),
        spacing=draw.choice([1, 2, 3] if weeks == 4 else [2, 3]),
        fixed=tuple(_fixed(draw, ends, codes, weeks)),
        excluded=frozenset((door, code) for door in ends for code in codes if draw.random() < 0.05),
        out=frozenset(
            (door, code, draw.choice([None, 0, 1, 2]))
            for door in ends
            for code in codes
            if draw.random() < 0.06
        ),
        again=draw.choice([0.3, 0.6, 1.0]),
        later=draw.choice([0.9, 0.995, 1.0]),
        spread=draw.choice([None, 1.5]),
    )


def _door(draw: random.Random, door: Door, codes: tuple[str, ...], weeks: int) -> PlanDoor:
    return PlanDoor(
        door=door,
        name=door.iso3,
        region=draw.choice("NS"),
        free_from=draw.choice([0, 0, 0, 1, 2]),
        closed=frozenset(week for week in range(weeks) if draw.random() < 0.06),
        last=frozenset(code for code in codes if draw.random() < 0.25),
        lead=draw.choice([*[None] * 20, *codes]),
        reached=draw.choice([*[None] * 6, Level.AMBASSADOR, Level.MINISTER, Level.HEAD]),
        due=draw.choice([None, 1, weeks - 1, weeks - 1]),
    )


def _messenger(draw: random.Random, code: str) -> PlanMessenger:
    travel = Travel((draw.choice([0, 1, 2, 4]),) * 2, (draw.choice([0, 1, 2]),) * 2, 1)
    return PlanMessenger(
        code=code,
        name=code.title(),
        capacity=(draw.choice([0, 1, 1, 2, 3]), draw.choice([1, 2, 2])),
        ceiling=draw.choice([Level.AMBASSADOR, Level.DIRECTOR, Level.MINISTER, Level.HEAD]),
        a_week=draw.choice([1, 2]),
        travel=travel if code == "AAA" and draw.random() < 0.5 else None,
    )


def _options(
    draw: random.Random, ends: list[Door], codes: tuple[str, ...], weeks: int
) -> Iterator[Option]:
    for door in ends:
        for code in codes:
            if draw.random() < 0.9:
                level = draw.choice([Level.AMBASSADOR, Level.AMBASSADOR, Level.MINISTER])
                how = (level, _channel(draw, code))
                yield Option(door, code, round(draw.uniform(0.05, 1), 2), *how)
            if draw.random() < 0.2:
                week = draw.randrange(weeks)
                how = (Level.AMBASSADOR, Channel.MARGINS, week, week)
                yield Option(door, code, round(draw.uniform(0.3, 1.2), 2), *how)


def _channel(draw: random.Random, code: str) -> Channel:
    visits = code == "AAA" and draw.random() < 0.7
    return Channel.HIGH_LEVEL_VISIT if visits else Channel.BILATERAL_MEETING


def _fixed(
    draw: random.Random, ends: list[Door], codes: tuple[str, ...], weeks: int
) -> Iterator[Fixed]:
    for door in ends:
        taken = set()
        while draw.random() < 0.2:
            week, code = draw.randrange(weeks), draw.choice(codes)
            kind = draw.choice([Kind.PIN, Kind.APPROACH])
            last = draw.choice([None, min(week + 1, weeks - 1)])
            if (week, code) not in taken:
                worth, channel = round(draw.uniform(0, 1), 2), _channel(draw, code)
                yield Fixed(door, code, week, kind, last, worth, Level.AMBASSADOR, channel)
            taken.add((week, code))


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
    alone = Problem(
        **{
            **{name: getattr(problem, name) for name in Problem.__dataclass_fields__},
            "doors": (at,),
            "messengers": tuple(replace(one, travel=None) for one in problem.messengers),
            "fixed": tuple(one for one in problem.fixed if one.door == at.door),
        }
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
        known_home = bool(known) and way.messenger in travelling and not _visit(known)
        if known is None or (home, way.movement) > (known_home, known.movement):
            found[way.messenger, way.week] = way
    return sorted(found.values())


def _visit(way: Line) -> bool:
    return way.channel is Channel.HIGH_LEVEL_VISIT


def _bare(problem: Problem) -> Problem:
    """The problem with all the room that one knock could want."""
    fields = {name: getattr(problem, name) for name in Problem.__dataclass_fields__}
    roomy = tuple(
        PlanMessenger(one.code, one.name, (99, 99), one.ceiling, 99) for one in problem.messengers
    )
    doors = tuple(
        PlanDoor(
            one.door,
            one.name,
            one.region,
            one.free_from,
            one.closed,
            frozenset(),
            one.lead,
            one.reached,
        )
        for one in problem.doors
    )
    return Problem(**{**fields, "messengers": roomy, "doors": doors, "fixed": ()})


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
    fields = {name: getattr(problem, name) for name in Problem.__dataclass_fields__}
    roomy = tuple(
        PlanMessenger(one.code, one.name, (99, 99), one.ceiling, 99) for one in problem.messengers
    )
    kept = tuple(one for one in problem.fixed if one.door == at.door)
    return Problem(**{**fields, "messengers": roomy, "doors": (at,), "fixed": kept})


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
