"""What people record at a door: moves on its ladder, barriers, holds; and the group's settings."""

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel

from app.accounts.policy import Visibility
from app.doors.asks import Ask, Barrier
from app.doors.waking import Trigger
from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin


class StageMove(SQLModel, table=True):
    """A person moved a door to `stage`, and why. What it was before is the move before it."""

    __tablename__ = "stage_moves"
    __table_args__ = (Index(None, "state_iso3", "ask", "moved_on"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    ask: Ask = Field(sa_type=choice(Ask))
    stage: int = Field(ge=0, le=5)
    moved_on: date
    reason: str = Field(max_length=2000)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    messenger: str | None = Field(default=None, max_length=12)
    author_id: int = Field(foreign_key="users.id", index=True)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class BarrierReading(SQLModel, table=True):
    """The group's reading of why a door does not move: who read it, when, from what source."""

    __tablename__ = "barrier_readings"
    __table_args__ = (Index(None, "state_iso3", "ask"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    ask: Ask = Field(sa_type=choice(Ask))
    barrier: Barrier = Field(sa_type=choice(Barrier))
    read_on: date
    source: str = Field(max_length=1000)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    messenger: str | None = Field(default=None, max_length=12)
    author_id: int = Field(foreign_key="users.id", index=True)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class BarrierOvercome(SQLModel, table=True):
    """A barrier reading that no longer holds; `messenger` is who overcame it, if anybody."""

    __tablename__ = "barriers_overcome"

    reading_id: int = Field(foreign_key="barrier_readings.id", primary_key=True)
    messenger: str | None = Field(default=None, foreign_key="messengers.code", max_length=12)
    overcome_on: date
    reason: str = Field(max_length=2000)
    author_id: int = Field(foreign_key="users.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


class Hold(SQLModel, table=True):
    """A Coordinator asks that nobody approach a door for now. The reason is for Coordinators."""

    __tablename__ = "holds"
    __table_args__ = (Index(None, "state_iso3", "ask"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    ask: Ask = Field(sa_type=choice(Ask))
    until: date | None
    reason: str = Field(max_length=2000)
    author_id: int = Field(foreign_key="users.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    lifted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lifted_by: int | None = Field(default=None, foreign_key="users.id")


class Rest(SQLModel, table=True):
    """A person put a stuck door to rest, and why. It wakes by itself (`doors.waking`).

    `until` is the last day, if one was said. `resolution`, `vote` and `parties` are what was known
    on that day: the State's vote on the newest resolution, and which other States of its
    sub-region were party (`;`-separated).
    """

    __tablename__ = "rests"
    __table_args__ = (Index(None, "state_iso3", "ask"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    ask: Ask = Field(sa_type=choice(Ask))
    rested_on: date
    until: date | None
    reason: str = Field(max_length=2000)
    resolution: str = Field(max_length=20)
    vote: str = Field(max_length=10)
    parties: str = Field(max_length=400)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    warn_others: bool
    messenger: str | None = Field(default=None, max_length=12)
    author_id: int = Field(foreign_key="users.id", index=True)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class RestTrigger(SQLModel, table=True):
    """One thing that wakes the door; every rest has at least one."""

    __tablename__ = "rest_triggers"

    rest_id: int = Field(foreign_key="rests.id", primary_key=True)
    trigger: Trigger = Field(sa_type=choice(Trigger), primary_key=True)


class RestEnd(SQLModel, table=True):
    """A rest that a person ended by hand, before anything woke the door."""

    __tablename__ = "rest_ends"

    rest_id: int = Field(foreign_key="rests.id", primary_key=True)
    reason: str = Field(max_length=2000)
    author_id: int = Field(foreign_key="users.id")
    ended_on: date
    recorded_at: datetime = Field(sa_type=UtcDateTime)


class SettingsChange(SQLModel, table=True):
    """One saved set of the group's settings; the newest is in force, none means the defaults."""

    __tablename__ = "settings_changes"

    id: int | None = Field(default=None, primary_key=True)
    spacing_days: int
    rest_after_declined_days: int
    declined_returns_days: int
    snooze_days: int
    knocks_per_quarter: int
    author_id: int = Field(foreign_key="users.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Presence(SQLModel, table=True):
    """A form about a door that is open in a session; kept for seconds."""

    __tablename__ = "presences"

    sign_in_id: int = Field(foreign_key="sign_ins.id", primary_key=True, ondelete="CASCADE")
    state_iso3: str = Field(foreign_key="states.iso3", primary_key=True, max_length=3)
    seen_at: datetime = Field(sa_type=UtcDateTime)
