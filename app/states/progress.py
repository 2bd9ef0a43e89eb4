"""How many States stood where over time, and what a target asks for. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from app.kit.dates import latest
from app.kit.translation import gettext as _
from app.states.standing import Dated, Standing, counts_from, standing

OPENED = date(2008, 12, 3)
"""The Convention was opened for signature in Oslo."""
IN_FORCE = date(2010, 8, 1)
YEAR = 365.25
"""Days."""


class Count(NamedTuple):
    """States Parties and signatories at the end of a day on which either number changed."""

    on: date
    parties: int
    signatories: int


@dataclass(frozen=True)
class Goal:
    """So many States Parties by a day, partial dates by their last; `id` of the entry, None for
    those of the past that are known here. `demonstration` if such an account entered it."""

    number: int
    due: str
    title: str
    source: str
    id: int | None = None
    demonstration: bool = False

    @property
    def day(self) -> date:
        return latest(self.due)


@dataclass(frozen=True)
class Pace:
    """What a target that lies ahead asks for: so many States, so many a year; and how many a year
    joined over the last five."""

    goal: Goal
    missing: int
    a_year: float
    lately: float


def past() -> tuple[Goal, ...]:
    """The targets of earlier years."""
    return (
        Goal(
            number=130,
            due="2020",
            title=_("Dubrovnik Action Plan, by the Second Review Conference"),
            source=_("the CMC’s universalization page, October 2020"),
        ),
    )


def counts(acts: Mapping[str, Sequence[Dated]], until: date) -> list[Count]:
    """One entry a day on which a State's standing changed, oldest first."""
    changed: dict[date, set[str]] = {}
    for iso3, own in acts.items():
        for act in own:
            day = counts_from(act)
            if day <= until:
                changed.setdefault(day, set()).add(iso3)
    stood: dict[str, Standing] = {}
    found = []
    for day in sorted(changed):
        stood |= {iso3: standing(acts[iso3], day) for iso3 in changed[day]}
        now = list(stood.values())
        found.append(Count(day, now.count(Standing.PARTY), now.count(Standing.SIGNATORY)))
    return found


def on(series: Sequence[Count], day: date) -> Count:
    """The numbers at the end of a day."""
    before = [one for one in series if one.on <= day]
    return before[-1]._replace(on=day) if before else Count(day, 0, 0)


def pace(series: Sequence[Count], goal: Goal, today: date) -> Pace | None:
    """What is missing and how fast it would have to come; None for a target that is over."""
    if goal.day <= today:
        return None
    now = on(series, today).parties
    missing = max(goal.number - now, 0)
    years = (goal.day - today).days / YEAR
    lately = (now - on(series, today - timedelta(days=round(5 * YEAR))).parties) / 5
    return Pace(goal, missing, missing / years, lately)
