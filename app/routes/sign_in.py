"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/sign-in")


@router.get("", name="sign_in.new")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")


@router.post("/out", name="sign_out.create")
async def out(request: Request) -> Response:
    return PlainTextResponse("to be written")
