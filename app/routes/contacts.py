"""The contact log: the list, one contact, logging and amending it."""

import secrets
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, Visibility, may, require
from app.accounts.queries import user_names, users
from app.advice.knocks import log_knock
from app.advice.queries import get_approach, warnings_at
from app.contacts.checks import usual_messenger
from app.contacts.filters import Sort, read_filters
from app.contacts.forms import NO_DOOR, AmendContact, LogContact
from app.contacts.listing import Line, contact_list
from app.contacts.queries import contact_detail, get_contact
from app.contacts.service import amend_contact, amendable, may_amend, may_change_level
from app.contacts.snapshot import changes, snapshot, taken, typed_of
from app.contacts.terms import (
    CHANNEL_NAMES,
    LEVEL_NAMES,
    RESPONSE_NAMES,
    Channel,
    Precision,
    Side,
)
from app.contacts.text import highlighted, tokens
from app.contacts.wording import in_words
from app.doors.asks import Ask
from app.doors.queries import door_of
from app.kit.errors import Conflict
from app.kit.numbers import row_id
from app.messages.queries import message_versions
from app.messengers.queries import able_to_knock, messengers
from app.opportunities.queries import meetings
from app.states.names import Found, did_you_mean, find_states, resolve
from app.states.queries import book
from app.web.deps import Db, Me, MeWriting, Now, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import env, page, path_for, redirect

router = APIRouter(prefix="/contacts")

LogForm = Annotated[Form[LogContact], Depends(posted(LogContact))]
AmendForm = Annotated[Form[AmendContact], Depends(posted(AmendContact))]
QUICK = (
    Channel.BILATERAL_MEETING, Channel.MARGINS, Channel.PHONE_CALL, Channel.DEMARCHE,
    Channel.LETTER,
)  # fmt: skip
"""Channels that are offered first: those of a corridor and of a desk."""


@router.get("", name="contacts.index")
def index(request: Request, db: Db, me: Me, today: Today) -> Response:
    require(me.reader, Act.READ_ENTRIES)
    asked = dict(request.query_params)
    known = book(db).states
    typed_state = asked.get("state", "")
    if typed_state:
        asked["state"] = resolve(known.values(), typed_state) or ""
    filters, wrong = read_filters(asked)
    if typed_state and not filters.state:
        wrong.append("state")
    words = tuple(tokens(filters.q))
    lists = path_for(request, "contacts.index"), path_for(request, "states.index")
    return page(
        request,
        "contacts/index.html",
        listed=contact_list(db, me.reader, filters, today),
        filters=filters,
        form=Form(dict(request.query_params)),
        wrong=wrong,
        sorts=list(Sort),
        regions=sorted({state.group or "No regional group" for state in known.values()}),
        state_name=known[filters.state].name if filters.state in known else typed_state,
        row=lambda line: _row(line, words, *lists),
        **_terms(db, today),
    )


@lru_cache(4096)
def _row(line: Line, words: tuple[str, ...], contacts: str, states: str) -> str:
    """A line of the list: the same wherever it stands, so it is rendered once."""
    template: Any = env.get_template("contacts/_row.html").module
    said = (
        CHANNEL_NAMES[line.channel],
        LEVEL_NAMES[line.level] if line.level else "",
        RESPONSE_NAMES[line.response] if line.response else "",
    )
    html: str = template.row(line, *said, words, highlighted, contacts, states)
    return html


@router.get("/new", name="contacts.new")
def new(
    request: Request,
    db: Db,
    me: Me,
    today: Today,
    state: str = "",
    approach: int | None = None,
) -> Response:
    require(me.reader, Act.LOG)
    return _ask(request, db, me, today, Form(_blank(db, me, today, state, approach)))


@router.post("", name="contacts.create")
def create(
    request: Request, form: LogForm, db: WriteDb, me: MeWriting, now: Now, today: Today
) -> Response:
    if form.typed.get("add"):
        form.errors.clear()
        return _ask(request, db, me, today, form)
    contact = form.submit(log_knock, db, by=me, now=now, today=today)
    if contact is None:
        if "submission" in form.errors:
            form.typed["submission"] = secrets.token_urlsafe(18)
        return _ask(request, db, me, today, form)
    return redirect(request, "contacts.show", number=contact.id, flash="Logged.")


