"""Changing a trip or an appointment: the earlier text is kept and stays readable."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, may, strictest
from app.audit.service import record
from app.kit.errors import Conflict, Refused
from app.kit.translation import Said, marked, pmarked
from app.kit.translation import gettext as _
from app.trips.forms import AmendAppointment, AmendTrip
from app.trips.models import Appointment, AppointmentVersion, Trip, TripVersion
from app.trips.service import (
    asks_of,
    changeable_appointment,
    changeable_trip,
    check_day,
    check_trip,
)

OF_TRIP: Mapping[str, str] = Said(
    {
        "title": pmarked("label of a field", "Title"),
        "messenger": pmarked("label of a field", "Messenger"),
        "starts_on": marked("First day"),
        "ends_on": marked("Last day"),
        "meeting_id": pmarked("label of a field", "Meeting"),
        "visibility": marked("Who reads it"),
    }
)
OF_APPOINTMENT: Mapping[str, str] = Said(
    {
        "held_on": pmarked("label of a field", "Date"),
        "at": marked("Local time"),
        "asks": pmarked("label of a field", "Doors"),
        "channel": pmarked("label of a field", "Channel"),
        "counterpart_office": marked("Office and ministry"),
        "counterpart_name": pmarked("label of a field", "Name"),
        "place": pmarked("label of a field", "Place"),
        "language": pmarked("label of a field", "Language"),
        "visibility": marked("Who reads it"),
    }
)


def amend_trip(
    db: Session, wish: AmendTrip, *, number: int, by: User, now: datetime, today: date
) -> Trip:
    """Change title, messenger, days, meeting or level; the same once more changes nothing.

    Raises Missing, Forbidden, Refused, or Conflict if somebody else saved it since.
    """
    trip = changeable_trip(db, number, by=by)
    db.refresh(trip, with_for_update=True)  # whoever is before us ends first
    before = snapshot(trip)
    after = as_wished(wish, before)
    if after == before:
        return trip
    _refuse_late(trip, wish.version, before)
    check_trip(db, wish, trip.origin, today, trip)
    _refuse_level(trip, wish.visibility, by)
    _refuse_messenger(trip, wish.messenger, by)
    kept = TripVersion(trip_id=number, **_kept(trip, before, by, now))
    db.add(kept)
    for name in OF_TRIP:
        setattr(trip, name, getattr(wish, name))
    trip.version += 1
    db.add(trip)
    db.flush()
    record(db, by.id, "trip.amended", f"trip:{number}", at=now)
    return trip


def amend_appointment(
    db: Session, wish: AmendAppointment, *, number: int, by: User, now: datetime, today: date
) -> Appointment:
    """The same of an appointment: all but its State."""
    appointment, trip = changeable_appointment(db, number, by=by)
    db.refresh(appointment, with_for_update=True)  # whoever is before us ends first
    before = snapshot(appointment)
    iso3 = appointment.state_iso3
    asks = asks_of(db, wish, iso3, today, tuple(appointment.asks))
    after = as_wished(wish, before) | {"asks": asks}
    if after == before:
        return appointment
    _refuse_late(appointment, wish.version, before)
    if wish.held_on != appointment.held_on:
        check_day(wish, trip)
    _refuse_level(appointment, wish.visibility, by)
    kept = _kept(appointment, before | {"messenger": trip.messenger}, by, now)
    kept["visibility"] = strictest((appointment.visibility, trip.visibility))
    db.add(AppointmentVersion(appointment_id=number, **kept))
    for name in OF_APPOINTMENT:
        setattr(appointment, name, getattr(wish, name))
    appointment.asks, appointment.version = asks, appointment.version + 1
    db.add(appointment)
    db.flush()
    record(db, by.id, "appointment.amended", f"appointment:{number}", at=now)
    return appointment


def snapshot(one: Trip | Appointment) -> dict[str, Any]:
    """Field names to JSON values, the same for every version."""
    return one.model_dump(mode="json", include={*labels(one), "version"})


def labels(one: Trip | Appointment) -> Mapping[str, str]:
    """The fields that versions compare, with what each is called."""
    return OF_TRIP if isinstance(one, Trip) else OF_APPOINTMENT


def typed_of(content: dict[str, Any]) -> dict[str, Any]:
    """A snapshot as the form would have been typed."""
    return {name: "" if value is None else value for name, value in content.items()}


def as_wished(wish: AmendTrip | AmendAppointment, saved: dict[str, Any]) -> dict[str, Any]:
    """What somebody wrote, in the shape of the saved version."""
    plain = wish.model_dump(mode="json")
    own = {name: plain[name] for name in saved if name not in ("version", "asks")}
    asks = {"asks": plain["asks"]} if plain.get("asks") is not None else {}
    return saved | own | asks


def taken(typed: dict[str, Any], content: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """What was typed, but for these fields, which are as the saved `content` has them."""
    saved = typed_of(content)
    return typed | {name: saved[name] for name in fields if name in saved and name != "version"}


def _refuse_late(one: Trip | Appointment, seen: int, before: dict[str, Any]) -> None:
    if one.version != seen:
        if isinstance(one, Trip):
            said = _("Somebody else saved this trip while you were writing.")
        else:
            said = _("Somebody else saved this appointment while you were writing.")
        raise Conflict(said, before)


def _refuse_level(one: Trip | Appointment, wished: str, by: User) -> None:
    if wished != one.visibility and not _own(one, by):
        said = _("Only its author and Coordinators change who reads it.")
        raise Refused("visibility", said)


def _refuse_messenger(trip: Trip, wished: str, by: User) -> None:
    """Another messenger's delegation would read what is for the messenger alone."""
    if wished != trip.messenger and not _own(trip, by):
        raise Refused("messenger", _("Only its author and Coordinators change who travels."))


def _own(one: Trip | Appointment, by: User) -> bool:
    return one.author_id == by.id or may(by.reader, Act.COORDINATE)


def _kept(
    one: Trip | Appointment, before: dict[str, Any], by: User, now: datetime
) -> dict[str, Any]:
    return {
        "number": one.version,
        "content": before,
        "visibility": one.visibility,
        "replaced_by": by.id,
        "replaced_at": now,
    }
