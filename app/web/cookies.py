"""Cookies: http-only, same-site, secure except over http on loopback.

The session's, what is said once on the next page, and small choices that a device remembers: no
secret in those, and nothing of an entry.
"""

from fastapi import Request, Response

from app.web.loopback import secure_cookies

MAX_AGE = 60 * 24 * 3600
"""Seconds; the server-side session ends sooner by itself."""
YEAR = 365 * 24 * 3600
"""Seconds."""


def cookie_name(request: Request) -> str:
    return "__Host-samedoor" if secure_cookies(request) else "samedoor"


def session_token(request: Request) -> str:
    return request.cookies.get(cookie_name(request), "")


def give_session(request: Request, response: Response, token: str) -> None:
    give_cookie(request, response, cookie_name(request), token, seconds=MAX_AGE)


def take_session(request: Request, response: Response) -> None:
    take_cookie(request, response, cookie_name(request))


def remember(request: Request, response: Response, name: str, value: str) -> None:
    """A choice, for a year; "" forgets."""
    if value:
        give_cookie(request, response, name, value, seconds=YEAR)
    else:
        take_cookie(request, response, name)


def give_cookie(
    request: Request, response: Response, name: str, value: str, *, seconds: int
) -> None:
    secure = secure_cookies(request)
    response.set_cookie(name, value, seconds, httponly=True, samesite="lax", secure=secure)


def take_cookie(request: Request, response: Response, name: str) -> None:
    secure = secure_cookies(request)
    response.delete_cookie(name, httponly=True, samesite="lax", secure=secure)
