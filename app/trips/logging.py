"""Logging the contact that came of an appointment: its form is filled in before it is opened."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, require, strictest
from app.advice.knocks import log_knock, proposed
from app.advice.models import OPEN_STEPS
from app.advice.queries import get_approach
from app.advice.service import may_move
from app.audit.service import record
from app.contacts.forms import NO_DOOR, LogContact
from app.contacts.models import Contact
from app.doors.asks import open_ask
from app.kit.errors import Missing, Refused
from app.kit.translation import gettext as _
from app.opportunities.models import Meeting
from app.opportunities.queries import may_be_named
from app.states.names import resolve
from app.states.queries import book, standings
from app.trips.models import Appointment, AppointmentContact, Trip
from app.trips.queries import get_appointment


def prefilled(db: Session, by: User, today: date, number: int) -> dict[str, Any]:
    """The log form of an appointment before anything is typed: State, door, messenger, day,
    channel, counterpart and the approach that it fulfils. Raises Missing."""
    appointment, trip = get_appointment(db, by.reader, number)
    approach = _approach(db, by, appointment)
    typed = proposed(db, by, today, state=appointment.state_iso3, approach=approach)
    level = strictest((appointment.visibility, trip.visibility, typed["visibility"]))
    return typed | {
        "appointment_id": number,
        "asks": _asks(db, appointment, today),
        "held_on": min(appointment.held_on, today).isoformat(),
        "messengers": [trip.messenger],
        "channel": appointment.channel,
        "counterpart_office": [appointment.counterpart_office],
        "counterpart_name": [appointment.counterpart_name],
        "place": appointment.place,
        "meeting_id": _meeting(db, by, trip),
        "visibility": level,
    }


def log_met(db: Session, wish: LogContact, *, by: User, now: datetime, today: date) -> Contact:
    """Log a contact as `log_knock` does; the appointment that it came from then shows it."""
    require(by.reader, Act.LOG)
    appointment = _appointment(db, wish, by)
    contact = log_knock(db, wish, by=by, now=now, today=today)
    if appointment is None:
        return contact
    key = {"appointment_id": appointment.id or 0, "contact_id": contact.id or 0}
    if db.get(AppointmentContact, (key["appointment_id"], key["contact_id"])) is None:
        db.add(AppointmentContact(**key))
        db.flush()
        record(db, by.id, "appointment.logged", f"appointment:{appointment.id}", at=now)
    return contact


def _appointment(db: Session, wish: LogContact, by: User) -> Appointment | None:
    """The appointment that this contact came from; raises Refused if it is not open to them."""
    if not wish.appointment_id:
        return None
    try:
        found, _trip = get_appointment(db, by.reader, wish.appointment_id)
    except Missing:
        said = _("The appointment that this contact came from is not open to you.")
        raise Refused("", said) from None
    known = book(db)
    if resolve(known.states.values(), wish.state) != found.state_iso3:
        state = known.name(found.state_iso3)
        said = _("This contact came from an appointment with %(state)s.", state=state)
        raise Refused("state", said)
    return found


def _approach(db: Session, by: User, appointment: Appointment) -> int | None:
    """The approach that it fulfils, if it is open and the person may finish it."""
    if appointment.approach_id is None:
        return None
    try:
        approach, row = get_approach(db, by.reader, appointment.approach_id)
    except Missing:
        return None
    return row.id if row.step in OPEN_STEPS and may_move(by, approach) else None


def _asks(db: Session, appointment: Appointment, today: date) -> list[str]:
    """Its doors that can still be knocked on."""
    usual = open_ask(standings(db, today)[appointment.state_iso3])
    return [code for code in appointment.asks if code == usual] or [NO_DOOR]


def _meeting(db: Session, by: User, trip: Trip) -> int | str:
    meeting = db.get(Meeting, trip.meeting_id) if trip.meeting_id else None
    return meeting.id or "" if meeting and may_be_named(meeting, by.origin) else ""
