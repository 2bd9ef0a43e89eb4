"""Light, dark, or as the system has it: kept in a cookie, so that no page flickers."""

from enum import StrEnum

from fastapi import Request

COOKIE = "samedoor-theme"


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def theme_of(request: Request) -> Theme:
    """What was chosen on this device."""
    chosen = request.cookies.get(COOKIE, "")
    return Theme(chosen) if chosen in set(Theme) else Theme.SYSTEM
