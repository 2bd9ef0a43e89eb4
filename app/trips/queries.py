"""Trips and appointments, each for one reader: an appointment is known to who may read both it and
its trip."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, literal
from sqlmodel import Session, col, select

from app.accounts.policy import Reader, Visibility, may_read, strictest
from app.accounts.visibility import READERS, readable
from app.advice.models import Approach, Step
from app.advice.queries import ApproachRow, open_approaches, readable_approaches
from app.contacts.models import Contact
from app.contacts.queries import not_retracted, readable_contacts
from app.contacts.terms import Channel
from app.doors.asks import ASK_NAMES, Ask
from app.kit.db import columns
from app.kit.errors import Missing, Refused
from app.kit.numbers import LARGEST
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.kit.translation import joined
from app.messengers.queries import messengers
from app.states.queries import book
from app.trips.models import (
    Appointment,
    AppointmentContact,
    AppointmentVersion,
    Trip,
    TripCallingOff,
    TripVersion,
)


class TripRow(NamedTuple):
    """One trip in a list; `appointments` counts those that the reader may read."""

    id: int
    title: str
    messenger: str
    messenger_name: str
    starts_on: date
    ends_on: date
    visibility: Visibility
    origin: Origin
    appointments: int
    called_off: bool = False


@dataclass(frozen=True)
class Stop:
    """An appointment as one reader knows it: `approach` and `contact` are the numbers of those that
    they may read, `visibility` the stricter of its own level and its trip's."""

    id: int
    iso3: str
    state: str
    asks: tuple[Ask, ...]
    held_on: date
    at: str
    channel: Channel
    place: str
    office: str
    name: str
    language: str
    visibility: Visibility
    origin: Origin
    version: int
    approach: int | None
    contact: int | None

    @property
    def doors(self) -> str:
        return joined(ASK_NAMES[ask] for ask in self.asks)

    @property
    def counterpart(self) -> str:
        """The office, and the name where there is one."""
        if self.office and self.name:
            return _("%(office)s (%(name)s)", office=self.office, name=self.name)
        return self.office or self.name


@lru_cache(READERS)
def readable_trips(reader: Reader) -> ColumnElement[bool]:
    return readable(
        reader,
        visibility=col(Trip.visibility),
        author=col(Trip.author_id),
        took_part=col(Trip.messenger) == literal(reader.messenger),
    )


@lru_cache(READERS)
def readable_appointments(reader: Reader) -> ColumnElement[bool]:
    """Of an appointment joined to its trip, which has to be readable too."""
    own = readable(
        reader,
        visibility=col(Appointment.visibility),
        author=col(Appointment.author_id),
        took_part=col(Trip.messenger) == literal(reader.messenger),
    )
    return own & readable_trips(reader)


def _called_off() -> Select[tuple[int]]:
    """The numbers of trips that do not take place."""
    return columns(TripCallingOff.trip_id).where(col(TripCallingOff.undone_at).is_(None))


def trips(db: Session, reader: Reader) -> list[TripRow]:
    """Those that the reader may read, the latest first."""
    counted = Counter(
        db.execute(_appointments(reader).with_only_columns(col(Appointment.trip_id))).scalars()
    )
    called = messengers(db)
    off = set(db.execute(_called_off()).scalars())
    order = col(Trip.starts_on).desc(), col(Trip.id).desc()
    return [
        TripRow(
            one.id or 0, one.title, one.messenger, called[one.messenger].name, one.starts_on,
            one.ends_on, one.visibility, one.origin, counted[one.id or 0], one.id in off,
        )
        for one in db.exec(select(Trip).where(readable_trips(reader)).order_by(*order))
    ]  # fmt: skip


def trips_ahead(db: Session, reader: Reader, today: date, messenger: str) -> list[TripRow]:
    """Those of a messenger that take place and are not over, soonest first."""
    own = (one for one in trips(db, reader) if one.messenger == messenger)
    found = [one for one in own if not one.called_off]
    return [one for one in reversed(found) if one.ends_on >= today]


def get_trip(db: Session, reader: Reader, number: int) -> Trip:
    """Raises Missing, whether it does not exist or is not open to the reader."""
    query = select(Trip).where(Trip.id == number, readable_trips(reader))
    found = db.exec(query).first() if number <= LARGEST else None
    if found is None:
        raise Missing(_("There is no such trip, or it is not open to you."))
    return found


def called_off(db: Session, trip: Trip) -> TripCallingOff | None:
    """That a readable trip does not take place: by whom, when and why; None where it does."""
    query = select(TripCallingOff).where(
        TripCallingOff.trip_id == trip.id, col(TripCallingOff.undone_at).is_(None)
    )
    return db.exec(query).first()


