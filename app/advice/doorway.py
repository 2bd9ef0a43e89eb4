"""A door as its page shows it to one reader: every knock, what happened around it, the picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from sqlmodel import Session

from app.accounts.policy import Act, Reader, may
from app.advice.gathering import advice
from app.advice.lanes import picture
from app.advice.marks import Happened, Knocked, Picture, Planned
from app.advice.queries import ApproachRow, open_approaches
from app.advice.rules import Resting
from app.advice.suggest import Suggestion
from app.contacts.at_door import DoorKnock, knocks_at
from app.contacts.carried import Carried, consistency
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, RESPONSE_NAMES, Channel, Level
from app.doors.door import Door
from app.doors.history import Line
from app.doors.panel import DoorPanel
from app.doors.queries import round_settings
from app.kit.dates import earliest, latest, spoken
from app.kit.origin import Origin
from app.messengers.queries import messengers
from app.norms.queries import ccm_votes, vote_days
from app.opportunities.queries import calendar

MOST = 50
"""Knocks on one page, as on a page of the log."""
MEETINGS = ("MSP", "RevCon", "Intersessional")
"""The Convention's own meetings: to these everybody comes."""
SHORT = {
    Channel.BILATERAL_MEETING: "bilateral",
    Channel.PHONE_CALL: "call",
    Channel.MARGINS: "margins",
    Channel.HIGH_LEVEL_VISIT: "visit",
    Channel.PUBLIC_STATEMENT: "statement",
    Channel.PARLIAMENTARY_CONTACT: "parliament",
    Channel.THIRD_PARTY: "third party",
}
RINGS = {
    Level.AMBASSADOR: "one", Level.DIRECTOR: "one", Level.MINISTER: "two", Level.HEAD: "three",
    Level.PARLIAMENTARIAN: "beside", Level.MILITARY: "beside",
}  # fmt: skip
"""Rings around a mark by level; experts and a level that nobody recorded have none."""
SAME = {Carried.CURRENT: "current", Carried.EARLIER: "earlier", Carried.OTHER: "other"}


