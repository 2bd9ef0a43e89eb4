"""Light, dark, or as the system has it: kept in a cookie, so that no page flickers."""

from enum import StrEnum

from fastapi import Request, Response

from app.web.loopback import secure_cookies

COOKIE = "samedoor-theme"
YEAR = 365 * 24 * 3600
"""Seconds."""


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def theme_of(request: Request) -> Theme:
    """What was chosen on this device."""
    chosen = request.cookies.get(COOKIE, "")
    return Theme(chosen) if chosen in set(Theme) else Theme.SYSTEM


def keep_theme(request: Request, response: Response, theme: Theme) -> None:
    if theme is Theme.SYSTEM:
        response.delete_cookie(COOKIE, path="/")
        return
    response.set_cookie(
        COOKIE, theme.value, max_age=YEAR, path="/", httponly=True, samesite="lax",
        secure=secure_cookies(request),
    )  # fmt: skip
