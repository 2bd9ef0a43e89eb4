"""What would have been said on a day of the past, from facts of that day alone, and what happened.
Pure. Misses are told like hits."""

from dataclasses import dataclass
from datetime import date

from app.advice.history import CCM, History, months_on
from app.advice.readiness import Fit, Outlook, outlooks
from app.advice.taught import Taught

FIRST = 10
"""How far down the list a State counts as named."""


@dataclass(frozen=True)
class Seen:
    """A door in the order of that day (from 1), and the day on which the State joined: within
    `hindcast`'s months, None if it did not."""

    rank: int
    outlook: Outlook
    joined_on: date | None


@dataclass(frozen=True)
class Hindcast:
    """`fit` knew nothing later than `on`. `known` is whether the record reaches to the end of the
    months; where it does not, States may have joined that are not shown as having done so."""

    on: date
    months: int
    fit: Fit
    doors: tuple[Seen, ...]
    known: bool

    @property
    def joined(self) -> tuple[Seen, ...]:
        return tuple(seen for seen in self.doors if seen.joined_on)

    @property
    def named(self) -> tuple[Seen, ...]:
        """Those who joined and were among the first ten."""
        return tuple(seen for seen in self.joined if seen.rank <= FIRST)

    @property
    def expected(self) -> float:
        """How many of the doors were expected to join, where a figure was given."""
        return sum(seen.outlook.chance.figure for seen in self.doors if seen.outlook.chance)


def hindcast(record: History, taught: Taught, on: date, months: int = 24) -> Hindcast | None:
    """None where nothing was known yet from which to say anything.

    Outlooks are made from `record.until(on)`; only what happened is looked up in the whole record.
    """
    fit, end = taught.at(on), months_on(on, months)
    if fit is None:
        return None
    ranked = outlooks(fit, record.until(on), on, months)
    days = {step.iso3: step.on for step in record.joins(CCM, on, end)}
    doors = tuple(
        Seen(rank, one, days.get(one.door.iso3)) for rank, one in enumerate(ranked, start=1)
    )
    return Hindcast(on, months, fit, doors, end <= record.known_until)
