"""To be written."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

router = APIRouter(prefix="/contacts")


@router.get("", name="contacts.index")
async def index(request: Request) -> Response:
    return PlainTextResponse("to be written")


@router.get("/new", name="contacts.new")
async def new(request: Request) -> Response:
    return PlainTextResponse("to be written")
