"""The keyboard shortcuts, as a page and as the sheet that "?" opens."""

from fastapi import APIRouter, Request, Response

from app.web.deps import Me
from app.web.pages import page

router = APIRouter(prefix="/shortcuts")


@router.get("", name="shortcuts.index")
async def index(request: Request, me: Me) -> Response:
    return page(request, "shortcuts/index.html")
