"""The page of one's own sessions, and of one's own password."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.accounts.forms import SetPassword
from app.accounts.models import User
from app.accounts.passwords import hash_password
from app.accounts.queries import sessions_of
from app.accounts.service import end_other_sessions, end_session, set_password
from app.kit.errors import Refused
from app.kit.translation import gettext as _
from app.messengers.queries import messengers
from app.web.deps import Db, Me, MeWriting, Now, Number, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect
from app.web.threads import hashing

router = APIRouter()

PasswordForm = Annotated[Form[SetPassword], Depends(posted(SetPassword))]


@router.get("/sessions", name="sessions.index")
def index(request: Request, db: Db, me: Me, now: Now) -> Response:
    return _show(request, db, me, now, Form({}))


@router.post("/sessions/others/revocation", name="sessions.revoke_others")
def revoke_others(request: Request, db: WriteDb, me: MeWriting, now: Now) -> Response:
    end_other_sessions(db, me, request.state.sign_in_id, now=now)
    return redirect(request, "sessions.index", flash=_("All other sessions are ended."))


@router.post("/sessions/{number}/revocation", name="sessions.revoke")
def revoke(request: Request, db: WriteDb, me: MeWriting, now: Now, number: Number) -> Response:
    end_session(db, me, number, now=now)
    return redirect(request, "sessions.index", flash=_("That session is ended."))


async def new_hash(_me: Me, form: PasswordForm) -> str:
    """The hash of the new password, made before the turn to write is asked for; "" if refused.

    Only for somebody signed in: hashing is slow.
    """
    wish = form.command
    if wish is None:
        return ""
    try:
        return await hashing(lambda: hash_password(wish.password))
    except Refused as refusal:
        form.errors["password"] = refusal.message
        return ""


@router.post("/password", name="password.update")
def update(
    request: Request,
    form: PasswordForm,
    hashed: Annotated[str, Depends(new_hash)],
    db: WriteDb,
    me: MeWriting,
    now: Now,
) -> Response:
    if not hashed:
        return _show(request, db, me, now, form)
    set_password(db, me, hashed, by=me.id, now=now)
    end_other_sessions(db, me, request.state.sign_in_id, now=now)
    flash = _("Your password is set; other sessions are ended.")
    return redirect(request, "sessions.index", flash=flash)


def _show(request: Request, db: Db, me: User, now: Now, form: Form[SetPassword]) -> Response:
    called = messengers(db).get(me.messenger or "")
    return page(
        request,
        "sessions/index.html",
        form.status,
        form=form,
        sessions=sessions_of(db, me, now),
        messenger=called.name if called else me.messenger,
        this=request.state.sign_in_id,
    )
