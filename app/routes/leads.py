"""A Coordinator locks a door to one lead messenger, or unlocks it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, require
from app.advice.forms import SetLead
from app.advice.leads import lift_leads, set_lead
from app.advice.queries import can_be_sent, lead_at
from app.doors.service import open_door
from app.messengers.queries import messengers
from app.states.queries import book
from app.web.deps import Db, Me, MeWriting, Now, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/doors/{iso3}/{ask}/lead")

LeadForm = Annotated[Form[SetLead], Depends(posted(SetLead))]


@router.get("", name="leads.new")
def new(request: Request, db: Db, me: Me, today: Today, iso3: str, ask: str) -> Response:
    return _ask(request, db, me, today, iso3, ask, Form({}))


@router.post("", name="leads.create")
def create(
    request: Request,
    form: LeadForm,
    db: WriteDb,
    me: MeWriting,
    now: Now,
    today: Today,
    iso3: str,
    ask: str,
) -> Response:
    door = open_door(db, iso3, ask, today)
    if form.submit(set_lead, db, door=door, by=me, now=now) is None:
        return _ask(request, db, me, today, iso3, ask, form)
    return redirect(request, "states.show", iso3=iso3, flash="The lead messenger is set.")


@router.post("/lifting", name="leads.lift")
def lift(
    request: Request, db: WriteDb, me: MeWriting, now: Now, today: Today, iso3: str, ask: str
) -> Response:
    lift_leads(db, open_door(db, iso3, ask, today), by=me, now=now)
    return redirect(request, "states.show", iso3=iso3, flash="No lead messenger any more.")


def _ask(
    request: Request,
    db: Session,
    me: User,
    today: Today,
    iso3: str,
    ask: str,
    form: Form[SetLead],
) -> Response:
    require(me.reader, Act.COORDINATE)
    door = open_door(db, iso3, ask, today)
    return page(
        request,
        "leads/new.html",
        form.status,
        form=form,
        door=door,
        state=book(db).states[door.iso3],
        lead=lead_at(db, door),
        names={code: one.name for code, one in messengers(db).items()},
        messengers=[(one.code, one.name) for one in can_be_sent(db, today)],
    )
