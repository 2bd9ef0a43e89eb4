"""Calling a trip off as a whole, and taking it up again."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.models import User
from app.audit.service import record
from app.kit.errors import Refused
from app.kit.translation import gettext as _
from app.trips.forms import CallOffTrip
from app.trips.models import Trip, TripCallingOff
from app.trips.queries import called_off
from app.trips.service import own_trip


def call_off_trip(db: Session, wish: CallOffTrip, *, number: int, by: User, now: datetime) -> Trip:
    """It does not take place: it stays with its appointments, which say so, and is taken along no
    more. The same once more changes nothing.

    Raises Missing, Forbidden, or Refused where somebody else called it off already.
    """
    trip = own_trip(db, number, by=by)
    db.refresh(trip, with_for_update=True)  # whoever is before us ends first
    told = called_off(db, trip)
    if told:
        if (told.author_id, told.reason) != (by.id, wish.reason):
            raise Refused("", _("This trip was called off already."))
        return trip
    db.add(
        TripCallingOff(trip_id=number, reason=wish.reason, author_id=by.id or 0, called_off_at=now)
    )
    record(db, by.id, "trip.called_off", f"trip:{number}", at=now)
    return trip


def take_up_trip(db: Session, number: int, *, by: User, now: datetime) -> Trip:
    """It takes place after all; that it was called off, and why, is kept. Once more changes
    nothing. Raises Missing and Forbidden."""
    trip = own_trip(db, number, by=by)
    db.refresh(trip, with_for_update=True)
    told = called_off(db, trip)
    if told:
        told.undone_by, told.undone_at = by.id, now
        db.add(told)
        record(db, by.id, "trip.taken_up", f"trip:{number}", at=now)
    return trip
