"""When a door that was put to rest wakes up, and by what. Pure.

Nothing rests without a trigger that the program can check. Awake is derived when it is read: as
soon as one trigger has happened, or the last day is reached. What happened before the rest and was
not known then wakes as well: a vote and the neighbours are compared with what was known on that
day, and of happenings those count that were recorded since and lie at most `FRESH` before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.doors.door import Door
from app.kit.dates import latest, spoken
from app.kit.origin import FromSomewhere, Origin
from app.kit.translation import Said, either, marked
from app.kit.translation import gettext as _
from app.opportunities.kinds import HappeningKind

FRESH = timedelta(days=365)
"""A judgement: an older election that somebody fills in later is history, and wakes nothing."""
NO_VOTE = "absent"
"""Absence is shown and opens nothing (domain, the ask catalogue); it wakes nothing either."""


class Trigger(StrEnum):
    """What a door may rest for."""

    VOTE = "vote"
    NEIGHBOUR = "neighbour"
    ELECTION = "election"
    NEW_MINISTER = "new_minister"
    HOSTED_EVENT = "hosted_event"


TRIGGER_NAMES = Said(
    {
        Trigger.VOTE: marked("its vote on the Convention’s resolution changes"),
        Trigger.NEIGHBOUR: marked("a State of its sub-region joins"),
        Trigger.ELECTION: marked("an election is recorded"),
        Trigger.NEW_MINISTER: marked("a new minister is recorded"),
        Trigger.HOSTED_EVENT: marked("an event that it hosts is recorded"),
    }
)
"""After "until"."""
BY_HAPPENING = {
    HappeningKind.ELECTION: Trigger.ELECTION,
    HappeningKind.NEW_MINISTER: Trigger.NEW_MINISTER,
    HappeningKind.HOSTED_EVENT: Trigger.HOSTED_EVENT,
}


class Cast(NamedTuple):
    """A vote on the Convention's yearly resolution; `day` is partial."""

    resolution: str
    day: str
    vote: str
    source: str


class Joined(NamedTuple):
    """A neighbour that is, or was, bound: since when it counts, in words and by what source."""

    iso3: str
    on: date
    words: str
    source: str
    present: bool = True
    demonstration: bool = False


