"""Who is signed in, and what every page must say, for a page that no route makes: an error's."""

from collections.abc import Callable
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI, Request
from sqlmodel import Session

from app.accounts.queries import signed_in
from app.web.cookies import session_token
from app.web.deps import now, reading

Notices = Callable[[Session], tuple[str, ...]]


def install(app: FastAPI, notices: Notices) -> None:
    """`notices` reads what every page must say: who composes the application knows."""
    app.state.notices = notices


async def introduce(request: Request) -> None:
    """Tell the request what a route would have told it, where none did. Never raises: a page that
    says what went wrong says it also where nobody is known and nothing can be read."""
    known = request.state
    if hasattr(known, "me") and hasattr(known, "notices"):
        return
    try:
        async with asynccontextmanager(reading)() as db:
            known.notices = request.app.state.notices(db)
            token = session_token(request)
            found = signed_in(db, token, now()) if token else None
            known.me = found.user if found else None
    except Exception as error:
        structlog.get_logger().warning("nobody introduced", kind=type(error).__name__)
