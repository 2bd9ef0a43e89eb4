"""How the lists of the past fared, each from a fit that knew nothing later. Pure.

The days overlap and the States are the same, so the intervals come from drawing the States anew:
what becomes of a State is one story and not several.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from app.advice.hindcast import Hindcast, hindcast
from app.advice.history import History
from app.advice.readiness import Word
from app.advice.reckoning import Placed, Reckoning, Share, reckoning
from app.advice.taught import Taught

FIRST_YEAR = 2011
DRAWS = 400
SEED = 2008
ENDS = (0.025, 0.975)


@dataclass(frozen=True)
class Year:
    """A day for which a fit is committed, with how its list fared."""

    on: date
    reckoning: Reckoning

    @property
    def joined(self) -> int:
        return sum(1 for one in self.reckoning.doors if one.seen.joined_on)

    @property
    def named(self) -> float:
        return sum(one.named for one in self.reckoning.doors if one.seen.joined_on)


@dataclass(frozen=True)
class Called:
    """Of all doors that were called by a word, over the years: which share joined, of how many
    doors of how many States, and which share was expected to."""

    word: Word
    joined: Share
    states: int
    expected: float


@dataclass(frozen=True)
class TrackRecord:
    """`recall` is the mean over the years in which anybody joined of the share of them that stood
    among the first ten; `of` is how many such years, `states` how many States joined in them.
    None where nobody did."""

    months: int
    years: tuple[Year, ...]
    recall: Share | None
    states: int
    by_word: tuple[Called, ...]


def over_years(record: History, taught: Taught, months: int) -> TrackRecord:
    """Of the days of the committed fits from 2011 on whose months the record has to the end."""
    days = [fit.until for fit in taught.earlier if fit.until.year >= FIRST_YEAR]
    found = [hindcast(record, taught, day, months) for day in days]
    known: list[Hindcast] = [one for one in found if one and one.known]
    years = tuple(Year(one.on, reckoning(one, record)) for one in known)
    draws = _draws(list(record.places))
    joined = {one.seen.outlook.door.iso3 for year in years for one in _joined(year)}
    words = (_called(word, years, draws) for word in Word)
    return TrackRecord(
        months, years, _recall(years, draws), len(joined), tuple(one for one in words if one)
    )


def _joined(year: Year) -> list[Placed]:
    return [one for one in year.reckoning.doors if one.seen.joined_on]


def _draws(states: Sequence[str]) -> list[dict[str, int]]:
    """How often each State is drawn in each draw; first each once, which is what happened."""
    chance = Random(SEED)  # noqa: S311  # dice, not a secret
    drawn = [dict.fromkeys(states, 1)]
    for _ in range(DRAWS):
        counts = dict.fromkeys(states, 0)
        for state in chance.choices(states, k=len(states)):
            counts[state] += 1
        drawn.append(counts)
    return drawn


def _recall(years: Iterable[Year], draws: Sequence[dict[str, int]]) -> Share | None:
    told = [[(one.seen.outlook.door.iso3, one.named) for one in _joined(year)] for year in years]
    told = [year for year in told if year]
    if not told:
        return None

    def mean(counts: dict[str, int]) -> float | None:
        shares = []
        for year in told:
            size = sum(counts[state] for state, _ in year)
            if size:
                shares.append(sum(counts[state] * named for state, named in year) / size)
        return sum(shares) / len(shares) if shares else None

    return _share(draws, mean, len(told))


def _called(word: Word, years: Iterable[Year], draws: Sequence[dict[str, int]]) -> Called | None:
    """None where nothing was called so."""
    doors: dict[str, int] = {}
    joined: dict[str, int] = {}
    expected = 0.0
    for year in years:
        for one in year.reckoning.doors:
            outlook = one.seen.outlook
            if outlook.chance and outlook.word is word:
                state = outlook.door.iso3
                doors[state] = doors.get(state, 0) + 1
                joined[state] = joined.get(state, 0) + (one.seen.joined_on is not None)
                expected += outlook.chance.figure
    if not doors:
        return None

    def part(counts: dict[str, int]) -> float | None:
        size = sum(counts[state] * number for state, number in doors.items())
        met = sum(counts[state] * number for state, number in joined.items())
        return met / size if size else None

    size = sum(doors.values())
    return Called(word, _share(draws, part, size), len(doors), expected / size)


def _share(
    draws: Sequence[dict[str, int]], of: Callable[[dict[str, int]], float | None], size: int
) -> Share:
    """The figure of the first draw, and the ends of the middle 95 % of the others."""
    first, *others = (of(counts) for counts in draws)
    order = sorted(one for one in others if one is not None)
    low, high = (order[round(end * (len(order) - 1))] for end in ENDS)
    return Share((first or 0.0) * size, size, low, high)
