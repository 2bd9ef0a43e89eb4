"""Moving a door's stage, with a reason."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, Visibility, require
from app.doors.door import Door
from app.doors.forms import LEVEL_NAMES, MoveStage
from app.doors.ladder import BY_A_PERSON, NAMES, Stage
from app.doors.panel import door_panel
from app.doors.service import move_stage, open_door
from app.web.deps import Db, Me, MeWriting, Now, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/doors/{iso3}/{ask}/moves")

LEVELS = [(level.value, LEVEL_NAMES[level]) for level in Visibility]

MoveForm = Annotated[Form[MoveStage], Depends(posted(MoveStage))]


@router.get("/new", name="moves.new")
def new(request: Request, db: Db, me: Me, today: Today, iso3: str, ask: str) -> Response:
    require(me.reader, Act.MOVE_STAGE)
    door = open_door(db, iso3, ask, today)
    form: Form[MoveStage] = Form({"moved_on": today.isoformat(), "visibility": Visibility.GROUP})
    return _show(request, db, me, today, door, form)


@router.post("", name="moves.create")
def create(
    request: Request,
    db: WriteDb,
    me: MeWriting,
    today: Today,
    now: Now,
    form: MoveForm,
    iso3: str,
    ask: str,
) -> Response:
    require(me.reader, Act.MOVE_STAGE)
    door = open_door(db, iso3, ask, today)
    move = form.submit(move_stage, db, door=door, by=me, now=now, today=today)
    if move is None:
        return _show(request, db, me, today, door, form)
    flash = f"Saved: this door is moved to “{NAMES[Stage(move.stage)]}”."
    return redirect(request, "states.show", iso3=door.iso3, flash=flash)


def _show(
    request: Request, db: Session, me: User, today: Today, door: Door, form: Form[MoveStage]
) -> Response:
    return page(
        request,
        "moves/new.html",
        form.status,
        form=form,
        panel=door_panel(db, me.reader, door.iso3, today),
        stages=[(int(stage), NAMES[stage]) for stage in BY_A_PERSON],
        levels=LEVELS,
        today=today,
    )
