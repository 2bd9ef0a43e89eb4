"""A brief as it is edited for one meeting: gathered for one reader, and saved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Reader, Visibility, strictest
from app.accounts.queries import user_names
from app.briefings.content import Brief, excerpt
from app.briefings.document import Line, Section, marks
from app.briefings.edited import (
    AS_IT_STANDS,
    Edit,
    State,
    applied,
    basis,
    by_key,
    keyed,
    newest,
    readable_edits,
    states,
)
from app.briefings.edited_saves import Save, saves
from app.briefings.queries import brief
from app.edited_briefs.forms import ADDED, EditBrief
from app.edited_briefs.models import BriefEdit, BriefSave, EditedBrief
from app.edited_briefs.queries import edits_of, occasion_of
from app.edited_briefs.service import added_key, editable, keep_edits
from app.kit.dates import spoken
from app.kit.errors import Conflict, Refused, chosen
from app.kit.translation import SOURCE, language, speaking
from app.kit.translation import gettext as _


@dataclass(frozen=True)
class Desk:
    """A brief for one reader with all that they read of how it was edited; `plain` is unedited and
    has no key twice, `lines` are its lines by key and `basis` what each of them says."""

    plain: Brief
    lines: Mapping[str, Line]
    basis: Mapping[str, str]
    edits: tuple[Edit, ...]
    level: Visibility

    @property
    def saved(self) -> int:
        """The last save of which the reader reads something, 0 for none."""
        return max((one.save for one in self.edits), default=0)

    @property
    def saves(self) -> tuple[Save, ...]:
        return saves(self.edits)

    def called(self, key: str) -> str:
        """What is said of a line in a list of changes: where it stands and how it begins."""
        for section in self.plain.sections:
            for line in section.lines:
                if line.key == key:
                    begins = excerpt(line.label or line.text, 60)
                    return _("%(heading)s: %(line)s", heading=section.heading, line=begins)
        where = {edit.section for edit in self.edits if edit.line == key and edit.added}
        for section in self.plain.sections:
            if section.key in where:
                return _("%(heading)s: a line of our own", heading=section.heading)
        return _("A line that is no longer here")

    def edited(self, *, until: int | None = None) -> tuple[Section, ...]:
        """The sections as they were edited, up to a save."""
        deciding = newest(self.edits, until=until)
        return applied(
            self.plain.sections, deciding, self.level, lambda key: self.basis.get(key, "")
        )


def desk(db: Session, reader: Reader, one: EditedBrief, today: date) -> Desk:
    """`one` is a brief that the reader may read."""
    found = brief(db, reader, one.state_iso3, today)
    plain = replace(found, sections=keyed(found.sections))
    lines = by_key(plain.sections)
    edits = readable_edits(_edits(db, one), lines, reader)
    return Desk(plain, lines, _said(db, reader, plain, today), edits, one.visibility)


def edited_brief(db: Session, reader: Reader, one: EditedBrief, today: date) -> Brief:
    """As it is read: with the edits that this reader reads, and with what it was edited for."""
    return from_desk(db, desk(db, reader, one, today), one)


def from_desk(db: Session, found: Desk, one: EditedBrief, *, until: int | None = None) -> Brief:
    """The same for whoever has its desk already."""
    by = user_names(db).get(one.author_id, "")
    text = _("Edited for: %(occasion)s", occasion=occasion_of(db, one).words)
    begun = _("begun by %(person)s on %(day)s", person=by, day=spoken(one.begun_at.date()))
    lede = Line(text, source=begun, marks=marks(one.visibility, one.origin))
    return replace(found.plain, sections=found.edited(until=until), edited_for=lede)


def _edits(db: Session, one: EditedBrief) -> list[Edit]:
    names, rows = user_names(db), edits_of(db, one.id or 0)
    first: dict[str, BriefSave] = {}
    for row, save in rows:
        first.setdefault(row.line, save)
    return [
        Edit(
            save=save.id or 0,
            line=row.line,
            state=State(row.text, row.hidden, row.pinned),
            level=row.level,
            rests=frozenset(filter(None, row.rests.split(";"))),
            basis=row.basis,
            section=row.section,
            author_id=save.author_id,
            by=names.get(save.author_id, ""),
            owner_id=first[row.line].author_id,
            messenger=first[row.line].messenger,
            on=save.saved_at.date(),
            origin=save.origin,
        )
        for row, save in rows
    ]


def _said(db: Session, reader: Reader, plain: Brief, today: date) -> dict[str, str]:
    """What each line says, always in the source's language: the same for all who read it."""
    if language() == SOURCE:
        found = plain.sections
    else:
        with speaking(SOURCE):
            found = keyed(brief(db, reader, plain.iso3, today).sections)
    return {key: basis(line) for key, line in by_key(found).items()}


