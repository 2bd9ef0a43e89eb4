"""States Parties over time as a drawing: where its lines, marks and words stand. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from app.states.progress import IN_FORCE, OPENED, Count, Goal, Pace, on, pace

WIDTH, HEIGHT = 720, 280
LEFT, RIGHT, TOP, BOTTOM = 44, 708, 16, 250
ALL = 197
"""States that may join: members of the United Nations, two observers, Cook Islands and Niue."""

Place = tuple[float, float]


class Axis(NamedTuple):
    """From a range of values to a range of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def day(self, value: date) -> float:
        return self.at(value.toordinal())


class Mark(NamedTuple):
    """A target, where it stands, how many were reached by then (None if it lies ahead), and the
    pace that it asks for."""

    goal: Goal
    place: Place
    reached: int | None
    pace: Pace | None


@dataclass(frozen=True)
class Chart:
    """The whole drawing, in its own units; `by_year` is what its table says."""

    line: str
    area: str
    years: list[tuple[int, float]]
    heights: list[tuple[int, float]]
    in_force: float
    marks: list[Mark]
    chosen: Place
    end: Place
    now: Count
    by_year: list[Count]
    size: tuple[int, int] = (WIDTH, HEIGHT)
    edges: tuple[int, int, int] = (LEFT, RIGHT, BOTTOM)


def chart(series: Sequence[Count], goals: Iterable[Goal], today: date, chosen: date) -> Chart:
    """Up to the end of this year, or of the year of the last target."""
    aims = list(goals)
    last = max([today.year, *(goal.day.year for goal in aims)])
    across = Axis(
        date(OPENED.year, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal(), LEFT, RIGHT
    )
    up = Axis(0, ALL, BOTTOM, TOP)
    now = on(series, today)
    points = [(across.day(one.on), up.at(one.parties)) for one in [*series, now]]
    line = steps(points)
    return Chart(
        line=line,
        area=f"{line}V{BOTTOM}H{points[0][0]:g}Z",
        years=[(year, across.day(date(year, 1, 1))) for year in range(OPENED.year, last + 1, 2)],
        heights=[(number, up.at(number)) for number in (0, 50, 100, 150, ALL)],
        in_force=across.day(IN_FORCE),
        marks=[_mark(series, goal, today, across, up) for goal in aims],
        chosen=(across.day(chosen), up.at(on(series, chosen).parties)),
        end=points[-1],
        now=now,
        by_year=[
            on(series, min(date(year, 12, 31), today))
            for year in range(OPENED.year, today.year + 1)
        ],
    )


def steps(points: Iterable[Place]) -> str:
    """A path that stays at a height until the next point: what counts do between two days."""
    known = list(points)
    moves = "".join(f"H{x:g}V{y:g}" for _, (x, y) in pairwise(known))
    return f"M{known[0][0]:g} {known[0][1]:g}{moves}" if known else ""


def _mark(series: Sequence[Count], goal: Goal, today: date, across: Axis, up: Axis) -> Mark:
    reached = on(series, goal.day).parties if goal.day <= today else None
    place = across.day(goal.day), up.at(goal.number)
    return Mark(goal, place, reached, pace(series, goal, today))
