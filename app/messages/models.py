"""The group's agreed talking points, versioned, and how each version came to be agreed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel, UniqueConstraint, text

from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin
from app.messages.status import Step


class Message(SQLModel, table=True):
    """One theme; `ask` is the ask that it serves. `recorded_by` is None where it is supplied."""

    __tablename__ = "messages"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=40, unique=True)
    ask: str = Field(max_length=40, index=True)
    recorded_by: int | None = Field(default=None, foreign_key="users.id")
    recorded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class MessageVersion(SQLModel, table=True):
    """One number of a message in one language; `points` has one talking point a line.

    The source of a number is the one whose language is its `source_language`. `edition` counts the
    translations of a number into a language, of which the newest adopted one is carried.
    `revision` counts how often a draft was saved. `recorded_by` drafted it, None where it is
    supplied: that text changes with the files it came with.
    """

    __tablename__ = "message_versions"
    __table_args__ = (
        UniqueConstraint("message_id", "language", "number", "edition"),
        Index(
            None,
            "message_id",
            "number",
            unique=True,
            sqlite_where=text("language = source_language"),
            postgresql_where=text("language = source_language"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="messages.id", index=True)
    language: str = Field(max_length=8)
    number: int
    source_language: str = Field(max_length=8)
    edition: int = 1
    title: str = Field(max_length=120)
    objective: str = Field(max_length=400)
    the_ask: str = Field(max_length=400)
    fallback_ask: str = Field(max_length=400)
    points: str
    for_foreign_ministry: str = ""
    for_defence_ministry: str = ""
    for_parliament: str = ""
    press_line: str = Field(default="", max_length=600)
    source: str
    revision: int = 1
    recorded_by: int | None = Field(default=None, foreign_key="users.id")
    recorded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class Argument(SQLModel, table=True):
    """What they may raise, by barrier ("" where none is behind it), and the group's answer."""

    __tablename__ = "message_arguments"
    __table_args__ = (UniqueConstraint("message_version_id", "place"),)

    id: int | None = Field(default=None, primary_key=True)
    message_version_id: int = Field(foreign_key="message_versions.id", index=True)
    place: int
    barrier: str = Field(max_length=40)
    may_raise: str = Field(max_length=400)
    answer: str = Field(max_length=1000)


class MessageRevision(SQLModel, table=True):
    """What a draft said before revision `number + 1` replaced it.

    `replaced_by` is None where that account was a demonstration and is removed.
    """

    __tablename__ = "message_revisions"

    version_id: int = Field(foreign_key="message_versions.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    replaced_by: int | None = Field(default=None, foreign_key="users.id")
    replaced_at: datetime = Field(sa_type=UtcDateTime)


class MessageStep(SQLModel, table=True):
    """A version was reviewed, adopted or retired: who, when, of which revision, and why."""

    __tablename__ = "message_steps"

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="message_versions.id", index=True)
    step: Step = Field(sa_type=choice(Step))
    revision: int
    author_id: int = Field(foreign_key="users.id")
    at: datetime = Field(sa_type=UtcDateTime)
    reason: str = Field(default="", max_length=1000)
