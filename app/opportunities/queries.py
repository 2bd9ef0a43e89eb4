"""The calendar of meetings, and who attends them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, may
from app.audit.derived import FACTS, derived
from app.kit.dates import latest
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.messengers.models import Kind
from app.messengers.queries import Sender, messengers
from app.opportunities.calendar import Ahead
from app.opportunities.models import Attendance, Meeting


@dataclass(frozen=True)
class Attendee:
    """Who attends a meeting, and who said so; `iso3` is None for an institution."""

    number: int
    code: str
    name: str
    iso3: str | None
    by: str
    at: datetime
    origin: Origin


class Calendar(NamedTuple):
    """Meetings as one reader knows them: soonest first, latest first, and by name."""

    ahead: list[Meeting]
    past: list[Meeting]
    undated: list[Meeting]


def meetings(db: Session) -> Sequence[Meeting]:
    """All meetings, latest first; those without a date last."""
    return db.exec(select(Meeting).order_by(col(Meeting.starts_on).desc(), Meeting.name)).all()


def calendar(db: Session, reader: Reader, today: date) -> Calendar:
    """Soonest first, latest first, and by name."""
    known = readable_meetings(db, reader)
    dated = [one for one in known if one.starts_on]
    ahead = [one for one in dated if is_ahead(one, today)]
    return Calendar(
        ahead=sorted(ahead, key=lambda one: (one.starts_on, one.name)),
        past=[one for one in dated if not is_ahead(one, today)],
        undated=[one for one in known if not one.starts_on],
    )


def readable_meetings(db: Session, reader: Reader) -> list[Meeting]:
    """What came with the facts; for those who read entries, what people recorded too."""
    return [one for one in meetings(db) if _reads(reader, one)]


def get_meeting(db: Session, reader: Reader, number: int) -> Meeting:
    """Raises Missing, also for a meeting that people recorded, to those who read no entries."""
    found = db.get(Meeting, number)
    if found is None or not _reads(reader, found):
        raise Missing(_("There is no such meeting."))
    return found


def is_ahead(meeting: Meeting, today: date) -> bool:
    """Whether a dated meeting is not over."""
    return latest(meeting.ends_on or meeting.starts_on) >= today


def may_be_named(meeting: Meeting, origin: Origin) -> bool:
    """Whether an entry of that origin may say that it was at this meeting: what is real does not
    name what is taken away with the demonstration."""
    return meeting.origin is Origin.REAL or origin is not Origin.REAL


def attendees(db: Session, reader: Reader, number: int | None = None) -> dict[int, list[Attendee]]:
    """Who attends one meeting, or each: States by name, then institutions. The group reads it."""
    if not may(reader, Act.READ_ENTRIES):
        return {}
    query = (
        columns(
            Attendance.meeting_id,
            Attendance.id,
            Attendance.messenger,
            User.name,
            Attendance.recorded_at,
            Attendance.origin,
        )
        .join(User, col(User.id) == col(Attendance.author_id))
        .where(col(Attendance.taken_back_at).is_(None))
    )
    if number is not None:
        query = query.where(col(Attendance.meeting_id) == number)
    found: dict[int, list[Attendee]] = defaultdict(list)
    called = messengers(db)
    for meeting, number, code, *said in db.execute(query):
        one = called[code]
        found[meeting].append(Attendee(number, code, one.name, one.state_iso3, *said))
    order = {code: place for place, code in enumerate(called)}
    return {
        meeting: sorted(present, key=lambda one: (one.iso3 is None, order[one.code]))
        for meeting, present in found.items()
    }


def institutions(everybody: dict[str, Sender]) -> list[Sender]:
    """Those of all messengers that are no State's delegation."""
    return [one for one in everybody.values() if one.kind is not Kind.DELEGATION]


def meetings_ahead(db: Session, reader: Reader, today: date) -> tuple[Ahead, ...]:
    """Meetings that are not over and that somebody is recorded to attend, soonest first; none for
    those who read no entries."""
    if not may(reader, Act.READ_ENTRIES):
        return ()
    return derived(
        db,
        ("meetings ahead", today),
        lambda: _read_ahead(db, today),
        touched_by=(*FACTS, "meeting.", "attendance."),
    )


def _read_ahead(db: Session, today: date) -> tuple[Ahead, ...]:
    rows = db.execute(
        columns(Meeting, Attendance.messenger, Attendance.origin)
        .join(Attendance, col(Attendance.meeting_id) == col(Meeting.id))
        .where(col(Attendance.taken_back_at).is_(None), col(Meeting.starts_on) != "")
        .order_by(col(Meeting.starts_on), col(Meeting.name))
    )
    known: dict[int, Meeting] = {}
    attending: dict[int, list[tuple[str, Origin]]] = defaultdict(list)
    for meeting, code, origin in rows:
        if is_ahead(meeting, today):
            known[meeting.id] = meeting
            attending[meeting.id].append((code, origin))
    return tuple(_ahead(meeting, attending[number]) for number, meeting in known.items())


def _ahead(meeting: Meeting, attending: list[tuple[str, Origin]]) -> Ahead:
    origins = {meeting.origin, *(origin for _, origin in attending)}
    return Ahead(
        number=meeting.id or 0,
        name=meeting.name,
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        city=meeting.city,
        attending=frozenset(code for code, _ in attending),
        demonstration=origins != {Origin.REAL},
    )


def _reads(reader: Reader, meeting: Meeting) -> bool:
    return meeting.recorded_by is None or may(reader, Act.READ_ENTRIES)