@router.get("/{number}", name="contacts.show")
def show(request: Request, db: Db, me: Me, number: int) -> Response:
    detail = contact_detail(db, me.reader, number)
    contact = detail.contact
    return page(
        request,
        "contacts/show.html",
        detail=detail,
        contact=contact,
        state=book(db).states[contact.state_iso3],
        people=user_names(db),
        meeting=next((one for one in meetings(db) if one.id == contact.meeting_id), None),
        message=message_versions(db).get(contact.message_version_id or 0),
        names=messengers(db),
        may_amend=may_amend(me, contact, detail.messengers),
        CHANNELS=CHANNEL_NAMES,
        LEVELS=LEVEL_NAMES,
        RESPONSES=RESPONSE_NAMES,
    )


@router.get("/{number}/edit", name="contacts.edit")
def edit(request: Request, db: Db, me: Me, today: Today, number: int) -> Response:
    detail = amendable(db, number, me)
    return _amend(request, db, me, today, Form(typed_of(snapshot(detail))), number)


@router.post("/{number}", name="contacts.update")
def update(
    request: Request,
    form: AmendForm,
    db: WriteDb,
    me: MeWriting,
    now: Now,
    today: Today,
    number: int,
) -> Response:
    if form.typed.get("add"):
        form.errors.clear()
        return _amend(request, db, me, today, form, number)
    form = _taking(db, me, form, number)
    try:
        contact = form.submit(amend_contact, db, number=number, by=me, now=now, today=today)
    except Conflict as conflict:
        return _both(request, db, me, today, form, number, conflict)
    if contact is None:
        return _amend(request, db, me, today, form, number)
    return redirect(request, "contacts.show", number=number, flash="Saved.")


def _ask(request: Request, db: Session, me: User, today: Today, form: Form[Any]) -> Response:
    known = book(db).states
    iso3 = resolve(known.values(), str(form.value("state")))
    door = door_of(db, iso3, today) if iso3 else None
    number = row_id(str(form.value("approach_id")))
    warnings = warnings_at(db, me.reader, door, today, but_approach=number) if door else []
    return page(
        request,
        "contacts/new.html",
        form.status,
        form=form,
        door=door,
        warnings=warnings,
        candidates=[] if iso3 else _candidates(db, str(form.value("state"))),
        state_name=known[iso3].name if iso3 else form.value("state"),
        **_choices(db, me, today),
    )


def _candidates(db: Session, typed: str) -> list[Found]:
    """The States that may have been meant."""
    known = book(db).states.values()
    return find_states(known, typed) or did_you_mean(known, typed)


def _taking(db: Session, me: User, form: Form[AmendContact], number: int) -> Form[AmendContact]:
    """The form with theirs in the fields in which the person takes them, if still the newest."""
    if form.command is None or not form.command.take:
        return form
    detail = contact_detail(db, me.reader, number)
    if detail.contact.version != form.command.version:
        return form
    return Form(taken(form.typed, snapshot(detail), form.command.take), AmendContact)


def _amend(
    request: Request, db: Session, me: User, today: Today, form: Form[Any], number: int
) -> Response:
    contact = get_contact(db, me.reader, number)
    return page(
        request,
        "contacts/edit.html",
        form.status,
        form=form,
        contact=contact,
        may_change_level=may_change_level(me, contact),
        state_name=book(db).name(contact.state_iso3),
        **_choices(db, me, today),
    )


def _both(
    request: Request,
    db: Session,
    me: User,
    today: Today,
    form: Form[AmendContact],
    number: int,
    conflict: Conflict,
) -> Response:
    """Two people edited at once: the second sees both texts, field by field, and loses nothing."""
    theirs = conflict.theirs if isinstance(conflict.theirs, dict) else {}
    mine = _as_snapshot(form, theirs)
    form.typed["version"] = theirs["version"]
    contact = get_contact(db, me.reader, number)
    return page(
        request,
        "contacts/conflict.html",
        409,
        form=form,
        contact=contact,
        differing=in_words(db, changes(theirs, mine)),
        message=str(conflict),
        may_change_level=may_change_level(me, contact),
        state_name=book(db).name(theirs["state"]),
        **_choices(db, me, today),
    )


