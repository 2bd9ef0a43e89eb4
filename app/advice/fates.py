"""What became of suggestions: what was done at their doors, and what came after it. Pure.

A knock is compared with the suggestion that stood when it was made. Nobody can say that a
suggestion made the difference: people choose which ones they follow, and at which doors.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from app.advice.shares import Lead, Share, lead
from app.contacts.terms import WELCOME, Channel, Level, Response
from app.doors.door import Door
from app.doors.ladder import Move
from app.kit.translation import Said, marked

HORIZONS = (90, 180)
"""Days within which an interim step counts as having followed a knock."""
RANK = {
    Response.NO_REPLY: 0, Response.DECLINED: 0, Response.NONCOMMITTAL: 1, Response.INTERESTED: 2,
    Response.COMMITTED: 3, Response.ACTED: 4,
}  # fmt: skip
"""The responses one above the other; to decline is an answer, and no step."""


class Group(StrEnum):
    """What was done, as against what was suggested."""

    AS_SUGGESTED = "as suggested"
    CHANGED = "changed"
    INSTEAD = "instead"


GROUPS = Said(
    {
        Group.AS_SUGGESTED: marked("As suggested"),
        Group.CHANGED: marked("The same messenger, otherwise"),
        Group.INSTEAD: marked("Another messenger instead"),
    }
)


class Told(NamedTuple):
    """A knock at a door; `promised` says whether the State committed itself to something in it."""

    contact_id: int
    held_on: date
    messengers: tuple[str, ...]
    channel: Channel
    level: Level | None
    response: Response | None
    promised: bool


class Stood(NamedTuple):
    """A suggestion that was kept when somebody decided about it, or acted without deciding.

    `contact_id` is what came of it. Where nothing did, the first knock at the door from `on` to
    `until` is what was done instead.
    """

    door: Door
    on: date
    until: date
    messenger: str
    channel: Channel
    level: Level
    contact_id: int | None = None


@dataclass(frozen=True)
class DoorPast:
    """One door: its knocks and moves, oldest first, and the days of the State's consents."""

    knocks: tuple[Told, ...] = ()
    moves: tuple[Move, ...] = ()
    consents: tuple[date, ...] = ()


NOTHING = DoorPast()
Pasts = Mapping[Door, DoorPast]


class Pair(NamedTuple):
    """A suggestion, and the knock that was made while it stood."""

    stood: Stood
    knock: Told


def paired(stood: Iterable[Stood], pasts: Pasts) -> list[Pair]:
    """Each knock with the one suggestion that it is compared with: the one that it came from,
    else the newest about which nobody has anything better to show."""
    kept = sorted(stood, key=lambda one: (one.on, one.messenger, one.contact_id or 0), reverse=True)
    found: dict[tuple[Door, int], Pair] = {}
    for one in sorted(kept, key=lambda one: one.contact_id is None):  # stable: newest first in each
        knock = _knock(one, pasts.get(one.door, NOTHING))
        if knock:
            found.setdefault((one.door, knock.contact_id), Pair(one, knock))
    return sorted(found.values(), key=lambda pair: (pair.knock.held_on, pair.knock.contact_id))


def _knock(stood: Stood, past: DoorPast) -> Told | None:
    if stood.contact_id is not None:
        return next((one for one in past.knocks if one.contact_id == stood.contact_id), None)
    return next((one for one in past.knocks if stood.on <= one.held_on <= stood.until), None)


def group(pair: Pair) -> Group:
    """A level that nobody recorded is no other level."""
    stood, knock = pair
    if stood.messenger not in knock.messengers:
        return Group.INSTEAD
    same = knock.channel is stood.channel and knock.level in (None, stood.level)
    return Group.AS_SUGGESTED if same else Group.CHANGED


