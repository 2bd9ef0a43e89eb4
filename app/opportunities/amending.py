"""Changing a meeting that somebody recorded: the earlier text is kept and stays readable."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, may, may_change, require, require_change
from app.audit.service import record
from app.kit.errors import Conflict, Forbidden
from app.kit.translation import Said, marked, pmarked
from app.kit.translation import gettext as _
from app.opportunities.forms import AmendMeeting
from app.opportunities.models import Meeting, MeetingVersion
from app.opportunities.queries import get_meeting
from app.opportunities.service import refuse_dates, refuse_other

SHOWN: Mapping[str, str] = Said(
    {
        "name": pmarked("label of a field", "Name"),
        "starts_on": marked("First day"),
        "ends_on": marked("Last day"),
        "city": pmarked("label of a field", "City"),
        "source": pmarked("label of a field", "Source"),
    }
)


def amend_meeting(
    db: Session, wish: AmendMeeting, *, number: int, by: User, now: datetime, today: date
) -> Meeting:
    """Change name, days, city or source; the same once more changes nothing.

    For whoever recorded it and Coordinators. Raises Conflict if somebody else saved it since, and
    Refused as recording one does.
    """
    meeting = amendable(db, number, by=by)
    db.refresh(meeting, with_for_update=True)  # whoever is before us ends first
    before, after = snapshot(meeting), as_wished(wish, snapshot(meeting))
    if after == before:
        return meeting
    if meeting.version != wish.version:
        said = _("Somebody else saved this meeting while you were writing.")
        raise Conflict(said, before)
    refuse_dates(wish.starts_on, wish.ends_on or wish.starts_on, today)
    refuse_other(db, wish.name, after["starts_on"], but=number)
    kept = MeetingVersion(
        meeting_id=number,
        number=meeting.version,
        content=before,
        replaced_by=by.id,
        replaced_at=now,
    )
    try:
        with db.begin_nested():
            db.add(kept)
            for name in SHOWN:
                setattr(meeting, name, after[name])
            meeting.version += 1
            db.add(meeting)
            db.flush()
    except IntegrityError:  # recorded by somebody else at this moment
        refuse_other(db, wish.name, after["starts_on"], but=number)
        raise
    record(db, by.id, "meeting.amended", f"meeting:{number}", at=now)
    return meeting


def amendable(db: Session, number: int, *, by: User) -> Meeting:
    """A meeting that the person may change; raises Missing and Forbidden."""
    require(by.reader, Act.LOG)
    meeting = get_meeting(db, by.reader, number)
    if meeting.recorded_by is None:
        raise Forbidden(_("This meeting came with the facts; it is changed with them alone."))
    require_change(by.reader, meeting.origin)
    if not may_amend(by.reader, meeting):
        raise Forbidden(_("Only who recorded this meeting and Coordinators change it."))
    return meeting


def may_amend(reader: Reader, meeting: Meeting) -> bool:
    if meeting.recorded_by is None or not may_change(reader, meeting.origin):
        return False
    return may(reader, Act.COORDINATE) or (
        meeting.recorded_by == reader.id and may(reader, Act.LOG)
    )


def meeting_versions_of(db: Session, reader: Reader, number: int) -> Sequence[MeetingVersion]:
    """Earlier versions, newest first; raises Missing as `get_meeting` does."""
    get_meeting(db, reader, number)
    return db.exec(
        select(MeetingVersion)
        .where(MeetingVersion.meeting_id == number)
        .order_by(col(MeetingVersion.number).desc())
    ).all()


def snapshot(meeting: Meeting) -> dict[str, Any]:
    """Field names to JSON values, the same for every version."""
    return meeting.model_dump(mode="json", include={*SHOWN, "version"})


def typed_of(content: dict[str, Any]) -> dict[str, Any]:
    """A snapshot as the form would have been typed; a meeting of one day has no last one."""
    one_day = content["ends_on"] == content["starts_on"]
    return content | {"ends_on": "" if one_day else content["ends_on"]}


def as_wished(wish: AmendMeeting, saved: dict[str, Any]) -> dict[str, Any]:
    """What somebody wrote, in the shape of the saved version."""
    last = wish.ends_on or wish.starts_on
    plain = wish.model_dump(mode="json", include=set(SHOWN))
    return saved | plain | {"ends_on": last.isoformat()}


def taken(typed: dict[str, Any], content: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """What was typed, but for these fields, which are as the saved `content` has them."""
    saved = typed_of(content)
    return typed | {name: saved[name] for name in fields if name in SHOWN}
