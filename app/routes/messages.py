"""The group's messages: what everybody says at a door, and how it came to be agreed."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from app.accounts.policy import Act, may, may_change, require, require_change
from app.accounts.queries import user_names
from app.contacts.snapshot import Change, changes
from app.contacts.uses import newest_uses, uses
from app.doors.asks import BARRIER_NAMES, Barrier
from app.kit.errors import Conflict
from app.kit.languages import language_name
from app.kit.numbers import row_id
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.kit.translation import language as spoken
from app.messages.drafting import draft_message, redraft_message
from app.messages.forms import DraftMessage, PassMessage, RedraftMessage, RetireMessage
from app.messages.queries import current_message, get_message, library, versions_of
from app.messages.service import OPEN, adopt_message, retire_message, review_message
from app.messages.status import (
    FRESHNESS_NAMES,
    OFFERED,
    STATE_NAMES,
    State,
    Version,
    carried_in,
    source_of,
    translated,
)
from app.messages.themes import AUDIENCE_NAMES, THEME_NAMES, WRITTEN_IN, Theme
from app.messages.wording import SHOWN, as_json
from app.messages.writing import begun, taken, told, typed_of
from app.states.queries import book
from app.web.conflicts import keeps_theirs, own_words
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

USED = 12
"""Contacts that carried a version, as its page shows them; the count says how many there are."""

router = APIRouter(prefix="/messages")

DraftForm = Annotated[Form[DraftMessage], Depends(posted(DraftMessage))]
RedraftForm = Annotated[Form[RedraftMessage], Depends(posted(RedraftMessage))]
PassForm = Annotated[Form[PassMessage], Depends(posted(PassMessage))]
RetireForm = Annotated[Form[RetireMessage], Depends(posted(RetireMessage))]


@router.get("", name="messages.index")
def index(at: Reads) -> Response:
    require(at.me.reader, Act.READ_ENTRIES)
    known = library(at.db)
    return page(
        at.request,
        "messages/index.html",
        asks={ask: known.get(ask, ()) for ask in Theme},
        current={ask: current_message(at.db, ask) for ask in Theme},
        carried=lambda versions: carried_in(versions, spoken()),
        source_of=source_of,
        stands=_stands,
        open=OPEN,
        **_words(),
    )


@router.get("/new", name="messages.new")
def new(
    at: Reads, ask: str = "", message: str = "", translates: str = "", language: str = ""
) -> Response:
    require(at.me.reader, Act.DRAFT)
    typed = {"ask": ask, "message": message, "translates": translates, "language": language}
    of = _version(at, translates)
    versions = versions_of(at.db, of.message_id if of else row_id(message) or 0)
    return _drafting(at, Form(begun(typed, versions, of)))


@router.post("", name="messages.create")
def create(at: Writes, form: DraftForm) -> Response:
    require(at.me.reader, Act.DRAFT)
    if form.typed.get("add"):
        form.errors.clear()
        return _drafting(at, form)
    who: dict[str, Any] = {"by": at.me, "now": at.now, "barriers": frozenset(Barrier)}
    number = form.submit(draft_message, at.db, **who)
    if number is None:
        return _drafting(at, form)
    flash = _("Drafted. A second person reviews it, then a Coordinator adopts it.")
    return redirect(at.request, "messages.show", number=number, flash=flash)


@router.get("/{number}", name="messages.show")
def show(at: Reads, number: Number) -> Response:
    require(at.me.reader, Act.READ_ENTRIES)
    return _show(at, get_message(at.db, number), Form({}))


@router.get("/{number}/edit", name="messages.edit")
def edit(at: Reads, number: Number) -> Response:
    require(at.me.reader, Act.DRAFT)
    one = get_message(at.db, number)
    if one.state not in OPEN:
        return redirect(at.request, "messages.show", number=number)
    return _editing(at, number, Form(typed_of(as_json(one)) | {"revision": one.revision}))


@router.post("/{number}", name="messages.update")
def update(at: Writes, form: RedraftForm, number: Number) -> Response:
    require(at.me.reader, Act.DRAFT)
    if form.typed.get("add"):
        form.errors.clear()
        return _editing(at, number, form)
    if form.command and keeps_theirs(form):
        one = get_message(at.db, number)
        theirs = _differing(one, form.command)
        return own_words(at.request, "messages", number, one.title, theirs)
    form = _taking(at, form, number)
    who: dict[str, Any] = {"by": at.me, "now": at.now, "barriers": frozenset(Barrier)}
    try:
        form.submit(redraft_message, at.db, number=number, **who)
    except Conflict as conflict:
        return _editing(at, number, form, conflict)
    if form.errors:
        return _editing(at, number, form)
    return redirect(at.request, "messages.show", number=number, flash=_("Saved."))


@router.post("/{number}/review", name="message_reviews.create")
def review(at: Writes, form: PassForm, number: Number) -> Response:
    return _step(at, form, number, review_message, _("Reviewed. A Coordinator can adopt it."))


@router.post("/{number}/adoption", name="message_adoptions.create")
def adopt(at: Writes, form: PassForm, number: Number) -> Response:
    return _step(at, form, number, adopt_message, _("Adopted: this is what the group says."))


@router.post("/{number}/retirement", name="message_retirements.create")
def retire(at: Writes, form: RetireForm, number: Number) -> Response:
    said = _("Retired. Contacts that carried it stay readable.")
    return _step(at, form, number, retire_message, said)


def _step(
    at: Visit, form: Form[Any], number: int, act: Callable[..., None], flash: str
) -> Response:
    require(at.me.reader, Act.READ_ENTRIES)
    form.submit(act, at.db, number=number, by=at.me, now=at.now)
    if form.errors:
        return _show(at, get_message(at.db, number), form)
    return redirect(at.request, "messages.show", number=number, flash=flash)


def _show(at: Visit, one: Version, form: Form[BaseModel]) -> Response:
    db, reader = at.db, at.me.reader
    versions = versions_of(db, one.message_id)
    today = carried_in(versions, one.language)
    counts = uses(db, reader, [version.id for version in versions])
    changes_it = may_change(reader, Origin(one.origin))
    drafts = may(reader, Act.DRAFT) and changes_it
    return page(
        at.request,
        "messages/show.html",
        form.status,
        form=form,
        version=one,
        versions=versions,
        newer=today if today and _follows(today, one) else None,
        stands=_stands(versions),
        counts=counts,
        newest=newest_uses(db, reader, [one.id], limit=USED),
        names={iso3: state.name for iso3, state in book(db).states.items()},
        people=user_names(db),
        drafts=drafts and one.state in OPEN,
        reviews=drafts and one.state is State.DRAFT and at.me.id not in one.authors,
        adopts=may(reader, Act.COORDINATE) and changes_it and one.state is State.REVIEWED,
        retires=may(reader, Act.COORDINATE) and changes_it and one.state is not State.RETIRED,
        **_words(),
    )


def _follows(today: Version, one: Version) -> bool:
    """Whether what is carried is a later number, or a later translation of the same."""
    if today.language != one.language:
        return today.number > one.number
    return (today.number, today.edition) > (one.number, one.edition)


def _words() -> dict[str, Any]:
    """How a message's codes are called."""
    return {
        "verbs": THEME_NAMES,
        "audiences": AUDIENCE_NAMES,
        "barrier_names": BARRIER_NAMES,
        "states": STATE_NAMES,
        "fresh": FRESHNESS_NAMES,
        "offered": _(OFFERED),
        "called": language_name,
        "labels": SHOWN,
    }


