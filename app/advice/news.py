"""What others recorded since somebody last looked, as that reader may know it."""

from collections.abc import Iterator
from datetime import date, datetime
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
from app.doors.ladder import Stage
from app.doors.models import StageMove
from app.doors.queries import readable_moves
from app.kit.db import columns
from app.kit.origin import Origin
from app.kit.translation import listed
from app.messengers.queries import messengers
from app.opportunities.models import Meeting
from app.states.queries import book

SHOWN = 10


class Item(NamedTuple):
    """One thing that `by` recorded. `about` is a State's name, or a meeting's; `kind` is contact,
    move, claim or meeting and says which of the rest is there. `number` is the entry's own."""

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


class News(NamedTuple):
    """Newest first; `more` says that there was more than is shown."""

    items: list[Item]
    more: bool


def news(db: Session, reader: Reader, since: datetime) -> News:
    """Contacts, moves, claims and meetings that others recorded after a moment; nothing for those
    who read no entries. Four queries, however much there is."""
    if not may(reader, Act.READ_ENTRIES):
        return News([], more=False)
    found = [
        *_contacts(db, reader, since),
        *_moves(db, reader, since),
        *_claims(db, reader, since),
        *_meetings(db, reader, since),
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
