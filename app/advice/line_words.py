"""The lines of a plan in words, for one reader.

Derived when it is read: a reason is what speaks for a line on the day on which somebody looks, and
will still be true in the week of the line.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session

from app.accounts.policy import Reader, Visibility
from app.advice import sources
from app.advice.gathering import gathered
from app.advice.horizon import DAYS_A_WEEK
from app.advice.kept import KeptPlan, code_of
from app.advice.plan import Line
from app.advice.problem import Kind
from app.advice.queries import quarter
from app.advice.rounds import behind_line
from app.advice.scoring import parts
from app.advice.situation import Candidate, Situation
from app.advice.weighing import weights_in_force
from app.advice.weights import Weights
from app.contacts.terms import CHANNEL_PHRASES, LEVEL_NAMES
from app.doors.door import Door
from app.kit.translation import ngettext
from app.messengers.queries import messengers
from app.states.queries import book

REASONS = 3
"""Reasons shown of a line, the strongest first."""
AFTER_A_KNOCK = frozenset({"silence", "response"})
"""Parts of the score that are no longer so once somebody has knocked at the door."""


@dataclass(frozen=True)
class DrawnLine:
    """One line in words; `reasons` are empty where door or messenger is no longer in the round, or
    where the reader knows of none. `visibility` is the level of what becomes of it."""

    line: Line
    code: str
    first: date
    last: date
    state: str
    messenger: str
    how: str
    level: str
    reasons: tuple[str, ...] = ()
    demonstration: bool = False
    visibility: Visibility = Visibility.COORDINATORS

    @property
    def taken_on(self) -> bool:
        return self.line.kind is Kind.APPROACH

    @property
    def pinned(self) -> bool:
        return self.line.kind is Kind.PIN


def line_words(
    db: Session, reader: Reader, kept: KeptPlan, today: date
) -> Callable[[Line], DrawnLine]:
    """What puts the lines of a plan into words for this reader."""
    situations, candidates = gathered(db, reader, today)
    at = {one.door: one for one in situations}
    able = {one.code: one for one in candidates}
    states, weights = book(db), weights_in_force(db)
    names = {one.code: one.name for one in messengers(db).values()}
    at_door = _at_door(kept)

    def drawn(line: Line) -> DrawnLine:
        first = kept.monday(line)
        earlier = [one for one in at_door.get(line.door, ()) if one.week < line.week]
        plain = DrawnLine(
            line=line,
            code=code_of(kept.knock(line)),
            first=first,
            last=first + timedelta(days=6),
            state=states.name(line.door.iso3),
            messenger=names.get(line.messenger, line.messenger),
            how=CHANNEL_PHRASES[line.channel],
            level=LEVEL_NAMES[line.level],
        )
        here, who = at.get(line.door), able.get(line.messenger)
        return _reasoned(plain, here, who, earlier, today, weights) if here and who else plain

    return drawn


def _at_door(kept: KeptPlan) -> dict[Door, list[Line]]:
    """The lines of each door in the order of the weeks."""
    found: dict[Door, list[Line]] = {}
    for line in sorted(kept.plan.lines):
        found.setdefault(line.door, []).append(line)
    return found


def _reasoned(
    plain: DrawnLine,
    at: Situation,
    who: Candidate,
    earlier: list[Line],
    today: date,
    weights: Weights,
) -> DrawnLine:
    """With the strongest that speak for a knock in that week, its level, and whether it rests on
    what nobody meant. A meeting counts in its own week alone. After `earlier`, the knocks of the
    plan at the same door, how long it was silent until today is no reason."""
    ahead = tuple(one for one in at.meetings if one.first <= plain.last and one.last >= plain.first)
    there = replace(at, meetings=ahead)
    over = _over(plain, who, earlier, today)
    speaking = [
        part.words
        for part in parts(there, who, today, weights)
        if part.points > 0 and part.name not in over
    ]
    behind = behind_line(there, who)
    return replace(
        plain,
        reasons=(*_again(plain, earlier, weights), *speaking[:REASONS]),
        demonstration=any(one.demonstration for one in behind),
        visibility=sources.level_on(behind, who.code),
    )


def _over(plain: DrawnLine, who: Candidate, earlier: list[Line], today: date) -> frozenset[str]:
    """The parts of the score of today that will not be so in the week of the line."""
    over = AFTER_A_KNOCK if earlier else frozenset()
    if any(one.messenger == who.code for one in earlier):
        over |= {"fresh voice"}
    if plain.first > quarter(today)[1]:
        over |= {"availability"}
    return over


def _again(plain: DrawnLine, earlier: list[Line], weights: Weights) -> tuple[str, ...]:
    """What is to be known of a knock that is not the plan's first at its door."""
    if not earlier:
        return ()
    weeks = plain.line.week - earlier[-1].week
    told = {"number": len(earlier) + 1, "rest": round(weights.rest_days / DAYS_A_WEEK)}
    if weights.rest and weeks < told["rest"]:
        said = ngettext(
            "Knock %(number)s of the plan at this door, %(num)s week after the one before; "
            "%(rest)s are better",
            "Knock %(number)s of the plan at this door, %(num)s weeks after the one before; "
            "%(rest)s are better",
            weeks,
            **told,
        )
    else:
        said = ngettext(
            "Knock %(number)s of the plan at this door, %(num)s week after the one before",
            "Knock %(number)s of the plan at this door, %(num)s weeks after the one before",
            weeks,
            **told,
        )
    return (said,)
