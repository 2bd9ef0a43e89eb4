"""The audit: who did what, and when, each line chained to the one before."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.kit.db import UtcDateTime


class Entry(SQLModel, table=True):
    """One act. `actor_id` has no foreign key: the audit outlives accounts."""

    __tablename__ = "audit_entries"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor_id: int | None
    verb: str = Field(max_length=60)
    subject: str = Field(max_length=120)
    detail: str = Field(default="", max_length=400)
    digest: str = Field(max_length=64, unique=True)
