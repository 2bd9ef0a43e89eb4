"""Reports to the Meeting of States Parties: their period, each text of a section, and the end."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin
from app.reports.sections import Section


class Report(SQLModel, table=True):
    """A period, both days within, and the language in which its texts are written first."""

    __tablename__ = "reports"

    id: int | None = Field(default=None, primary_key=True)
    starts_on: date
    ends_on: date
    language: str = Field(max_length=8)
    author_id: int = Field(foreign_key="users.id")
    begun_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class ReportText(SQLModel, table=True):
    """What somebody wrote for a section in a language; the highest `number` is in force, the others
    are kept. "" takes what the figures propose. `of_number` is that of the text in the report's own
    language which this one says, itself 0 there; `figures` are those that stood beside it.
    """

    __tablename__ = "report_texts"

    report_id: int = Field(foreign_key="reports.id", primary_key=True)
    section: Section = Field(sa_type=choice(Section), primary_key=True)
    language: str = Field(max_length=8, primary_key=True)
    number: int = Field(primary_key=True)
    of_number: int = 0
    text: str
    figures: dict[str, Any] = Field(sa_type=JSON)
    author_id: int = Field(foreign_key="users.id")
    saved_at: datetime = Field(sa_type=UtcDateTime)


class ReportDiscard(SQLModel, table=True):
    """A Coordinator discarded a draft: it stays in the database with its texts, and is shown no
    more."""

    __tablename__ = "report_discards"

    report_id: int = Field(foreign_key="reports.id", primary_key=True)
    author_id: int = Field(foreign_key="users.id")
    at: datetime = Field(sa_type=UtcDateTime)


class ReportFinal(SQLModel, table=True):
    """A Coordinator marked a report as final: it keeps these figures, and its texts stay."""

    __tablename__ = "report_finals"

    report_id: int = Field(foreign_key="reports.id", primary_key=True)
    figures: dict[str, Any] = Field(sa_type=JSON)
    author_id: int = Field(foreign_key="users.id")
    at: datetime = Field(sa_type=UtcDateTime)
