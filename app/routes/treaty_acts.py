"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/treaty-acts")


@router.get("", name="stub.acts")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")
