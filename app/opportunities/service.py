"""Recording meetings, and who attends them."""

from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.audit.service import record
from app.kit.dates import spoken
from app.kit.errors import Missing, Refused
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.kit.translation import listed, ngettext
from app.messengers.queries import messengers
from app.opportunities.forms import RecordAttendance, RecordMeeting, named
from app.opportunities.models import Attendance, Meeting
from app.opportunities.queries import get_meeting, institutions, meetings
from app.states.names import fold, resolve
from app.states.queries import book

FIRST_YEAR = 2007
"""The Oslo process, which led to the Convention, began in February 2007."""
FURTHEST = timedelta(days=3660)
LONGEST = timedelta(days=100)


def record_meeting(
    db: Session, wish: RecordMeeting, *, by: User, now: datetime, today: date
) -> Meeting:
    """Write a meeting into the calendar; the same words from the same person, only once."""
    require(by.reader, Act.LOG)
    last = wish.ends_on or wish.starts_on
    refuse_dates(wish.starts_on, last, today)
    made = Meeting(
        name=wish.name,
        kind="",
        starts_on=wish.starts_on.isoformat(),
        ends_on=last.isoformat(),
        city=wish.city,
        president="",
        source=wish.source,
        recorded_by=by.id,
        recorded_at=now,
        origin=by.origin,
    )
    same = _same(db, made) or _written_meanwhile(db, made)
    if same:
        return same
    record(db, by.id, "meeting.recorded", f"meeting:{made.id}", at=now)
    return made


def record_attendance(
    db: Session, wish: RecordAttendance, *, number: int, by: User, now: datetime
) -> list[str]:
    """Say that States and institutions attend; the codes of those of whom nobody said so before."""
    require(by.reader, Act.LOG)
    meeting = get_meeting(db, by.reader, number)
    require_change(by.reader, meeting.origin)
    codes = list(dict.fromkeys([*_states(db, wish.states), *_institutions(db, wish.institutions)]))
    if not codes:
        raise Refused("states", _("Please name a State, or choose an institution."))
    db.refresh(meeting, with_for_update=True)  # whoever is before us ends first
    present = set(
        db.exec(
            select(Attendance.messenger).where(
                Attendance.meeting_id == number, col(Attendance.taken_back_at).is_(None)
            )
        )
    )
    new = [code for code in codes if code not in present]
    if not new:
        return []
    origin = by.origin if meeting.origin is Origin.REAL else meeting.origin
    db.add_all(
        Attendance(
            meeting_id=number,
            messenger=code,
            author_id=by.id or 0,
            recorded_at=now,
            origin=origin,
        )
        for code in new
    )
    db.flush()
    subject = f"meeting:{number}"
    record(db, by.id, "attendance.recorded", subject, at=now, detail=" ".join(new))
    return new


def take_attendance_back(db: Session, number: int, *, by: User, now: datetime) -> Attendance:
    """It was said wrongly, or is so no more: it stays, and counts no more. Once is enough."""
    require(by.reader, Act.LOG)
    found = db.get(Attendance, number)
    if found is None:
        raise Missing(_("Nobody said so of this meeting."))
    db.refresh(found, with_for_update=True)
    require_change(by.reader, found.origin)
    if found.taken_back_at is None:
        found.taken_back_at, found.taken_back_by = now, by.id
        db.add(found)
        db.flush()
        subject = f"meeting:{found.meeting_id}"
        record(db, by.id, "attendance.taken_back", subject, at=now, detail=found.messenger)
    return found


def refuse_dates(first: date, last: date, today: date) -> None:
    """Raise Refused for days on which no meeting can be."""
    if last < first:
        raise Refused("ends_on", _("A meeting cannot end before it begins."))
    if last - first > LONGEST:
        said = _("Please check the dates: this meeting would last for months.")
        raise Refused("ends_on", said)
    if first.year < FIRST_YEAR or first > today + FURTHEST:
        raise Refused("starts_on", _("Please check the year of this date."))


def _same(db: Session, made: Meeting) -> Meeting | None:
    """The meeting of this name and first day if it is this very one; raises Refused if another."""
    own = {"name", "starts_on", "ends_on", "city", "source", "recorded_by"}
    one = _called(db, made.name, made.starts_on)
    if one is None:
        return None
    if one.model_dump(include=own) == made.model_dump(include=own):
        return one
    raise _there_already(one)


def refuse_other(db: Session, name: str, starts_on: str, *, but: int) -> None:
    """Raise Refused if another meeting than `but` has this name and first day."""
    one = _called(db, name, starts_on, but=but)
    if one:
        raise _there_already(one)


def _called(db: Session, name: str, starts_on: str, but: int | None = None) -> Meeting | None:
    """The meeting of this name that begins on this day, other than `but`."""
    return next(
        (
            one
            for one in meetings(db)
            if one.id != but and one.starts_on == starts_on and fold(one.name) == fold(name)
        ),
        None,
    )


def _there_already(one: Meeting) -> Refused:
    said = _(
        "“%(meeting)s” of %(day)s is in the calendar already.",
        meeting=one.name,
        day=spoken(one.starts_on),
    )
    return Refused("name", said)


def _written_meanwhile(db: Session, made: Meeting) -> Meeting | None:
    """Write the meeting; what somebody, or a second press of the button, wrote at the same time."""
    try:
        with db.begin_nested():
            db.add(made)
            db.flush()
    except IntegrityError:
        return _same(db, made)
    return None


def _states(db: Session, text: str) -> list[str]:
    """The States that were named; raises Refused for what is not clearly one."""
    known, found, unclear = book(db).states.values(), [], []
    for words in named(text):
        iso3 = resolve(known, words)
        parts = [resolve(known, part) for part in words.split(",")] if iso3 is None else [iso3]
        clear = [part for part in parts if part]
        if len(clear) == len(parts):
            found += clear
        else:
            unclear.append(words)
    if unclear:
        said = ngettext(
            "%(words)s is not clearly one State. Type more of the name.",
            "%(words)s are not clearly one State each. Type more of the name.",
            len(unclear),
            words=listed(_("“%(text)s”", text=words[:60]) for words in unclear[:3]),
        )
        raise Refused("states", said)
    return found


def _institutions(db: Session, codes: list[str]) -> list[str]:
    able = {one.code for one in institutions(messengers(db))}
    if not able.issuperset(filter(None, codes)):
        raise Refused("institutions", _("Please choose among the institutions offered."))
    return [code for code in codes if code]
