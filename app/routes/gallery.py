"""The components, each once, in every state."""

from fastapi import APIRouter, Request, Response

from app.web.deps import Me
from app.web.forms import Form
from app.web.pages import page

router = APIRouter(prefix="/gallery")


@router.get("", name="gallery.index")
async def index(request: Request, me: Me) -> Response:
    wrong: Form[None] = Form({"wrong": "32 September", "chosen": "b", "several": ["a"]})  # type: ignore[type-var]  # no command behind it
    wrong.errors = {"wrong": "Please give a date such as 2026-09-14."}
    return page(request, "gallery/index.html", form=wrong)
