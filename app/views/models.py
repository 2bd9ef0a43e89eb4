"""Views of lists that people keep."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin
from app.views.listing import Listing


class SavedView(SQLModel, table=True):
    """A filtered list under a name: what its address asks for, and nothing of what it shows.

    `query` is the address's part after the question mark; each who opens the view sees what they
    may read. `shared` with all who read entries, else its author's alone.
    """

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("author_id", "listing", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    listing: Listing = Field(sa_type=choice(Listing))
    name: str = Field(max_length=60)
    query: str = Field(max_length=2000)
    shared: bool = False
    author_id: int = Field(foreign_key="users.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))
