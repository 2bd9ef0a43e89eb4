"""What others recorded since somebody last looked, as that reader may know it."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlmodel import Session, col

from app.accounts.models import User
from app.accounts.policy import Act, Reader, may
from app.advice.models import Approach
from app.advice.queries import readable_approaches
from app.contacts.gathered import PART, SENDERS
from app.contacts.models import Contact
from app.contacts.queries import not_retracted, readable_contacts
from app.contacts.terms import Channel, Response
from app.doors.asks import Ask
from app.doors.ladder import Stage
from app.doors.models import StageMove
from app.doors.queries import readable_moves
from app.doors.rests import present_rests, rests
from app.kit.dates import spoken
from app.kit.db import columns
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.kit.translation import listed
from app.messengers.queries import messengers
from app.opportunities.happenings import happenings
from app.opportunities.models import Meeting
from app.states.queries import book

SHOWN = 10


class Item(NamedTuple):
    """One thing that `by` recorded. `about` is a State's name, or a meeting's; `kind` is contact,
    move, claim, meeting, rest, rest_end, waking or happening and says which of the others is there.
    `number` is the entry's own. Nobody records that a door woke: `by` is "", and it is known since
    the day of `at` alone."""

    kind: str
    at: datetime
    number: int
    about: str
    by: str
    visibility: str
    origin: Origin
    iso3: str = ""
    senders: str = ""
    channel: Channel | None = None
    response: Response | None = None
    stage: Stage | None = None
    first: date | None = None
    last: date | None = None
    ask: Ask | None = None
    what: str = ""


class News(NamedTuple):
    """Newest first; `more` says that there was more than is shown."""

    items: list[Item]
    more: bool


def news(db: Session, reader: Reader, since: datetime, today: date) -> News:
    """Contacts, moves, claims, meetings, rests and happenings that others recorded after a moment,
    and doors that woke; nothing for those who read no entries.

    Four queries, however much there is: rests and happenings are remembered as they are derived.
    """
    if not may(reader, Act.READ_ENTRIES):
        return News([], more=False)
    found = [
        *_contacts(db, reader, since),
        *_moves(db, reader, since),
        *_claims(db, reader, since),
        *_meetings(db, reader, since),
        *_rests(db, reader, since, today),
        *_happenings(db, reader, since),
    ]
    found.sort(key=lambda item: (item.at, item.number), reverse=True)
    return News(found[:SHOWN], more=len(found) > SHOWN)


def _contacts(db: Session, reader: Reader, since: datetime) -> Iterator[Item]:
    query = columns(
        Contact.logged_at,
        Contact.id,
        Contact.state_iso3,
        User.name,
        Contact.visibility,
        Contact.origin,
        SENDERS[db.get_bind().dialect.name],
        Contact.channel,
        Contact.response,
    ).where(readable_contacts(reader), not_retracted())
    states, called = book(db), messengers(db)
    for at, number, iso3, by, level, origin, codes, channel, response in _newest(
        db, query, reader, since, at=Contact.logged_at, author=Contact.author_id
    ):
        names = listed(called[code].name for code in codes.split(PART)) if codes else ""
        entry = "contact", at, number, states.name(iso3), by, level, origin, iso3
        yield Item(*entry, senders=names, channel=channel, response=response)


def _moves(db: Session, reader: Reader, since: datetime) -> Iterator[Item]:
    query = columns(
        StageMove.recorded_at,
        StageMove.id,
        StageMove.state_iso3,
        User.name,
        StageMove.visibility,
        StageMove.origin,
        StageMove.stage,
    ).where(readable_moves(reader))
    for at, number, iso3, by, level, origin, stage in _newest(
        db, query, reader, since, at=StageMove.recorded_at, author=StageMove.author_id
    ):
        entry = "move", at, number, book(db).name(iso3), by, level, origin, iso3
        yield Item(*entry, stage=Stage(stage))


def _claims(db: Session, reader: Reader, since: datetime) -> Iterator[Item]:
    query = columns(
        Approach.created_at,
        Approach.id,
        Approach.state_iso3,
        User.name,
        Approach.visibility,
        Approach.origin,
        Approach.messenger,
        Approach.channel,
        Approach.window_from,
        Approach.window_to,
    ).where(readable_approaches(reader))
    states, called = book(db), messengers(db)
    for at, number, iso3, by, level, origin, code, channel, first, last in _newest(
        db, query, reader, since, at=Approach.created_at, author=Approach.author_id
    ):
        entry = "claim", at, number, states.name(iso3), by, level, origin, iso3
        yield Item(*entry, called[code].name, channel, first=first, last=last)


def _meetings(db: Session, reader: Reader, since: datetime) -> Iterator[Item]:
    """The group reads which meetings were recorded."""
    query = columns(Meeting.recorded_at, Meeting.id, Meeting.name, User.name, Meeting.origin)
    for at, number, name, by, origin in _newest(
        db, query, reader, since, at=Meeting.recorded_at, author=Meeting.recorded_by
    ):
        yield Item("meeting", at, number, name, by, "group", origin)


def _rests(db: Session, reader: Reader, since: datetime, today: date) -> Iterator[Item]:
    """Doors put to rest, rests ended by hand, and open doors that woke: on the day of the last
    visit too, of which it is not known whether it was before."""
    known = book(db)
    for door, own in rests(db, reader, today).items():
        about = known.name(door.iso3)
        for one in own:
            entry = one.visibility, one.origin, door.iso3
            begun, ended = one.sleep.recorded_at, one.ended
            if begun > since and one.author_id != reader.id:
                item = Item("rest", begun, one.id, about, one.by, *entry)
                yield item._replace(ask=door.ask, what=one.sleep.words)
            if ended and ended.at > since and ended.author_id != reader.id:
                item = Item("rest_end", ended.at, one.id, about, ended.by, *entry)
                yield item._replace(ask=door.ask, what=ended.why)
    for door, rest in present_rests(db, reader, today).items():
        woke = rest.waking
        if woke and woke.on >= since.date():
            at = datetime.combine(woke.on, time(), since.tzinfo)
            woken = "waking", at, rest.id, known.name(door.iso3), "", rest.visibility
            yield Item(*woken, rest.shown_origin, door.iso3, ask=door.ask, what=woke.words)


def _happenings(db: Session, reader: Reader, since: datetime) -> Iterator[Item]:
    """The group reads what happened; what was retracted since is no news."""
    known = book(db)
    for iso3, own in happenings(db, reader).items():
        for one in own:
            if one.counts and one.recorded_at > since and one.author_id != reader.id:
                entry = "happening", one.recorded_at, one.id, known.name(iso3), one.by
                what = _("%(what)s, %(day)s", what=one.words, day=spoken(one.day))
                yield Item(*entry, "group", one.origin, iso3, what=what)


def _newest(
    db: Session, query: Any, reader: Reader, since: datetime, *, at: Any, author: Any
) -> Any:
    """One more than is shown, by others than the reader."""
    return db.execute(
        query.join(User, col(User.id) == author)
        .where(at > since, author != reader.id)
        .order_by(at.desc())
        .limit(SHOWN + 1)
    )
