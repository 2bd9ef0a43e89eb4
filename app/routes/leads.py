"""A Coordinator locks a door to one lead messenger, or unlocks it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, require
from app.advice.forms import SetLead
from app.advice.leads import lift_leads, set_lead
from app.advice.queries import can_be_sent, lead_at
from app.doors.door import Door
from app.doors.service import open_door
from app.kit.translation import gettext as _
from app.messengers.queries import messengers
from app.states.queries import book
from app.web.deps import Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, saved

router = APIRouter(prefix="/doors/{iso3}/{ask}/lead")

LeadForm = Annotated[Form[SetLead], Depends(posted(SetLead))]


@router.get("", name="leads.new")
def new(at: Reads, iso3: str, ask: str) -> Response:
    require(at.me.reader, Act.COORDINATE)
    return _ask(at, open_door(at.db, iso3, ask, at.today), Form({}))


@router.post("", name="leads.create")
def create(at: Writes, form: LeadForm, iso3: str, ask: str) -> Response:
    require(at.me.reader, Act.COORDINATE)
    door = open_door(at.db, iso3, ask, at.today)
    if not form.submit(set_lead, at.db, door=door, by=at.me, now=at.now):
        return _ask(at, door, form)
    flash = _("The lead messenger is set.")
    return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=flash)


@router.post("/lifting", name="leads.lift")
def lift(at: Writes, iso3: str, ask: str) -> Response:
    door = open_door(at.db, iso3, ask, at.today)
    lift_leads(at.db, door, by=at.me, now=at.now)
    flash = _("No lead messenger any more.")
    return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=flash)


def _ask(at: Visit, door: Door, form: Form[SetLead]) -> Response:
    return page(
        at.request,
        "leads/new.html",
        form.status,
        form=form,
        door=door,
        state=book(at.db).states[door.iso3],
        lead=lead_at(at.db, door),
        names={code: one.name for code, one in messengers(at.db).items()},
        messengers=[(one.code, one.name) for one in can_be_sent(at.db, at.today)],
    )
