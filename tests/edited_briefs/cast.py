"""An edited brief to work on."""

from datetime import date
from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.briefings.content import Brief
from app.briefings.document import Line, Section, handling, words
from app.briefings.editing import desk, edited_brief, save_edits
from app.edited_briefs.forms import BeginBrief, EditBrief
from app.edited_briefs.models import BriefSave, EditedBrief
from app.edited_briefs.service import begin_brief
from tests.world import NOW, TODAY

OCCASION = {"state": "AGO", "occasion": "A visit", "held_on": date(2026, 12, 3)}


def begin(db: Session, by: User, **answers: Any) -> EditedBrief:
    wish = BeginBrief.model_validate(OCCASION | answers)
    return begin_brief(db, wish, by=by, now=NOW, today=TODAY)


def edit(
    db: Session,
    one: EditedBrief,
    by: User,
    words: dict[str, str] | None = None,
    **answers: Any,
) -> BriefSave | None:
    """Saved by somebody who has seen the newest, with `words` by key."""
    told = {"saved": desk(db, by.reader, one, TODAY).saved} | answers
    touched = dict.fromkeys((*told.get("hide", ()), *told.get("pin", ())), "") | (words or {})
    wish = EditBrief(**told, key=list(touched), wording=list(touched.values()))
    return save_edits(db, wish, number=one.id or 0, by=by, now=NOW, today=TODAY)


def read(db: Session, one: EditedBrief, by: User) -> Brief:
    db.expire_all()
    return edited_brief(db, by.reader, one, TODAY)


def part(found: Brief, key: str) -> Section:
    return next(one for one in found.sections if one.key == key)


def line(found: Brief, key: str) -> Line:
    return next(one for section in found.sections for one in section.lines if one.key == key)


def told(found: Brief) -> str:
    """Every word of it as a document."""
    return "\n".join(words(found.document(handling("A Reader", NOW))))
