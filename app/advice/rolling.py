"""Standing at each cut-off of the past with what was known then: order, chances, and what came.

The fit is made anew at every cut-off from what lies before it. For commands alone: fits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from app.advice.candidates import Candidate, rows_with_tried, with_tried
from app.advice.features import COLUMNS, REGION, SIGNED, VOTE, Open, Row, open_doors, rows
from app.advice.fitting import fit_rows
from app.advice.history import History, months_on
from app.advice.readiness import Fit, within, yearly
from app.advice.scores import Cut

DAY = (8, 1)
"""Cut-offs are 1 August: the day on which the Convention entered into force."""

Rule = Callable[[Open, Sequence[str]], float]
"""What a simple rule, which nobody fits, gives a door whose State has voted so far."""


def signatory(door: Open, _: Sequence[str]) -> float:
    return float(door.signed)


def region(door: Open, _: Sequence[str]) -> float:
    return door.share


def mean_vote(door: Open, _: Sequence[str]) -> float:
    return door.lacking


def last_vote(_: Open, votes: Sequence[str]) -> float:
    """Of a State without any vote nothing is known: between yes and abstaining."""
    return {"yes": 1.0, "no": -1.0}.get(votes[-1], 0.0) if votes else 0.5


def signatory_region(door: Open, votes: Sequence[str]) -> float:
    return SIGNED * signatory(door, votes) + REGION * region(door, votes)


def signatory_region_vote(door: Open, votes: Sequence[str]) -> float:
    return signatory_region(door, votes) + VOTE * mean_vote(door, votes)


@dataclass(frozen=True)
class Over:
    """A treaty's open doors at some cut-offs, `unsigned` for those of States that had not signed,
    and the months within which they may join."""

    treaty: str
    days: tuple[date, ...]
    months: int
    unsigned: bool = False


@dataclass
class Rolling:
    """The past of one record, looked at from its cut-offs. What was fitted is kept.

    `without` leaves columns out, `tried` adds candidates. `seen` are the rows of each cut-off,
    which several of one record may share.
    """

    record: History
    without: tuple[str, ...] = ()
    tried: tuple[Candidate, ...] = ()
    seen: dict[date, list[Row]] = field(default_factory=dict)
    _fits: dict[date, Fit] = field(default_factory=dict)

    def over(
        self, treaty: str, first: int, months: int, *, last: int = 9000, unsigned: bool = False
    ) -> Over:
        """1 August of each year from the first on whose months the record has to the end."""
        ends = months_on(self.record.known_until, -months)
        days = (date(year, *DAY) for year in range(first, min(last, ends.year) + 1))
        return Over(treaty, tuple(day for day in days if day <= ends), months, unsigned)

    def chances(self, over: Over) -> list[Cut]:
        """What the fit of each cut-off gives each open door: its chance within the months."""
        found = []
        for day in over.days:
            fit, doors = self.fit(day), self._doors(over, day)
            given = [within(yearly(fit.line(door)), over.months) for door in doors]
            found.append(self._cut(doors, given, over.months))
        return found

    def ruled(self, over: Over, rule: Rule) -> list[Cut]:
        """What a simple rule gives them."""
        found = []
        for day in over.days:
            doors, votes = self._doors(over, day), self.record.votes_by(day)
            given = [rule(door, votes.get(door.iso3, ())) for door in doors]
            found.append(self._cut(doors, given, over.months))
        return found

    def fit(self, day: date) -> Fit:
        """Raises TooLittle where nobody had joined before that day."""
        if day not in self._fits:
            known = self.record.until(day)
            if day not in self.seen:
                self.seen[day] = list(rows(known, day))
            found = rows_with_tried(known, self.seen[day], self.tried)
            places = [COLUMNS.index(name) for name in self.without]
            self._fits[day] = fit_rows(found, day, places)
        return self._fits[day]

    def _doors(self, over: Over, day: date) -> list[Open]:
        known = self.record.until(day)
        doors = with_tried(known, open_doors(known, over.treaty, day), self.tried)
        return [door for door in doors if not (over.unsigned and door.signed)]

    def _cut(self, doors: Sequence[Open], given: Sequence[float], months: int) -> Cut:
        place = {iso3: number for number, iso3 in enumerate(self.record.places)}
        after = doors[0].on
        joined = self.record.joined(doors[0].treaty, after, months_on(after, months))
        return Cut(
            np.array([place[door.iso3] for door in doors]),
            np.array(given),
            np.array([door.iso3 in joined for door in doors]),
        )
