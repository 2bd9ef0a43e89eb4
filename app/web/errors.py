"""The one place where errors become HTTP: what happened, and what to do next."""

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.kit.errors import Conflict, DomainError, Forbidden, Missing, Refused
from app.web.headers import HEADERS
from app.web.pages import page

STATUS: dict[type[DomainError], int] = {Missing: 404, Forbidden: 403, Refused: 409, Conflict: 409}

TITLES = {
    401: "Please sign in",
    403: "You may not do this",
    404: "Not found",
    405: "This cannot be done here",
    409: "This could not be saved",
    413: "That is too large",
    422: "Something in the address or the form is not right",
    429: "Too many attempts",
    500: "Something went wrong on our side",
    503: "Not ready yet",
}
NEXT = {
    403: "If you need this for your work, ask a Coordinator or the person who runs Same Door.",
    404: "It may have another address, or it is not open to you. Try the lists below.",
    409: "Go back, look at what changed, and try again. What you typed is still there.",
    422: "Go back and check what was typed.",
    429: "Wait a few minutes, then try again.",
    500: "Nothing was changed. Try again; if it happens again, tell the person who runs Same Door "
    "the number below.",
}


def install(app: FastAPI) -> None:
    app.add_exception_handler(DomainError, domain_error)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, broken)


def domain_error(request: Request, error: Exception) -> Response:
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    return error_page(request, status, str(error))


def http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = getattr(error, "headers", None)
    message = "There is no page at this address." if status == 404 else ""
    response = error_page(request, status, message)
    response.headers.update(headers or {})
    return response


def invalid(request: Request, error: Exception) -> Response:
    parts = error.errors() if isinstance(error, RequestValidationError) else []
    if any(part["loc"][0] == "path" for part in parts):
        return error_page(request, 404, "There is no page at this address.")
    named = ", ".join(str(part["loc"][-1]) for part in parts)
    return error_page(request, 422, f"These could not be read: {named}." if named else "")


def broken(request: Request, error: Exception) -> Response:
    structlog.get_logger().error("broken", kind=type(error).__name__, exc_info=error)
    response = error_page(request, 500, "")
    number = getattr(request.state, "request_id", "")
    response.headers.update(HEADERS | {"Cache-Control": "no-store", "X-Request-ID": number})
    return response


def error_page(request: Request, status: int, message: str) -> Response:
    """An error as a page that says what to do next."""
    return page(
        request,
        "error.html",
        status,
        code=status,
        heading=TITLES.get(status, "This did not work"),
        message=message,
        advice=NEXT.get(status, ""),
        number=getattr(request.state, "request_id", ""),
    )
