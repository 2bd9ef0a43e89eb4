"""The contact log: the list, one contact, logging and amending it."""

import secrets
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session

from app.accounts.policy import Act, require
from app.accounts.queries import user_names
from app.advice.knocks import proposed
from app.advice.queries import warnings_at
from app.contacts.choices import choices
from app.contacts.filters import read_filters
from app.contacts.forms import AmendContact, LogContact
from app.contacts.joint import joint, logged_near, may_part, union
from app.contacts.listing import Line, contact_list
from app.contacts.queries import contact_detail, get_contact, versions_of
from app.contacts.service import amend_contact, amendable, may_amend, may_change_level
from app.contacts.snapshot import Change, as_wished, changes, snapshot, taken, typed_of
from app.contacts.stepping import may_end_step
from app.contacts.terms import (
    CHANNEL_NAMES,
    CHANNEL_PHRASES,
    LEVEL_NAMES,
    RESPONSE_NAMES,
)
from app.contacts.text import highlighted, tokens
from app.contacts.wording import READERS, in_words
from app.doors.queries import door_of
from app.kit.errors import Conflict
from app.kit.numbers import row_id
from app.kit.translation import Said, language, marked
from app.kit.translation import gettext as _
from app.messages.queries import message_versions
from app.messengers.queries import able_to_knock, messengers
from app.opportunities.queries import meetings
from app.states.names import Found, did_you_mean, find_states, resolve
from app.states.queries import book
from app.states.regions import NO_GROUP, in_order, region_name
from app.trips.logging import log_met, prefilled
from app.trips.queries import get_appointment
from app.views.listing import Listing
from app.views.queries import kept_views
from app.web.columns import columns_of
from app.web.conflicts import keeps_theirs, own_words
from app.web.deps import Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import day_or_none, env, page, path_for, redirect, saved, stays

router = APIRouter(prefix="/contacts")

LogForm = Annotated[Form[LogContact], Depends(posted(LogContact))]
AmendForm = Annotated[Form[AmendContact], Depends(posted(AmendContact))]
COLUMNS = Said(
    {
        "messengers": marked("Messengers"),
        "channel": marked("Channel, level"),
        "response": marked("Response"),
        "note": marked("Note"),
    }
)


@router.get("", name="contacts.index")
def index(at: Reads) -> Response:
    request, db = at.request, at.db
    require(at.me.reader, Act.READ_ENTRIES)
    asked = dict(request.query_params)
    known = book(db).states
    typed_state = asked.get("state", "")
    if typed_state:
        asked["state"] = resolve(known.values(), typed_state) or ""
    filters, wrong = read_filters(asked)
    if typed_state and not filters.state:
        wrong.append("state")
    state_name = known[filters.state].name if filters.state in known else typed_state
    groups = in_order(state.group or NO_GROUP for state in known.values())
    regions = tuple((group, region_name(group)) for group in groups)
    senders = tuple((one.code, one.name) for one in able_to_knock(db, at.today))
    typed = tuple(request.query_params.items())
    words = tuple(tokens(filters.q))
    lists = path_for(request, "contacts.index"), path_for(request, "states.index")
    views = kept_views(db, at.me.reader, Listing.CONTACTS, filters.query(after="", before=""))
    return page(
        request,
        "contacts/index.html",
        listed=contact_list(db, at.me.reader, filters, at.today),
        filters=filters,
        wrong=wrong,
        views=views,
        query=views.query,
        listing=Listing.CONTACTS,
        columns=columns_of(request, Listing.CONTACTS, COLUMNS, filters.columns),
        fields=_fields(typed, state_name, regions, senders, language()),
        row=lambda line: _row(line, words, *lists, language()),
    )


@lru_cache(256)
def _fields(
    typed: tuple[tuple[str, str], ...],
    state_name: str,
    regions: tuple[tuple[str, str], ...],
    senders: tuple[tuple[str, str], ...],
    _language: str,
) -> str:
    """The filters as they were typed: more than a hundred choices, rendered once in the language
    that is spoken now, which `_language` only names."""
    template: Any = env.get_template("contacts/_filters.html").module
    levels = list(READERS.items())
    names = CHANNEL_NAMES, LEVEL_NAMES, RESPONSE_NAMES
    html: str = template.fields(Form(dict(typed)), state_name, regions, senders, levels, *names)
    return html


@lru_cache(4096)
def _row(line: Line, words: tuple[str, ...], contacts: str, states: str, _language: str) -> str:
    """A line of the list: the same wherever it stands, so it is rendered once a language."""
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
    at: Reads,
    state: str = "",
    approach: int | None = None,
    appointment: int | None = None,
    back: str = "",
    held_on: str = "",
    suggested: str = "",
) -> Response:
    require(at.me.reader, Act.LOG)
    if appointment is None:
        typed = proposed(
            at.db, at.me, at.today, state=state, approach=approach, suggested=suggested[:12]
        )
    else:
        typed = prefilled(at.db, at.me, at.today, appointment)
    return _ask(at, Form(typed | {"back": back} | ({"held_on": held_on} if held_on else {})))


