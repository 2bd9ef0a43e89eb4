"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/messages")


@router.get("", name="stub.messages")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