def _stands(versions: tuple[Version, ...]) -> list[Any]:
    return [translated(versions, code) for code in WRITTEN_IN]


def _version(at: Visit, number: Any) -> Version | None:
    found = row_id(str(number))
    return get_message(at.db, found) if found else None


def _drafting(at: Visit, form: Form[Any]) -> Response:
    of = _version(at, form.value("translates"))
    return page(
        at.request,
        "messages/new.html",
        form.status,
        form=form,
        of=of,
        versions=versions_of(at.db, row_id(str(form.value("message"))) or 0),
        asks=list(THEME_NAMES.items()),
        languages=[(code, language_name(code)) for code in WRITTEN_IN],
        barriers=list(BARRIER_NAMES.items()),
        **_words(),
    )


def _editing(at: Visit, number: int, form: Form[Any], conflict: Conflict | None = None) -> Response:
    """The form again; after a conflict with both texts, field by field."""
    one = get_message(at.db, number)
    require_change(at.me.reader, Origin(one.origin))
    if conflict:
        form.typed["revision"] = one.revision
    return page(
        at.request,
        "messages/edit.html",
        409 if conflict else form.status,
        form=form,
        version=one,
        conflict=str(conflict) if conflict else "",
        differing=_differing(one, form.command) if conflict and form.command else [],
        barriers=list(BARRIER_NAMES.items()),
        **_words(),
    )


def _differing(one: Version, wish: RedraftMessage) -> list[Change]:
    """What is saved, beside what this person wrote."""
    return [
        Change(change.field, change.label, *_told(change))
        for change in changes(as_json(one), as_json(wish.wording), SHOWN)
    ]


def _told(change: Change) -> tuple[str, str]:
    names = {str(code): name for code, name in BARRIER_NAMES.items()}
    return told(change.old, names), told(change.new, names)


def _taking(at: Visit, form: Form[RedraftMessage], number: int) -> Form[RedraftMessage]:
    """The form with theirs in the fields in which the person takes them, if still the newest."""
    if form.command is None or not form.command.take:
        return form
    one = get_message(at.db, number)
    if one.revision != form.command.revision:
        return form
    return Form(taken(form.typed, as_json(one), form.command.take), RedraftMessage)
