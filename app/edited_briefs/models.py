"""Briefs that people edit for one meeting. Nothing of an edit is ever changed: it is replaced."""

from datetime import datetime

from sqlmodel import Field, Index, SQLModel

from app.accounts.policy import Visibility
from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin


class EditedBrief(SQLModel, table=True):
    """The brief on a State as it is wanted for a meeting of the calendar, or else for an occasion.

    `occasion` and `held_on` are those of the meeting where there is one: `held_on` is partial or
    "". `messenger` is the author's.
    """

    __tablename__ = "edited_briefs"
    __table_args__ = (Index(None, "state_iso3", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    meeting_id: int | None = Field(default=None, foreign_key="meetings.id")
    occasion: str = Field(max_length=160)
    held_on: str = Field(max_length=10)
    visibility: Visibility = Field(sa_type=choice(Visibility))
    messenger: str | None = Field(default=None, max_length=12)
    author_id: int = Field(foreign_key="users.id", index=True)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))

    @property
    def key(self) -> tuple[str, int | None, str, str]:
        """What no author edits twice: the State and the meeting or the occasion."""
        if self.meeting_id is not None:
            return (self.state_iso3, self.meeting_id, "", "")
        return (self.state_iso3, None, self.occasion.casefold(), self.held_on)


class BriefSave(SQLModel, table=True):
    """Somebody pressed Save: the edits that point here were made together."""

    __tablename__ = "brief_saves"

    id: int | None = Field(default=None, primary_key=True)
    brief_id: int = Field(foreign_key="edited_briefs.id", index=True)
    messenger: str | None = Field(default=None, max_length=12)
    author_id: int = Field(foreign_key="users.id", index=True)
    saved_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class BriefEdit(SQLModel, table=True):
    """How one line shall stand from this save on, all of it; without any word, as it stands.

    `line` is the key of the line beneath, or of one that was added; `section` is where an added
    one stands, "" for others. `level` and `rests` (`;`-separated) are those of the line beneath
    when it was edited, `basis` is a digest of what it then said; an added line has a level of its
    own.
    """

    __tablename__ = "brief_edits"

    save_id: int = Field(foreign_key="brief_saves.id", primary_key=True)
    line: str = Field(primary_key=True, max_length=120)
    section: str = Field(default="", max_length=40)
    text: str = Field(default="", max_length=1000)
    hidden: bool = False
    pinned: bool = False
    level: Visibility = Field(sa_type=choice(Visibility, "level"))
    rests: str = ""
    basis: str = Field(default="", max_length=64)
