"""Invented rounds of any size: no State, no messenger of the real world. Pure."""

import random
from datetime import date

from app.advice.problem import Option, PlanDoor, PlanMessenger, Problem, Travel
from app.advice.scoring import POINTS, after_a_knock
from app.advice.weights import USUAL
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.doors.door import Door

FIRST = date(2027, 1, 4)
REGIONS = 20
WELL_FITTED = 0.3


def synthetic(
    doors: int, messengers: int, weeks: int, seed: int, *, capacity: int = 6, a_week: int = 2
) -> Problem:
    """A round like the real one: points as the score gives them, of the door and of the fit.

    Points are sums of few values, as the score's are, so that many lines are worth the same.
    """
    draw = random.Random(seed)  # noqa: S311  # dice, not a secret
    ends = [Door(f"D{number:03}", Ask.ACCEDE) for number in range(doors)]
    regions = [draw.randrange(REGIONS) for _ in ends]
    people = [f"M{number:03}" for number in range(messengers)]
    homes = [draw.randrange(REGIONS) for _ in people]
    options = []
    for door, region in zip(ends, regions, strict=True):
        of_door: float = (
            USUAL.never_answered
            + draw.choice([0, 0, 20])
            + draw.choice([0, 6, 12, 18])
            + draw.choice([-4, -1, 10])
        )
        of_door += round(12 * draw.random(), 3)
        for code, home in zip(people, homes, strict=True):
            if draw.random() < 0.03:
                continue
            points = 1.0 + of_door + 6 * (draw.random() < 0.5) + (8 if home == region else 0)
            points += 10 * (draw.random() < WELL_FITTED) + min(
                9, 3 * draw.choice([0, 0, 0, 1, 2, 3])
            )
            way = Channel.BILATERAL_MEETING if code != people[0] else Channel.HIGH_LEVEL_VISIT
            options.append(Option(door, code, max(points, 1.0) / 100, Level.AMBASSADOR, way))
            if draw.random() < 0.05:
                week = draw.randrange(weeks)
                how = (Level.AMBASSADOR, Channel.MARGINS, week, week)
                options.append(Option(door, code, (points + 9) / 100, *how))
    quarters = tuple(week // 13 for week in range(weeks))
    number = max(quarters) + 1
    senders = [
        PlanMessenger(code, code, (capacity,) * number, Level.DIRECTOR, a_week)
        if place
        else PlanMessenger(
            code, code, (8,) * number, Level.HEAD, 5, Travel((8,) * number, (2,) * number)
        )
        for place, code in enumerate(people)
    ]
    return Problem(
        first=FIRST,
        quarters=quarters,
        doors=tuple(
            PlanDoor(
                door,
                door.iso3,
                f"R{region}",
                draw.choice([0, 0, 0, 2, 5, 11]),
                last=frozenset([draw.choice(people)]),
                due=draw.choice([None, 8, weeks - 1]),
                silence=(USUAL.never_answered / POINTS,) * weeks,
            )
            for door, region in zip(ends, regions, strict=True)
        ),
        messengers=tuple(senders),
        options=tuple(options),
        after=after_a_knock(weeks, USUAL),
    )
