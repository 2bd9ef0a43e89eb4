"""Treaty acts that a Coordinator records, and wrong entries that one retracts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.policy import Act, require
from app.kit.translation import gettext as _
from app.states.forms import RecordTreatyAct, RetractTreatyAct
from app.states.queries import book, get_recorded_act
from app.states.service import record_treaty_act, retract_treaty_act
from app.states.standing import ACTION_NAMES
from app.web.deps import Db, Me, MeWriting, Now, Number, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/treaty-acts")

ActForm = Annotated[Form[RecordTreatyAct], Depends(posted(RecordTreatyAct))]
ReasonForm = Annotated[Form[RetractTreatyAct], Depends(posted(RetractTreatyAct))]


@router.get("/new", name="treaty_acts.new")
def new(request: Request, db: Db, me: Me, state: str = "") -> Response:
    require(me.reader, Act.COORDINATE)
    known = book(db).states.get(state.upper())
    return _show(request, Form({"state": known.name if known else state}))


@router.post("", name="treaty_acts.create")
def create(
    request: Request, db: WriteDb, me: MeWriting, now: Now, today: Today, form: ActForm
) -> Response:
    require(me.reader, Act.COORDINATE)
    act = form.submit(record_treaty_act, db, by=me, now=now, today=today)
    if act is None:
        return _show(request, form)
    flash = _("The treaty act is recorded; standing and doors follow from it.")
    return redirect(request, "states.show", iso3=act.state_iso3, flash=flash)


@router.get("/{number}/retraction", name="treaty_act_retractions.new")
def ask_reason(request: Request, db: Db, me: Me, number: Number) -> Response:
    require(me.reader, Act.COORDINATE)
    return _show_retraction(request, db, number, Form({}))


@router.post("/{number}/retraction", name="treaty_act_retractions.create")
def retract(
    request: Request, db: WriteDb, me: MeWriting, now: Now, number: Number, form: ReasonForm
) -> Response:
    require(me.reader, Act.COORDINATE)
    act = form.submit(retract_treaty_act, db, number=number, by=me, now=now)
    if act is None:
        return _show_retraction(request, db, number, form)
    flash = _("The entry is retracted; standing and doors follow from the other acts.")
    return redirect(request, "states.show", iso3=act.state_iso3, flash=flash)


def _show(request: Request, form: Form[RecordTreatyAct]) -> Response:
    return page(
        request,
        "treaty_acts/new.html",
        form.status,
        form=form,
        actions=list(ACTION_NAMES.items()),
    )


def _show_retraction(
    request: Request, db: Session, number: int, form: Form[RetractTreatyAct]
) -> Response:
    act = get_recorded_act(db, number)
    state = book(db).states[act.state_iso3]
    return page(request, "treaty_acts/retract.html", form.status, form=form, act=act, state=state)
