"""Accounts, for the administrator, who reads no entry."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.forms import AddUser
from app.accounts.models import User
from app.accounts.policy import ROLE_NAMES, Act, require, require_change
from app.accounts.queries import get_user, users
from app.accounts.service import add_user, make_link
from app.handovers.owning import owns
from app.handovers.service import close_account
from app.kit.errors import chosen
from app.kit.translation import gettext as _
from app.messengers.models import Kind
from app.messengers.queries import find_messenger, messengers
from app.web.deps import Db, Me, MeWriting, Now, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, path_for, redirect

router = APIRouter(prefix="/accounts")

AddForm = Annotated[Form[AddUser], Depends(posted(AddUser))]


@router.get("", name="accounts.index")
def index(request: Request, db: Db, me: Me) -> Response:
    return _show(request, db, me, Form({}))


@router.post("", name="accounts.create")
def create(request: Request, form: AddForm, db: WriteDb, me: MeWriting, now: Now) -> Response:
    require(me.reader, Act.ADMINISTER)
    user = form.submit(_add, db, by=me, now=now)
    if user is None:
        return _show(request, db, me, form)
    return _linked(request, db, me, user, now)


@router.post("/{email}/link", name="accounts.link")
def link(request: Request, db: WriteDb, me: MeWriting, now: Now, email: str) -> Response:
    require(me.reader, Act.ADMINISTER)
    return _linked(request, db, me, _theirs(db, email, me), now)


@router.post("/{email}/disabling", name="accounts.disable")
def disable(request: Request, db: WriteDb, me: MeWriting, now: Now, email: str) -> Response:
    require(me.reader, Act.ADMINISTER)
    taker = close_account(db, _theirs(db, email, me), by=me, now=now)
    return redirect(request, "accounts.index", flash=_disabled(email, taker))


def _disabled(email: str, taker: User | None) -> str:
    """Who takes over is named whether or not anything is open: an administrator reads no entry."""
    if taker is None:
        return _("%(email)s is disabled.", email=email)
    return _(
        "%(email)s is disabled. Whatever is open goes to %(person)s.",
        email=email,
        person=taker.name,
    )


def _theirs(db: Session, email: str, me: User) -> User:
    """The account, if this administrator may change it."""
    user = get_user(db, email)
    require_change(me.reader, user.origin)
    return user


def _add(db: Session, wish: AddUser, *, by: User, now: datetime) -> User:
    """Whether the messenger is an NGO is known here, whatever the browser says."""
    known: dict[str, Any] = {"ngo": False}
    if wish.messenger:
        one = chosen(find_messenger(db, wish.messenger), "messenger")
        known = {"messenger": one.code, "ngo": one.kind is Kind.NGO}
    return add_user(db, wish.model_copy(update=known), by=by.id, now=now, origin=by.origin)


def _linked(request: Request, db: Session, me: User, user: User, now: Now) -> Response:
    """The one-time link is shown once, on this very page, and kept nowhere."""
    token = make_link(db, user, by=me.id, now=now)
    address = f"{str(request.base_url).rstrip('/')}{path_for(request, 'sign_in.link', token=token)}"
    return _show(request, db, me, Form({}), fresh=(user.name, address))


def _show(
    request: Request, db: Session, me: User, form: Form[Any], fresh: tuple[str, str] | None = None
) -> Response:
    require(me.reader, Act.ADMINISTER)
    return page(
        request,
        "accounts/index.html",
        form.status,
        form=form,
        users=users(db),
        owners={one.id for one in users(db) if owns(one.reader)},
        fresh=fresh,
        roles=list(ROLE_NAMES.items()),
        messengers=[(one.code, one.name) for one in messengers(db).values()],
    )
