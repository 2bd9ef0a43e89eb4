"""The plan of the round: its lines, how good it is, and what holds it back. Pure.

A *line* is one knock: a door, a messenger, a week, a level and a channel. `app.advice.problem` says
what a plan is made from, `app.advice.solving` finds it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from app.advice.problem import Kind, Problem
from app.contacts.terms import Channel, Level
from app.doors.door import Door


@dataclass(frozen=True, order=True)
class Line:
    """One knock of a plan. `movement` is what it is expected to bring after diminishing returns;
    `number` is that of the approach, if it is one already."""

    week: int
    door: Door
    messenger: str
    level: Level
    channel: Channel
    movement: float = field(compare=False)
    kind: Kind = field(default=Kind.NEW, compare=False)
    number: int | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[Door, str, int]:
        return (self.door, self.messenger, self.week)


class Scarce(StrEnum):
    """What there is too little of."""

    CAPACITY = "capacity"
    """One knock more for this messenger in this quarter."""
    WEEK = "week"
    """One knock more for this messenger in one week."""
    LOAD = "load"
    """One knock more for this messenger than its fair share allows."""
    FLOOR = "floor"
    """One knock less that this messenger is given for the sake of a fair load."""
    DAYS = "days"
    """One more day of the envoy in this quarter."""
    TRIPS = "trips"
    """One more trip of the envoy in this quarter."""


@dataclass(frozen=True)
class Binding:
    """A limit that holds the plan back, and what one unit more of it would bring, at most.

    Source of `worth`: the price of the limit in the relaxation. With one unit more, and all other
    limits and shares as they are, no plan brings more than `Plan.relaxed` and this together.
    """

    scarce: Scarce
    messenger: str
    quarter: int | None
    week: int | None
    worth: float


class Status(StrEnum):
    OPTIMAL = "optimal"
    """No plan is better."""
    CLOSE = "close"
    """As close to the bound as was asked."""
    LIMIT = "limit"
    """The work that was allowed is used up; the same limits give the same plan."""
    CLOCK = "clock"
    """The time was over: another run may come further."""
    CANCELLED = "cancelled"
    """Somebody stopped it: the best so far."""
    GREEDY = "greedy"
    """Line by line, as there was no time for anything better."""


@dataclass(frozen=True)
class Plan:
    """`objective` is the expected movement of all lines less `unfair`, what the floors of fair load
    cost that were not reached; no plan of the same problem has more than `bound`. `relaxed` is the
    bound that the prices of `binding` give; `bound` may be lower, where all plans were compared.
    `waiting` are doors that are due and that no capacity is left for."""

    lines: tuple[Line, ...]
    objective: float
    bound: float
    relaxed: float
    status: Status
    binding: tuple[Binding, ...] = ()
    waiting: tuple[Door, ...] = ()
    unfair: float = 0.0
    seed: int = 0

    @property
    def gap(self) -> float:
        """How much better a plan could be at most, as a share of this one; inf if unknown."""
        return gap(self.objective, self.bound)

    @property
    def repeatable(self) -> bool:
        """Whether the same problem, limits and seed give the same plan again."""
        return self.status in (Status.OPTIMAL, Status.CLOSE, Status.LIMIT)

    @property
    def new(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind is Kind.NEW)


def gap(objective: float, bound: float) -> float:
    """0 if there is nothing to gain; inf where nothing is known."""
    short = bound - objective
    if short <= 1e-9:
        return 0.0
    return short / abs(objective) if objective else float("inf")


def load(problem: Problem, lines: Iterable[Line]) -> dict[str, int]:
    """The knocks of each messenger, none left out."""
    found = {one.code: 0 for one in problem.messengers}
    for line in lines:
        if line.messenger in found:
            found[line.messenger] += 1
    return found
