"""Coordinators ask that nobody approach a door for now."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.accounts.policy import Act, require
from app.doors.asks import VERB
from app.doors.door import Door
from app.doors.forms import HoldDoor
from app.doors.service import hold_door, lift_hold, open_door
from app.states.queries import book
from app.web.deps import Db, Me, MeWriting, Now, Number, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter()

HoldForm = Annotated[Form[HoldDoor], Depends(posted(HoldDoor))]


@router.get("/doors/{iso3}/{ask}/holds/new", name="holds.new")
def new(request: Request, db: Db, me: Me, today: Today, iso3: str, ask: str) -> Response:
    require(me.reader, Act.COORDINATE)
    return _show(request, db, open_door(db, iso3, ask, today), Form({}))


@router.post("/doors/{iso3}/{ask}/holds", name="holds.create")
def create(
    request: Request,
    db: WriteDb,
    me: MeWriting,
    today: Today,
    now: Now,
    form: HoldForm,
    iso3: str,
    ask: str,
) -> Response:
    require(me.reader, Act.COORDINATE)
    door = open_door(db, iso3, ask, today)
    if not form.submit(hold_door, db, door=door, by=me, now=now, today=today):
        return _show(request, db, door, form)
    flash = "Saved: others are asked to speak to a Coordinator first."
    return redirect(request, "states.show", iso3=door.iso3, flash=flash)


@router.post("/holds/{number}/lifting", name="liftings.create")
def lift(request: Request, db: WriteDb, me: MeWriting, now: Now, number: Number) -> Response:
    hold = lift_hold(db, number, by=me, now=now)
    return redirect(request, "states.show", iso3=hold.state_iso3, flash="The hold is lifted.")


def _show(request: Request, db: Db, door: Door, form: Form[HoldDoor]) -> Response:
    state = book(db).name(door.iso3)
    return page(
        request,
        "holds/new.html",
        form.status,
        form=form,
        door=door,
        state=state,
        asked=VERB[door.ask],
    )
