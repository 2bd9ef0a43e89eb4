"""Appointments of a trip: made, changed and called off."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session

from app.contacts.choices import VISIBILITIES
from app.contacts.forms import NO_DOOR
from app.contacts.snapshot import Change, changes
from app.contacts.terms import CHANNEL_NAMES, Channel
from app.contacts.wording import in_words
from app.doors.asks import ASK_NAMES
from app.doors.queries import door_of
from app.kit.errors import Conflict
from app.kit.translation import capital
from app.kit.translation import gettext as _
from app.states.names import Found, did_you_mean, find_states, resolve
from app.states.queries import book
from app.trips.amending import (
    OF_APPOINTMENT,
    amend_appointment,
    as_wished,
    snapshot,
    taken,
    typed_of,
)
from app.trips.forms import AmendAppointment, MakeAppointment
from app.trips.models import Appointment
from app.trips.queries import appointment_versions_of, get_appointment
from app.trips.service import (
    call_off,
    changeable_appointment,
    changeable_trip,
    make_appointment,
    warnings_for,
)
from app.web.conflicts import keeps_theirs, own_words
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, path_for, redirect

router = APIRouter()

MakeForm = Annotated[Form[MakeAppointment], Depends(posted(MakeAppointment))]
AmendForm = Annotated[Form[AmendAppointment], Depends(posted(AmendAppointment))]


@router.get("/trips/{number}/appointments/new", name="appointments.new")
def new(at: Reads, number: Number, state: str = "") -> Response:
    trip = changeable_trip(at.db, number, by=at.me)
    usual = {"held_on": trip.starts_on.isoformat(), "channel": Channel.BILATERAL_MEETING}
    return _ask(at, number, Form(usual | {"state": state, "visibility": trip.visibility}))


@router.post("/trips/{number}/appointments", name="appointments.create")
def create(at: Writes, form: MakeForm, number: Number) -> Response:
    changeable_trip(at.db, number, by=at.me)
    made = form.submit(make_appointment, at.db, number=number, **at.acting)
    if made is None:
        return _ask(at, number, form)
    return redirect(at.request, "trips.show", number=number, flash=_("The appointment is added."))


@router.get("/appointments/{number}/edit", name="appointments.edit")
def edit(at: Reads, number: Number) -> Response:
    appointment, _trip = changeable_appointment(at.db, number, by=at.me)
    typed = typed_of(snapshot(appointment))
    return _amend(at, number, Form(typed | {"asks": typed["asks"] or [NO_DOOR]}))


@router.post("/appointments/{number}", name="appointments.update")
def update(at: Writes, form: AmendForm, number: Number) -> Response:
    if form.command and keeps_theirs(form):
        return _set_aside(at, number, form.command)
    form = _taking(at, form, number)
    try:
        appointment = form.submit(amend_appointment, at.db, number=number, **at.acting)
    except Conflict as conflict:
        return _amend(at, number, form, conflict)
    if appointment is None:
        return _amend(at, number, form)
    return redirect(at.request, "trips.show", number=appointment.trip_id, flash=_("Saved."))


@router.post("/appointments/{number}/calling-off", name="appointments.call_off")
def off(at: Writes, number: Number) -> Response:
    gone = call_off(at.db, number, by=at.me, now=at.now)
    flash = _("The appointment is called off.")
    return redirect(at.request, "trips.show", number=gone.trip_id, flash=flash)


def _ask(at: Visit, number: int, form: Form[Any]) -> Response:
    """The form, with what warns at the State's door and which States may have been meant."""
    trip = changeable_trip(at.db, number, by=at.me)
    known = book(at.db)
    typed = str(form.value("state"))
    iso3 = resolve(known.states.values(), typed)
    asks = [one for one in form.value("asks", []) if one in ASK_NAMES]
    if iso3 and not form.value("asks"):
        door = door_of(at.db, iso3, at.today)
        asks = [door.ask] if door else []
    return page(
        at.request,
        "appointments/new.html",
        form.status,
        form=form,
        trip=trip,
        warnings=warnings_for(at.db, trip, iso3, asks, by=at.me, today=at.today) if iso3 else [],
        candidates=_candidates(at.db, typed) if typed and not iso3 else [],
        state_name=known.name(iso3) if iso3 else typed,
        **_offered(),
    )


def _candidates(db: Session, typed: str) -> list[Found]:
    """The States that may have been meant."""
    known = book(db).states.values()
    return find_states(known, typed) or did_you_mean(known, typed)


def _offered() -> dict[str, Any]:
    """What the form offers, as lists of (value, text)."""
    return {
        "asks": [
            *((code, capital(name)) for code, name in ASK_NAMES.items()),
            (NO_DOOR, _("No door: about something else")),
        ],
        "channels": [(code, capital(name)) for code, name in CHANNEL_NAMES.items()],
        "visibilities": list(VISIBILITIES.items()),
    }


def _amend(
    at: Visit, number: int, form: Form[AmendAppointment], conflict: Conflict | None = None
) -> Response:
    """The form again; after a conflict with both texts, field by field."""
    appointment, trip = changeable_appointment(at.db, number, by=at.me)
    if conflict:
        form.typed["version"] = appointment.version
    return page(
        at.request,
        "appointments/edit.html",
        409 if conflict else form.status,
        form=form,
        appointment=appointment,
        earlier=appointment_versions_of(at.db, at.me.reader, number),
        trip=trip,
        state_name=book(at.db).name(appointment.state_iso3),
        conflict=str(conflict) if conflict else "",
        differing=_differing(at, appointment, form.command) if conflict and form.command else [],
        **_offered(),
    )


def _differing(at: Visit, appointment: Appointment, wish: AmendAppointment) -> list[Change]:
    """What is saved, beside what this person wrote."""
    saved = snapshot(appointment)
    return in_words(at.db, changes(saved, as_wished(wish, saved), OF_APPOINTMENT))


def _set_aside(at: Visit, number: int, wish: AmendAppointment) -> Response:
    appointment, trip = get_appointment(at.db, at.me.reader, number)
    differing = _differing(at, appointment, wish)
    stands = path_for(at.request, "trips.show", number=trip.id)
    return own_words(at.request, "appointments", number, trip.title, differing, stands)


def _taking(at: Visit, form: Form[AmendAppointment], number: int) -> Form[AmendAppointment]:
    """The form with theirs in the fields in which the person takes them, if still the newest."""
    if form.command is None or not form.command.take:
        return form
    appointment, _trip = changeable_appointment(at.db, number, by=at.me)
    if appointment.version != form.command.version:
        return form
    return Form(taken(form.typed, snapshot(appointment), form.command.take), AmendAppointment)
