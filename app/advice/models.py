"""Approaches that people took on, what they decided about suggestions, and what they foresee."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel

from app.accounts.policy import Visibility
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin
from app.kit.translation import Said, pmarked


class Step(StrEnum):
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    DONE = "done"
    DROPPED = "dropped"


STEP_NAMES = Said(
    {
        Step.CLAIMED: pmarked("where an approach stands", "claimed"),
        Step.CONFIRMED: pmarked("where an approach stands", "confirmed"),
        Step.DONE: pmarked("where an approach stands", "done"),
        Step.DROPPED: pmarked("where an approach stands", "dropped"),
    }
)
OPEN_STEPS = (Step.CLAIMED, Step.CONFIRMED)


class Approach(SQLModel, table=True):
    """One knock that is planned; where it stands is its last step."""

    __tablename__ = "approaches"
    __table_args__ = (Index(None, "state_iso3", "ask"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    ask: Ask = Field(sa_type=choice(Ask))
    messenger: str = Field(foreign_key="messengers.code", index=True, max_length=12)
    channel: Channel = Field(sa_type=choice(Channel))
    level: Level = Field(sa_type=choice(Level))
    message_version_id: int | None = Field(default=None, foreign_key="message_versions.id")
    window_from: date
    window_to: date
    note: str = Field(default="", max_length=2000)
    override_reason: str = Field(default="", max_length=1000)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    warn_others: bool = False
    author_id: int = Field(foreign_key="users.id", index=True)
    owner_id: int = Field(foreign_key="users.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    version: int = 1
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class ApproachVersion(SQLModel, table=True):
    """An earlier text of an approach, as it stood before version `number + 1` replaced it.

    `replaced_by` is None where that account was a demonstration and is removed.
    """

    __tablename__ = "approach_versions"

    approach_id: int = Field(foreign_key="approaches.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    replaced_by: int | None = Field(default=None, foreign_key="users.id")
    replaced_at: datetime = Field(sa_type=UtcDateTime)


class ApproachStep(SQLModel, table=True):
    """Where an approach went, who moved it and why; `contact_id` is the contact it became."""

    __tablename__ = "approach_steps"

    id: int | None = Field(default=None, primary_key=True)
    approach_id: int = Field(foreign_key="approaches.id", index=True)
    step: Step = Field(sa_type=choice(Step))
    reason: str = Field(default="", max_length=1000)
    contact_id: int | None = Field(default=None, foreign_key="contacts.id")
    author_id: int = Field(foreign_key="users.id")
    at: datetime = Field(sa_type=UtcDateTime)


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    ADJUSTED = "adjusted"
    DECLINED = "declined"
    SNOOZED = "snoozed"


VERDICT_NAMES = Said(
    {
        Verdict.ACCEPTED: pmarked("what became of a suggestion", "accepted"),
        Verdict.ADJUSTED: pmarked("what became of a suggestion", "adjusted"),
        Verdict.DECLINED: pmarked("what became of a suggestion", "declined"),
        Verdict.SNOOZED: pmarked("what became of a suggestion", "snoozed"),
    }
)


class Decision(SQLModel, table=True):
    """What a person made of a suggestion (a door and a messenger), kept with its reason."""

    __tablename__ = "decisions"
    __table_args__ = (Index(None, "state_iso3", "ask"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    ask: Ask = Field(sa_type=choice(Ask))
    messenger: str = Field(foreign_key="messengers.code", max_length=12)
    verdict: Verdict = Field(sa_type=choice(Verdict))
    reason: str = Field(default="", max_length=1000)
    decided_on: date
    returns_on: date | None = None
    suggestion: dict[str, Any] = Field(sa_type=JSON)
    approach_id: int | None = Field(default=None, foreign_key="approaches.id")
    visibility: Visibility = Field(default=Visibility.GROUP, sa_type=choice(Visibility))
    author_id: int = Field(foreign_key="users.id", index=True)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class PassedOver(SQLModel, table=True):
    """A suggestion that stood for somebody who planned or logged something at its door without
    deciding about it. It was made from what its author read: they and Coordinators see it."""

    __tablename__ = "passed_over"
    __table_args__ = (Index(None, "state_iso3", "ask"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    ask: Ask = Field(sa_type=choice(Ask))
    suggestion: dict[str, Any] = Field(sa_type=JSON)
    stood_on: date
    approach_id: int | None = Field(default=None, foreign_key="approaches.id")
    contact_id: int | None = Field(default=None, foreign_key="contacts.id")
    author_id: int = Field(foreign_key="users.id", index=True)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class Forecast(SQLModel, table=True):
    """The chance that a State joins by a day, in per cent, as a person saw it on `made_on`; beside
    it the engine's of that day, from 0 to 1, None where it did not know. `revises_id` is the one
    before of the same person about the same State and day, which stays as it was."""

    __tablename__ = "forecasts"
    __table_args__ = (Index(None, "state_iso3", "due_on", "author_id"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    due_on: date
    percent: int
    reason: str = Field(max_length=1000)
    made_on: date
    engine_chance: float | None = None
    engine_low: float | None = None
    engine_high: float | None = None
    engine_taught_until: date
    revises_id: int | None = Field(default=None, foreign_key="forecasts.id")
    author_id: int = Field(foreign_key="users.id", index=True)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class Lead(SQLModel, table=True):
    """A Coordinator locked a door to one lead messenger, who may then knock twice running."""

    __tablename__ = "leads"
    __table_args__ = (Index(None, "state_iso3", "ask"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    ask: Ask = Field(sa_type=choice(Ask))
    messenger: str = Field(foreign_key="messengers.code", max_length=12)
    reason: str = Field(max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    lifted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class WeightsChange(SQLModel, table=True):
    """One saved set of the weights of the score, and why; the newest is in force, none means the
    defaults. `weights` has every weight by its name, changed or not."""

    __tablename__ = "weights_changes"

    id: int | None = Field(default=None, primary_key=True)
    weights: dict[str, Any] = Field(sa_type=JSON)
    reason: str = Field(max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)
