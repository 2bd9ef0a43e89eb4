"""Why a door does not move, as the group reads it; and what overcame it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, Visibility, require, require_change
from app.doors.asks import BARRIER_NAMES
from app.doors.door import Door
from app.doors.forms import LEVEL_NAMES, OvercomeBarrier, ReadBarrier
from app.doors.models import BarrierReading
from app.doors.panel import door_panel
from app.doors.service import (
    get_barrier,
    is_overcome,
    open_door,
    overcome_barrier,
    read_barrier,
)
from app.kit.translation import gettext as _
from app.messengers.queries import able_to_knock
from app.states.queries import book
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, saved

router = APIRouter()

ReadingForm = Annotated[Form[ReadBarrier], Depends(posted(ReadBarrier))]
OvercomingForm = Annotated[Form[OvercomeBarrier], Depends(posted(OvercomeBarrier))]


@router.get("/doors/{iso3}/{ask}/barriers/new", name="barriers.new")
def new(at: Reads, iso3: str, ask: str) -> Response:
    require(at.me.reader, Act.MOVE_STAGE)
    door = open_door(at.db, iso3, ask, at.today)
    return _show(at, door, Form({"read_on": at.today.isoformat(), "visibility": Visibility.GROUP}))


@router.post("/doors/{iso3}/{ask}/barriers", name="barriers.create")
def create(at: Writes, form: ReadingForm, iso3: str, ask: str) -> Response:
    require(at.me.reader, Act.MOVE_STAGE)
    door = open_door(at.db, iso3, ask, at.today)
    if not form.submit(read_barrier, at.db, door=door, **at.acting):
        return _show(at, door, form)
    flash = _("Saved: the group’s reading.")
    return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=flash)


@router.get("/barriers/{number}/overcoming/new", name="overcomings.new")
def new_overcoming(at: Reads, number: Number) -> Response:
    require(at.me.reader, Act.MOVE_STAGE)
    reading = get_barrier(at.db, number, by=at.me)
    require_change(at.me.reader, reading.origin)
    if is_overcome(at.db, reading):
        said = _("This barrier no longer holds: somebody said so already.")
        return _back(at, reading, said)
    return _ask_who(at, reading, Form({"overcome_on": at.today.isoformat()}))


@router.post("/barriers/{number}/overcoming", name="overcomings.create")
def create_overcoming(at: Writes, form: OvercomingForm, number: Number) -> Response:
    require(at.me.reader, Act.MOVE_STAGE)
    reading = get_barrier(at.db, number, by=at.me)
    if not form.submit(overcome_barrier, at.db, number=number, **at.acting):
        return _ask_who(at, reading, form)
    return _back(at, reading, _("Saved: this barrier no longer holds."))


def _back(at: Visit, reading: BarrierReading, flash: str) -> Response:
    iso3, ask = reading.state_iso3, reading.ask
    return saved(at.request, "doors.show", iso3=iso3, ask=ask, flash=flash)


def _show(at: Visit, door: Door, form: Form[ReadBarrier]) -> Response:
    return page(
        at.request,
        "barriers/new.html",
        form.status,
        form=form,
        panel=door_panel(at.db, at.me.reader, door.iso3, at.today),
        barriers=list(BARRIER_NAMES.items()),
        levels=list(LEVEL_NAMES.items()),
        today=at.today,
    )


def _ask_who(at: Visit, reading: BarrierReading, form: Form[OvercomeBarrier]) -> Response:
    return page(
        at.request,
        "barriers/overcoming.html",
        form.status,
        form=form,
        reading=reading,
        barrier=BARRIER_NAMES[reading.barrier],
        state=book(at.db).name(reading.state_iso3),
        today=at.today,
        messengers=[(one.code, one.name) for one in able_to_knock(at.db, at.today)],
    )
