"""The first visit: three steps to begin with, shown on Home until they are put away."""

from fastapi import APIRouter, Request, Response

from app.web.cookies import remember
from app.web.deps import Me
from app.web.pages import redirect

router = APIRouter()


@router.post("/tour", name="tour.finish")
def finish(request: Request, me: Me) -> Response:
    response = redirect(request, "home")
    remember(request, response, "samedoor-toured", "yes")
    return response
