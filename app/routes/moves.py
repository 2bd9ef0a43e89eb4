"""Moving a door's stage, with a reason."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, Visibility, require
from app.doors.door import Door
from app.doors.forms import LEVEL_NAMES, MoveStage
from app.doors.ladder import BY_A_PERSON, NAMES, Stage
from app.doors.panel import door_panel
from app.doors.service import move_stage, open_door
from app.kit.translation import gettext as _
from app.web.deps import Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, saved

router = APIRouter(prefix="/doors/{iso3}/{ask}/moves")

MoveForm = Annotated[Form[MoveStage], Depends(posted(MoveStage))]


@router.get("/new", name="moves.new")
def new(at: Reads, iso3: str, ask: str, stage: str = "", back: str = "") -> Response:
    """With a stage in the address that one is chosen; `back` says where the form was opened."""
    require(at.me.reader, Act.MOVE_STAGE)
    door = open_door(at.db, iso3, ask, at.today)
    typed = {"moved_on": at.today.isoformat(), "visibility": Visibility.GROUP}
    return _show(at, door, Form(typed | {"stage": stage, "back": back}))


@router.post("", name="moves.create")
def create(at: Writes, form: MoveForm, iso3: str, ask: str) -> Response:
    require(at.me.reader, Act.MOVE_STAGE)
    door = open_door(at.db, iso3, ask, at.today)
    move = form.submit(move_stage, at.db, door=door, **at.acting)
    if move is None:
        return _show(at, door, form)
    flash = _("Saved: this door is moved to “%(stage)s”.", stage=NAMES[Stage(move.stage)])
    if form.typed.get("back") == "board":
        return saved(at.request, "board.index", flash=flash)
    return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=flash)


def _show(at: Visit, door: Door, form: Form[MoveStage]) -> Response:
    return page(
        at.request,
        "moves/new.html",
        form.status,
        form=form,
        panel=door_panel(at.db, at.me.reader, door.iso3, at.today),
        stages=[(int(stage), NAMES[stage]) for stage in BY_A_PERSON],
        levels=list(LEVEL_NAMES.items()),
        today=at.today,
    )
