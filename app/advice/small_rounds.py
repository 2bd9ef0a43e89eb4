"""Small invented rounds with every rule of the plan in them: few enough to try everything. Pure."""

import random
from collections.abc import Iterator
from datetime import date

from app.advice.problem import Fixed, Kind, Option, PlanDoor, PlanMessenger, Problem, Travel
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.doors.door import Door

FIRST = date(2027, 1, 4)
CODES = ("AAA", "BBB", "CCC")


def small(seed: int) -> Problem:
    """Two or three doors, two or three messengers, four to six weeks."""
    draw = random.Random(seed)  # noqa: S311  # dice, not a secret
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
        after=tuple(_after(draw)),
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
        silence=tuple(_silence(draw, weeks)),
    )


def _silence(draw: random.Random, weeks: int) -> list[float]:
    """Nothing, or the rest after a knock of the log that comes to its end."""
    if draw.random() < 0.3:
        return []
    return sorted(round(draw.uniform(-0.3, 0.2), 2) for _ in range(weeks))


def _after(draw: random.Random) -> list[float]:
    """Nothing, or what silence counts 0, 1, 2 ... weeks after a knock."""
    hard = draw.choice([0.0, 0.2, 0.4, 1.0])
    return sorted(round(draw.uniform(-hard, 0.1), 2) for _ in range(draw.choice([0, 3, 5, 8])))


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
                there = (Level.AMBASSADOR, Channel.MARGINS, week, week)
                yield Option(door, code, round(draw.uniform(0.3, 1.2), 2), *there)


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
