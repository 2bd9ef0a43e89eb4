"""Joining two entries that tell of one meeting, and parting them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.contacts.forms import Join
from app.contacts.joining import join_contacts, part_contacts
from app.kit.errors import Refused
from app.kit.translation import gettext as _
from app.web.deps import Number, Writes
from app.web.forms import Form, posted
from app.web.pages import redirect

router = APIRouter(prefix="/contacts/{number}")

JoinForm = Annotated[Form[Join], Depends(posted(Join))]


@router.post("/joining", name="joinings.create")
def create(at: Writes, form: JoinForm, number: Number) -> Response:
    into = join_contacts(at.db, _wish(form), number=number, by=at.me, now=at.now)
    said = _("Joined into one contact.")
    return redirect(at.request, "contacts.show", number=into.id, flash=said)


@router.post("/parting", name="partings.create")
def part(at: Writes, form: JoinForm, number: Number) -> Response:
    here = part_contacts(at.db, _wish(form), number=number, by=at.me, now=at.now)
    said = _("Parted: each stands for itself again.")
    return redirect(at.request, "contacts.show", number=here.id, flash=said)


def _wish(form: Form[Join]) -> Join:
    if form.command is None:
        raise Refused("", _("Please choose the other contact again."))
    return form.command
