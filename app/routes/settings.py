"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/settings")


@router.get("", name="settings.edit")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
