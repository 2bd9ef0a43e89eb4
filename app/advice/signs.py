"""What others did, as far as one reader may know of it: what an open page is told.

Nothing is told of an entry that the reader may not read now, also where they could read it before:
whoever takes an entry from somebody's eyes points nobody to it. Nor of a hold, or of an entry that
warns others, to anybody but Coordinators: both show the same sentence, which has no date.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, false, true
from sqlmodel import Session, col

from app.accounts.policy import Act, Reader, may
from app.advice.models import Approach, Decision, Lead
from app.advice.queries import readable_approaches, readable_decisions
from app.audit.later import Deed, deeds
from app.audit.service import Version, last_version
from app.contacts.models import Commitment, Contact, Joining
from app.contacts.queries import readable_contacts, readable_joinings
from app.doors.models import BarrierReading, Hold, Rest, StageMove
from app.doors.presences import writing_now
from app.doors.queries import readable_barriers, readable_moves, readable_rests
from app.kit.db import columns
from app.opportunities.models import Attendance, Happening


class Kind(NamedTuple):
    """How to find the States of one kind of subject: those that a reader may read. `number` is
    the column that holds what the audit calls it by; `contact` leads to the contact that it is part
    of, None for what has a State of its own."""

    number: Any
    state: Any
    readable: Callable[[Reader], ColumnElement[bool]]
    contact: Any = None


def _readers(_reader: Reader) -> ColumnElement[bool]:
    return true()


def _coordinators(reader: Reader) -> ColumnElement[bool]:
    return true() if may(reader, Act.COORDINATE) else false()


KINDS = {
    "contact": Kind(Contact.id, Contact.state_iso3, readable_contacts),
    "joining": Kind(Joining.id, Contact.state_iso3, readable_joinings, Joining.contact_id),
    "commitment": Kind(Commitment.id, Contact.state_iso3, readable_contacts, Commitment.contact_id),
    "approach": Kind(Approach.id, Approach.state_iso3, readable_approaches),
    "decision": Kind(Decision.id, Decision.state_iso3, readable_decisions),
    "move": Kind(StageMove.id, StageMove.state_iso3, readable_moves),
    "barrier": Kind(BarrierReading.id, BarrierReading.state_iso3, readable_barriers),
    "rest": Kind(Rest.id, Rest.state_iso3, readable_rests),
    "lead": Kind(Lead.id, Lead.state_iso3, _readers),
    "hold": Kind(Hold.id, Hold.state_iso3, _coordinators),
    "happening": Kind(Happening.id, Happening.state_iso3, _readers),
    "meeting": Kind(Attendance.meeting_id, Attendance.messenger, _readers),
}
"""By the noun of the audit's subject, such as "contact:12"; of others nothing is told."""


class Moment(NamedTuple):
    """The last version, and by State who is writing about its door, as ids of accounts."""

    at: Version
    writing: dict[str, frozenset[int]]


@dataclass(eq=False)
class Watch:
    """An open page: whose, about which State ("" for all), and what it has been told of."""

    sign_in_id: int
    state: str
    at: Version
    writing: bool = False


def moment(db: Session, now: datetime) -> Moment:
    """What is compared with what pages know: two short queries."""
    return Moment(last_version(db), writing_now(db, now))


def concerns(watch: Watch, now: Moment) -> bool:
    """Whether there may be something to tell a page."""
    return watch.at.id < now.at.id or watch.writing or watch.state in now.writing


def signs(db: Session, reader: Reader, watch: Watch, now: Moment) -> list[str]:
    """What a page is told, and from now on knows: "news", "writing", "not writing"."""
    said = []
    if watch.at.id < now.at.id:
        found = news_of(db, reader, deeds(db, watch.at, now.at))
        watch.at = now.at
        if watch.state in found or (found and not watch.state):
            said.append("news")
    others = now.writing.get(watch.state, frozenset()) - {reader.id}
    writing = bool(others) and may(reader, Act.READ_ENTRIES)
    if writing != watch.writing:
        watch.writing = writing
        said.append("writing" if writing else "not writing")
    return said


def news_of(db: Session, reader: Reader, done: Sequence[Deed]) -> set[str]:
    """The States at which somebody else did something that the reader may read."""
    if not may(reader, Act.READ_ENTRIES):
        return set()
    touched: dict[str, set[str]] = defaultdict(set)
    for deed in done:
        if deed.actor_id != reader.id:
            noun, _, key = deed.subject.partition(":")
            touched[noun].add(key)
    found = touched.pop("state", set())
    for noun, kind in KINDS.items():
        if touched[noun]:
            found |= _states(db, reader, kind, sorted(map(int, touched[noun])))
    return found


def _states(db: Session, reader: Reader, kind: Kind, numbers: list[int]) -> set[str]:
    query = columns(kind.state).distinct()
    if kind.contact is not None:
        query = query.join(kind.contact.class_, kind.contact == col(Contact.id))
    where = col(kind.number).in_(numbers), kind.readable(reader)
    return set(db.execute(query.where(*where)).scalars())