def stepped(past: DoorPast, knock: Told, days: int) -> bool:
    """Whether an interim step followed within so many days: a stage up, a deposit, a commitment of
    the State, or a response above the last one before the knock (above its own, if it was first).

    What came after two knocks counts for both: nobody can say which of them it followed from.
    """
    first, last = knock.held_on, knock.held_on + timedelta(days=days)
    moved = any(
        move.before is not None and move.stage > move.before and first <= move.on <= last
        for move in past.moves
    )
    joined = any(first <= day <= last for day in past.consents)
    since = [one for one in past.knocks if first <= one.held_on <= last]
    promised = any(one.promised for one in since)
    return moved or joined or promised or _answered_better(past, knock, since)


def _answered_better(past: DoorPast, knock: Told, since: Sequence[Told]) -> bool:
    before = [
        RANK[one.response] for one in past.knocks if one.held_on < knock.held_on and one.response
    ]
    own = [RANK[knock.response]] if knock.response else []
    usual = (before[-1:] or own)[-1:]
    return any(RANK[one.response] > rank for one in since if one.response for rank in usual)


@dataclass(frozen=True)
class Row:
    """How the knocks of one group fared; `steps` by horizon, of those whose days are over."""

    group: Group
    knocks: int
    effective: Share
    welcome: Share
    steps: tuple[Share, ...]

    @property
    def shares(self) -> tuple[Share, ...]:
        return (self.effective, self.welcome, *self.steps)


def rows(pairs: Iterable[Pair], pasts: Pasts, today: date) -> tuple[Row, ...]:
    """One for each group, in their order, also where it is empty."""
    grouped: dict[Group, list[Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[group(pair)].append(pair)
    return tuple(_row(one, grouped[one], pasts, today) for one in Group)


def _row(of: Group, pairs: list[Pair], pasts: Pasts, today: date) -> Row:
    knocks = [pair.knock for pair in pairs]
    answered = [one for one in knocks if one.response is not None]
    return Row(
        group=of,
        knocks=len(knocks),
        effective=_share(one.response is not Response.NO_REPLY for one in knocks),
        welcome=_share(one.response in WELCOME for one in answered),
        steps=tuple(
            _share(
                stepped(pasts[stood.door], one, days)
                for stood, one in pairs
                if over(one, days, today)
            )
            for days in HORIZONS
        ),
    )


def over(knock: Told, days: int, today: date) -> bool:
    """Whether so many days have passed since: sooner, only what came early would be counted."""
    return knock.held_on + timedelta(days=days) <= today


def _share(found: Iterable[bool]) -> Share:
    each = list(found)
    return Share(sum(each), len(each))


def leads(table: Sequence[Row]) -> tuple[Lead | None, ...]:
    """What was done as suggested against what another messenger did instead, by each measure."""
    by = {row.group: row.shares for row in table}
    pairs = zip(by[Group.AS_SUGGESTED], by[Group.INSTEAD], strict=True)
    return tuple(lead(one, other) for one, other in pairs)


class Terms(Protocol):
    """An approach as far as it can differ from what was suggested."""

    messenger: str
    channel: Channel
    level: Level
    window_from: date
    window_to: date


DIFFERENCES = Said(
    {
        "messenger": marked("another messenger"),
        "channel": marked("another channel"),
        "level": marked("another level"),
        "window": marked("another time"),
    }
)


def differences(suggestion: Mapping[str, Any], approach: Terms) -> tuple[str, ...]:
    """In which of DIFFERENCES an approach is not what was suggested."""
    window = [approach.window_from.isoformat(), approach.window_to.isoformat()]
    made = {"messenger": approach.messenger, "channel": approach.channel, "level": approach.level}
    return tuple(
        name for name in DIFFERENCES if (made | {"window": window})[name] != suggestion[name]
    )


def by_frequency(reasons: Iterable[str]) -> list[tuple[str, int]]:
    """Reasons as they were typed first, most frequent first; capitals, spaces and a full stop at
    the end make no other reason."""
    typed: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for reason in reasons:
        key = " ".join(reason.casefold().split()).rstrip(".")
        counted[typed.setdefault(key, reason)] += 1
    return sorted(counted.items(), key=lambda one: (-one[1], one[0].casefold()))