@router.post("", name="contacts.create")
def create(at: Writes, form: LogForm) -> Response:
    if form.typed.get("add"):
        form.errors.clear()
        return _ask(at, form)
    contact = form.submit(log_met, at.db, **at.acting)
    if contact is None:
        if "submission" in form.errors:
            form.typed["submission"] = secrets.token_urlsafe(18)
        return _ask(at, form)
    if form.command and form.command.appointment_id:
        _appointment, trip = get_appointment(at.db, at.me.reader, form.command.appointment_id)
        return redirect(at.request, "trips.show", number=trip.id, flash=_("Logged."))
    door = door_of(at.db, contact.state_iso3, at.today)
    if door and (stays(at.request) or form.typed.get("back") == "door"):
        return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=_("Logged."))
    return redirect(at.request, "contacts.show", number=contact.id, flash=_("Logged."))


@router.get("/{number}", name="contacts.show")
def show(at: Reads, number: int) -> Response:
    detail = contact_detail(at.db, at.me.reader, number)
    contact = detail.contact
    others = joint(at.db, at.me, detail)
    return page(
        at.request,
        "contacts/show.html",
        detail=detail,
        others=others,
        knocked=union(detail.messengers, others.told),
        may_part=lambda other: may_part(at.me, contact, other),
        contact=contact,
        earlier=len(versions_of(at.db, at.me.reader, number)),
        state=book(at.db).states[contact.state_iso3],
        people=user_names(at.db),
        meeting=next((one for one in meetings(at.db) if one.id == contact.meeting_id), None),
        message=message_versions(at.db).get(contact.message_version_id or 0),
        names=messengers(at.db),
        may_amend=may_amend(at.me, contact, detail.messengers),
        may_end_step=may_end_step(at.me, contact),
        CHANNELS=CHANNEL_PHRASES,
        LEVELS=LEVEL_NAMES,
        RESPONSES=RESPONSE_NAMES,
    )


@router.get("/{number}/edit", name="contacts.edit")
def edit(at: Reads, number: int) -> Response:
    detail = amendable(at.db, number, at.me)
    return _amend(at, Form(typed_of(snapshot(detail))), number)


@router.post("/{number}", name="contacts.update")
def update(at: Writes, form: AmendForm, number: int) -> Response:
    if form.typed.get("add"):
        form.errors.clear()
        return _amend(at, form, number)
    if form.command and keeps_theirs(form):
        detail = contact_detail(at.db, at.me.reader, number)
        theirs = _differing(at.db, snapshot(detail), form.command)
        state = book(at.db).name(detail.contact.state_iso3)
        return own_words(at.request, "contacts", number, state, theirs)
    form = _taking(at, form, number)
    try:
        contact = form.submit(amend_contact, at.db, number=number, **at.acting)
    except Conflict as conflict:
        return _both(at, form, number, conflict)
    if contact is None:
        return _amend(at, form, number)
    return redirect(at.request, "contacts.show", number=number, flash=_("Saved."))


def _ask(at: Visit, form: Form[Any]) -> Response:
    known = book(at.db).states
    typed = str(form.value("state"))
    iso3 = resolve(known.values(), typed)
    door = door_of(at.db, iso3, at.today) if iso3 else None
    own = row_id(str(form.value("approach_id")))
    reader, on = at.me.reader, day_or_none(str(form.value("held_on")))
    return page(
        at.request,
        "contacts/new.html",
        form.status,
        form=form,
        door=door,
        warnings=warnings_at(at.db, reader, door, at.today, but_approach=own, planning=False)
        if door
        else [],
        alike=logged_near(at.db, reader, iso3, on) if iso3 and on else [],
        CHANNELS=CHANNEL_PHRASES,
        authors=user_names(at.db),
        candidates=[] if iso3 else _candidates(at.db, typed),
        state_name=known[iso3].name if iso3 else form.value("state"),
        **choices(at.db, at.me.origin, at.today),
    )


def _candidates(db: Session, typed: str) -> list[Found]:
    """The States that may have been meant."""
    known = book(db).states.values()
    return find_states(known, typed) or did_you_mean(known, typed)


def _taking(at: Visit, form: Form[AmendContact], number: int) -> Form[AmendContact]:
    """The form with theirs in the fields in which the person takes them, if still the newest."""
    if form.command is None or not form.command.take:
        return form
    detail = contact_detail(at.db, at.me.reader, number)
    if detail.contact.version != form.command.version:
        return form
    return Form(taken(form.typed, snapshot(detail), form.command.take), AmendContact)


def _amend(at: Visit, form: Form[Any], number: int) -> Response:
    return page(at.request, "contacts/edit.html", form.status, **_amending(at, form, number))


def _both(at: Visit, form: Form[AmendContact], number: int, conflict: Conflict) -> Response:
    """Two people edited at once: the second sees both texts, field by field, and loses nothing."""
    theirs = conflict.theirs if isinstance(conflict.theirs, dict) else {}
    form.typed["version"] = theirs["version"]
    return page(
        at.request,
        "contacts/conflict.html",
        409,
        differing=_differing(at.db, theirs, form.command) if form.command else [],
        message=str(conflict),
        **_amending(at, form, number),
    )


def _differing(db: Session, saved: dict[str, Any], wish: AmendContact) -> list[Change]:
    """What is saved, beside what this person wrote."""
    return in_words(db, changes(saved, as_wished(wish, saved)))


def _amending(at: Visit, form: Form[Any], number: int) -> dict[str, Any]:
    contact = get_contact(at.db, at.me.reader, number)
    return {
        "form": form,
        "contact": contact,
        "may_change_level": may_change_level(at.me, contact),
        "state_name": book(at.db).name(contact.state_iso3),
        **choices(at.db, contact.origin, at.today),
    }
