"""Shares of a few knocks, and how far chance alone could move them. Pure.

Where there are too few, nothing is said but how many there are and how many it takes.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from app.kit.translation import gettext as _
from app.kit.translation import number

ENOUGH = 20
"""With fewer, the interval is about as wide as half of all that is possible."""
LIKELY = 0.95
Z = NormalDist().inv_cdf((1 + LIKELY) / 2)


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def enough(self) -> bool:
        return self.of >= ENOUGH

    @property
    def figure(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 %, by the score of Wilson (*JASA* 1927), which holds near 0 and 1 and for few; the
        whole from 0 to 1 for none."""
        if not self.of:
            return 0.0, 1.0
        spread = Z**2 / self.of
        middle = (self.figure + spread / 2) / (1 + spread)
        reach = Z * sqrt(self.figure * (1 - self.figure) / self.of + spread / self.of / 4)
        reach /= 1 + spread
        low = middle - reach if self.hits else 0.0
        high = middle + reach if self.hits < self.of else 1.0
        return max(low, 0.0), min(high, 1.0)

    @property
    def missing(self) -> str:
        """How many there are of those that it takes; "" where there are enough."""
        return "" if self.enough else needed(self.of)


def needed(there: int, enough: int = ENOUGH) -> str:
    """Why nothing is said yet: 3 of 20 needed."""
    return _("%(there)s of %(enough)s needed", there=number(there), enough=number(enough))


@dataclass(frozen=True)
class Lead:
    """By how much one share is above another, with the ends of an interval of 95 %."""

    figure: float
    low: float
    high: float

    @property
    def shown(self) -> bool:
        """Whether chance alone would hardly make such a difference."""
        return self.low > 0 or self.high < 0


def lead(one: Share, other: Share) -> Lead | None:
    """By the score intervals of both (Newcombe, *Statistics in Medicine* 1998, method 10); None
    where either has too few."""
    if not (one.enough and other.enough):
        return None
    figure = one.figure - other.figure
    (low, high), (other_low, other_high) = one.interval, other.interval
    down = sqrt((one.figure - low) ** 2 + (other_high - other.figure) ** 2)
    up = sqrt((high - one.figure) ** 2 + (other.figure - other_low) ** 2)
    return Lead(figure, figure - down, figure + up)
