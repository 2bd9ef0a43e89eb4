"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/messengers")


@router.get("", name="messengers.index")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
