"""The choice of a language, for one device: for somebody signed out, too."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from app.kit.translation import LANGUAGES
from app.web.cookies import remember
from app.web.forms import Form, posted
from app.web.language import COOKIE, local
from app.web.pages import go_to

router = APIRouter()


class ChooseLanguage(BaseModel):
    language: str = ""
    back: str = "/"


@router.post("/language", name="language.update")
def update(
    request: Request, form: Annotated[Form[ChooseLanguage], Depends(posted(ChooseLanguage))]
) -> Response:
    """Anything that is no language of ours goes back to what the browser asks for."""
    wish = form.command or ChooseLanguage()
    response = go_to(request, local(wish.back))
    remember(request, response, COOKIE, wish.language if wish.language in LANGUAGES else "")
    return response
