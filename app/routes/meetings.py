"""Meetings: the calendar, what people add to it, and who attends."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, may, require
from app.accounts.queries import user_names
from app.contacts.snapshot import Change, changes
from app.contacts.wording import in_words
from app.kit.errors import Conflict
from app.kit.translation import gettext as _
from app.messengers.queries import messengers
from app.opportunities.amending import (
    SHOWN,
    amend_meeting,
    amendable,
    as_wished,
    may_amend,
    snapshot,
    taken,
    typed_of,
)
from app.opportunities.forms import AmendMeeting, RecordAttendance, RecordMeeting
from app.opportunities.models import Meeting
from app.opportunities.queries import attendees, calendar, get_meeting, institutions, is_ahead
from app.opportunities.service import record_attendance, record_meeting, take_attendance_back
from app.web.conflicts import keeps_theirs, own_words
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect, wanted

router = APIRouter(prefix="/meetings")

MeetingForm = Annotated[Form[RecordMeeting], Depends(posted(RecordMeeting))]
AmendForm = Annotated[Form[AmendMeeting], Depends(posted(AmendMeeting))]
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


@router.get("/{number}/edit", name="meetings.edit")
def edit(at: Reads, number: Number) -> Response:
    meeting = amendable(at.db, number, by=at.me)
    return _amend(at, number, Form(typed_of(snapshot(meeting))))


@router.post("/{number}", name="meetings.update")
def update(at: Writes, form: AmendForm, number: Number) -> Response:
    if form.command and keeps_theirs(form):
        one = get_meeting(at.db, at.me.reader, number)
        theirs = _differing(at, one, form.command)
        return own_words(at.request, "meetings", number, one.name, theirs)
    form = _taking(at, form, number)
    try:
        meeting = form.submit(amend_meeting, at.db, number=number, **at.acting)
    except Conflict as conflict:
        return _amend(at, number, form, conflict)
    if meeting is None:
        return _amend(at, number, form)
    return redirect(at.request, "meetings.show", number=number, flash=_("Saved."))


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


def _amend(
    at: Visit, number: int, form: Form[AmendMeeting], conflict: Conflict | None = None
) -> Response:
    """The form again; after a conflict with both texts, field by field."""
    meeting = amendable(at.db, number, by=at.me)
    if conflict:
        form.typed["version"] = meeting.version
    return page(
        at.request,
        "meetings/edit.html",
        409 if conflict else form.status,
        form=form,
        meeting=meeting,
        conflict=str(conflict) if conflict else "",
        differing=_differing(at, meeting, form.command) if conflict and form.command else [],
    )


def _differing(at: Visit, meeting: Meeting, wish: AmendMeeting) -> list[Change]:
    """What is saved, beside what this person wrote."""
    saved = snapshot(meeting)
    return in_words(at.db, changes(saved, as_wished(wish, saved), SHOWN))


def _taking(at: Visit, form: Form[AmendMeeting], number: int) -> Form[AmendMeeting]:
    """The form with theirs in the fields in which the person takes them, if still the newest."""
    if form.command is None or not form.command.take:
        return form
    meeting = amendable(at.db, number, by=at.me)
    if meeting.version != form.command.version:
        return form
    return Form(taken(form.typed, snapshot(meeting), form.command.take), AmendMeeting)


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
        amends=may_amend(reader, meeting),
        over=bool(meeting.starts_on) and not is_ahead(meeting, at.today),
        recorder=user_names(at.db).get(meeting.recorded_by or 0, _("somebody")),
        states=[one for one in present if one.iso3],
        others=[one for one in present if not one.iso3],
        institutions=[(one.code, one.name) for one in offered],
        form=form,
        said=said,
        reads=may(reader, Act.READ_ENTRIES),
    )
