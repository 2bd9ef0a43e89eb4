"""Numbers that were tried beside the features: `samedoor backtest --features`. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from math import log

from app.advice.features import Open, Row, open_doors
from app.advice.history import CCM, POOLED, History, months_on

Values = Mapping[str, float]


@dataclass(frozen=True)
class Candidate:
    """`values` gives a number for each State under a treaty on a day, in units of about one
    standard deviation, from what `known` holds; a State without one has 0."""

    name: str
    values: Callable[[History, str, date], Values]


def with_tried(known: History, doors: list[Open], tried: tuple[Candidate, ...]) -> list[Open]:
    """Doors of one treaty on one day, their values followed by those of what is tried."""
    if not (doors and tried):
        return doors
    more = [one.values(known, doors[0].treaty, doors[0].on) for one in tried]
    return [
        replace(door, values=(*door.values, *(one.get(door.iso3, 0.0) for one in more)))
        for door in doors
    ]


def rows_with_tried(known: History, found: list[Row], tried: tuple[Candidate, ...]) -> list[Row]:
    """The same for rows, which stand together by treaty and day."""
    done: list[Row] = []
    for _, group in groupby(found, key=lambda row: (row.door.treaty, row.door.on)):
        same = list(group)
        doors = with_tried(known, [row.door for row in same], tried)
        done += [Row(door, row.joined) for door, row in zip(doors, same, strict=True)]
    return done


def signature(known: History, treaty: str, on: date) -> Values:
    """The signature with a weight of its own beside the rule's."""
    return dict.fromkeys(known.roll(treaty, on).signatories, 1 / 0.45)


def mean_vote(known: History, treaty: str, on: date) -> Values:
    """What votes lack to a yes, with a weight of its own beside the rule's."""
    return {door.iso3: door.lacking / 0.5 for door in open_doors(known, treaty, on)}


def mine_ban(known: History, treaty: str, on: date) -> Values:
    """Party to the Mine Ban Convention, beyond how usual that is."""
    return {} if treaty == "MBT" else _beyond_usual(known, "MBT", on)


def other_treaties(known: History, treaty: str, on: date) -> Values:
    """Party to the others of the four that are open, beyond how usual that is."""
    others = [one for one in POOLED if one != treaty and _is_open(known, one, on)]
    beyond = [_beyond_usual(known, one, on) for one in others]
    return {iso3: _mean([one[iso3] for one in beyond]) for iso3 in known.places}


def moving(known: History, treaty: str, on: date) -> Values:
    """Whether it signed or joined another of the four within three years."""
    since = months_on(on, -36)
    acted = (one.iso3 for one in known.steps if one.treaty != treaty and since < one.on <= on)
    return dict.fromkeys(acted, 1 / 0.45)


def neighbours_moving(known: History, treaty: str, on: date) -> Values:
    """Which share of its sub-region joined within three years."""
    joined = known.joined(treaty, months_on(on, -36), on)
    count = Counter(known.places[iso3].region for iso3 in joined)
    sizes, _ = known.sizes
    return {
        iso3: count[place.region] / (1 + sizes[place.region]) / 0.1
        for iso3, place in known.places.items()
    }


def pace(known: History, treaty: str, on: date) -> Values:
    """How many joined the treaty within two years: the same for all."""
    joined = known.joined(treaty, months_on(on, -24), on)
    return dict.fromkeys(known.places, (log(1 + len(joined)) - 2) / 0.8)


def last_vote(known: History, treaty: str, on: date) -> Values:
    """Whether its last vote on the Convention was anything but yes; of one that never voted, how
    usual that is among the others that are not party."""
    votes = known.votes_by(on) if treaty == CCM else {}
    waiting = [iso3 for iso3 in known.places if iso3 not in known.roll(treaty, on).parties]
    other = {iso3: float(votes[iso3][-1] != "yes") for iso3 in waiting if iso3 in votes}
    usual = _mean(list(other.values()))
    return {iso3: -other.get(iso3, usual) / 0.45 for iso3 in waiting}


CANDIDATES = (
    Candidate("a weight of its own for the signature", signature),
    Candidate("a weight of its own for the votes", mean_vote),
    Candidate("Mine Ban party", mine_ban),
    Candidate("party to the other treaties", other_treaties),
    Candidate("acted on another treaty within three years", moving),
    Candidate("sub-region joined within three years", neighbours_moving),
    Candidate("pace of the treaty in two years", pace),
    Candidate("the last vote beside the mean", last_vote),
)


def _is_open(known: History, treaty: str, on: date) -> bool:
    opened = known.opened(treaty)
    return opened is not None and opened <= on


def _beyond_usual(known: History, treaty: str, on: date) -> dict[str, float]:
    parties = known.roll(treaty, on).parties
    usual = len(parties) / len(known.places)
    return {iso3: ((iso3 in parties) - usual) / 0.4 for iso3 in known.places}


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
