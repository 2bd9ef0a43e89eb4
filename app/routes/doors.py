"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/doors")


@router.get("", name="doors.index")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
