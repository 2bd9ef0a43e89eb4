"""What a report counts, from rows that the whole group may read. Pure.

Each figure is a count along one line (a region, an avenue, a level), never of two crossed, so that
a report to everybody names no State by its smallest cell. Rows above `group` do not come in here,
and there is no total that has them: nothing can be subtracted back to one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter

from app.contacts.terms import Channel, Level, Outcome, Response, Side
from app.doors.ladder import Move, Stage
from app.kit.dates import latest
from app.reports.avenues import Avenue, avenue
from app.states.progress import Count, Goal
from app.states.regions import in_order
from app.states.standing import Action, Dated, Standing, counts_from, deciding, standing

DAY = timedelta(days=1)
UNKNOWN = ""
"""The key of what nobody recorded."""


@dataclass(frozen=True)
class Knock:
    """A contact, joint ones once: its State and regional group, how, at which meeting, on which
    level, by which messengers (code and kind), and what was answered."""

    iso3: str
    region: str
    channel: Channel
    level: Level | None
    response: Response | None
    messengers: tuple[tuple[str, str], ...] = ()
    meeting_kind: str = ""
    meeting: str = ""


@dataclass(frozen=True)
class Change:
    """A treaty act of the period by which a State came to stand elsewhere; `on` is partial."""

    iso3: str
    action: Action
    on: str
    before: Standing
    after: Standing
    source: str


@dataclass(frozen=True)
class Tally:
    """How many contacts, and of how many others: the States, or the messengers, among them."""

    contacts: int
    others: int


@dataclass(frozen=True)
class Steps:
    """States that moved to a stage in the period, from where they were before."""

    forward: int = 0
    first: int = 0
    back: int = 0


@dataclass(frozen=True)
class Ballot:
    """A vote in the General Assembly in the period; None for a number that is not known. `outside`
    counts the signatories and States not party that voted yes, `new` those of them that did not
    vote yes on the resolution before."""

    resolution: str
    on: str
    yes: int | None
    no: int | None
    abstain: int | None
    outside: int
    new: int
    source: str


@dataclass(frozen=True)
class Promises:
    """Commitments of one side, by how they ended; open ones have no outcome yet."""

    kept: int = 0
    not_kept: int = 0
    dropped: int = 0
    open: int = 0

    @property
    def made(self) -> int:
        return self.kept + self.not_kept + self.dropped + self.open


@dataclass(frozen=True)
class Figures:
    """Everything that a report counts, for a period from `first` to `last`, both within. `on` is
    the day as at which standing is told, `read_on` when the figures were read; `as_of` is the day
    of the depositary's page, `recorded` whether Coordinators recorded acts beside it. The key of
    what was not recorded is `UNKNOWN`."""

    first: date
    last: date
    on: date
    read_on: date
    as_of: date | None
    recorded: bool
    standing: Mapping[str, Standing]
    regions: Mapping[str, Mapping[Standing, int]]
    changes: tuple[Change, ...]
    series: tuple[Count, ...]
    goals: tuple[Goal, ...]
    contacts: int
    states: int
    by_region: Mapping[str, Tally]
    by_avenue: Mapping[str, int]
    by_level: Mapping[str, int]
    by_messenger: Mapping[str, Tally]
    by_response: Mapping[str, int]
    steps: Mapping[Stage, Steps]
    ballots: tuple[Ballot, ...]
    promises: Mapping[Side, Promises]

    def stands(self, where: Standing) -> int:
        """How many States stood there on the day."""
        return list(self.standing.values()).count(where)


KEPT = TypeAdapter(Figures)


def kept(figures: Figures) -> dict[str, Any]:
    """As JSON; `KEPT.validate_python` makes them of it again."""
    told: dict[str, Any] = KEPT.dump_python(figures, mode="json")
    return told


def changes(acts: Mapping[str, Sequence[Any]], first: date, last: date) -> tuple[Change, ...]:
    """Oldest first, then by code; of acts of one day, the one by which the State then stands."""
    found = [
        (counts_from(act), Change(iso3, act.action, _day_of(act), before, after, act.source))
        for iso3, own in acts.items()
        for act in own
        if first <= counts_from(act) <= last and _decides(act, own)
        for before, after in [_around(own, counts_from(act))]
        if before is not after
    ]
    return tuple(one for _day, one in sorted(found, key=lambda pair: (pair[0], pair[1].iso3)))


def _decides(act: Dated, acts: Iterable[Dated]) -> bool:
    """Whether it is the act by which the State stands on the day from which it counts."""
    return deciding(acts, counts_from(act)) is act


def _around(acts: Iterable[Dated], day: date) -> tuple[Standing, Standing]:
    own = list(acts)
    return standing(own, day - DAY), standing(own, day)


def _day_of(act: Dated) -> str:
    return act.effective_date if act.action is Action.WITHDRAWAL else act.date


def tallies(
    knocks: Iterable[Knock], named: Callable[[Knock], Iterable[tuple[str, str]]]
) -> dict[Any, Tally]:
    """By a key: how many contacts, and how many others are named with it."""
    counts: Counter[str] = Counter()
    others: dict[str, set[str]] = {}
    for one in knocks:
        pairs = set(named(one))
        counts.update({key for key, _other in pairs})
        for key, other in pairs:
            others.setdefault(key, set()).add(other)
    return {key: Tally(counts[key], len(others[key])) for key in sorted(counts)}


def by_region(knocks: Iterable[Knock]) -> dict[str, Tally]:
    found = tallies(knocks, lambda one: [(one.region, one.iso3)])
    return {region: found[region] for region in in_order(found)}


def by_messenger(knocks: Iterable[Knock]) -> dict[str, Tally]:
    """A contact of several counts once with each kind."""
    return tallies(knocks, lambda one: [(kind, code) for code, kind in one.messengers])


def counted(values: Iterable[str | None], order: Iterable[str]) -> dict[str, int]:
    """How often each, in that order; what was not recorded comes last, if it was at all."""
    found = Counter(UNKNOWN if value is None else str(value) for value in values)
    known = {str(one): found[str(one)] for one in order}
    return known | ({UNKNOWN: found[UNKNOWN]} if found[UNKNOWN] else {})


def avenues(knocks: Iterable[Knock]) -> dict[str, int]:
    gone = (avenue(one.channel, one.meeting_kind, one.meeting) for one in knocks)
    return counted(gone, Avenue)


def steps(doors: Iterable[Sequence[Move]], first: date, last: date) -> dict[Stage, Steps]:
    """By the stage on which each door was left; `doors` have their moves newest first, each with
    the stage before."""
    forward: Counter[Stage] = Counter()
    anew: Counter[Stage] = Counter()
    back: Counter[Stage] = Counter()
    for moves in doors:
        own = [move for move in moves if first <= move.on <= last]
        if not own:
            continue
        left, began = own[0].stage, own[-1].before
        if began is None:
            anew[left] += 1
        elif left != began:
            (forward if left > began else back)[left] += 1
    reached = sorted({*forward, *anew, *back})
    return {one: Steps(forward[one], anew[one], back[one]) for one in reached}


def promises(made: Iterable[tuple[Side, Outcome | None]]) -> dict[Side, Promises]:
    """By the side that committed itself, theirs first."""
    found = Counter((side, str(outcome or "open")) for side, outcome in made)
    return {
        side: Promises(**{how: found[side, how] for how in ("kept", "not_kept", "dropped", "open")})
        for side in (Side.THEIRS, Side.OURS)
    }


@dataclass(frozen=True)
class Vote:
    """A resolution on the Convention, and who voted yes on it."""

    resolution: str
    on: str
    yes: int | None
    no: int | None
    abstain: int | None
    source: str
    in_favour: frozenset[str]


def ballots(
    votes: Sequence[Vote], outside: Callable[[str, date], bool], first: date, last: date
) -> tuple[Ballot, ...]:
    """Those of the period; `votes` are oldest first, `outside` says whether a State was not party
    on a day."""
    found = []
    for place, one in enumerate(votes):
        day = latest(one.on)
        if not first <= day <= last:
            continue
        before = votes[place - 1].in_favour if place else frozenset()
        theirs = {iso3 for iso3 in one.in_favour if outside(iso3, day)}
        new = len(theirs - before) if place else 0
        numbers = (one.yes, one.no, one.abstain)
        found.append(Ballot(one.resolution, one.on, *numbers, len(theirs), new, one.source))
    return tuple(found)
