"""Trips, and the appointments of each: whom a messenger meets, where and when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.accounts.policy import Visibility
from app.contacts.terms import Channel
from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin


class Trip(SQLModel, table=True):
    """A journey of one messenger, or their week at a meeting of the calendar."""

    __tablename__ = "trips"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=160)
    messenger: str = Field(foreign_key="messengers.code", index=True, max_length=12)
    starts_on: date
    ends_on: date
    meeting_id: int | None = Field(default=None, foreign_key="meetings.id")
    visibility: Visibility = Field(sa_type=choice(Visibility))
    author_id: int = Field(foreign_key="users.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    version: int = 1
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class TripVersion(SQLModel, table=True):
    """An earlier text of a trip, as it stood before version `number + 1` replaced it.

    `replaced_by` is None where that account was a demonstration and is removed.
    """

    __tablename__ = "trip_versions"

    trip_id: int = Field(foreign_key="trips.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    replaced_by: int | None = Field(default=None, foreign_key="users.id")
    replaced_at: datetime = Field(sa_type=UtcDateTime)


class TripCallingOff(SQLModel, table=True):
    """A trip does not take place, nor do its appointments; `undone_at` takes it up again. Nothing
    is deleted, so that a trip may have been called off more than once."""

    __tablename__ = "trip_callings_off"

    id: int | None = Field(default=None, primary_key=True)
    trip_id: int = Field(foreign_key="trips.id", index=True)
    reason: str = Field(max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    called_off_at: datetime = Field(sa_type=UtcDateTime)
    undone_by: int | None = Field(default=None, foreign_key="users.id")
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Appointment(SQLModel, table=True):
    """One State to be met on a trip. `asks` are the codes of its doors, [] for none; `at` is the
    local time, such as 09:30, "" where it is not known; `counterpart_office` comes first, a name
    only if it helps (personal data). One that was called off stays, and is shown no more."""

    __tablename__ = "appointments"

    id: int | None = Field(default=None, primary_key=True)
    trip_id: int = Field(foreign_key="trips.id", index=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    asks: list[str] = Field(sa_type=JSON)
    held_on: date
    at: str = Field(default="", max_length=5)
    channel: Channel = Field(sa_type=choice(Channel))
    place: str = Field(default="", max_length=200)
    counterpart_office: str = Field(default="", max_length=200)
    counterpart_name: str = Field(default="", max_length=120)
    language: str = Field(default="", max_length=60)
    approach_id: int | None = Field(default=None, foreign_key="approaches.id", index=True)
    override_reason: str = Field(default="", max_length=1000)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    author_id: int = Field(foreign_key="users.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    version: int = 1
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))
    called_off_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    called_off_by: int | None = Field(default=None, foreign_key="users.id")


class AppointmentVersion(SQLModel, table=True):
    """The same as `TripVersion`, of an appointment. `content` has the trip's `messenger` of that
    time, and `visibility` is the stricter of the two levels of that time: what becomes of the trip
    later opens no earlier text."""

    __tablename__ = "appointment_versions"

    appointment_id: int = Field(foreign_key="appointments.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    replaced_by: int | None = Field(default=None, foreign_key="users.id")
    replaced_at: datetime = Field(sa_type=UtcDateTime)


class AppointmentContact(SQLModel, table=True):
    """A contact that was logged of an appointment: several where several took part and wrote."""

    __tablename__ = "appointment_contacts"

    appointment_id: int = Field(foreign_key="appointments.id", primary_key=True)
    contact_id: int = Field(foreign_key="contacts.id", primary_key=True, index=True)
