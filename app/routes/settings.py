"""The group's settings, and who changed them when."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from app.accounts.policy import Act, require
from app.doors.changes import changes
from app.doors.queries import round_settings
from app.doors.rules import DEFAULTS, SETTING_NAMES, RoundSettings
from app.doors.service import change_settings
from app.kit.translation import gettext as _
from app.web.deps import Db, Me, MeWriting, Now, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/settings")

SettingsForm = Annotated[Form[RoundSettings], Depends(posted(RoundSettings))]


@router.get("", name="settings.edit")
def edit(request: Request, db: Db, me: Me) -> Response:
    require(me.reader, Act.COORDINATE)
    return _show(request, db, Form(round_settings(db).model_dump()))


@router.post("", name="settings.update")
def update(request: Request, db: WriteDb, me: MeWriting, now: Now, form: SettingsForm) -> Response:
    require(me.reader, Act.COORDINATE)
    if not form.submit(change_settings, db, by=me, now=now):
        return _show(request, db, form)
    return redirect(request, "settings.edit", flash=_("Saved: the settings are in force now."))


def _show(request: Request, db: Session, form: Form[RoundSettings]) -> Response:
    return page(
        request,
        "settings/edit.html",
        form.status,
        form=form,
        defaults=DEFAULTS.model_dump(),
        names=SETTING_NAMES,
        changes=changes(db),
    )
