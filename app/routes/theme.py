"""The choice of light or dark, for one device."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from app.web.deps import Me
from app.web.forms import Form, posted
from app.web.pages import redirect
from app.web.theme import Theme, keep_theme

router = APIRouter()


class ChooseTheme(BaseModel):
    theme: Theme = Theme.SYSTEM


@router.post("/theme", name="theme.update")
def update(
    request: Request, me: Me, form: Annotated[Form[ChooseTheme], Depends(posted(ChooseTheme))]
) -> Response:
    chosen = form.command.theme if form.command else Theme.SYSTEM
    response = redirect(request, "sessions.index", flash="Your choice is kept on this device.")
    keep_theme(request, response, chosen)
    return response
