"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/stub-moves")


@router.get("", name="stub.moves")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
