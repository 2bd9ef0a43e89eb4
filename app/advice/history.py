"""The past as dated facts, and what of it was known on a day. Pure.

Four treaties are pooled: they ask States for the same act in the same procedure. Everything that
readiness computes for a day is computed from `History.until(day)`, which holds nothing later; so
the future cannot leak into it. Sources: the depositary's pages and the General Assembly's records,
as the reference facts give them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

CCM = "CCM"
POOLED = (CCM, "MBT", "ATT", "TPNW")
"""This Convention, and three treaties whose dates teach at what pace States join."""


class Kind(StrEnum):
    SIGNED = "signed"
    JOINED = "joined"
    LEFT = "left"


class Step(NamedTuple):
    """What a State did under a treaty, and the day from which that counts: the deposit of a
    consent to be bound, or the day on which a withdrawal takes effect."""

    on: date
    iso3: str
    treaty: str
    kind: Kind


class Cast(NamedTuple):
    """A vote on the yearly resolution on the Convention: yes, no, abstain or absent."""

    on: date
    iso3: str
    vote: str


class Place(NamedTuple):
    """Where a State lies: M49 sub-region and regional group of the United Nations."""

    region: str
    group: str


@dataclass(frozen=True)
class Roll:
    """Who is party to a treaty and who has signed it alone, at the end of a day."""

    parties: frozenset[str]
    signatories: frozenset[str]


@dataclass(frozen=True)
class History:
    """The dated facts up to `known_until`, after which nothing is known.

    `places` has all States. Regions and groups are taken as lasting: the facts give no date.
    """

    places: Mapping[str, Place]
    steps: tuple[Step, ...]
    votes: tuple[Cast, ...]
    known_until: date

    def until(self, day: date) -> "History":
        """What was known at the end of that day."""
        return replace(
            self,
            steps=tuple(step for step in self.steps if step.on <= day),
            votes=tuple(vote for vote in self.votes if vote.on <= day),
            known_until=min(day, self.known_until),
        )

    def opened(self, treaty: str) -> date | None:
        """The day of its first signature; None while nobody has signed."""
        return self._opened.get(treaty)

    def roll(self, treaty: str, on: date) -> Roll:
        """A withdrawal of a day wins over what the State did before it and on it."""
        steps = [step for step in self._of_treaty.get(treaty, ()) if step.on <= on]
        left = {step.iso3: step.on for step in steps if step.kind is Kind.LEFT}
        since = [step for step in steps if step.on > left.get(step.iso3, date.min)]
        parties = frozenset(step.iso3 for step in since if step.kind is Kind.JOINED)
        signed = frozenset(step.iso3 for step in since if step.kind is Kind.SIGNED)
        return Roll(parties, signed - parties)

    def joins(self, treaty: str, after: date, until: date) -> list[Step]:
        """Deposits of consents to be bound after the one day and by the other, oldest first."""
        steps = self._of_treaty.get(treaty, ())
        return [one for one in steps if one.kind is Kind.JOINED and after < one.on <= until]

    def joined(self, treaty: str, after: date, until: date) -> frozenset[str]:
        """Who deposited one of them."""
        return frozenset(step.iso3 for step in self.joins(treaty, after, until))

    def ever_left(self, treaty: str, on: date) -> frozenset[str]:
        steps = self._of_treaty.get(treaty, ())
        return frozenset(step.iso3 for step in steps if step.kind is Kind.LEFT and step.on <= on)

    def votes_by(self, on: date) -> dict[str, list[str]]:
        """The votes of each State so far, oldest first."""
        found: dict[str, list[str]] = {}
        for vote in self.votes:
            if vote.on <= on:
                found.setdefault(vote.iso3, []).append(vote.vote)
        return found

    @cached_property
    def sizes(self) -> tuple[Counter[str], Counter[str]]:
        """How many States each sub-region and each regional group has."""
        return (
            Counter(place.region for place in self.places.values()),
            Counter(place.group for place in self.places.values()),
        )

    @cached_property
    def _of_treaty(self) -> dict[str, list[Step]]:
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.treaty, []).append(step)
        return found

    @cached_property
    def _opened(self) -> dict[str, date]:
        found: dict[str, date] = {}
        for step in self.steps:
            if step.kind is Kind.SIGNED:
                found.setdefault(step.treaty, step.on)
        return found


def history(
    places: Mapping[str, Place], steps: Iterable[Step], votes: Iterable[Cast], known_until: date
) -> History:
    """In one order, whatever order the facts came in."""
    return History(
        dict(sorted(places.items())), tuple(sorted(set(steps))), tuple(sorted(votes)), known_until
    )


def months_on(day: date, months: int) -> date:
    """So many months after (or, below 0, before) a day; the 28th at the latest in other months."""
    months += day.year * 12 + day.month - 1
    year, month = divmod(months, 12)
    same = month + 1 == day.month
    return date(year, month + 1, day.day if same and day.day < 29 else min(day.day, 28))
