"""How the next step of a contact ended, said where the step is listed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.accounts.queries import user_names
from app.contacts.forms import EndStep
from app.contacts.models import Contact
from app.contacts.queries import step_outcomes
from app.contacts.stepping import end_step, endable
from app.contacts.terms import STEP_END_NAMES
from app.doors.queries import door_of
from app.kit.translation import gettext as _
from app.states.queries import book
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import go_to, page, path_for, redirect, saved

router = APIRouter(prefix="/contacts/{number}/step-outcome")

EndForm = Annotated[Form[EndStep], Depends(posted(EndStep))]


@router.get("", name="step_outcomes.new")
def new(at: Reads, number: Number, back: str = "") -> Response:
    """`back` says where the step was listed: home, door, or else the contact's page."""
    contact = endable(at.db, number, at.me)
    if step_outcomes(at.db, [number]):
        return redirect(at.request, "contacts.show", number=number)
    return _ask(at, contact, Form({"on": at.today.isoformat(), "back": back}))


@router.post("", name="step_outcomes.create")
def create(at: Writes, form: EndForm, number: Number) -> Response:
    contact = endable(at.db, number, at.me)
    if form.submit(end_step, at.db, number=number, **at.acting) is None:
        return _ask(at, contact, form)
    door, flash = door_of(at.db, contact.state_iso3, at.today), _("Noted.")
    if door and form.typed.get("back") == "door":
        return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=flash)
    return go_to(at.request, _origin(at, contact, form)[0], flash=flash)


def _ask(at: Visit, contact: Contact, form: Form[EndStep]) -> Response:
    """With the step as it stands now: what was typed is kept, the version seen is the newest."""
    return page(
        at.request,
        "step_outcomes/new.html",
        form.status,
        form=form,
        contact=contact,
        state_name=book(at.db).name(contact.state_iso3),
        owner=user_names(at.db).get(contact.next_step_owner or 0, ""),
        origin=_origin(at, contact, form),
        ends=list(STEP_END_NAMES.items()),
        today=at.today,
    )


def _origin(at: Visit, contact: Contact, form: Form[EndStep]) -> tuple[str, str]:
    """Where the step was listed: path and name."""
    name = book(at.db).name(contact.state_iso3)
    door = door_of(at.db, contact.state_iso3, at.today)
    if form.value("back") == "home":
        return path_for(at.request, "home"), _("Home")
    if form.value("back") == "door" and door:
        return path_for(at.request, "doors.show", iso3=door.iso3, ask=door.ask), name
    path = path_for(at.request, "contacts.show", number=contact.id)
    return path, _("Contact with %(state)s", state=name)
