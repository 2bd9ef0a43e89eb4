"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/stub-barriers")


@router.get("", name="stub.barriers")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
