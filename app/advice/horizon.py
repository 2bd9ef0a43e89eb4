"""Days as weeks of a round. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

DAYS_A_WEEK = 7
USUAL_WEEKS = 26
LEAST_WEEKS, MOST_WEEKS = 4, 52
"""A round shorter than a month is none, and nobody plans further than a year ahead."""


@dataclass(frozen=True)
class Horizon:
    """Weeks that begin on Mondays; week 0 on `first`."""

    first: date
    weeks: int

    def containing(self, day: date) -> int:
        """The week of a day; below 0 for days before the round."""
        return (day - self.first).days // DAYS_A_WEEK

    def from_day(self, day: date) -> int:
        """The first week that begins on this day or later."""
        return -((self.first - day).days // DAYS_A_WEEK)

    def through(self, day: date) -> int:
        """The last week that ends on this day or before."""
        return (day - self.first).days // DAYS_A_WEEK - (
            (day - self.first).days % DAYS_A_WEEK != DAYS_A_WEEK - 1
        )

    def quarters(self) -> tuple[int, ...]:
        """The number of the quarter of the year in which each week begins, from 0."""
        found = [self.first + timedelta(weeks=week) for week in range(self.weeks)]
        numbers = [4 * day.year + (day.month - 1) // 3 for day in found]
        return tuple(number - numbers[0] for number in numbers)


def horizon(today: date, meeting: date | None) -> Horizon:
    """From the next Monday (today if it is one) to the week before the Meeting of States Parties
    begins; half a year where no Meeting is known that is neither too near nor too far."""
    first = today + timedelta(days=-today.weekday() % DAYS_A_WEEK)
    weeks = (meeting - first).days // DAYS_A_WEEK if meeting else USUAL_WEEKS
    return Horizon(first, weeks if LEAST_WEEKS <= weeks <= MOST_WEEKS else USUAL_WEEKS)
