"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/exports")


@router.get("", name="stub.exports")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
