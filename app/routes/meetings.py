"""Meetings: the calendar, what people add to it, and who attends."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, may, require
from app.accounts.queries import user_names
from app.kit.translation import gettext as _
from app.messengers.queries import messengers
from app.opportunities.forms import RecordAttendance, RecordMeeting
from app.opportunities.queries import attendees, calendar, get_meeting, institutions, is_ahead
from app.opportunities.service import record_attendance, record_meeting, take_attendance_back
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect, wanted

router = APIRouter(prefix="/meetings")

MeetingForm = Annotated[Form[RecordMeeting], Depends(posted(RecordMeeting))]
AttendanceForm = Annotated[Form[RecordAttendance], Depends(posted(RecordAttendance))]


@router.get("", name="meetings.index")
def index(at: Reads) -> Response:
    reader = at.me.reader
    return page(
        at.request,
        "meetings/index.html",
        calendar=calendar(at.db, reader, at.today),
        attendees=attendees(at.db, reader),
        reads=may(reader, Act.READ_ENTRIES),
    )


@router.get("/new", name="meetings.new")
def new(at: Reads) -> Response:
    require(at.me.reader, Act.LOG)
    return page(at.request, "meetings/new.html", form=Form({}))


@router.post("", name="meetings.create")
def create(at: Writes, form: MeetingForm) -> Response:
    require(at.me.reader, Act.LOG)
    meeting = form.submit(record_meeting, at.db, **at.acting)
    if meeting is None:
        return page(at.request, "meetings/new.html", form.status, form=form)
    flash = _("The meeting is in the calendar. Who attends it?")
    return redirect(at.request, "meetings.show", number=meeting.id, flash=flash)


@router.get("/{number}", name="meetings.show")
def show(at: Reads, number: Number) -> Response:
    return _show(at, number, Form({}))


@router.post("/{number}/attendances", name="attendances.create")
def attend(at: Writes, form: AttendanceForm, number: Number) -> Response:
    require(at.me.reader, Act.LOG)
    new = form.submit(record_attendance, at.db, number=number, by=at.me, now=at.now)
    if new is None:
        return _show(at, number, form)
    return _done(at, number, _("Recorded.") if new else _("That was recorded already."))


@router.post("/attendances/{number}/retraction", name="attendances.retract")
def take_back(at: Writes, number: Number) -> Response:
    taken = take_attendance_back(at.db, number, by=at.me, now=at.now)
    name = messengers(at.db)[taken.messenger].name
    return _done(at, taken.meeting_id, _("Taken back: %(messenger)s.", messenger=name))


def _done(at: Visit, number: int, said: str) -> Response:
    """Where htmx asked for who attends, that with a word on what was done; else the page anew."""
    if wanted(at.request) == "attendance":
        return _show(at, number, Form({}), said=said)
    return redirect(at.request, "meetings.show", number=number, flash=said)


def _show(at: Visit, number: int, form: Form[Any], *, said: str = "") -> Response:
    meeting = get_meeting(at.db, at.me.reader, number)
    reader = at.me.reader
    present = attendees(at.db, reader, number).get(number, [])
    codes = {one.code for one in present}
    offered = [one for one in institutions(messengers(at.db)) if one.code not in codes]
    return page(
        at.request,
        "meetings/show.html",
        form.status,
        meeting=meeting,
        over=bool(meeting.starts_on) and not is_ahead(meeting, at.today),
        recorder=user_names(at.db).get(meeting.recorded_by or 0, _("somebody")),
        states=[one for one in present if one.iso3],
        others=[one for one in present if not one.iso3],
        institutions=[(one.code, one.name) for one in offered],
        form=form,
        said=said,
        reads=may(reader, Act.READ_ENTRIES),
    )
