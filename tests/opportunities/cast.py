"""What the tests of meetings write, in the words of a form. The meetings are invented."""

from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.opportunities.forms import RecordAttendance, RecordMeeting
from app.opportunities.models import Meeting
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
