"""Whether a request came over http on this very machine, where alone a cookie may go unsecured."""

from fastapi import Request

from app.kit.settings import settings

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def secure_cookies(request: Request) -> bool:
    """True except over http on loopback."""
    if settings().public_url.startswith("https:") or request.url.scheme == "https":
        return True
    return request.url.hostname not in LOOPBACK
