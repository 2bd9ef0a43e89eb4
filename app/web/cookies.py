"""The session's cookie: http-only, same-site, secure except over http on loopback."""

from fastapi import Request, Response

from app.web.loopback import secure_cookies

MAX_AGE = 60 * 24 * 3600
"""Seconds; the server-side session ends sooner by itself."""


def cookie_name(request: Request) -> str:
    return "__Host-samedoor" if secure_cookies(request) else "samedoor"


def session_token(request: Request) -> str:
    return request.cookies.get(cookie_name(request), "")


def give_session(request: Request, response: Response, token: str) -> None:
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=MAX_AGE,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure_cookies(request),
    )


def take_session(request: Request, response: Response) -> None:
    response.delete_cookie(
        cookie_name(request),
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure_cookies(request),
    )
