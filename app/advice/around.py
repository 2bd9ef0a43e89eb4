"""A problem around what Coordinators want of its plan: pinned, taken out, or otherwise. Pure.

Told in days, not weeks: a later plan of the round may begin on another Monday.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.advice.draft import Draft
from app.advice.hindrances import Hindrance
from app.advice.plan import Line
from app.advice.problem import Kind, Problem
from app.contacts.terms import Channel, Level
from app.doors.door import Door

DAYS_A_WEEK = 7


class WishKind(StrEnum):
    PIN = "pin"
    """The line stays as it is."""
    NOT_THEN = "not then"
    """This messenger does not come to this door in that week."""
    NEVER = "never"
    """This messenger does not come to this door in this round."""
    INSTEAD = "instead"
    """The line becomes another one at the same door, which stays."""


@dataclass(frozen=True, order=True)
class Knock:
    """A line told by the Monday of its week."""

    monday: date
    door: Door
    messenger: str
    level: Level
    channel: Channel

    def line(self, problem: Problem, kind: Kind = Kind.PIN) -> Line:
        week = (self.monday - problem.first).days // DAYS_A_WEEK
        return Line(week, self.door, self.messenger, self.level, self.channel, 0.0, kind)


@dataclass(frozen=True)
class Wish:
    """`was` is a line of the plan, `to` what it becomes where it is to be another one."""

    kind: WishKind
    was: Knock
    to: Knock | None = None

    @property
    def stays(self) -> Knock | None:
        """The knock that is to stay."""
        return self.was if self.kind is WishKind.PIN else self.to

    @property
    def takes_out(self) -> tuple[Door, str, date | None] | None:
        """(door, messenger, Monday or None for every week) that is not to come."""
        pair = (self.was.door, self.was.messenger)
        if self.kind is WishKind.NEVER:
            return (*pair, None)
        same = self.to and (self.to.messenger, self.to.monday) == (pair[1], self.was.monday)
        if self.kind is WishKind.PIN or same:
            return None
        return (*pair, self.was.monday)


LetGo = tuple[Knock, Hindrance]
"""A knock that was to stay, and the rule that keeps it out by now."""


def draft_around(
    problem: Problem, wishes: Iterable[Wish], today: date
) -> tuple[Draft, tuple[LetGo, ...]]:
    """The problem without what is taken out and with what stays, in the order of the weeks; beside
    it what cannot stay any more."""
    wishes = list(wishes)
    out = {_week(problem, *one.takes_out) for one in wishes if one.takes_out}
    draft = Draft(replace(problem, out=problem.out | out), today)
    let_go = []
    for knock in sorted(one.stays for one in wishes if one.stays):
        hindrance = draft.add(knock.line(problem))
        if hindrance:
            let_go.append((knock, hindrance))
    return draft, tuple(let_go)


def beginning_from(problem: Problem, lines: Iterable[Line]) -> Problem:
    """The problem that keeps these lines, told in its weeks, where nothing speaks for others."""
    return replace(problem, before=frozenset(line.key for line in lines))


def _week(
    problem: Problem, door: Door, messenger: str, monday: date | None
) -> tuple[Door, str, int | None]:
    week = (monday - problem.first).days // DAYS_A_WEEK if monday else None
    return door, messenger, week
