"""The Convention's calendar: when a knock is natural, and who is there."""

from datetime import datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint, text

from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin


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
