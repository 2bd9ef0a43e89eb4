"""The Convention's calendar: when a knock is natural, and who is there."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel, UniqueConstraint, text

from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin
from app.opportunities.kinds import HappeningKind


class Meeting(SQLModel, table=True):
    """Dates are partial or "" (a recurring event whose date is not known); so are other texts.

    `recorded_by` is who wrote it down, None where it came with the facts.
    """

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("name", "starts_on"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=160)
    kind: str = Field(max_length=40)
    starts_on: str = Field(max_length=10)
    ends_on: str = Field(max_length=10)
    city: str = Field(max_length=80)
    president: str = Field(max_length=3)
    source: str
    recorded_by: int | None = Field(default=None, foreign_key="users.id")
    recorded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})


class MeetingVersion(SQLModel, table=True):
    """What was said of a meeting before version `number + 1` replaced it; the group reads it.

    `replaced_by` is None where that account was a demonstration and is removed.
    """

    __tablename__ = "meeting_versions"

    meeting_id: int = Field(foreign_key="meetings.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    replaced_by: int | None = Field(default=None, foreign_key="users.id")
    replaced_at: datetime = Field(sa_type=UtcDateTime)


class Attendance(SQLModel, table=True):
    """Somebody said that a State, or an institution, attends a meeting; the group reads it.

    `messenger` is the institution's code, or that of the State's delegation: its ISO 3166 code.
    One that was taken back stays, and counts no more.
    """

    __tablename__ = "attendances"
    __table_args__ = (
        Index(
            None,
            "meeting_id",
            "messenger",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meetings.id")
    messenger: str = Field(foreign_key="messengers.code", index=True, max_length=12)
    author_id: int = Field(foreign_key="users.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))
    taken_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    taken_back_by: int | None = Field(default=None, foreign_key="users.id")


class Happening(SQLModel, table=True):
    """Something public that happened in a State and may move its door; the group reads it.

    `happened_on` is partial: 2026-09-14, 2026-09, 2026. `what` names offices, not persons.
    """

    __tablename__ = "happenings"

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", index=True, max_length=3)
    kind: HappeningKind = Field(sa_type=choice(HappeningKind))
    happened_on: str = Field(max_length=10)
    what: str = Field(max_length=200)
    source: str = Field(max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class HappeningRetraction(SQLModel, table=True):
    """An entry that was wrong: it stays, marked, and counts no more."""

    __tablename__ = "happening_retractions"

    happening_id: int = Field(foreign_key="happenings.id", primary_key=True)
    reason: str = Field(max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    retracted_at: datetime = Field(sa_type=UtcDateTime)