@dataclass(frozen=True)
class Story:
    """What happened at a door, as far as the reader may read it; `knocks` (the newest of `count`)
    and `events` are newest first. `next` is what is suggested, or why nothing is."""

    knocks: Sequence[DoorKnock]
    count: int
    approaches: Sequence[ApproachRow]
    events: Sequence[Happened]
    next: Suggestion | Resting | None
    picture: Picture
    names: dict[str, str]
    spacing: int

    @property
    def demonstration(self) -> bool:
        """Whether something shown was meant by nobody: a demonstration, or synthetic."""
        origins = {str(one.origin) for one in self.shown} | {one.origin for one in self.around}
        origins |= {one.origin for one in self.approaches}
        return bool(origins - {Origin.REAL})

    @property
    def same_message(self) -> str:
        return consistency([one.carried for one in self.knocks])

    @property
    def cut(self) -> bool:
        """Whether there were more knocks than a page shows."""
        return self.count > len(self.knocks)

    @property
    def shown(self) -> list[DoorKnock]:
        """The knocks that lie within the picture."""
        return [one for one in self.knocks if one.knock.latest_day >= self.picture.first]

    @property
    def around(self) -> list[Happened]:
        """What else lies within the picture."""
        first, last = self.picture.first, self.picture.last
        return [one for one in self.events if one.last >= first and one.first <= last]

    @property
    def senders(self) -> int:
        """Different messengers in the picture."""
        return len({code for one in self.shown for code in one.knock.messengers})

    @property
    def close(self) -> dict[int, int]:
        """Knocks in the picture that came sooner than the spacing, and after how many days."""
        marks = [mark for lane in self.picture.lanes for mark in lane.marks]
        return {mark.what.id: mark.since for mark in marks if mark.since is not None}

    @property
    def between(self) -> int | None:
        """Days that usually lie between two knocks in the picture: the median."""
        pairs = pairwise(one.knock for one in self.shown)
        days = sorted(max((new.held_on - old.latest_day).days, 0) for new, old in pairs)
        return days[len(days) // 2] if days else None

    def called(self, codes: Iterable[str]) -> str:
        return " and ".join(self.names[code] for code in codes) or "messenger not recorded"


def story(
    db: Session, reader: Reader, panel: DoorPanel, door: Door, today: date, *, every: bool = False
) -> Story:
    """The same number of queries, and no longer a page, however often it was knocked on."""
    reads = may(reader, Act.READ_ENTRIES)
    knocks, count = knocks_at(db, reader, door, limit=MOST) if reads else ([], 0)
    approaches = [one for one in open_approaches(db, reader, door.iso3) if one.ask is door.ask]
    suggested = advice(db, reader, today).at(door) if reads else None
    names = {code: one.name for code, one in messengers(db).items()}
    events = _events(db, reader, panel, door, today)
    spacing = round_settings(db).spacing_days
    return Story(
        knocks=knocks,
        count=count,
        approaches=approaches if reads else [],
        events=sorted(events, key=lambda one: one.first, reverse=True),
        next=suggested,
        picture=picture(
            [_knocked(one, names) for one in knocks],
            [*map(_claimed, approaches if reads else []), *_suggested(suggested)],
            events,
            spacing=spacing,
            today=today,
            every=every,
            cut=count > len(knocks),
        ),
        names=names,
        spacing=spacing,
    )


def _knocked(one: DoorKnock, names: dict[str, str]) -> Knocked:
    knock = one.knock
    who = " and ".join(names[code] for code in knock.messengers)
    answer = RESPONSE_NAMES[knock.response] if knock.response else "not recorded"
    level = f", {LEVEL_NAMES[knock.level]} level" if knock.level else ""
    how = f"{CHANNEL_NAMES[knock.channel]}{level}"
    return Knocked(
        id=knock.contact_id,
        first=knock.held_on,
        last=knock.latest_day,
        lanes=knock.messengers,
        answered=knock.effective,
        says=(_short(knock.channel), answer if knock.response else "no answer noted"),
        shape=knock.response or "unknown",
        ring=RINGS.get(knock.level, "") if knock.level else "",
        same=SAME.get(one.carried, ""),
        words=f"{knock.when}: {who}, {how}; answer: {answer}; message: {one.carried}",
        demonstration=knock.demonstration,
    )


def _claimed(row: ApproachRow) -> Planned:
    window = f"{spoken(row.window_from)} to {spoken(row.window_to)}"
    what = f"{row.messenger_name}, {CHANNEL_NAMES[row.channel]}, {row.step} by {row.owner}"
    return Planned(
        row.messenger, row.window_from, row.window_to, row.step,
        (_short(row.channel), row.step), f"{window}: {what}",
    )  # fmt: skip


def _suggested(line: Suggestion | Resting | None) -> list[Planned]:
    if not isinstance(line, Suggestion):
        return []
    first, last = line.window
    words = f"{spoken(first)} to {spoken(last)}: {line.messenger_name}, suggested"
    says = (_short(line.channel), "suggested")
    return [Planned(line.messenger, first, last, "suggested", says, words)]


def _short(channel: Channel) -> str:
    return SHORT.get(channel, CHANNEL_NAMES[channel])


def _events(
    db: Session, reader: Reader, panel: DoorPanel, door: Door, today: date
) -> list[Happened]:
    votes, days = ccm_votes(db, door.iso3), vote_days(db)
    found = [
        _dated("vote", days[vote.resolution], f"voted {vote.vote}" if vote.vote != "absent" else
        "absent", f"vote on resolution {vote.resolution}: {vote.vote}")
        for vote in votes
    ]  # fmt: skip
    found += [_event(line) for line in panel.lines]
    known = calendar(db, reader, today)
    for meeting in (*known.ahead, *known.past):
        if meeting.kind in MEETINGS:
            says = meeting.name.split()[0]
            ends = meeting.ends_on or meeting.starts_on
            made = _dated("meeting", meeting.starts_on, says, meeting.name, ends)
            found.append(replace(made, origin=meeting.origin))
    return found


def _event(line: Line) -> Happened:
    if line.move is None:
        made = _dated("act", line.day, line.words.partition(":")[0], line.words)
        return replace(made, origin=line.origin)
    says = f"{int(line.move.stage)} {line.move.words}"
    what = f"stage: {line.move.words}, {line.move.by}"
    return Happened("move", line.on, line.on, says, what, line.origin)


def _dated(kind: str, day: str, says: str, words: str, ends: str = "") -> Happened:
    return Happened(kind, earliest(day), latest(ends or day), says, words)
