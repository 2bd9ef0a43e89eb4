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
from app.advice.models import STEP_NAMES
from app.advice.queries import ApproachRow, open_approaches
from app.advice.rules import Resting
from app.advice.suggest import Suggestion
from app.contacts.at_door import DoorKnock, knocks_at
from app.contacts.carried import CARRIED_NAMES, Carried, consistency
from app.contacts.terms import CHANNEL_NAMES, RESPONSE_NAMES, Channel, Level, how
from app.doors.door import Door
from app.doors.history import Line
from app.doors.panel import DoorPanel
from app.doors.queries import round_settings
from app.doors.waking import RestRead, shown_rest
from app.kit.dates import between, earliest, latest
from app.kit.origin import Origin
from app.kit.translation import Said, joined, marked, pmarked
from app.kit.translation import gettext as _
from app.messengers.queries import messengers
from app.norms.queries import VoteRow, ccm_votes, vote_days
from app.norms.votes import vote_name
from app.opportunities.happenings import Happened as Occurrence
from app.opportunities.happenings import happenings
from app.opportunities.kinds import KIND_NAMES
from app.opportunities.queries import calendar

MOST = 50
"""Knocks on one page, as on a page of the log."""
MEETINGS = ("MSP", "RevCon", "Intersessional")
"""The Convention's own meetings: to these everybody comes."""
MEETING_LABELS = Said({"Intersessional": marked("Intersessional")})
"""By the first word of a meeting's name, which is its number otherwise: 12MSP."""
SHORT = Said(
    {
        Channel.BILATERAL_MEETING: pmarked("channel in short", "bilateral"),
        Channel.PHONE_CALL: pmarked("channel in short", "call"),
        Channel.MARGINS: pmarked("channel in short", "margins"),
        Channel.HIGH_LEVEL_VISIT: pmarked("channel in short", "visit"),
        Channel.PUBLIC_STATEMENT: pmarked("channel in short", "statement"),
        Channel.PARLIAMENTARY_CONTACT: pmarked("channel in short", "parliament"),
        Channel.THIRD_PARTY: pmarked("channel in short", "third party"),
    }
)
VOTED = Said(
    {
        "yes": marked("voted yes"),
        "no": marked("voted no"),
        "abstain": marked("voted abstain"),
        "absent": marked("absent"),
    }
)
RINGS = {
    Level.AMBASSADOR: "one", Level.DIRECTOR: "one", Level.MINISTER: "two", Level.HEAD: "three",
    Level.PARLIAMENTARIAN: "beside", Level.MILITARY: "beside",
}  # fmt: skip
"""Rings around a mark by level; experts and a level that nobody recorded have none."""
SAME = {Carried.CURRENT: "current", Carried.EARLIER: "earlier", Carried.OTHER: "other"}


@dataclass(frozen=True)
class Story:
    """What happened at a door, as far as the reader may read it; `knocks` (the newest of `count`)
    and `events` are newest first. `next` is what is suggested, or why nothing is; `rest` the one
    that lasts, or that the door woke from and nobody has looked at."""

    knocks: Sequence[DoorKnock]
    count: int
    approaches: Sequence[ApproachRow]
    events: Sequence[Happened]
    next: Suggestion | Resting | None
    picture: Picture
    rest: RestRead | None
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
        return joined(self.names[code] for code in codes) or _("messenger not recorded")


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
        rest=shown_rest(
            panel.rest, knocks[0].knock.held_on if knocks else None, claimed=bool(approaches)
        ),
        names=names,
        spacing=spacing,
    )


def _knocked(one: DoorKnock, names: dict[str, str]) -> Knocked:
    knock = one.knock
    answer = RESPONSE_NAMES[knock.response] if knock.response else ""
    return Knocked(
        id=knock.contact_id,
        first=knock.held_on,
        last=knock.latest_day,
        lanes=knock.messengers,
        answered=knock.effective,
        says=(_short(knock.channel), answer or _("no answer noted")),
        shape=knock.response or "unknown",
        ring=RINGS.get(knock.level, "") if knock.level else "",
        same=SAME.get(one.carried, ""),
        words=_(
            "%(when)s: %(messengers)s, %(how)s; answer: %(answer)s; message: %(message)s",
            when=knock.when,
            messengers=joined(names[code] for code in knock.messengers),
            how=how(knock.channel, knock.level),
            answer=answer or _("not recorded"),
            message=CARRIED_NAMES[one.carried],
        ),
        demonstration=knock.demonstration,
    )


