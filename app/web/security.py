"""What surrounds every answer: a number, a log line, strict headers, and the cross-origin guard.

Each is a plain ASGI middleware: none of them holds an answer back.
"""

import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

import structlog
from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from app.kit.translation import gettext as _
from app.web.errors import error_page
from app.web.headers import HEADERS
from app.web.loopback import secure_cookies

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE = {"GET", "HEAD", "OPTIONS"}


def install(app: FastAPI) -> None:
    """From the outside in: number and log, headers, guard."""
    app.add_middleware(CrossOriginGuard)
    app.add_middleware(StrictHeaders)
    app.add_middleware(RequestLog)


class CrossOriginGuard:
    """Refuses a write that another site's page sent (cross-site request forgery).

    The rule of browsers' own `Sec-Fetch-Site`; older ones send `Origin`, which must then be ours.
    A client that sends neither is no browser, and carries no cookie that it did not put there.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE or _same_origin(scope):
            await self.app(scope, receive, send)
            return
        message = _("This was sent from another site's page. Open Same Door itself and try again.")
        answer = await error_page(Request(scope), 403, message)
        await answer(scope, receive, send)


def _same_origin(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    fetched, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if fetched:
        return fetched in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


class StrictHeaders:
    """The same headers on every answer; what is not a static file is not kept by browsers."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        extra = dict(HEADERS)
        if secure_cookies(Request(scope)):
            extra["Strict-Transport-Security"] = "max-age=31536000"

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in extra.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, add)


class RequestLog:
    """One structured line a request: never its query, its form or a sign-in token."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.log = structlog.get_logger()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number, began, status = secrets.token_hex(8), time.perf_counter(), 500
        scope.setdefault("state", {})["request_id"] = number

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = number
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            self._line(scope, number, status, began)

    def _line(self, scope: Scope, number: str, status: int, began: float) -> None:
        route, who = scope.get("route"), scope["state"].get("me")
        self.log.info(
            "request",
            id=number,
            method=scope["method"],
            route=getattr(route, "path", "none"),
            status=status,
            ms=round(1000 * (time.perf_counter() - began), 1),
            user=getattr(who, "id", None),
        )
