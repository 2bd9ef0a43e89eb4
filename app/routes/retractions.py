"""Retracting a contact."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.models import User
from app.contacts.forms import Retract
from app.contacts.queries import get_contact
from app.contacts.service import amendable, retract_contact
from app.kit.translation import gettext as _
from app.web.deps import Db, Me, MeWriting, Now, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/contacts/{number}/retraction")

RetractForm = Annotated[Form[Retract], Depends(posted(Retract))]


@router.get("", name="retractions.new")
def new(request: Request, db: Db, me: Me, number: int) -> Response:
    amendable(db, number, me)
    return _ask(request, db, me, number, Form({}))


@router.post("", name="retractions.create")
def create(
    request: Request, form: RetractForm, db: WriteDb, me: MeWriting, now: Now, number: int
) -> Response:
    if form.submit(retract_contact, db, number=number, by=me, now=now) is None:
        return _ask(request, db, me, number, form)
    return redirect(request, "contacts.show", number=number, flash=_("Retracted."))


def _ask(request: Request, db: Session, me: User, number: int, form: Form[Retract]) -> Response:
    contact = get_contact(db, me.reader, number)
    return page(request, "retractions/new.html", form.status, form=form, contact=contact)
