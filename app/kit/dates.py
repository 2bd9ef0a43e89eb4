"""Dates as precise as they are known: 2026-09-14, 2026-09, 2011, or nothing. Pure."""

import calendar
import re
from datetime import UTC, date, datetime
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from app.kit.translation import gettext, language, locale

PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


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
    """14 September 2026, September 2026, 2011, or "not known", in the reader's language."""
    return _spoken(str(text), language()) if text else gettext("not known")


def days(first: str, last: str) -> str:
    """1 to 5 December 2026, 30 November to 4 December 2026, November 2026, or "not known"."""
    if not first or last in ("", first):
        return spoken(first)
    begins, ends = _parts(first), _parts(last)
    from_day = spoken(first)
    if begins[2] and ends[2] and begins[0] == ends[0]:
        alone = begins[1] == ends[1]
        from_day = _first(begins[2]) if alone else _said(earliest(first), "MMMMd")
    return gettext("%(first)s to %(last)s", first=from_day, last=spoken(last))


def between(first: date, last: date) -> str:
    """1 December 2026 to 5 December 2026: each day whole."""
    return gettext("%(first)s to %(last)s", first=spoken(first), last=spoken(last))


def span(first: str, last: str) -> str:
    """The same inside a sentence: from 1 to 5 December 2026, on 1 December 2026, in May 2026."""
    if not first:
        return gettext("on a day that is not known")
    if last not in ("", first):
        return gettext("from %(days)s", days=days(first, last))
    if _parts(first)[2]:
        return gettext("on %(day)s", day=spoken(first))
    return gettext("in %(month)s", month=spoken(first))


def moment(at: datetime) -> str:
    """14 September 2026, 09:05 UTC."""
    return gettext("%(day)s, %(time)s UTC", day=spoken(at.date()), time=f"{at:%H:%M}")


@lru_cache(4096)
def _spoken(text: str, _language: str) -> str:
    """In the language that is spoken now, which `_language` only names."""
    year, month, day = _parts(text)
    if day:
        return _ordinal(format_date(earliest(text), "long", locale=locale()), day)
    return _said(earliest(text), "yMMMM") if month else str(year)


def _said(on: date, skeleton: str) -> str:
    return _ordinal(format_skeleton(skeleton, on, locale=locale()), on.day)


def _ordinal(said: str, day: int) -> str:
    """French counts the first day of a month, and only that: 1er septembre."""
    if language() == "fr" and day == 1 and said.startswith("1 "):
        return f"1er{said[1:]}"
    return said


def _first(day: int) -> str:
    return "1er" if day == 1 and language() == "fr" else str(day)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = PATTERN.fullmatch(text)
    if not match:
        raise ValueError(
            gettext("“%(text)s” is not a date such as 2026-09-14, 2026-09 or 2026", text=text)
        )
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    date(year, month or 1, day or 1)  # a month 13 is no date
    return year, month, day


def held(on: date, precision: str) -> str:
    """A contact's date as exactly as it is known."""
    if precision == "week":
        return gettext("week of %(day)s", day=spoken(on))
    return spoken(f"{on:%Y-%m}") if precision == "month" else spoken(on)
