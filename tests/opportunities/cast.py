"""What the tests of meetings write, in the words of a form. The meetings are invented."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.opportunities.forms import RecordAttendance, RecordHappening, RecordMeeting
from app.opportunities.happenings import record_happening
from app.opportunities.models import Happening, Meeting
from app.opportunities.service import record_attendance, record_meeting
from tests.world import NOW, TODAY

MEETING = {
    "name": "Test Meeting", "starts_on": "2026-12-01", "ends_on": "2026-12-05", "city": "Geneva",
    "source": "Test entry",
}  # fmt: skip


def meet(db: Session, by: User, *states: str, institutions: tuple[str, ...] = (), **more: Any):
    """A meeting that the States and institutions are said to attend."""
    wish = RecordMeeting.model_validate(MEETING | more)
    made = record_meeting(db, wish, by=by, now=NOW, today=TODAY)
    if states or institutions:
        attend(db, by, made, *states, institutions=institutions)
    return made


def attend(
    db: Session, by: User, meeting: Meeting, *states: str, institutions: tuple[str, ...] = ()
) -> list[str]:
    wish = RecordAttendance(states="\n".join(states), institutions=list(institutions))
    return record_attendance(db, wish, number=meeting.id or 0, by=by, now=NOW)


HAPPENING = {
    "state": "AGO", "kind": "election", "happened_on": "2026-11-20", "what": "Test entry",
    "source": "A test's own paper",
}  # fmt: skip


def happen(db: Session, by: User, now: datetime = NOW, **more: Any) -> Happening:
    wish = RecordHappening.model_validate(HAPPENING | more)
    return record_happening(db, wish, by=by, now=now, today=now.date())
