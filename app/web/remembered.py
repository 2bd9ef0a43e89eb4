"""Small choices that a device remembers in a cookie: no secret, and nothing of an entry."""

from fastapi import Request, Response

from app.web.loopback import secure_cookies

YEAR = 365 * 24 * 3600
"""Seconds."""


def remember(request: Request, response: Response, name: str, value: str) -> None:
    """For a year; "" forgets."""
    if not value:
        response.delete_cookie(name, path="/")
        return
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure_cookies(request),
    )
