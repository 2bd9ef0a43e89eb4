"""Signing in by password or one-time link, and signing out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.accounts.forms import SignInForm
from app.accounts.passwords import is_password, renewed_hash
from app.accounts.queries import find_user, open_link
from app.accounts.service import (
    barred_until,
    end_session,
    note_failure,
    renew_password,
    start_session,
    use_link,
)
from app.kit.errors import Missing
from app.kit.translation import gettext as _
from app.kit.translation import marked, ngettext
from app.web.cookies import give_session, take_session
from app.web.deps import Db, MeWriting, Now, WriteDb
from app.web.forms import Form, posted
from app.web.pages import go_to, page, redirect
from app.web.threads import hashing

router = APIRouter()

PasswordForm = Annotated[Form[SignInForm], Depends(posted(SignInForm))]
WRONG = marked("This e-mail address and password do not belong together.")


@router.get("/sign-in", name="sign_in.new")
async def new(request: Request, next: str = "") -> Response:  # noqa: A002  # the address says next
    return _ask(request, Form({"next": next}))


@dataclass(frozen=True)
class Checked:
    """What was found out about a sign-in before the turn to write was asked for.

    `kept` is the hash that was looked at, `renewed` the same password's with today's parameters,
    if it needs one; `until` the moment before which nobody may try.
    """

    fits: bool = False
    kept: str | None = None
    renewed: str | None = None
    until: datetime | None = None


async def check(request: Request, form: PasswordForm, db: Db, now: Now) -> Checked:
    """Whether address and password belong together. Hashing is slow: it is done before the turn to
    write is asked for."""
    wish = form.command
    if wish is None:
        return Checked()
    until = barred_until(db, wish.email, _peer(request), now=now)
    if until:
        return Checked(until=until)
    user = find_user(db, wish.email)
    kept = user.password_hash if user and not user.disabled_at else None
    fits = await hashing(lambda: is_password(kept, wish.password))
    renewed = await hashing(lambda: renewed_hash(kept, wish.password)) if fits else None
    return Checked(fits=fits, kept=kept, renewed=renewed)


@router.post("/sign-in", name="sign_in.create")
def create(
    request: Request,
    form: PasswordForm,
    checked: Annotated[Checked, Depends(check)],
    db: WriteDb,
    now: Now,
) -> Response:
    wish = form.command
    if wish is None:
        return _ask(request, form)
    # asked again inside the turn: of many attempts sent at once, all but the first few wait
    until = checked.until or barred_until(db, wish.email, _peer(request), now=now)
    if until:
        return _wait(request, form, until, now)
    user = find_user(db, wish.email)
    if not checked.fits or user is None or user.disabled_at:
        note_failure(db, wish.email, _peer(request), now=now)
        form.errors["password"] = _(WRONG)
        return _ask(request, form)
    if checked.kept and checked.renewed:
        renew_password(db, user, checked.kept, checked.renewed, now=now)
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
    response = redirect(request, "sign_in.new", flash=_("You are signed out."))
    take_session(request, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _wait(request: Request, form: Form[SignInForm], until: datetime, now: datetime) -> Response:
    """The form again, with when one may try: never said earlier than it is true."""
    seconds = ceil((until - now).total_seconds())
    minutes = ceil(seconds / 60)
    whole = until if not (until.second or until.microsecond) else until + timedelta(minutes=1)
    form.errors[""] = ngettext(
        "Too many attempts. You may try again in %(num)s minute, from %(time)s UTC.",
        "Too many attempts. You may try again in %(num)s minutes, from %(time)s UTC.",
        minutes,
        time=f"{whole:%H:%M}",
    )
    response = _ask(request, form, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


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
