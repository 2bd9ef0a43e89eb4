"""Elections, new ministers and hosted events that people record, and wrong entries retracted."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, require
from app.doors.queries import door_of
from app.kit.translation import gettext as _
from app.opportunities.forms import RecordHappening, RetractHappening
from app.opportunities.happenings import get_happening, record_happening, retract_happening
from app.opportunities.kinds import KIND_NAMES
from app.opportunities.models import Happening
from app.states.queries import book
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, saved

router = APIRouter(prefix="/happenings")

HappeningForm = Annotated[Form[RecordHappening], Depends(posted(RecordHappening))]
ReasonForm = Annotated[Form[RetractHappening], Depends(posted(RetractHappening))]


@router.get("/new", name="happenings.new")
def new(at: Reads, state: str = "", back: str = "") -> Response:
    """`back` is "door" where the form was opened from a door's page."""
    require(at.me.reader, Act.LOG)
    known = book(at.db).states.get(state.upper())
    return _show(at, Form({"state": known.name if known else state, "back": back}))


@router.post("", name="happenings.create")
def create(at: Writes, form: HappeningForm) -> Response:
    require(at.me.reader, Act.LOG)
    made = form.submit(record_happening, at.db, **at.acting)
    if made is None:
        return _show(at, form)
    return _back(at, made, _("Saved: what happened."), to_door=form.value("back") == "door")


@router.get("/{number}/retraction", name="happening_retractions.new")
def ask_reason(at: Reads, number: Number) -> Response:
    return _ask(at, get_happening(at.db, number, by=at.me), Form({}))


@router.post("/{number}/retraction", name="happening_retractions.create")
def retract(at: Writes, form: ReasonForm, number: Number) -> Response:
    found = get_happening(at.db, number, by=at.me)
    if form.submit(retract_happening, at.db, number=number, by=at.me, now=at.now) is None:
        return _ask(at, found, form)
    return _back(at, found, _("The entry is retracted; it wakes no door any more."))


def _back(at: Visit, made: Happening, flash: str, *, to_door: bool = False) -> Response:
    iso3 = made.state_iso3
    door = door_of(at.db, iso3, at.today) if to_door else None
    if door is None:
        return saved(at.request, "states.show", iso3=iso3, flash=flash)
    return saved(at.request, "doors.show", iso3=iso3, ask=door.ask, flash=flash)


def _show(at: Visit, form: Form[RecordHappening]) -> Response:
    return page(
        at.request, "happenings/new.html", form.status, form=form, kinds=list(KIND_NAMES.items())
    )


def _ask(at: Visit, found: Happening, form: Form[RetractHappening]) -> Response:
    return page(
        at.request,
        "happenings/retract.html",
        form.status,
        form=form,
        happening=found,
        kind=KIND_NAMES[found.kind],
        state=book(at.db).name(found.state_iso3),
    )
