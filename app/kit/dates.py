"""Dates as precise as they are known: 2026-09-14, 2026-09, 2011, or nothing. Pure."""

import calendar
import re
from datetime import UTC, date, datetime

PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
MONTHS = list(calendar.month_name)


def now() -> datetime:
    """The instant, in UTC. Only `web` and `cli` may ask; everybody below is told."""
    return datetime.now(UTC)


def check_partial(text: str) -> str:
    """The text itself if it is "", a year, a month or a day; else ValueError."""
    if text:
        latest(text)
    return text


def earliest(text: str) -> date:
    """The first day that a partial date may mean."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def latest(text: str) -> date:
    """The last day that a partial date may mean: what it says has happened by then."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def spoken(text: str | date | None) -> str:
    """14 September 2026, September 2026, 2011, or "not known"."""
    if not text:
        return "not known"
    year, month, day = _parts(str(text))
    return " ".join(str(part) for part in (day, month and MONTHS[month], year) if part)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = PATTERN.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date such as 2026-09-14, 2026-09 or 2026")
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    date(year, month or 1, day or 1)  # a month 13 is no date
    return year, month, day
