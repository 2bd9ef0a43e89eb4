"""The lines that a round may have: the ways of every messenger, and the approaches that stay.

What is expected of a line is the score that suggestions have, by the same weights.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.advice.horizon import Horizon
from app.advice.problem import Fixed, Option
from app.advice.queries import ApproachRow
from app.advice.rules import level_for, never_sent, wanted_level
from app.advice.scoring import Term, door_terms, messenger_terms, total
from app.advice.situation import Candidate, Situation
from app.advice.ways import channel_for
from app.advice.weights import Weights

POINTS = 100.0
"""Points of the score that count as one: expected movement is a share of that."""


@dataclass(frozen=True)
class Scale:
    """What lines are measured by: the weeks of the round, the day, and the weights of the score."""

    span: Horizon
    today: date
    weights: Weights

    def of_door(self, at: Situation) -> list[Term]:
        return door_terms(at, self.today, self.weights)

    def movement(self, at: Situation, who: Candidate, of_door: list[Term]) -> float:
        """What a knock by this messenger is expected to bring; below 0 where much speaks against
        it."""
        of_messenger = messenger_terms(at, who, wanted_level(at), self.weights)
        return total([*of_door, *of_messenger]) / POINTS


def options(at: Situation, candidates: Iterable[Candidate], scale: Scale) -> list[Option]:
    """The ways of every messenger that may come: in any week, and better in that of a meeting that
    both attend; none of which nothing is expected."""
    found, of_door = [], scale.of_door(at)
    for who in candidates:
        if not never_sent(at, who):
            found += _ways(at, who, scale, of_door)
    return [option for option in found if option.movement > 0]


def _ways(at: Situation, who: Candidate, scale: Scale, of_door: list[Term]) -> list[Option]:
    apart, back = replace(at, meetings=()), at.refused.get(who.code)
    first = max(scale.span.from_day(back), 0) if back else 0
    level = level_for(apart, who)
    how = (level, channel_for(apart, who, level))
    found = [Option(at.door, who.code, scale.movement(apart, who, of_door), *how, first)]
    for meeting in at.meetings:
        if who.code not in meeting.attending:
            continue
        there = replace(at, meetings=(meeting,))
        begins = max(scale.span.containing(meeting.first), first)
        ends = scale.span.containing(meeting.last)
        if begins <= ends:
            how = (level, channel_for(there, who, level))
            movement = scale.movement(there, who, of_door)
            found.append(Option(at.door, who.code, movement, *how, begins, ends))
    return found


def stays(
    at: Situation, rows: Iterable[ApproachRow], able: dict[str, Candidate], scale: Scale
) -> list[Fixed]:
    """The approaches that people have taken on, in the week in which their window begins; one that
    should have happened already counts as the next thing to happen."""
    found, of_door = [], scale.of_door(at)
    for row in rows:
        week = max(scale.span.containing(row.window_from), 0)
        if week >= scale.span.weeks:
            continue
        who = able.get(row.messenger)
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
