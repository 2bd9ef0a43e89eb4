"""Beginning to edit a brief for one meeting."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.audit.service import record, wait_for_turn
from app.edited_briefs.forms import ADDED, BeginBrief
from app.edited_briefs.models import BriefEdit, BriefSave, EditedBrief
from app.edited_briefs.queries import get_edited_brief, may_edit
from app.kit.errors import Forbidden, Refused, chosen
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.opportunities.models import Meeting
from app.opportunities.queries import may_be_named, readable_meetings
from app.states.names import resolve
from app.states.queries import book

FURTHEST = timedelta(days=3660)


def begin_brief(
    db: Session, wish: BeginBrief, *, by: User, now: datetime, today: date
) -> EditedBrief:
    """A brief on a State for a meeting of the calendar or another occasion, nothing edited yet; the
    one that the same person began for it before, if there is one. Raises Forbidden and Refused."""
    require(by.reader, Act.LOG)
    made = EditedBrief(
        state_iso3=chosen(resolve(book(db).states.values(), wish.state), "state"),
        meeting_id=wish.meeting_id,
        occasion=wish.occasion,
        held_on=wish.held_on.isoformat() if wish.held_on else "",
        visibility=wish.visibility,
        messenger=by.messenger,
        author_id=by.id or 0,
        begun_at=now,
        origin=by.origin,
    )
    if wish.meeting_id is None:
        _refuse_occasion(wish, today)
    else:
        meeting = _meeting(db, wish.meeting_id, by)
        made.occasion, made.held_on = meeting.name, meeting.starts_on
    wait_for_turn(db)
    own = db.exec(select(EditedBrief).where(EditedBrief.author_id == by.id)).all()
    same = next((one for one in own if one.key == made.key), None)
    if same:
        return same
    db.add(made)
    db.flush()
    record(db, by.id, "edited_brief.begun", f"edited_brief:{made.id}", at=now)
    return made


def editable(db: Session, number: int, *, by: User) -> EditedBrief:
    """A brief that the person may edit; raises Missing and Forbidden."""
    brief = get_edited_brief(db, by.reader, number)
    require(by.reader, Act.LOG)
    require_change(by.reader, brief.origin)
    if not may_edit(by.reader, brief):
        said = _("Its author and their delegation, Coordinators and the envoy edit this brief.")
        raise Forbidden(said)
    return brief


def keep_edits(
    db: Session, brief: EditedBrief, edits: list[BriefEdit], *, by: User, now: datetime
) -> BriefSave:
    """Write down edits that were made together; they are replaced one day, and never changed."""
    save = BriefSave(
        brief_id=brief.id or 0,
        messenger=by.messenger,
        author_id=by.id or 0,
        saved_at=now,
        origin=by.origin if brief.origin is Origin.REAL else brief.origin,
    )
    db.add(save)
    db.flush()
    for edit in edits:
        edit.save_id = save.id or 0
    db.add_all(edits)
    db.flush()
    record(db, by.id, "edited_brief.saved", f"edited_brief:{brief.id}", at=now)
    return save


def added_key(by: User, place: int | None = None) -> str:
    """The key of a line that somebody adds, the first of theirs at 1; how all of theirs begin. It
    counts what its author reads, and tells nobody of lines of others."""
    return f"{ADDED}{by.id}.{place or ''}"


def _refuse_occasion(wish: BeginBrief, today: date) -> None:
    if not wish.occasion:
        said = _("Please choose a meeting, or say what the occasion is.")
        raise Refused("occasion", said)
    if wish.held_on is None:
        raise Refused("held_on", _("Please say on which day it is."))
    if abs(wish.held_on - today) > FURTHEST:
        raise Refused("held_on", _("Please check the year of this date."))


def _meeting(db: Session, number: int, by: User) -> Meeting:
    """Raises Refused for one that is not offered."""
    known = readable_meetings(db, by.reader)
    return chosen(
        next((one for one in known if one.id == number and may_be_named(one, by.origin)), None),
        "meeting_id",
    )
