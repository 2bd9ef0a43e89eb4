"""Briefs that were edited for one meeting, as far as a reader may read them."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, literal
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, may, may_change
from app.accounts.visibility import READERS, readable
from app.edited_briefs.models import BriefEdit, BriefSave, EditedBrief
from app.kit.dates import spoken
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.translation import gettext as _
from app.opportunities.models import Meeting


class Occasion(NamedTuple):
    """What a brief was edited for, and when that is: "" where it is not known."""

    name: str
    held_on: str

    @property
    def words(self) -> str:
        """The name, and the day where it is known."""
        if not self.held_on:
            return self.name
        return _("%(occasion)s, %(day)s", occasion=self.name, day=spoken(self.held_on))


@lru_cache(READERS)
def readable_briefs(reader: Reader) -> ColumnElement[bool]:
    return readable(
        reader,
        visibility=col(EditedBrief.visibility),
        author=col(EditedBrief.author_id),
        took_part=col(EditedBrief.messenger) == literal(reader.messenger),
    )


class Listed(NamedTuple):
    """An edited brief in a list; `by` is who began it."""

    brief: EditedBrief
    occasion: Occasion
    by: str


def edited_listed(db: Session, reader: Reader, iso3: str) -> list[Listed]:
    """Those on a State that the reader may read, newest first."""
    query: Any = (
        columns(EditedBrief, Meeting.name, Meeting.starts_on, User.name)
        .join(Meeting, col(Meeting.id) == col(EditedBrief.meeting_id), isouter=True)
        .join(User, col(User.id) == col(EditedBrief.author_id))
        .where(col(EditedBrief.state_iso3) == iso3, readable_briefs(reader))
        .order_by(col(EditedBrief.id).desc())
    )
    return [
        Listed(one, Occasion(name or one.occasion, one.held_on if name is None else day), by)
        for one, name, day, by in db.execute(query)
    ]


def edited_of(db: Session, reader: Reader, states: Collection[str]) -> list[EditedBrief]:
    """Those on some States that the reader may read, newest first."""
    query = (
        select(EditedBrief)
        .where(col(EditedBrief.state_iso3).in_(states), readable_briefs(reader))
        .order_by(col(EditedBrief.id).desc())
    )
    return list(db.exec(query))


def get_edited_brief(db: Session, reader: Reader, number: int) -> EditedBrief:
    """Raises Missing, also for one that is not open to the reader."""
    query = select(EditedBrief).where(EditedBrief.id == number, readable_briefs(reader))
    found = db.exec(query).first()
    if found is None:
        raise Missing(_("There is no such edited brief."))
    return found


def may_edit(reader: Reader, brief: EditedBrief) -> bool:
    """Of those who read it: its author, accounts of the author's messenger, Coordinators, and the
    envoy, who walks in with it."""
    if not may(reader, Act.LOG) or not may_change(reader, brief.origin):
        return False
    return (
        brief.author_id == reader.id
        or may(reader, Act.READ_FORECASTS)
        or (reader.messenger is not None and reader.messenger == brief.messenger)
    )


def occasion_of(db: Session, brief: EditedBrief) -> Occasion:
    """As the calendar calls it now."""
    meeting = db.get(Meeting, brief.meeting_id) if brief.meeting_id else None
    if meeting is None:
        return Occasion(brief.occasion, brief.held_on)
    return Occasion(meeting.name, meeting.starts_on)


def edits_of(db: Session, number: int) -> list[tuple[BriefEdit, BriefSave]]:
    """Every edit of a brief, oldest first: who may read which follows from what each rests on
    (`briefings.edited`)."""
    query: Any = (
        columns(BriefEdit, BriefSave)
        .join(BriefSave, col(BriefSave.id) == col(BriefEdit.save_id))
        .where(col(BriefSave.brief_id) == number)
        .order_by(col(BriefSave.id), col(BriefEdit.line))
    )
    return [(edit, save) for edit, save in db.execute(query)]
