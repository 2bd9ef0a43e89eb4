"""Why a door does not move, as the group reads it; and what overcame it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, Visibility, require
from app.doors.asks import BARRIER_NAMES
from app.doors.door import Door
from app.doors.forms import LEVEL_NAMES, OvercomeBarrier, ReadBarrier
from app.doors.panel import door_panel
from app.doors.service import get_barrier, open_door, overcome_barrier, read_barrier
from app.messengers.queries import able_to_knock
from app.states.queries import book
from app.web.deps import Db, Me, MeWriting, Now, Number, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter()

ReadingForm = Annotated[Form[ReadBarrier], Depends(posted(ReadBarrier))]
OvercomingForm = Annotated[Form[OvercomeBarrier], Depends(posted(OvercomeBarrier))]


@router.get("/doors/{iso3}/{ask}/barriers/new", name="barriers.new")
def new(request: Request, db: Db, me: Me, today: Today, iso3: str, ask: str) -> Response:
    require(me.reader, Act.MOVE_STAGE)
    door = open_door(db, iso3, ask, today)
    form: Form[ReadBarrier] = Form({"read_on": today.isoformat(), "visibility": Visibility.GROUP})
    return _show(request, db, me, today, door, form)


@router.post("/doors/{iso3}/{ask}/barriers", name="barriers.create")
def create(
    request: Request,
    db: WriteDb,
    me: MeWriting,
    today: Today,
    now: Now,
    form: ReadingForm,
    iso3: str,
    ask: str,
) -> Response:
    require(me.reader, Act.MOVE_STAGE)
    door = open_door(db, iso3, ask, today)
    if not form.submit(read_barrier, db, door=door, by=me, now=now, today=today):
        return _show(request, db, me, today, door, form)
    return redirect(request, "states.show", iso3=door.iso3, flash="Saved: the group’s reading.")


@router.get("/barriers/{number}/overcoming/new", name="overcomings.new")
def new_overcoming(request: Request, db: Db, me: Me, today: Today, number: Number) -> Response:
    require(me.reader, Act.MOVE_STAGE)
    return _ask_who(request, db, me, today, number, Form({"overcome_on": today.isoformat()}))


@router.post("/barriers/{number}/overcoming", name="overcomings.create")
def create_overcoming(
    request: Request,
    db: WriteDb,
    me: MeWriting,
    today: Today,
    now: Now,
    form: OvercomingForm,
    number: Number,
) -> Response:
    require(me.reader, Act.MOVE_STAGE)
    reading = get_barrier(db, number, by=me)
    if not form.submit(overcome_barrier, db, number=number, by=me, now=now, today=today):
        return _ask_who(request, db, me, today, number, form)
    flash = "Saved: this barrier no longer holds."
    return redirect(request, "states.show", iso3=reading.state_iso3, flash=flash)


def _show(
    request: Request, db: Session, me: User, today: Today, door: Door, form: Form[ReadBarrier]
) -> Response:
    return page(
        request,
        "barriers/new.html",
        form.status,
        form=form,
        panel=door_panel(db, me.reader, door.iso3, today),
        barriers=[(code.value, name) for code, name in BARRIER_NAMES.items()],
        levels=[(level.value, LEVEL_NAMES[level]) for level in Visibility],
        today=today,
    )


def _ask_who(
    request: Request, db: Session, me: User, today: Today, number: int, form: Form[OvercomeBarrier]
) -> Response:
    reading = get_barrier(db, number, by=me)
    return page(
        request,
        "barriers/overcoming.html",
        form.status,
        form=form,
        reading=reading,
        barrier=BARRIER_NAMES[reading.barrier],
        state=book(db).name(reading.state_iso3),
        today=today,
        messengers=[(one.code, one.name) for one in able_to_knock(db, today)],
    )
