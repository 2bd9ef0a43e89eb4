"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/stub-v")


@router.get("", name="stub.versions")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
