"""The choice of light or dark, for one device."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from app.kit.translation import gettext as _
from app.web.cookies import remember
from app.web.deps import Me
from app.web.forms import Form, posted
from app.web.pages import redirect
from app.web.theme import COOKIE, Theme

router = APIRouter()


class ChooseTheme(BaseModel):
    theme: Theme = Theme.SYSTEM


@router.post("/theme", name="theme.update")
def update(
    request: Request, me: Me, form: Annotated[Form[ChooseTheme], Depends(posted(ChooseTheme))]
) -> Response:
    chosen = form.command.theme if form.command else Theme.SYSTEM
    response = redirect(request, "sessions.index", flash=_("Your choice is kept on this device."))
    remember(request, response, COOKIE, "" if chosen is Theme.SYSTEM else chosen.value)
    return response
