"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/stub-holds")


@router.get("", name="stub.holds")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
