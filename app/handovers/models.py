"""That somebody's open work went to somebody else: who had it, who has it, and since when."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from app.kit.db import UtcDateTime


class HandOver(SQLModel, table=True):
    """All that was open of an account went to others at once; `closed` whether the account was
    closed with it. `author_id` is None for the command line. `submission` makes pressing twice
    hand over once."""

    __tablename__ = "hand_overs"
    __table_args__ = (UniqueConstraint("leaving_id", "submission"),)

    id: int | None = Field(default=None, primary_key=True)
    leaving_id: int = Field(foreign_key="users.id")
    successor_id: int = Field(foreign_key="users.id")
    author_id: int | None = Field(default=None, foreign_key="users.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    closed: bool = False
    submission: str = Field(max_length=64)


class HandedOver(SQLModel, table=True):
    """One thing that moved: an approach, or the following up of a contact. `to_id` is the
    successor, or a Coordinator where the successor may not have it."""

    __tablename__ = "handed_over"

    id: int | None = Field(default=None, primary_key=True)
    hand_over_id: int = Field(foreign_key="hand_overs.id", index=True)
    approach_id: int | None = Field(default=None, foreign_key="approaches.id")
    contact_id: int | None = Field(default=None, foreign_key="contacts.id")
    to_id: int = Field(foreign_key="users.id", index=True)