def save_edits(
    db: Session, wish: EditBrief, *, number: int, by: User, now: datetime, today: date
) -> BriefSave | None:
    """Keep how somebody wants the lines of a brief; None where nothing is new.

    What others saved since `wish.saved` on other lines stays. Raises Conflict where both changed a
    line, with theirs by key, and Refused for a line that is no longer in the person's brief, which
    would leave nothing to say who may read the edit.
    """
    one = editable(db, number, by=by)
    db.refresh(one, with_for_update=True)  # whoever is before us ends first
    found = desk(db, by.reader, one, today)
    before, present = states(found.edits, until=wish.saved), states(found.edits)
    wanted = _wanted(wish, found)
    own = {key: new for key, new in wanted.items() if new != before.get(key, AS_IT_STANDS)}
    own = {key: new for key, new in own.items() if new != present.get(key, AS_IT_STANDS)}
    theirs = {key for key in own if present.get(key) != before.get(key)}
    if theirs:
        said = _("Somebody else changed the same lines while you were writing.")
        raise Conflict(said, {key: present[key] for key in theirs})
    rows = [_row(found, key, new) for key, new in own.items()]
    rows += _added(wish, found, one, by)
    if not rows:
        return None
    return keep_edits(db, one, rows, by=by, now=now)


def _wanted(wish: EditBrief, found: Desk) -> dict[str, State]:
    """How each line of the form shall stand; raises Refused for one that is gone and has words."""
    wanted: dict[str, State] = {}
    here = {one.line for one in found.edits} | set(found.lines)
    for key, text in wish.wordings.items():
        state = State(text, key in wish.hide, key in wish.pin)
        if key in here:
            wanted[key] = _plainer(state, key, found)
        elif text:
            said = _(
                "A line that you changed is no longer in the brief. Your words for it stand below: "
                "add them as a line of their own, or empty the field."
            )
            raise Refused("wording", said)
    return wanted


def _plainer(state: State, key: str, found: Desk) -> State:
    """Words that the line has anyway are none; an added line without words is left out."""
    if key.startswith(ADDED):
        return replace(state, hidden=True, pinned=False) if not state.text else state
    line = found.lines.get(key)
    return replace(state, text="") if line and line.text == state.text else state


def _row(found: Desk, key: str, new: State) -> BriefEdit:
    """`save_id` is set once there is one; a line that is gone is as restricted as it was."""
    row = BriefEdit(
        save_id=0,
        line=key,
        text=new.text,
        hidden=new.hidden,
        pinned=new.pinned,
        level=Visibility.GROUP,
    )
    line = found.lines.get(key)
    if line is None:
        last = newest(found.edits)[key]
        row.section, row.level, row.basis = last.section, last.level, last.basis
        row.rests = ";".join(sorted(last.rests))
    else:
        row.level, row.basis = Visibility(line.level), found.basis.get(key, "")
        row.rests = ";".join(line.rests)
    return row


def _added(wish: EditBrief, found: Desk, one: EditedBrief, by: User) -> list[BriefEdit]:
    """The line to add; none where the same words were added since the form was opened."""
    if not wish.text:
        return []
    sections = {section.key for section in found.plain.sections}
    section = chosen(wish.section if wish.section in sections else None, "section")
    before = [edit for edit in found.edits if edit.added]
    twice = (by.id, section, wish.text)
    if any((edit.author_id, edit.section, edit.state.text) == twice for edit in before):
        return []
    own = {edit.line for edit in before if edit.line.startswith(added_key(by))}
    level = wish.visibility or one.visibility
    if strictest((level, one.visibility)) is one.visibility:
        level = Visibility.GROUP  # whoever reads the edited brief reads it
    key = added_key(by, len(own) + 1)
    return [
        BriefEdit(save_id=0, line=key, section=section, text=wish.text, pinned=True, level=level)
    ]