def _as_snapshot(form: Form[AmendContact], theirs: dict[str, Any]) -> dict[str, Any]:
    """What this person wrote, in the shape of a saved version."""
    wish = form.command
    if wish is None:
        return theirs
    plain = wish.model_dump(mode="json")
    own = {name: plain[name] for name in theirs if name in plain}
    return (
        theirs
        | own
        | {
            "asks": sorted(wish.asks if wish.asks is not None else theirs["asks"]),
            "messengers": [code for code in wish.messengers if code] or theirs["messengers"],
            "counterparts": [list(pair) for pair in wish.counterparts],
            "commitments": [
                [one.id, one.side, one.text, one.due_on.isoformat() if one.due_on else ""]
                for one in wish.promises
            ],
            "warn_others": wish.warns,
        }
    )


def _blank(db: Session, me: User, today: Today, state: str, approach: int | None) -> dict[str, Any]:
    """The form before anything is typed: today, and what follows from who is signed in."""
    typed: dict[str, Any] = {
        "state": state,
        "held_on": today.isoformat(),
        "precision": Precision.DAY,
        "messengers": [usual_messenger(me) or ""],
        "visibility": Visibility.GROUP,
        "warn_others": "usual",
        "next_step_owner": me.id,
        "submission": secrets.token_urlsafe(18),
    }
    if approach is not None:
        planned, _ = get_approach(db, me.reader, approach)
        typed |= {
            "approach_id": planned.id,
            "state": planned.state_iso3,
            "messengers": [planned.messenger],
            "channel": planned.channel,
            "level": planned.level,
            "visibility": planned.visibility,
            "message_version_id": planned.message_version_id or "",
        }
    iso3 = resolve(book(db).states.values(), str(typed["state"]))
    door = door_of(db, iso3, today) if iso3 else None
    if iso3:
        typed["state"] = iso3
    if door:
        typed["asks"] = [door.ask]
    return typed


def _choices(db: Session, me: User, today: Today) -> dict[str, Any]:
    people = [one for one in users(db) if not one.disabled_at and may(one.reader, Act.LOG)]
    return {
        "NO_DOOR": NO_DOOR,
        "asks": [(ask, ask.value) for ask in Ask],
        "quick_channels": [(channel, CHANNEL_NAMES[channel]) for channel in QUICK],
        "more_channels": [one for one in CHANNEL_NAMES.items() if one[0] not in QUICK],
        "levels": list(LEVEL_NAMES.items()),
        "responses": list(RESPONSE_NAMES.items()),
        "precisions": [("day", "That day"), ("week", "That week"), ("month", "That month")],
        "messengers": [(one.code, one.name) for one in able_to_knock(db, today)],
        "meetings": [(one.id, one.name) for one in meetings(db) if one.starts_on],
        "messages": [
            (one.id, f"{one.title} ({one.language})") for one in message_versions(db).values()
        ],
        "people": [(one.id, one.name) for one in people],
        "sides": [(Side.OURS, "We will"), (Side.THEIRS, "They will")],
        "visibilities": VISIBILITIES,
        "warns": WARNS,
    }


VISIBILITIES = [
    ("group", "The group: all members, NGOs included"),
    ("delegations", "Delegations: the same without NGOs"),
    ("messenger", "Messenger: the delegations that took part, Coordinators, envoy"),
    ("coordinators", "Coordinators only"),
]
WARNS = [
    ("usual", "As usual: yes for “Messenger”, no for the others"),
    ("yes", "Yes: whoever plans to knock here is asked to speak to a Coordinator"),
    ("no", "No: only Coordinators are told"),
]


def _terms(db: Session, today: Today) -> dict[str, Any]:
    return {
        "CHANNELS": CHANNEL_NAMES,
        "LEVELS": LEVEL_NAMES,
        "RESPONSES": RESPONSE_NAMES,
        "names": messengers(db),
        "senders": [(one.code, one.name) for one in able_to_knock(db, today)],
        "visibilities": [(level, level.value) for level in Visibility],
    }
