"""The first page."""

from fastapi import APIRouter, Request, Response

from app.web.deps import Me
from app.web.pages import redirect

router = APIRouter()


@router.get("/", name="home")
def show(request: Request, me: Me) -> Response:
    return redirect(request, "doors.index")
