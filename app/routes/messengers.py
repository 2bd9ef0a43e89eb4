"""Messengers: who can knock; and pairs that a Coordinator excludes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.policy import Act, Reader, may, require
from app.accounts.queries import user_names
from app.doors.queries import round_settings
from app.kit.errors import Conflict
from app.kit.languages import language_name
from app.kit.translation import gettext as _
from app.kit.translation import listed
from app.messengers.forms import ChangeMessenger, ExcludePair
from app.messengers.models import NEVER_SUGGESTED, Kind, Messenger
from app.messengers.queries import (
    Sender,
    exclusions,
    get_messenger,
    may_take_part,
    messengers,
)
from app.messengers.service import change_messenger, exclude_pair, lift_exclusion
from app.states.names import find_states
from app.states.queries import StateCard, book, standings
from app.states.standing import Standing
from app.web.deps import Db, Me, MeWriting, Now, Number, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/messengers")

ChangeForm = Annotated[Form[ChangeMessenger], Depends(posted(ChangeMessenger))]
PairForm = Annotated[Form[ExcludePair], Depends(posted(ExcludePair))]


@router.get("", name="messengers.index")
def index(request: Request, db: Db, me: Me, today: Today, q: str = "") -> Response:
    standing = standings(db, today)
    everybody = messengers(db).values()
    institutions = [one for one in everybody if one.kind is not Kind.DELEGATION]
    delegations = [one for one in everybody if standing.get(one.code) is Standing.PARTY]
    found = {one.iso3 for one in find_states(book(db).states.values(), q, limit=200)}
    return page(
        request,
        "messengers/index.html",
        form=Form({"q": q}),
        institutions=institutions,
        marked=[one for one in delegations if one.takes_part],
        others=[one for one in delegations if not one.takes_part and (not q or one.code in found)],
        never=NEVER_SUGGESTED,
        languages=_languages(db),
        language_name=language_name,
        usual=round_settings(db).knocks_per_quarter,
        pairs=_pairs(db, me.reader),
    )


@router.get("/{code}/edit", name="messengers.edit")
def edit(request: Request, db: Db, me: Me, today: Today, code: str) -> Response:
    require(me.reader, Act.COORDINATE)
    one = get_messenger(db, code)
    form: Form[ChangeMessenger] = Form(_settings(one))
    return _show(request, db, today, one.code, form, Form({}))


@router.post("/{code}", name="messengers.update")
def update(
    request: Request, db: WriteDb, me: MeWriting, now: Now, today: Today, form: ChangeForm,
    code: str,
) -> Response:  # fmt: skip
    require(me.reader, Act.COORDINATE)
    try:
        done = form.submit(change_messenger, db, code=code, by=me, now=now, today=today)
    except Conflict as conflict:
        return _both(request, db, today, code, form, str(conflict))
    if done is None:
        return _show(request, db, today, get_messenger(db, code).code, form, Form({}))
    name = messengers(db)[done.code].name
    return redirect(request, "messengers.index", flash=_("Saved: %(messenger)s.", messenger=name))


@router.post("/{code}/exclusions", name="exclusions.create")
def exclude(
    request: Request, db: WriteDb, me: MeWriting, now: Now, today: Today, form: PairForm, code: str
) -> Response:
    require(me.reader, Act.COORDINATE)
    pair = form.submit(exclude_pair, db, code=code, by=me, now=now)
    if pair is None:
        one = get_messenger(db, code)
        return _show(request, db, today, one.code, Form(_settings(one)), form)
    flash = _("This pair is excluded: it will not be suggested.")
    return redirect(request, "messengers.edit", code=code, flash=flash)


@router.post("/exclusions/{number}/lifting", name="exclusions.lift")
def lift(request: Request, db: WriteDb, me: MeWriting, now: Now, number: Number) -> Response:
    lift_exclusion(db, number, by=me, now=now)
    return redirect(request, "messengers.index", flash=_("This pair may be suggested again."))


@dataclass(frozen=True)
class Pair:
    """An excluded pair in words; only Coordinators are shown any."""

    id: int
    code: str
    messenger: str
    state: str
    cause: str
    by: str
    on: date


def _pairs(db: Session, reader: Reader, code: str = "") -> list[Pair]:
    if not may(reader, Act.COORDINATE):
        return []
    called, people, known = messengers(db), user_names(db), book(db)
    return [
        Pair(
            one.id or 0,
            one.messenger,
            called[one.messenger].name,
            known.name(one.state_iso3),
            one.cause,
            people.get(one.author_id, _("somebody")),
            one.created_at.date(),
        )
        for one in exclusions(db)
        if code in ("", one.messenger)
    ]


def _languages(db: Session) -> dict[str, list[str]]:
    """What each messenger speaks: as a Coordinator set it, else what its State speaks."""
    known = book(db).states
    return {
        one.code: one.languages.split(";")
        if one.languages
        else list(known[one.state_iso3].languages if one.state_iso3 else ())
        for one in messengers(db).values()
    }


def _called(codes: Iterable[str]) -> str:
    """Languages by their names: English, French."""
    return listed(language_name(code) for code in codes if code)


def _home(db: Session, one: Sender) -> StateCard | None:
    return book(db).states[one.state_iso3] if one.state_iso3 else None


def _settings(one: Messenger | Sender) -> dict[str, Any]:
    capacity = "" if one.capacity is None else one.capacity
    return {
        "takes_part": one.takes_part,
        "languages": _called(one.languages.split(";")),
        "capacity": capacity,
        "version": one.version,
    }


def _both(
    request: Request, db: Session, today: date, code: str, form: Form[ChangeMessenger], said: str
) -> Response:
    """What was typed, beside what somebody else saved in the meantime."""
    one = get_messenger(db, code)
    form.errors[""] = said
    form.typed["version"] = one.version
    return _show(request, db, today, one.code, form, Form({}), status=409)


def _show(
    request: Request, db: Session, today: date, code: str, form: Form[ChangeMessenger],
    pair_form: Form[ExcludePair], status: int = 0,
) -> Response:  # fmt: skip
    one = messengers(db)[code]
    return page(
        request,
        "messengers/edit.html",
        status or max(form.status, pair_form.status),
        form=form,
        pair_form=pair_form,
        one=one,
        saved=_settings(one) if status else None,
        may_take_part=may_take_part(db, one, today),
        state_languages=_called(state.languages) if (state := _home(db, one)) else "",
        usual=round_settings(db).knocks_per_quarter,
        pairs=_pairs(db, request.state.me.reader, one.code),
    )
