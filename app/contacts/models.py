"""The log: contacts, who knocked, whom they met, what was promised, and every earlier version."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from app.accounts.policy import Visibility
from app.contacts.terms import Channel, Level, Outcome, Precision, Response, Side, StepEnd
from app.doors.asks import Ask
from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin


class Contact(SQLModel, table=True):
    """One knock that happened. `held_on` is the first day of its week or month if not exact.

    `next_step_owner` follows up: takes the next step and sees to what was promised. Nobody does
    where there is neither.

    `search_text` is what the full-text index reads: names, places and texts, without accents.
    `submission` makes pressing Save twice log once.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("author_id", "submission"),
        Index("ix_contacts_held_on_id", "held_on", "id"),
        Index("ix_contacts_state_held_on", "state_iso3", "held_on", "id"),
        Index("ix_contacts_next_step_due", "next_step_due"),
    )

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    held_on: date
    precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    channel: Channel = Field(sa_type=choice(Channel))
    level: Level | None = Field(default=None, sa_type=choice(Level))
    place: str = Field(default="", max_length=200)
    meeting_id: int | None = Field(default=None, foreign_key="meetings.id")
    message_version_id: int | None = Field(default=None, foreign_key="message_versions.id")
    response: Response | None = Field(default=None, sa_type=choice(Response))
    note: str
    next_step: str = Field(default="", max_length=1000)
    next_step_owner: int | None = Field(default=None, foreign_key="users.id")
    next_step_due: date | None = None
    override_reason: str = Field(default="", max_length=1000)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    warn_others: bool = False
    author_id: int = Field(foreign_key="users.id", index=True)
    logged_at: datetime = Field(sa_type=UtcDateTime)
    submission: str = Field(max_length=64)
    version: int = 1
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin), index=True)
    search_text: str = ""


class ContactDoor(SQLModel, table=True):
    """The asks carried; none for a contact without a door."""

    __tablename__ = "contact_doors"

    contact_id: int = Field(foreign_key="contacts.id", primary_key=True)
    ask: Ask = Field(primary_key=True, sa_type=choice(Ask))


class ContactMessenger(SQLModel, table=True):
    """Who knocked; several for a joint démarche, `position` keeps their order."""

    __tablename__ = "contact_messengers"

    contact_id: int = Field(foreign_key="contacts.id", primary_key=True)
    messenger: str = Field(foreign_key="messengers.code", primary_key=True, max_length=12)
    position: int = 0


class Counterpart(SQLModel, table=True):
    """Whom they met: the office first, a name only if it helps (personal data)."""

    __tablename__ = "counterparts"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    office: str = Field(max_length=200)
    name: str = Field(default="", max_length=120)


class Commitment(SQLModel, table=True):
    """A promise made in a contact; it is read by whoever may read that contact.

    `removed_in` is the contact's version that no longer has it: nothing is deleted.
    """

    __tablename__ = "commitments"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    side: Side = Field(sa_type=choice(Side))
    text: str = Field(max_length=1000)
    due_on: date | None = Field(default=None, index=True)
    removed_in: int | None = None


class CommitmentOutcome(SQLModel, table=True):
    __tablename__ = "commitment_outcomes"

    commitment_id: int = Field(foreign_key="commitments.id", primary_key=True)
    outcome: Outcome = Field(sa_type=choice(Outcome))
    on: date
    note: str = Field(default="", max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


class StepOutcome(SQLModel, table=True):
    """How the next step of a contact ended, as it stood in the contact's version `number`.

    `removed_in` is the version that speaks of another step, which is open again.
    """

    __tablename__ = "step_outcomes"

    contact_id: int = Field(foreign_key="contacts.id", primary_key=True)
    number: int = Field(primary_key=True)
    outcome: StepEnd = Field(sa_type=choice(StepEnd))
    on: date
    note: str = Field(default="", max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    removed_in: int | None = None


class ContactVersion(SQLModel, table=True):
    """An earlier text of a contact, as it stood before version `number + 1` replaced it.

    `replaced_by` is None where that account was a demonstration and is removed.
    """

    __tablename__ = "contact_versions"

    contact_id: int = Field(foreign_key="contacts.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    replaced_by: int | None = Field(default=None, foreign_key="users.id")
    replaced_at: datetime = Field(sa_type=UtcDateTime)


class Retraction(SQLModel, table=True):
    """The entry stays, marked, with a reason."""

    __tablename__ = "retractions"

    contact_id: int = Field(foreign_key="contacts.id", primary_key=True)
    reason: str = Field(max_length=2000)
    author_id: int = Field(foreign_key="users.id")
    retracted_at: datetime = Field(sa_type=UtcDateTime)


class Joining(SQLModel, table=True):
    """Two entries that tell of one meeting: `contact_id` stays, and is counted with `into_id` for
    whoever reads both. `undone_at` parts them again; nothing is deleted."""

    __tablename__ = "joinings"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contacts.id", index=True)
    into_id: int = Field(foreign_key="contacts.id", index=True)
    author_id: int = Field(foreign_key="users.id")
    joined_at: datetime = Field(sa_type=UtcDateTime)
    undone_by: int | None = Field(default=None, foreign_key="users.id")
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
