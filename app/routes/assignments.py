"""Coordinators give several approaches that are claimed already to another messenger."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from app.accounts.policy import Act, require
from app.accounts.queries import users
from app.advice.assigning import assign_approaches, can_take_on, chosen_approaches
from app.advice.forms import AssignApproaches
from app.advice.models import OPEN_STEPS
from app.advice.queries import can_be_sent
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES
from app.messengers.queries import messengers
from app.web.deps import Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page

router = APIRouter(prefix="/assignments")

AssignForm = Annotated[Form[AssignApproaches], Depends(posted(AssignApproaches))]


@router.get("/new", name="assignments.new")
def new(at: Reads, approach: Annotated[list[str], Query(max_length=200)] = []) -> Response:  # noqa: B006  # FastAPI's own way to say: none
    """The approaches that were ticked, and to whom they go."""
    require(at.me.reader, Act.COORDINATE)
    return _ask(at, Form({"approach": approach}))


@router.post("", name="assignments.create")
def create(at: Writes, form: AssignForm) -> Response:
    """Says of each approach what became of it; sent twice, it says the same and gives once."""
    require(at.me.reader, Act.COORDINATE)
    done = form.submit(assign_approaches, at.db, **at.acting)
    if done is None:
        return _ask(at, form)
    return page(
        at.request,
        "assignments/create.html",
        given=[one.row for one in done if not one.why],
        refused=[one for one in done if one.why],
        messenger=messengers(at.db)[str(form.value("messenger"))].name,
        OPEN_STEPS=OPEN_STEPS,
    )


def _ask(at: Visit, form: Form[Any]) -> Response:
    """The form with the approaches as they are now; once it was sent, as they were ticked."""
    ticked, listed = form.value("approach", []), form.value("listed", [])
    offered = chosen_approaches(at.db, at.me.reader, [*ticked, *listed])
    sent = {code.partition(".")[0]: code for code in [*ticked, *listed]} if form.errors else {}
    codes = {row.id: sent.get(str(row.id), row.code) for row in offered}
    numbers = {code.partition(".")[0] for code in ticked}
    return page(
        at.request,
        "assignments/new.html",
        form.status,
        form=form,
        approaches=offered,
        codes=codes,
        ticked={row.id for row in offered if str(row.id) in numbers},
        messengers=[(one.code, one.name) for one in can_be_sent(at.db, at.today)],
        people=[(one.id, one.name) for one in users(at.db) if can_take_on(one)],
        today=at.today,
        CHANNELS=CHANNEL_NAMES,
        LEVELS=LEVEL_NAMES,
    )