def _claimed(row: ApproachRow) -> Planned:
    step = STEP_NAMES[row.step]
    return Planned(
        lane=row.messenger,
        first=row.window_from,
        last=row.window_to,
        step=row.step,
        says=(_short(row.channel), step),
        words=_(
            "%(window)s: %(messenger)s, %(channel)s, %(step)s by %(person)s",
            window=between(row.window_from, row.window_to),
            messenger=row.messenger_name,
            channel=CHANNEL_NAMES[row.channel],
            step=step,
            person=row.owner,
        ),
    )


def _suggested(line: Suggestion | Resting | None) -> list[Planned]:
    if not isinstance(line, Suggestion):
        return []
    first, last = line.window
    words = _(
        "%(window)s: %(messenger)s, suggested",
        window=between(first, last),
        messenger=line.messenger_name,
    )
    says = (_short(line.channel), _("suggested"))
    return [Planned(line.messenger, first, last, "suggested", says, words)]


def _short(channel: Channel) -> str:
    return SHORT.get(channel, CHANNEL_NAMES[channel])


def _events(
    db: Session, reader: Reader, panel: DoorPanel, door: Door, today: date
) -> list[Happened]:
    votes, days = ccm_votes(db, door.iso3), vote_days(db)
    found = [_vote(vote, days[vote.resolution]) for vote in votes]
    found += [_event(line) for line in panel.lines]
    found += [one for rest in panel.rests for one in _rested(rest)]
    found += [_occurred(one) for one in happenings(db, reader).get(door.iso3, ()) if one.counts]
    known = calendar(db, reader, today)
    for meeting in (*known.ahead, *known.past):
        if meeting.kind in MEETINGS:
            first = meeting.name.split()[0]
            says = MEETING_LABELS.get(first, first)
            ends = meeting.ends_on or meeting.starts_on
            made = _dated("meeting", meeting.starts_on, says, meeting.name, ends)
            found.append(replace(made, origin=meeting.origin))
    return found


def _vote(cast: VoteRow, day: str) -> Happened:
    words = _(
        "vote on resolution %(resolution)s: %(vote)s",
        resolution=cast.resolution,
        vote=vote_name(cast.vote),
    )
    return _dated("vote", day, VOTED.get(cast.vote, cast.vote), words)


def _event(line: Line) -> Happened:
    if line.move is None:
        made = _dated("act", line.day, line.label, line.words)
        return replace(made, origin=line.origin)
    says = f"{int(line.move.stage)} {line.move.words}"
    what = _("stage: %(stage)s, %(person)s", stage=line.move.words, person=line.move.by)
    return Happened("move", line.on, line.on, says, what, line.origin)


def _rested(rest: RestRead) -> list[Happened]:
    """When a door was put to rest, and what woke it, or who did."""
    until, day = rest.sleep.words, rest.sleep.since
    what = _("put to rest by %(person)s, %(until)s", person=rest.by, until=until)
    found = [Happened("rest", day, day, _("put to rest"), what, rest.origin)]
    if rest.ended:
        ended, says = rest.ended.on, _("rest ended")
        what = _("rest ended by %(person)s: %(why)s", person=rest.ended.by, why=rest.ended.why)
        found.append(Happened("rest", ended, ended, says, what, rest.origin))
    elif rest.waking:
        woke = rest.waking
        what = _("woke up: %(what)s", what=woke.words)
        found.append(Happened("rest", woke.on, woke.on, _("woke up"), what, rest.shown_origin))
    return found


def _occurred(one: Occurrence) -> Happened:
    made = _dated("happening", one.day, KIND_NAMES[one.kind], one.words)
    return replace(made, origin=one.origin)


def _dated(kind: str, day: str, says: str, words: str, ends: str = "") -> Happened:
    return Happened(kind, earliest(day), latest(ends or day), says, words)
