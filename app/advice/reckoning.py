"""How a list of the past fared: misses counted like hits, each figure with its interval and what it
rests on. Pure.

States that stood equal share their place, so that the alphabet names nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import NormalDist

from app.advice.hindcast import FIRST, Hindcast, Seen
from app.advice.history import CCM, History, months_on
from app.advice.readiness import LIKELY, Word

WILSON = 0.95
"""Of the interval of a share, as `samedoor backtest` has it."""


@dataclass(frozen=True)
class Placed:
    """A door in the list of a day: `place` is the first of those that it shares with `equals`
    others, `later` the day on which the State joined after the months were over."""

    place: int
    equals: int
    seen: Seen
    later: date | None

    @property
    def named(self) -> float:
        """Which part of it stood among the first ten: between 0 and 1 where several share the last
        of these places. Where no figure was given, none."""
        if self.seen.outlook.chance is None:
            return 0.0
        room = FIRST - self.place + 1
        return min(max(room / (self.equals + 1), 0.0), 1.0)


@dataclass(frozen=True)
class Share:
    """How many of how many, with the ends of the 95 % interval of the share."""

    hits: float
    of: int
    low: float
    high: float

    @property
    def figure(self) -> float:
        return self.hits / self.of


@dataclass(frozen=True)
class Tally:
    """Of the doors of one word: how many there were, how many of them were expected to join, and
    how many did. `low` and `high` are the ends between which, if every chance were right, nine in
    ten such lists would lie."""

    word: Word | None
    doors: int
    expected: float
    low: int
    high: int
    joined: int

    @property
    def within(self) -> bool:
        return self.low <= self.joined <= self.high


@dataclass(frozen=True)
class Reckoning:
    """`doors` in the order of that day; `recall` is None where nobody joined; `whole` counts all
    doors with a figure, `by_word` those of each word that was used."""

    doors: tuple[Placed, ...]
    recall: Share | None
    whole: Tally
    by_word: tuple[Tally, ...]

    @property
    def first(self) -> tuple[Placed, ...]:
        """The first ten, and whoever shares the last of these places."""
        return tuple(one for one in self.doors if one.named)

    @property
    def missed(self) -> tuple[Placed, ...]:
        """Who joined, and was not among them."""
        return tuple(one for one in self.doors if one.seen.joined_on and not one.named)


def reckoning(then: Hindcast, record: History) -> Reckoning:
    """`record` says who joined after the months were over."""
    doors = tuple(_placed(then, record))
    joined = [one for one in doors if one.seen.joined_on]
    share = shared(sum(one.named for one in joined), len(joined)) if joined else None
    given = [one.seen for one in doors if one.seen.outlook.chance]
    by_word = (_tally(word, [one for one in given if one.outlook.word is word]) for word in Word)
    return Reckoning(
        doors, share, _tally(None, given), tuple(tally for tally in by_word if tally.doors)
    )


def shared(hits: float, of: int) -> Share:
    """With Wilson's interval, which is sound where numbers are small."""
    z = NormalDist().inv_cdf((1 + WILSON) / 2)
    part, spread = hits / of, z * z / of
    middle = (part + spread / 2) / (1 + spread)
    reach = z * sqrt(part * (1 - part) / of + spread / (4 * of)) / (1 + spread)
    return Share(hits, of, max(middle - reach, 0.0), min(middle + reach, 1.0))


def by_chance(chances: Iterable[float]) -> tuple[int, int]:
    """Between which numbers nine in ten sums of such independent draws lie."""
    odds = [1.0]
    for one in chances:
        stay = [p * (1 - one) for p in odds]
        odds = [a + b for a, b in zip([*stay, 0.0], [0.0, *(p * one for p in odds)], strict=True)]
    beyond = (1 - LIKELY) / 2
    return _reached(odds, beyond), _reached(odds, 1 - beyond)


def _reached(odds: Sequence[float], share: float) -> int:
    """The least number up to which that share of the odds lies."""
    so_far = 0.0
    for number, one in enumerate(odds):
        so_far += one
        if so_far >= share:
            return number
    return len(odds) - 1


def _placed(then: Hindcast, record: History) -> Iterable[Placed]:
    end = months_on(then.on, then.months)
    later: dict[str, date] = {}
    for step in record.joins(CCM, end, record.known_until):
        later.setdefault(step.iso3, step.on)
    figures = [_figure(seen) for seen in then.doors]
    for seen, figure in zip(then.doors, figures, strict=True):
        place, equals = figures.index(figure) + 1, figures.count(figure) - 1
        yield Placed(place, equals, seen, later.get(seen.outlook.door.iso3))


def _figure(seen: Seen) -> float | None:
    """To nine digits: what is equal but for the order of adding is equal."""
    return round(seen.outlook.chance.figure, 9) if seen.outlook.chance else None


def _tally(word: Word | None, doors: Sequence[Seen]) -> Tally:
    chances = [one.outlook.chance.figure for one in doors if one.outlook.chance]
    low, high = by_chance(chances)
    joined = sum(1 for one in doors if one.joined_on)
    return Tally(word, len(chances), sum(chances), low, high, joined)
