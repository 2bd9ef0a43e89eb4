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


def days(first: str, last: str) -> str:
    """1 to 5 December 2026, 30 November to 4 December 2026, November 2026, or "not known"."""
    if not first or last in ("", first):
        return spoken(first)
    begins, ends = _parts(first), _parts(last)
    if not (begins[2] and ends[2]) or begins[0] != ends[0]:
        return f"{spoken(first)} to {spoken(last)}"
    month = "" if begins[1] == ends[1] else f" {MONTHS[begins[1] or 0]}"
    return f"{begins[2]}{month} to {spoken(last)}"


def span(first: str, last: str) -> str:
    """The same inside a sentence: from 1 to 5 December 2026, on 1 December 2026, in May 2026."""
    if not first:
        return "on a day that is not known"
    one = last in ("", first)
    before = ("on" if _parts(first)[2] else "in") if one else "from"
    return f"{before} {days(first, last)}"


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = PATTERN.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date such as 2026-09-14, 2026-09 or 2026")
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    date(year, month or 1, day or 1)  # a month 13 is no date
    return year, month, day


def held(on: date, precision: str) -> str:
    """A contact's date as exactly as it is known."""
    if precision == "week":
        return f"week of {spoken(on)}"
    return spoken(f"{on:%Y-%m}") if precision == "month" else spoken(on)
