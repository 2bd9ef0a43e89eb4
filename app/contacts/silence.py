"""What the knocks at a door add up to: last effective knock, silence, different messengers. Pure.

Source: the domain's "effective knock" (not retracted, response not "no reply"; one whose response
nobody recorded counts, as nobody said that there was no reply) and "silence" (days since the last).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.contacts.terms import Channel, Level, Precision, Response
from app.kit.dates import held, latest, spoken
from app.kit.translation import gettext as _

YEAR = timedelta(days=365)


def latest_day(held_on: date, precision: Precision) -> date:
    """The last day that a date of such precision may mean."""
    if precision is Precision.WEEK:
        return held_on + timedelta(days=6)
    return latest(f"{held_on:%Y-%m}") if precision is Precision.MONTH else held_on


@dataclass(frozen=True)
class Knock:
    """One contact that is not retracted, as far as a door is concerned. Newest first in lists."""

    contact_id: int
    held_on: date
    precision: Precision
    channel: Channel
    level: Level | None
    response: Response | None
    messengers: tuple[str, ...]
    author_id: int
    demonstration: bool = False
    visibility: str = "group"

    @property
    def effective(self) -> bool:
        return self.response is not Response.NO_REPLY

    @property
    def latest_day(self) -> date:
        """The last day on which it may have happened: spacing counts from there."""
        return latest_day(self.held_on, self.precision)

    @property
    def when(self) -> str:
        """Its date as exactly as it is known: 14 September 2026, September 2026."""
        if self.precision is Precision.WEEK:
            return _("the week of %(day)s", day=spoken(self.held_on))
        return held(self.held_on, self.precision)

    @property
    def on_when(self) -> str:
        """The same with its preposition: on 14 September 2026, in September 2026."""
        if self.precision is Precision.DAY:
            return _("on %(day)s", day=self.when)
        if self.precision is Precision.WEEK:
            return _("in the week of %(day)s", day=spoken(self.held_on))
        return _("in %(month)s", month=self.when)


@dataclass(frozen=True)
class DoorRecord:
    """One reader's record of one door: knocks of the last twelve months, newest first, and the
    last effective knock, however old."""

    recent: tuple[Knock, ...] = ()
    last_effective: Knock | None = None

    @property
    def last(self) -> Knock | None:
        return self.recent[0] if self.recent else self.last_effective

    def silence(self, today: date) -> int | None:
        """Days since the last effective knock; None if none is known."""
        return (today - self.last_effective.held_on).days if self.last_effective else None

    def messengers(self, today: date) -> frozenset[str]:
        """Different messengers of the last twelve months."""
        since = today - YEAR
        return frozenset(m for k in self.recent if k.held_on >= since for m in k.messengers)


EMPTY = DoorRecord()


def within(knocks: Iterable[Knock], today: date, days: int) -> list[Knock]:
    """The knocks that may have happened in the last `days` days, today's included."""
    return [one for one in knocks if is_within(one.held_on, one.precision, today, days)]


def is_within(held_on: date, precision: Precision, today: date, days: int) -> bool:
    """Whether it may have happened in the last `days` days, today included."""
    return held_on <= today and (today - latest_day(held_on, precision)).days < days