class Occurred(NamedTuple):
    """A happening that counts; `day` is partial."""

    kind: HappeningKind
    day: str
    words: str
    source: str
    recorded_at: datetime
    demonstration: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What triggers look at, of one State: its votes (oldest first), consents of the other States
    of its sub-region, and what happened in it."""

    votes: Sequence[Cast] = ()
    neighbours: Sequence[Joined] = ()
    happenings: Sequence[Occurred] = ()


@dataclass(frozen=True)
class Sleep:
    """A door at rest since a day: for which triggers, until when at the latest, and what was known
    then: its vote on which resolution, and which neighbours were party."""

    since: date
    recorded_at: datetime
    triggers: frozenset[Trigger]
    until: date | None = None
    resolution: str = ""
    vote: str = ""
    parties: frozenset[str] = field(default_factory=frozenset)

    @property
    def triggers_said(self) -> str:
        """After "until": "an election is recorded or a State of its sub-region joins"."""
        return either(TRIGGER_NAMES[one] for one in Trigger if one in self.triggers)

    @property
    def words(self) -> str:
        """Until what it rests: "until A or B, at the latest on 1 May 2027"."""
        told = self.triggers_said
        if self.until is None:
            return _("until %(triggers)s", triggers=told)
        day = spoken(self.until)
        return _("until %(triggers)s, at the latest on %(day)s", triggers=told, day=day)


@dataclass(frozen=True)
class Waking:
    """What woke a door, and the day from which it was awake; `trigger` is None for the last day."""

    on: date
    trigger: Trigger | None
    words: str
    source: str = ""
    demonstration: bool = False


@dataclass(frozen=True)
class Ended:
    """Who ended a rest by hand, on what day and at what moment, and why."""

    on: date
    at: datetime
    by: str
    author_id: int
    why: str


@dataclass(frozen=True)
class RestRead(FromSomewhere):
    """A rest as one reader may know it: what it waits for and why, what woke it, and who ended it
    by hand. `messenger` is that of its author."""

    id: int
    door: Door
    sleep: Sleep
    reason: str
    by: str
    author_id: int
    visibility: str
    messenger: str | None
    origin: Origin
    waking: Waking | None
    ended: Ended | None = None

    @property
    def asleep(self) -> bool:
        return self.waking is None and self.ended is None

    @property
    def woken(self) -> bool:
        return self.waking is not None and self.ended is None

    @property
    def from_demonstration(self) -> bool:
        """Whether it, or what woke it, was meant by nobody."""
        return self.shown_origin is not Origin.REAL

    @property
    def shown_origin(self) -> Origin:
        """Its own, or that of the demonstration that woke it."""
        woke = bool(self.waking and self.waking.demonstration)
        return Origin.DEMONSTRATION if woke and not self.demonstration else self.origin


def present_rest(rests: Sequence[RestRead], since: date | None) -> RestRead | None:
    """The rest that decides at a door that opened on `since` (None: ever), of those that a reader
    may read, newest first: one that lasts, else the newest if it woke."""
    own = [one for one in rests if since is None or one.sleep.since >= since]
    lasting = next((one for one in own if one.asleep), None)
    return lasting or next((one for one in own[:1] if one.woken), None)


def shown_rest(rest: RestRead | None, last_knock: date | None, *, claimed: bool) -> RestRead | None:
    """A rest that lasts, or one whose door woke and at which nobody has claimed or made a knock
    since: whoever did has looked at it."""
    if rest is None or rest.asleep:
        return rest
    woke = rest.waking.on if rest.waking else date.max
    looked_at = claimed or (last_knock is not None and last_knock >= woke)
    return None if looked_at else rest


def waking(sleep: Sleep, around: Surroundings, today: date) -> Waking | None:
    """What woke the door first; None while it sleeps."""
    found = [
        *(_votes(sleep, around.votes) if Trigger.VOTE in sleep.triggers else ()),
        *(_joined(sleep, around.neighbours) if Trigger.NEIGHBOUR in sleep.triggers else ()),
        *_occurred(sleep, around.happenings),
        *_reached(sleep),
    ]
    return min((one for one in found if one.on <= today), key=lambda one: one.on, default=None)


def _votes(sleep: Sleep, votes: Sequence[Cast]) -> Iterable[Waking]:
    """Other votes on resolutions after the one that was the newest known."""
    named = [one.resolution for one in votes]
    if sleep.resolution in named:
        later = votes[named.index(sleep.resolution) + 1 :]
    else:
        later = [one for one in votes if latest(one.day) > sleep.since]
    for one in later:
        if one.vote not in (sleep.vote, NO_VOTE):
            words = _(
                "voted otherwise on resolution %(resolution)s of %(day)s",
                resolution=one.resolution,
                day=spoken(one.day),
            )
            yield Waking(max(latest(one.day), sleep.since), Trigger.VOTE, words, one.source)


def _joined(sleep: Sleep, neighbours: Iterable[Joined]) -> Iterable[Waking]:
    """Neighbours that joined since, or had joined and were not known to have."""
    for one in neighbours:
        if one.on > sleep.since or (one.present and one.iso3 not in sleep.parties):
            on = max(one.on, sleep.since)
            yield Waking(on, Trigger.NEIGHBOUR, one.words, one.source, one.demonstration)


def _occurred(sleep: Sleep, happenings: Iterable[Occurred]) -> Iterable[Waking]:
    for one in happenings:
        trigger = BY_HAPPENING[one.kind]
        fresh = latest(one.day) >= sleep.since - FRESH and one.recorded_at > sleep.recorded_at
        if trigger in sleep.triggers and fresh:
            on = one.recorded_at.date()
            yield Waking(on, trigger, one.words, one.source, one.demonstration)


def _reached(sleep: Sleep) -> Iterable[Waking]:
    if sleep.until:
        words = _("the last day of its rest, %(day)s, was reached", day=spoken(sleep.until))
        yield Waking(sleep.until, None, words)
