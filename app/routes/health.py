"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/health")


@router.get("", name="stub.health")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
