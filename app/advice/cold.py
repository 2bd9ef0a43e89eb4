"""Doors that go cold: the two days between which the next knock should come. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.contacts.silence import DoorRecord, Knock
from app.contacts.terms import Response
from app.doors.door import Door
from app.doors.rules import RoundSettings
from app.kit.translation import Said, marked

COOLS = timedelta(days=182)
"""A judgement, not a measurement: half a year without an answered knock is long for a dialogue."""
SOON = timedelta(days=30)


class Due(StrEnum):
    """How a door stands towards the two days of its window."""

    COLD = "cold"
    SOON = "soon"
    READY = "ready"
    RESTING = "resting"


DUE_NAMES = Said(
    {
        Due.COLD: marked("gone cold"),
        Due.SOON: marked("goes cold within a month"),
        Due.READY: marked("may be knocked at now"),
        Due.RESTING: marked("rests for now"),
    }
)


@dataclass(frozen=True)
class Window:
    """`not_before` is when the spacing, or the rest after a refusal, is over; `not_later` half a
    year after the last effective knock, and never before the other."""

    not_before: date
    not_later: date

    def is_cold(self, today: date) -> bool:
        return self.not_later < today

    def cools(self, today: date) -> bool:
        """Whether it is cold, or soon will be."""
        return self.not_later <= today + SOON

    def due(self, today: date) -> Due:
        if self.is_cold(today):
            return Due.COLD
        if self.not_before > today:
            return Due.RESTING
        return Due.SOON if self.cools(today) else Due.READY


@dataclass(frozen=True)
class Cooling:
    """An open door that goes cold."""

    door: Door
    state: str
    window: Window
    demonstration: bool


def window(record: DoorRecord, settings: RoundSettings, today: date) -> Window | None:
    """None for a door at which no knock is known: it is not cold, nobody has been there."""
    last = record.last
    if last is None:
        return None
    ends = [_after(last, settings.spacing_days, today)]
    effective = record.last_effective
    if effective and effective.response is Response.DECLINED:
        ends.append(_after(effective, settings.rest_after_declined_days, today))
    not_before = max(ends)
    answered = effective.held_on if effective else last.held_on
    return Window(not_before, max(answered + COOLS, not_before))


def _after(knock: Knock, days: int, today: date) -> date:
    """Counted from the last day that its date may mean, which is never in the future."""
    return min(knock.latest_day, max(today, knock.held_on)) + timedelta(days=days)
