"""The language of an answer: what was chosen on this device, else what the browser asks for."""

from urllib.parse import urlsplit

from babel import negotiate_locale
from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.kit.translation import LANGUAGES, SOURCE, speaking

COOKIE = "samedoor-language"


def install(app: FastAPI) -> None:
    app.add_middleware(Speaks)


class Speaks:
    """Answers each request in its reader's language. A plain ASGI middleware: what it sets is seen
    by everything that answers, on whatever thread."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with speaking(language_of(Request(scope))):
            await self.app(scope, receive, send)


def language_of(request: Request) -> str:
    """A key of `LANGUAGES`."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    wanted = _wanted(request.headers.get("accept-language", ""))
    return negotiate_locale(wanted, list(LANGUAGES), sep="-") or SOURCE


def local(path: str) -> str:
    """A path of ours to go back to, "/" for anything that would lead elsewhere."""
    parts = urlsplit(path)
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc
    return path if ours and not parts.scheme else "/"


def _wanted(header: str) -> list[str]:
    """The languages of an Accept-Language header, best first; what makes no sense is left out."""
    weighed = []
    for part in header.split(",")[:20]:
        name, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), name))
        except ValueError:
            continue
    return [name for _, name in sorted(weighed, key=lambda one: one[0]) if name]