def taking_place(db: Session, reader: Reader, number: int) -> Trip:
    """A trip to be taken along; raises Missing, and Refused where it was called off."""
    trip = get_trip(db, reader, number)
    if called_off(db, trip):
        raise Refused("", _("This trip was called off."))
    return trip


def get_appointment(db: Session, reader: Reader, number: int) -> tuple[Appointment, Trip]:
    """Raises Missing, also for one that was called off."""
    query = _appointments(reader).where(col(Appointment.id) == number)
    row = db.execute(query).first() if number <= LARGEST else None
    if row is None:
        raise Missing(_("There is no such appointment, or it is not open to you."))
    return row[0], row[1]


def itinerary(db: Session, reader: Reader, trip: Trip) -> list[Stop]:
    """The appointments of a readable trip in the order of the day; without a time, last."""
    query = _appointments(reader).where(col(Appointment.trip_id) == trip.id)
    found = [row[0] for row in db.execute(query)]
    found.sort(key=lambda one: (one.held_on, one.at or "~", one.id))
    approaches, logged = _approaches(db, reader, found), _logged(db, reader, found)
    known = book(db)
    return [
        Stop(
            id=one.id,
            iso3=one.state_iso3,
            state=known.name(one.state_iso3),
            asks=tuple(Ask(code) for code in one.asks),
            office=one.counterpart_office,
            name=one.counterpart_name,
            visibility=strictest((one.visibility, trip.visibility)),
            approach=one.approach_id if one.approach_id in approaches else None,
            contact=logged.get(one.id),
            **one.model_dump(include=SAME),
        )
        for one in found
    ]


SAME = {"held_on", "at", "channel", "place", "language", "origin", "version"}
"""What a `Stop` has as its row has it."""


def to_add(db: Session, reader: Reader, trip: Trip) -> list[ApproachRow]:
    """Confirmed approaches of the trip's messenger whose window meets its days, and that are no
    appointment that the reader knows of, of this trip or another that takes place: each is one
    knock."""
    taken = _appointments(reader).where(col(Trip.id).not_in(_called_off()))
    there = set(db.execute(taken.with_only_columns(col(Appointment.approach_id))).scalars())
    return [
        row
        for row in open_approaches(db, reader)
        if row.messenger == trip.messenger
        and row.step is Step.CONFIRMED
        and row.window_from <= trip.ends_on
        and row.window_to >= trip.starts_on
        and row.id not in there
    ]


def trip_versions_of(db: Session, reader: Reader, number: int) -> list[TripVersion]:
    """Earlier versions, newest first: those whose own level the reader may read as well."""
    trip = get_trip(db, reader, number)
    kept = db.exec(
        select(TripVersion)
        .where(TripVersion.trip_id == number)
        .order_by(col(TripVersion.number).desc())
    )
    return [
        one
        for one in kept
        if may_read(reader, one.visibility, trip.author_id, [one.content["messenger"]])
    ]


def appointment_versions_of(db: Session, reader: Reader, number: int) -> list[AppointmentVersion]:
    """The same of an appointment, by the level and the messenger that its trip had then."""
    appointment, _trip = get_appointment(db, reader, number)
    kept = db.exec(
        select(AppointmentVersion)
        .where(AppointmentVersion.appointment_id == number)
        .order_by(col(AppointmentVersion.number).desc())
    )
    return [
        one
        for one in kept
        if may_read(reader, one.visibility, appointment.author_id, [one.content["messenger"]])
    ]


def _appointments(reader: Reader) -> Any:
    """Rows of (appointment, trip) that the reader may read and that were not called off."""
    return (
        columns(Appointment, Trip)
        .join(Trip, col(Trip.id) == col(Appointment.trip_id))
        .where(readable_appointments(reader), col(Appointment.called_off_at).is_(None))
    )


def _approaches(db: Session, reader: Reader, found: Sequence[Appointment]) -> set[int]:
    """The numbers of the approaches behind these that the reader may read."""
    numbers = [one.approach_id for one in found if one.approach_id]
    if not numbers:
        return set()
    query = columns(Approach.id).where(col(Approach.id).in_(numbers), readable_approaches(reader))
    return set(db.execute(query).scalars())


def _logged(db: Session, reader: Reader, found: Sequence[Appointment]) -> dict[int, int]:
    """By appointment, the newest contact that was logged of it and that the reader may read."""
    if not found:
        return {}
    query = (
        columns(AppointmentContact.appointment_id, AppointmentContact.contact_id)
        .join(Contact, col(Contact.id) == col(AppointmentContact.contact_id))
        .where(
            col(AppointmentContact.appointment_id).in_([one.id for one in found]),
            readable_contacts(reader),
            not_retracted(),
        )
        .order_by(col(AppointmentContact.contact_id))
    )
    return {row[0]: row[1] for row in db.execute(query)}
