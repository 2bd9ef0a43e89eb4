"""The lines of a plan in words, for one reader.

Derived when it is read: a reason is what speaks for a line on the day on which somebody looks.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session

from app.accounts.policy import Reader, Visibility
from app.advice import sources
from app.advice.gathering import gathered
from app.advice.kept import KeptPlan, code_of
from app.advice.plan import Line
from app.advice.problem import Kind
from app.advice.rounds import behind_line
from app.advice.scoring import parts
from app.advice.situation import Candidate, Situation
from app.advice.weighing import weights_in_force
from app.advice.weights import Weights
from app.contacts.terms import CHANNEL_PHRASES, LEVEL_NAMES
from app.messengers.queries import messengers
from app.states.queries import book

REASONS = 3
"""Reasons shown of a line, the strongest first."""


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

    def drawn(line: Line) -> DrawnLine:
        first = kept.monday(line)
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
        return _reasoned(plain, here, who, today, weights) if here and who else plain

    return drawn


def _reasoned(
    plain: DrawnLine, at: Situation, who: Candidate, today: date, weights: Weights
) -> DrawnLine:
    """With the strongest that speak for a knock in that week, its level, and whether it rests on
    what nobody meant. A meeting counts in its own week alone."""
    ahead = tuple(one for one in at.meetings if one.first <= plain.last and one.last >= plain.first)
    there = replace(at, meetings=ahead)
    speaking = [part.words for part in parts(there, who, today, weights) if part.points > 0]
    behind = behind_line(there, who)
    return replace(
        plain,
        reasons=tuple(speaking[:REASONS]),
        demonstration=any(one.demonstration for one in behind),
        visibility=sources.level_on(behind, who.code),
    )
