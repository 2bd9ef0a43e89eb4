"""Coordinators ask that nobody approach a door for now."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, require
from app.doors.asks import VERB
from app.doors.door import Door
from app.doors.forms import HoldDoor
from app.doors.service import hold_door, lift_hold, open_door
from app.kit.translation import gettext as _
from app.states.queries import book
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, saved

router = APIRouter()

HoldForm = Annotated[Form[HoldDoor], Depends(posted(HoldDoor))]


@router.get("/doors/{iso3}/{ask}/holds/new", name="holds.new")
def new(at: Reads, iso3: str, ask: str) -> Response:
    require(at.me.reader, Act.COORDINATE)
    return _show(at, open_door(at.db, iso3, ask, at.today), Form({}))


@router.post("/doors/{iso3}/{ask}/holds", name="holds.create")
def create(at: Writes, form: HoldForm, iso3: str, ask: str) -> Response:
    require(at.me.reader, Act.COORDINATE)
    door = open_door(at.db, iso3, ask, at.today)
    if not form.submit(hold_door, at.db, door=door, **at.acting):
        return _show(at, door, form)
    flash = _("Saved: others are asked to speak to a Coordinator first.")
    return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=flash)


@router.post("/holds/{number}/lifting", name="liftings.create")
def lift(at: Writes, number: Number) -> Response:
    hold = lift_hold(at.db, number, by=at.me, now=at.now)
    flash, iso3 = _("The hold is lifted."), hold.state_iso3
    return saved(at.request, "doors.show", iso3=iso3, ask=hold.ask, flash=flash)


def _show(at: Visit, door: Door, form: Form[HoldDoor]) -> Response:
    return page(
        at.request,
        "holds/new.html",
        form.status,
        form=form,
        door=door,
        state=book(at.db).name(door.iso3),
        asked=VERB[door.ask],
    )
