"""What is known of an open door on a day, as the few numbers that readiness is made from. Pure.

Four, and the treaty's own level. What was tried beside them is in docs/readiness.md, and
`samedoor backtest --features` tries it again. A number is in units of `SCALES`, so that shrinking
treats all alike.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import log

from app.advice.history import CCM, POOLED, History, Roll, months_on

SCALES = {"rule": 1.0, "region": 0.25, "age": 0.7, "fading": 0.45}
"""About one standard deviation of each over all rows; fixed, so that no fit moves them."""
FEATURES = tuple(SCALES)
COLUMNS = (*FEATURES, *POOLED)
SIGNED, REGION, VOTE = 2.0, 1.0, 1.0
"""The simple rule that anybody could use: whether it has signed, which share of its sub-region is
party, and what its votes lack to a yes. Four treaties teach how much the sum counts for; votes,
on which one of them alone is voted, taught no weight of their own that did better."""
BY_REGION = {"region": 1 / SCALES["region"], "rule": REGION / SCALES["rule"]}
"""By how many units each number grows with the whole of a sub-region."""
VOTES = {"yes": 0.0, "abstain": -1.0, "absent": -1.0, "no": -2.0}
"""What a vote lacks to a yes. Absent and abstaining are alike: the record gives no reason."""
LEAN = 3
"""A sub-region of few States leans on its regional group, and a group on all States, as if each
had so many States more that are like the larger whole."""
LONG_AGO = 1.5
"""The age at which a signature has its plain weight: about three and a half years."""
YEAR = 365.25


@dataclass(frozen=True)
class Open:
    """A State that is not party to a treaty, with the numbers known of it on a day.

    `share` is which share of its sub-region is party, `lacking` what its votes lack to a yes (0 to
    -2; of a State without votes, the mean of the others). `around` is how many others of its
    sub-region are party, of how many; `voted` how often it voted yes on the Convention's
    resolutions, of how many votes that are recorded. `values` follow COLUMNS, in units of SCALES.
    """

    iso3: str
    treaty: str
    on: date
    signed: bool
    share: float
    lacking: float
    around: tuple[int, int]
    voted: tuple[int, int]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Row:
    """A year of a State that was not party at its beginning, and whether it joined in it."""

    door: Open
    joined: bool


def open_doors(past: History, treaty: str, on: date) -> list[Open]:
    """Every State that is not party on that day; none before the treaty was opened.

    Nothing after `on` is looked at.
    """
    opened = past.opened(treaty)
    if opened is None or opened > on:
        return []
    roll, age = past.roll(treaty, on), log(1 + (on - opened).days / YEAR)
    shares, beside = region_shares(past, roll), around(past, roll)
    votes = past.votes_by(on) if treaty == CCM else {}
    waiting = [iso3 for iso3 in past.places if iso3 not in roll.parties]
    usual = _mean([_lacking(votes[iso3]) for iso3 in waiting if iso3 in votes])
    found = []
    for iso3 in waiting:
        own = votes.get(iso3, [])
        door = Open(
            iso3=iso3,
            treaty=treaty,
            on=on,
            signed=iso3 in roll.signatories,
            share=shares[iso3],
            lacking=_lacking(own) if own else usual,
            around=beside[iso3],
            voted=(own.count("yes"), len(own)),
            values=(),
        )
        found.append(replace(door, values=_values(door, age)))
    return found


def _values(door: Open, age: float) -> tuple[float, ...]:
    raw = {
        "rule": SIGNED * door.signed + REGION * door.share + VOTE * door.lacking,
        "region": door.share,
        "age": age,
        "fading": (age - LONG_AGO) * door.signed,
    }
    return (*(raw[name] / SCALES[name] for name in FEATURES), *_level(door.treaty))


def around(past: History, roll: Roll) -> dict[str, tuple[int, int]]:
    """For each State that is not party: how many others of its sub-region are, and how many
    others there are."""
    regions, _ = past.sizes
    parties = Counter(past.places[iso3].region for iso3 in roll.parties)
    return {
        iso3: (parties[place.region], regions[place.region] - 1)
        for iso3, place in past.places.items()
        if iso3 not in roll.parties
    }


def region_shares(past: History, roll: Roll) -> dict[str, float]:
    """For each State, which share of the others of its sub-region is party (see LEAN)."""
    regions, groups = past.sizes
    in_region = Counter(past.places[iso3].region for iso3 in roll.parties)
    in_group = Counter(past.places[iso3].group for iso3 in roll.parties)
    overall = len(roll.parties) / len(past.places)
    found = {}
    for iso3, place in past.places.items():
        own = iso3 in roll.parties
        others = groups[place.group] - 1
        group = (in_group[place.group] - own + LEAN * overall) / (others + LEAN)
        others = regions[place.region] - 1
        found[iso3] = (in_region[place.region] - own + LEAN * group) / (others + LEAN)
    return found


def rows(past: History, until: date, treaties: tuple[str, ...] = POOLED) -> Iterator[Row]:
    """Whole years before `until`, counted back from it: nothing later is looked at."""
    for treaty in treaties:
        opened = past.opened(treaty)
        years = 1
        while opened and (begins := months_on(until, -12 * years)) >= opened:
            joined = past.joined(treaty, begins, months_on(until, 12 - 12 * years))
            for door in open_doors(past, treaty, begins):
                yield Row(door, door.iso3 in joined)
            years += 1


def _lacking(votes: list[str]) -> float:
    return _mean([VOTES[vote] for vote in votes])


def _level(treaty: str) -> Iterator[float]:
    return (float(treaty == one) for one in POOLED)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
