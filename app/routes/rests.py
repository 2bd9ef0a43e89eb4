"""Putting a stuck door to rest until something happens, and ending a rest by hand."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, Visibility, require, require_change
from app.doors.door import Door
from app.doors.forms import LEVEL_NAMES, EndRest, RestDoor
from app.doors.models import Rest
from app.doors.panel import door_panel
from app.doors.resting import as_read, end_rest, get_rest, put_to_rest
from app.doors.service import open_door
from app.doors.waking import TRIGGER_NAMES
from app.kit.translation import gettext as _
from app.states.queries import book
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, saved

router = APIRouter()

RestForm = Annotated[Form[RestDoor], Depends(posted(RestDoor))]
EndForm = Annotated[Form[EndRest], Depends(posted(EndRest))]


@router.get("/doors/{iso3}/{ask}/rests/new", name="rests.new")
def new(at: Reads, iso3: str, ask: str) -> Response:
    require(at.me.reader, Act.MOVE_STAGE)
    door = open_door(at.db, iso3, ask, at.today)
    return _show(at, door, Form({"visibility": Visibility.GROUP, "warn_others": "usual"}))


@router.post("/doors/{iso3}/{ask}/rests", name="rests.create")
def create(at: Writes, form: RestForm, iso3: str, ask: str) -> Response:
    require(at.me.reader, Act.MOVE_STAGE)
    door = open_door(at.db, iso3, ask, at.today)
    if form.submit(put_to_rest, at.db, door=door, **at.acting) is None:
        return _show(at, door, form)
    flash = _("Saved: this door is at rest.")
    return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=flash)


@router.get("/rests/{number}/ending/new", name="endings.new")
def ask_why(at: Reads, number: Number) -> Response:
    require(at.me.reader, Act.MOVE_STAGE)
    rest = get_rest(at.db, number, by=at.me)
    require_change(at.me.reader, rest.origin)
    return _ask(at, rest, Form({}))


@router.post("/rests/{number}/ending", name="endings.create")
def end(at: Writes, form: EndForm, number: Number) -> Response:
    require(at.me.reader, Act.MOVE_STAGE)
    rest = get_rest(at.db, number, by=at.me)
    if form.submit(end_rest, at.db, number=number, **at.acting) is None:
        return _ask(at, rest, form)
    flash, iso3 = _("Saved: the rest has ended."), rest.state_iso3
    return saved(at.request, "doors.show", iso3=iso3, ask=rest.ask, flash=flash)


def _show(at: Visit, door: Door, form: Form[RestDoor]) -> Response:
    return page(
        at.request,
        "rests/new.html",
        form.status,
        form=form,
        panel=door_panel(at.db, at.me.reader, door.iso3, at.today),
        triggers=list(TRIGGER_NAMES.items()),
        levels=list(LEVEL_NAMES.items()),
    )


def _ask(at: Visit, rest: Rest, form: Form[EndRest]) -> Response:
    return page(
        at.request,
        "rests/ending.html",
        form.status,
        form=form,
        rest=as_read(at.db, rest, by=at.me, today=at.today),
        state=book(at.db).name(rest.state_iso3),
    )
