"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/stub-r")


@router.get("", name="stub.retractions")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
