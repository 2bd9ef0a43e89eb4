"""Briefs that people edit for one meeting: begun, edited, read, taken along, and their versions."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from app.accounts.policy import Act, Visibility, require
from app.audit.service import record
from app.briefings.document import handling
from app.briefings.edited import AS_IT_STANDS, Edit, State, newest, states
from app.briefings.edited_saves import Changes, Save, between, in_words
from app.briefings.editing import Desk, desk, edited_brief, from_desk, save_edits
from app.briefings.files import MEDIA, Kind, file_of
from app.contacts.snapshot import Change
from app.doors.forms import LEVEL_NAMES
from app.edited_briefs.forms import ADDED, BeginBrief, EditBrief
from app.edited_briefs.models import EditedBrief
from app.edited_briefs.queries import get_edited_brief, may_edit, occasion_of
from app.edited_briefs.service import begin_brief, editable
from app.kit.dates import days
from app.kit.errors import Conflict, Missing
from app.kit.numbers import LARGEST
from app.kit.translation import gettext as _
from app.kit.translation import speaking
from app.opportunities.models import Meeting
from app.opportunities.queries import calendar, may_be_named
from app.states.queries import book
from app.transfer.origins import notices
from app.web.conflicts import keeps_theirs
from app.web.deps import Number, Reads, Visit, Writes
from app.web.files import attached, chosen_language
from app.web.forms import Form, posted
from app.web.pages import page, path_for, redirect

router = APIRouter(prefix="/edited-briefs")

BeginForm = Annotated[Form[BeginBrief], Depends(posted(BeginBrief))]
EditForm = Annotated[Form[EditBrief], Depends(posted(EditBrief))]
Place = Annotated[int, Query(ge=0, le=LARGEST)]
"""A version as one reader counts them, from 1; 0 for none."""


@router.get("/new", name="edited_briefs.new")
def new(at: Reads, state: str = "") -> Response:
    require(at.me.reader, Act.LOG)
    known = book(at.db).states.get(state.upper())
    return _begin(at, Form({"state": known.name if known else state}))


@router.post("", name="edited_briefs.create")
def create(at: Writes, form: BeginForm) -> Response:
    require(at.me.reader, Act.LOG)
    begun = form.submit(begin_brief, at.db, **at.acting)
    if begun is None:
        return _begin(at, form)
    return redirect(at.request, "edited_briefs.edit", number=begun.id)


@router.get("/{number}", name="edited_briefs.show")
def show(at: Reads, number: Number, version: Place = 0) -> Response:
    """As it stands, or as an earlier version left it; the facts are those of now."""
    one = get_edited_brief(at.db, at.me.reader, number)
    found = desk(at.db, at.me.reader, one, at.today)
    until = _save(found, version).number if version else None
    made = from_desk(at.db, found, one, until=until)
    return page(
        at.request,
        "edited_briefs/show.html",
        brief=made,
        edited=one,
        document=made.document(handling(at.me.name, at.now, notices(at.db))),
        version=version,
        versions=len(found.saves),
        edits=may_edit(at.me.reader, one),
    )


@router.get("/{number}/edit", name="edited_briefs.edit")
def edit(at: Reads, number: Number) -> Response:
    one = editable(at.db, number, by=at.me)
    found = desk(at.db, at.me.reader, one, at.today)
    return _edit(at, one, found, Form(_typed(states(found.edits), found.saved)))


@router.post("/{number}", name="edited_briefs.update")
def update(at: Writes, form: EditForm, number: Number) -> Response:
    one = editable(at.db, number, by=at.me)
    found = desk(at.db, at.me.reader, one, at.today)
    if form.command and keeps_theirs(form):
        return _set_aside(at, one, found, form.command)
    form = _taking(form, found)
    try:
        saved = form.submit(save_edits, at.db, number=number, **at.acting)
    except Conflict as conflict:  # perhaps of what was saved while we waited for our turn
        return _edit(at, one, desk(at.db, at.me.reader, one, at.today), form, conflict)
    if form.errors or form.command is None:
        return _edit(at, one, found, form)
    flash = _("Saved.") if saved else _("Nothing was changed.")
    more = form.command.text or form.typed.get("more")
    where = "edited_briefs.edit" if more else "edited_briefs.show"
    return redirect(at.request, where, number=number, flash=flash)


@router.get("/{number}/versions", name="edited_brief_versions.index")
def versions(at: Reads, number: Number, since: Place = 0, until: Place = 0) -> Response:
    """What each version changed; with `until`, what it changed since another."""
    one = get_edited_brief(at.db, at.me.reader, number)
    found = desk(at.db, at.me.reader, one, at.today)
    compared = None
    if until:
        first = _save(found, since).number if since else 0
        compared = _said(found, between(found.edits, first, _save(found, until).number))
    return page(
        at.request,
        "edited_briefs/versions.html",
        edited=one,
        occasion=occasion_of(at.db, one),
        state=book(at.db).name(one.state_iso3),
        versions=[(save, _said(found, save.changes)) for save in reversed(found.saves)],
        since=since,
        until=until,
        compared=compared,
    )


def made_as(kind: Kind) -> Callable[..., bytes]:
    """The same as the page; made before the turn to write is asked for. Raises Missing, Refused."""

    def made(at: Reads, number: Number, language: str = "") -> bytes:
        one = get_edited_brief(at.db, at.me.reader, number)
        with speaking(chosen_language(language)):
            found = edited_brief(at.db, at.me.reader, one, at.today)
            handled = handling(at.me.name, at.now, notices(at.db))
            return file_of(found.document(handled), kind, at.now)

    return made


MadePdf = Annotated[bytes, Depends(made_as(Kind.PDF))]
MadeDocx = Annotated[bytes, Depends(made_as(Kind.DOCX))]


@router.get("/{number}/brief.pdf", name="edited_briefs.pdf")
def as_pdf(made: MadePdf, at: Writes, number: Number) -> Response:
    return _file(at, made, number, Kind.PDF)


@router.get("/{number}/brief.docx", name="edited_briefs.docx")
def as_docx(made: MadeDocx, at: Writes, number: Number) -> Response:
    return _file(at, made, number, Kind.DOCX)


def _file(at: Visit, made: bytes, number: int, kind: Kind) -> Response:
    one = get_edited_brief(at.db, at.me.reader, number)
    subject = f"edited_brief:{number}"
    record(at.db, at.me.id, "edited_brief.exported", subject, at=at.now, detail=kind.value)
    name = f"brief-{one.state_iso3}-{at.today.isoformat()}-edited.{kind}"
    return attached(made, MEDIA[kind], name)


def _save(found: Desk, place: int) -> Save:
    """Raises Missing for a version of which the reader reads nothing."""
    save = next((one for one in found.saves if one.place == place), None)
    if save is None:
        raise Missing(_("There is no such version."))
    return save


def _set_aside(at: Visit, one: EditedBrief, found: Desk, wish: EditBrief) -> Response:
    """All stays as others saved it: nothing is written, and what the person wrote otherwise is
    shown, to be copied."""
    now, seen = states(found.edits), states(found.edits, until=wish.saved)
    compared = tuple(
        (key, now.get(key, AS_IT_STANDS), mine)
        for key, mine in _as_wished(wish).items()
        if mine not in (now.get(key, AS_IT_STANDS), seen.get(key, AS_IT_STANDS))
    )
    added = [Change("text", _("The line to add"), "", wish.text)] if wish.text else []
    return page(
        at.request,
        "edited_briefs/set_aside.html",
        edited=one,
        occasion=occasion_of(at.db, one),
        called=book(at.db).name(one.state_iso3),
        differing=[*_said(found, compared), *added],
        stands=path_for(at.request, "edited_briefs.show", number=one.id),
        again=path_for(at.request, "edited_briefs.edit", number=one.id),
    )


def _begin(at: Visit, form: Form[BeginBrief]) -> Response:
    ahead = calendar(at.db, at.me.reader, at.today).ahead
    return page(
        at.request,
        "edited_briefs/new.html",
        form.status,
        form=form,
        meetings=[(one.id, _dated(one)) for one in ahead if may_be_named(one, at.me.origin)],
        levels=list(LEVEL_NAMES.items()),
    )


def _dated(one: Meeting) -> str:
    return _("%(meeting)s, %(days)s", meeting=one.name, days=days(one.starts_on, one.ends_on))


def _typed(now: Mapping[str, State], saved: int) -> dict[str, Any]:
    """How lines stand, as the form would have been typed."""
    return {
        "saved": saved,
        "key": list(now),
        "wording": [one.text for one in now.values()],
        "hide": [key for key, one in now.items() if one.hidden],
        "pin": [key for key, one in now.items() if one.pinned],
    }


def _taking(form: Form[EditBrief], found: Desk) -> Form[EditBrief]:
    """The form with theirs in the lines in which the person takes them, if still the newest."""
    wish = form.command
    if wish is None or not wish.take or wish.saved != found.saved:
        return form
    theirs = states(found.edits)
    now = _as_wished(wish) | {key: theirs[key] for key in wish.take if key in theirs}
    return Form(form.typed | _typed(now, found.saved), EditBrief)


def _as_wished(wish: EditBrief) -> dict[str, State]:
    return {
        key: State(text, key in wish.hide, key in wish.pin) for key, text in wish.wordings.items()
    }


def _edit(
    at: Visit,
    one: EditedBrief,
    found: Desk,
    form: Form[EditBrief],
    conflict: Conflict | None = None,
) -> Response:
    """The form; after a conflict with both texts, line by line, and with what others saved on
    lines that the person left alone: saving again takes back nothing that was not shown."""
    differing: list[Change] = []
    if conflict and form.command:
        theirs: Any = conflict.theirs
        mine = _as_wished(form.command)
        differing = _said(found, tuple((key, theirs[key], mine[key]) for key in theirs))
        seen = states(found.edits, until=form.command.saved)
        own = {key: now for key, now in mine.items() if now != seen.get(key, AS_IT_STANDS)}
        form.typed |= _typed(states(found.edits) | own, found.saved)
    typed = dict(zip(form.value("key", []), form.value("wording", []), strict=False))
    added = [edit for edit in newest(found.edits).values() if edit.added]
    sections = {section.key: section.heading for section in found.plain.sections}
    return page(
        at.request,
        "edited_briefs/edit.html",
        409 if conflict else form.status,
        form=form,
        edited=one,
        occasion=occasion_of(at.db, one),
        state=book(at.db).name(one.state_iso3),
        sections=found.plain.sections,
        added=added,
        homeless=[edit for edit in added if edit.section not in sections],
        gone=_gone(found, typed, added),
        wordings=typed,
        headings=list(sections.items()),
        levels=[pair for pair in LEVEL_NAMES.items() if _as_strict(pair[0], one.visibility)],
        conflict=str(conflict) if conflict else "",
        differing=differing,
    )


def _as_strict(level: str, least: str) -> bool:
    order = list(Visibility)
    return order.index(Visibility(level)) >= order.index(Visibility(least))


def _gone(found: Desk, typed: Mapping[str, str], added: list[Edit]) -> list[str]:
    """Keys with words whose line is no longer in the person's brief."""
    here = {*found.lines, *(edit.line for edit in added)}
    return [key for key, text in typed.items() if text and key not in here]


def _said(found: Desk, changes: Changes) -> list[Change]:
    """The same in words, each a line's name with what it was and what it is."""
    texts = {key: line.text for key, line in found.lines.items()}
    return [
        Change(key, found.called(key), in_words(key, old, texts), in_words(key, new, texts))
        for key, old, new in changes
        if not (key.startswith(ADDED) and old == new)
    ]
