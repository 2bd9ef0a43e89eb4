"""The next approaches: what is suggested, what people took on, and what collides."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, may, require
from app.advice.forms import DropApproach, PlanApproach
from app.advice.gathering import advice
from app.advice.queries import (
    collisions,
    contact_of,
    get_approach,
    open_approaches,
    steps_of,
    warnings_at,
)
from app.advice.rules import ORDER
from app.advice.service import confirm_approach, drop_approach, plan_approach
from app.advice.suggest import Suggestion
from app.contacts.service import usual_messenger
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, Level
from app.doors.queries import door_of, round_settings
from app.messages.queries import message_versions
from app.messengers.queries import able_to_knock
from app.states.names import find_states, resolve
from app.states.queries import book
from app.web.deps import Db, Me, MeWriting, Now, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/approaches")

PlanForm = Annotated[Form[PlanApproach], Depends(posted(PlanApproach))]
DropForm = Annotated[Form[DropApproach], Depends(posted(DropApproach))]
SHOWN = 25


@router.get("", name="approaches.index")
def index(request: Request, db: Db, me: Me, today: Today, mine: bool = False) -> Response:
    require(me.reader, Act.READ_ENTRIES)
    given = advice(db, me.reader, today)
    lines = [line for line in given.lines if not mine or line.messenger == usual_messenger(me)]
    return page(
        request,
        "approaches/index.html",
        lines=lines[:SHOWN],
        more=len(lines) - SHOWN,
        resting=given.resting,
        mine=mine,
        approaches=open_approaches(db, me.reader),
        collisions=collisions(db, me.reader, today) if may(me.reader, Act.COORDINATE) else [],
        settings=round_settings(db),
        CHANNELS=CHANNEL_NAMES,
        LEVELS=LEVEL_NAMES,
    )


@router.get("/new", name="approaches.new")
def new(
    request: Request, db: Db, me: Me, today: Today, state: str = "", adjust: bool = False
) -> Response:
    require(me.reader, Act.PLAN)
    return _ask(request, db, me, today, Form(_blank(db, me, today, state, adjust=adjust)))


@router.post("", name="approaches.create")
def create(
    request: Request, form: PlanForm, db: WriteDb, me: MeWriting, now: Now, today: Today
) -> Response:
    approach = form.submit(plan_approach, db, by=me, now=now, today=today)
    if approach is None:
        return _ask(request, db, me, today, form)
    return redirect(request, "approaches.show", number=approach.id, flash="Claimed.")


@router.get("/{number}", name="approaches.show")
def show(request: Request, db: Db, me: Me, today: Today, number: int) -> Response:
    return _show(request, db, me, number, Form({}))


@router.post("/{number}/confirmation", name="approaches.confirm")
def confirm(request: Request, db: WriteDb, me: MeWriting, now: Now, number: int) -> Response:
    confirm_approach(db, number, by=me, now=now)
    return redirect(request, "approaches.show", number=number, flash="Confirmed.")


@router.post("/{number}/drop", name="approaches.drop")
def drop(
    request: Request, form: DropForm, db: WriteDb, me: MeWriting, now: Now, number: int
) -> Response:
    if form.submit(drop_approach, db, number=number, by=me, now=now) is None:
        return _show(request, db, me, number, form)
    return redirect(request, "approaches.show", number=number, flash="Dropped.")


def _show(request: Request, db: Session, me: User, number: int, form: Form[Any]) -> Response:
    approach, row = get_approach(db, me.reader, number)
    return page(
        request,
        "approaches/show.html",
        form.status,
        form=form,
        approach=approach,
        row=row,
        steps=steps_of(db, approach),
        contact=contact_of(db, me.reader, approach),
        message=message_versions(db).get(approach.message_version_id or 0),
        CHANNELS=CHANNEL_NAMES,
        LEVELS=LEVEL_NAMES,
    )


def _ask(request: Request, db: Session, me: User, today: Today, form: Form[Any]) -> Response:
    known = book(db).states
    iso3 = resolve(known.values(), str(form.value("state")))
    door = door_of(db, iso3, today) if iso3 else None
    return page(
        request,
        "approaches/new.html",
        form.status,
        form=form,
        door=door,
        state_name=known[iso3].name if iso3 else form.value("state"),
        candidates=[] if iso3 else find_states(known.values(), str(form.value("state"))),
        warnings=warnings_at(db, me.reader, door, today) if door else [],
        messengers=[(one.code, one.name) for one in able_to_knock(db, today)],
        channels=list(CHANNEL_NAMES.items()),
        levels=[(level, LEVEL_NAMES[level]) for level in (*ORDER, *_beside())],
    )


def _beside() -> list[Level]:
    return [level for level in Level if level not in ORDER]


def _blank(db: Session, me: User, today: Today, state: str, *, adjust: bool) -> dict[str, Any]:
    known = book(db).states
    iso3 = resolve(known.values(), state)
    typed: dict[str, Any] = {
        "state": iso3 or state,
        "messenger": usual_messenger(me) or "",
        "visibility": "group",
        "warn_others": "usual",
        "window_from": today.isoformat(),
    }
    door = door_of(db, iso3, today) if iso3 else None
    line = advice(db, me.reader, today).at(door) if door else None
    if isinstance(line, Suggestion):
        typed |= {
            "channel": line.channel,
            "level": line.level,
            "window_from": line.window[0].isoformat(),
            "window_to": line.window[1].isoformat(),
        }
        if adjust:
            typed |= {"messenger": line.messenger, "suggested": line.messenger}
    return typed
