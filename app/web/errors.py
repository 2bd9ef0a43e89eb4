"""The one place where errors become HTTP: what happened, and what to do next."""

from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.kit.errors import Conflict, DomainError, Forbidden, Missing, Refused
from app.kit.translation import Said, marked
from app.kit.translation import gettext as _
from app.web.forms import said
from app.web.headers import HEADERS
from app.web.introduction import introduce
from app.web.pages import page

STATUS: dict[type[DomainError], int] = {Missing: 404, Forbidden: 403, Refused: 409, Conflict: 409}

TITLES = Said(
    {
        401: marked("Please sign in"),
        403: marked("You may not do this"),
        404: marked("Not found"),
        405: marked("This cannot be done here"),
        409: marked("This could not be saved"),
        413: marked("That is too large"),
        422: marked("Something in the address is not right"),
        429: marked("Too many attempts"),
        500: marked("Something went wrong on our side"),
        503: marked("Not ready yet"),
    }
)
NEXT = Said(
    {
        403: marked(
            "If you need this for your work, ask a Coordinator or the person who runs Same Door."
        ),
        404: marked("It may have another address, or it is not open to you. Try the lists below."),
        409: marked("Go back, look at what changed, and try again. What you typed is still there."),
        422: marked("Check the address, or begin again from one of the lists below."),
        429: marked("Wait a few minutes, then try again."),
        500: marked(
            "If it happens again, tell the person who runs Same Door the number below: with it "
            "they find what went wrong."
        ),
    }
)
ASKED = Said(
    {
        "approach": marked("the approach that this contact comes from"),
        "mine": marked("showing only one’s own"),
        "every": marked("showing all"),
        "adjust": marked("adjusting a suggestion"),
    }
)
"""What addresses ask for that may make no sense, in words."""
NOTHING_CHANGED = marked("Nothing was saved or changed. It is not your mistake.")


def install(app: FastAPI) -> None:
    app.add_exception_handler(DomainError, domain_error)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, broken)


async def domain_error(request: Request, error: Exception) -> Response:
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    return await error_page(request, status, str(error))


async def http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = getattr(error, "headers", None)
    message = _("There is no page at this address.") if status == 404 else ""
    response = await error_page(request, status, message)
    response.headers.update(headers or {})
    return response


async def invalid(request: Request, error: Exception) -> Response:
    parts = error.errors() if isinstance(error, RequestValidationError) else []
    if any(part["loc"][0] == "path" for part in parts):
        return await error_page(request, 404, _("There is no page at this address."))
    return await error_page(request, 422, " ".join(map(_unread, parts)))


def _unread(part: Any) -> str:
    """What in an address could not be read, and what it should be."""
    name = str(part["loc"][-1])
    address = _(
        "The address says “%(value)s” for %(asked)s.",
        value=str(part["input"])[:40],
        asked=ASKED.get(name) or _("“%(text)s”", text=name),
    )
    return f"{address} {said(part)}"


async def broken(request: Request, error: Exception) -> Response:
    """What broke is in the log, under the number that the page shows."""
    number = getattr(request.state, "request_id", "")
    log = structlog.get_logger()
    log.error("broken", id=number, kind=type(error).__name__, exc_info=error)
    try:
        response = await error_page(request, 500, _(NOTHING_CHANGED))
    except Exception as another:  # who is signed in may be what cannot be read any more
        log.error("broken page", id=number, kind=type(another).__name__)
        request.state.me = None
        response = await error_page(request, 500, _(NOTHING_CHANGED))
    response.headers.update(HEADERS | {"Cache-Control": "no-store", "X-Request-ID": number})
    return response


async def error_page(request: Request, status: int, message: str) -> Response:
    """An error as a page that says what to do next."""
    await introduce(request)
    query = f"?{request.url.query}" if request.url.query else ""
    return page(
        request,
        "error.html",
        status,
        code=status,
        heading=TITLES.get(status) or _("This did not work"),
        message=message,
        advice=NEXT.get(status, ""),
        number=getattr(request.state, "request_id", ""),
        again=f"{request.url.path}{query}" if request.method == "GET" else "",
    )
