"""The lines that a round may have: the ways of every messenger, and the approaches that stay.

What is expected of a line is the score that suggestions have, by the same weights.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from app.advice.horizon import Horizon
from app.advice.problem import Fixed, Option
from app.advice.queries import ApproachRow
from app.advice.rules import level_for, never_sent, wanted_level
from app.advice.scoring import POINTS, Term, door_terms, messenger_terms, rested_on, total
from app.advice.situation import Candidate, Situation
from app.advice.ways import channel_for
from app.advice.weights import Weights

A_SPELL = 13
"""Weeks of the round in which a door that has not rested yet is expected to answer alike: a quarter
at most."""


class Spell(NamedTuple):
    """Weeks of the round, both included (None: to its end), and what then speaks for and against
    the door, whoever knocks."""

    first: int
    last: int | None
    of_door: list[Term]


@dataclass(frozen=True)
class Scale:
    """What lines are measured by: the weeks of the round, the day, and the weights of the score."""

    span: Horizon
    today: date
    weights: Weights

    def spells(self, at: Situation) -> list[Spell]:
        """The round as one spell, as the door is today; where it has not rested, in several, each
        as the door is on its first day."""
        starts = self._starts(at)
        ends = [*(start - 1 for start in starts[1:]), None]
        return [
            Spell(first, last, door_terms(at, self._day(first), self.weights))
            for first, last in zip(starts, ends, strict=True)
        ]

    def silence(self, at: Situation) -> tuple[float, ...]:
        """What silence counts in each week, as the log has it, in the spells that options have."""
        found: list[float] = []
        for first, last, of_door in self.spells(at):
            points = total(one for one in of_door if one.name == "silence") / POINTS
            end = self.span.weeks if last is None else last + 1
            found += [points] * (end - first)
        return tuple(found)

    def _starts(self, at: Situation) -> list[int]:
        rested = rested_on(at, self.weights)
        weeks = self.span.weeks
        week = min(max(self.span.from_day(rested), 0), weeks) if rested else 0
        return [*range(0, week, A_SPELL), *([week] if week < weeks else [])]

    def _day(self, week: int) -> date:
        return self.span.first + timedelta(weeks=week) if week else self.today

    def movement(self, at: Situation, who: Candidate, of_door: list[Term]) -> float:
        """What a knock by this messenger is expected to bring; below 0 where much speaks against
        it."""
        of_messenger = messenger_terms(at, who, wanted_level(at), self.weights)
        return total([*of_door, *of_messenger]) / POINTS


def options(at: Situation, candidates: Iterable[Candidate], scale: Scale) -> list[Option]:
    """The ways of every messenger that may come: in any week, and better in that of a meeting that
    both attend; none of which nothing is expected."""
    spells = scale.spells(at)
    able = (who for who in candidates if not never_sent(at, who))
    ways = (way for who in able for way in _ways(at, who, scale, spells))
    return [way for way in ways if way.movement > 0]


def _ways(at: Situation, who: Candidate, scale: Scale, spells: list[Spell]) -> Iterator[Option]:
    apart, back = replace(at, meetings=()), at.refused.get(who.code)
    free = max(scale.span.from_day(back), 0) if back else 0
    level = level_for(apart, who)
    how = (level, channel_for(apart, who, level))
    for first, last, of_door in spells:
        if last is None or last >= free:
            movement = scale.movement(apart, who, of_door)
            yield Option(at.door, who.code, movement, *how, max(first, free), last)
    for meeting in at.meetings:
        if who.code not in meeting.attending:
            continue
        there = replace(at, meetings=(meeting,))
        begins = max(scale.span.containing(meeting.first), free)
        ends = scale.span.containing(meeting.last)
        if begins <= ends:
            how = (level, channel_for(there, who, level))
            movement = scale.movement(there, who, _of_week(spells, begins))
            yield Option(at.door, who.code, movement, *how, begins, ends)


def _of_week(spells: list[Spell], week: int) -> list[Term]:
    return next(one.of_door for one in spells if one.last is None or week <= one.last)


def stays(
    at: Situation, rows: Iterable[ApproachRow], able: dict[str, Candidate], scale: Scale
) -> list[Fixed]:
    """The approaches that people have taken on, in the week in which their window begins; one that
    should have happened already counts as the next thing to happen."""
    found, spells = [], scale.spells(at)
    for row in rows:
        week = max(scale.span.containing(row.window_from), scale.span.containing(scale.today), 0)
        if week >= scale.span.weeks:
            continue
        who, of_door = able.get(row.messenger), _of_week(spells, week)
        found.append(
            Fixed(
                door=at.door,
                messenger=row.messenger,
                week=week,
                last=min(scale.span.containing(row.window_to), scale.span.weeks - 1),
                movement=max(scale.movement(at, who, of_door), 0.0) if who else 0.0,
                level=row.level,
                channel=row.channel,
                number=row.id,
            )
        )
    return found
