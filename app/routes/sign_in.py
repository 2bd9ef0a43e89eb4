"""Signing in by password or one-time link, and signing out."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.forms import SignInForm
from app.accounts.passwords import is_password
from app.accounts.queries import find_user, open_link
from app.accounts.service import (
    end_session,
    note_failure,
    refuse_too_many,
    start_session,
    use_link,
)
from app.kit.errors import Missing, Refused
from app.web.cookies import give_session, take_session
from app.web.deps import Db, MeWriting, Now, WriteDb
from app.web.forms import Form, posted
from app.web.hashing import hashing
from app.web.pages import go_to, page, redirect

router = APIRouter()

PasswordForm = Annotated[Form[SignInForm], Depends(posted(SignInForm))]
WRONG = "This e-mail address and password do not belong together."


@router.get("/sign-in", name="sign_in.new")
async def new(request: Request, next: str = "") -> Response:  # noqa: A002  # the address says next
    return _ask(request, Form({"next": next}))


async def password_fits(request: Request, form: PasswordForm, db: Db, now: Now) -> bool | None:
    """Whether address and password belong together; None if the form or the limits refuse.

    Hashing is slow: it is done before the turn to write is asked for.
    """
    wish = form.command
    if wish is None or _waits(request, form, wish, db, now):
        return None
    user = find_user(db, wish.email)
    kept = user.password_hash if user and not user.disabled_at else None
    return await hashing(lambda: is_password(kept, wish.password))


@router.post("/sign-in", name="sign_in.create")
def create(
    request: Request,
    form: PasswordForm,
    fits: Annotated[bool | None, Depends(password_fits)],
    db: WriteDb,
    now: Now,
) -> Response:
    wish = form.command
    if wish is None or fits is None or _waits(request, form, wish, db, now):
        return _ask(request, form, 429 if "" in form.errors else None)
    user = find_user(db, wish.email)
    if not fits or user is None or user.disabled_at:
        note_failure(db, wish.email, _peer(request), now=now)
        form.errors["password"] = WRONG
        return _ask(request, form)
    return _welcome(request, start_session(db, user, _device(request), now), wish.next)


@router.get("/sign-in/{token}", name="sign_in.link")
def link(request: Request, db: Db, now: Now, token: str) -> Response:
    found = open_link(db, token, now)
    status = 200 if found else 404
    who = found[1].name if found else ""
    return page(request, "sign_in/link.html", status, who=who, token=token)


@router.post("/sign-in/{token}", name="sign_in.spend")
def spend(request: Request, db: WriteDb, now: Now, token: str) -> Response:
    try:
        session = use_link(db, token, device=_device(request), now=now)
    except Missing:
        return page(request, "sign_in/link.html", 404, who="", token=token)
    return _welcome(request, session, "")


@router.post("/sign-out", name="sign_out.create")
def sign_out(request: Request, db: WriteDb, me: MeWriting, now: Now) -> Response:
    end_session(db, me, request.state.sign_in_id, now=now)
    response = redirect(request, "sign_in.new", flash="You are signed out.")
    take_session(request, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _waits(
    request: Request, form: Form[SignInForm], wish: SignInForm, db: Session, now: datetime
) -> bool:
    """Whether there were too many failures. Asked again inside the turn to write: of many
    attempts sent at once, all but the first few find them there."""
    try:
        refuse_too_many(db, wish.email, _peer(request), now=now)
    except Refused as refusal:
        form.errors[""] = refusal.message
        return True
    return False


def _ask(request: Request, form: Form[SignInForm], status: int | None = None) -> Response:
    return page(request, "sign_in/new.html", status or form.status, form=form)


def _welcome(request: Request, token: str, wanted: str) -> Response:
    local = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    response = go_to(request, wanted if local else "/")
    give_session(request, response, token)
    return response


def _device(request: Request) -> str:
    return request.headers.get("user-agent", "")


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""
