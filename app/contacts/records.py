"""What a reader's own log says of each door: knocks of a year, and the last effective one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, exists
from sqlmodel import Session, col, select

from app.accounts.policy import Reader
from app.accounts.visibility import READERS
from app.audit.derived import FACTS, Change, derived
from app.contacts.joint import Part, jointly, parts_of
from app.contacts.models import Contact, ContactDoor, ContactMessenger
from app.contacts.queries import (
    joined_away_at_door,
    messengers_of,
    not_retracted,
    readable_contacts,
)
from app.contacts.silence import YEAR, DoorRecord, Knock, is_within, within
from app.contacts.terms import Response
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.queries import open_doors
from app.kit.db import columns
from app.kit.origin import Origin
from app.states.models import State

Parts = Mapping[int, Sequence[Part]]
NAMED = 5
"""So many knocks by others are told to somebody who is about to knock as well."""
LEAST_EXACT = timedelta(days=31)
"""What lies between the first and the last day that a month may mean, at most."""
KNOCK = (
    Contact.id,
    Contact.held_on,
    Contact.precision,
    Contact.channel,
    Contact.level,
    Contact.response,
    Contact.author_id,
    Contact.origin,
    Contact.visibility,
)
"""The columns that a knock is read from."""


def door_records(db: Session, reader: Reader, today: date) -> dict[Door, DoorRecord]:
    """Each open door's record as this reader may know it; doors without a knock are left out.

    Remembered; after an act on a contact only its State's doors are read again.
    """
    return derived(
        db,
        ("door records", reader, today),
        lambda: _read_records(db, reader, open_doors(db, today), today),
        touched_by=(*FACTS, "contact."),
        renew=lambda old, changes: _renew(db, reader, today, old, changes),
    )


def _renew(
    db: Session,
    reader: Reader,
    today: date,
    old: dict[Door, DoorRecord],
    changes: Sequence[Change],
) -> dict[Door, DoorRecord] | None:
    """The records after acts on some contacts; None after other acts."""
    if not all(change.subject.startswith("contact:") for change in changes):
        return None
    numbers = {int(change.subject.partition(":")[2]) for change in changes}
    states = set(
        db.execute(
            columns(Contact.state_iso3).where(col(Contact.id).in_(numbers)).distinct()
        ).scalars()
    )
    if any(change.verb != "contact.logged" for change in changes):
        states |= {door.iso3 for door, record in old.items() if _holds(record, numbers)}
    doors = open_doors(db, today)
    fresh = _read_records(db, reader, [door for door in doors if door.iso3 in states], today)
    kept = {door: record for door, record in old.items() if door.iso3 not in states}
    both = kept | fresh
    return {door: both[door] for door in doors if door in both}


def _holds(record: DoorRecord, numbers: set[int]) -> bool:
    """Whether a record rests on one of these contacts."""
    last = record.last_effective
    return bool(last and last.contact_id in numbers) or any(
        knock.contact_id in numbers for knock in record.recent
    )


def knocks_by_others(
    db: Session, reader: Reader, door: Door, today: date, days: int
) -> list[Knock]:
    """The newest knocks at one door that may be of the last `days` days and that the reader did
    not write down, at most `NAMED` of them, newest first."""
    query = _by_others(reader, door, today - timedelta(days=days) - LEAST_EXACT)
    rows = db.execute(query).all()
    numbers = [row[1] for row in rows]
    senders = messengers_of(db, numbers) if rows else {}
    parts = parts_of(db, reader, numbers) if rows else {}
    knocks = [read_knock(row[1:], senders.get(row[1], ()), parts) for row in rows]
    return within(knocks, today, days)


@lru_cache(READERS)
def _by_others(reader: Reader, door: Door, since: date) -> Select[Any]:
    return (
        _knocks()
        .join(ContactDoor, col(ContactDoor.contact_id) == col(Contact.id))
        .where(
            col(Contact.state_iso3) == door.iso3,
            col(ContactDoor.ask) == door.ask,
            col(Contact.held_on) >= since,
            col(Contact.author_id).is_distinct_from(reader.id),
            not_retracted(),
            ~joined_away_at_door(reader),
            readable_contacts(reader),
        )
        .order_by(col(Contact.held_on).desc(), col(Contact.id).desc())
        .limit(NAMED)
    )


def warned_doors(
    db: Session, reader: Reader, today: date, days: int, iso3: str | None = None
) -> frozenset[Door]:
    """Doors with a contact that may be of the last `days` days, that this reader may not read, and
    whose author warns others. Nothing else about it may ever be said (domain rule 4)."""
    query = _warning(reader, today - timedelta(days=days) - LEAST_EXACT, iso3)
    return frozenset(
        Door(state, ask)
        for state, ask, held_on, precision in db.execute(query)
        if is_within(held_on, precision, today, days)
    )


@lru_cache(READERS)
def _warning(reader: Reader, after: date, iso3: str | None) -> Select[Any]:
    query = (
        columns(Contact.state_iso3, ContactDoor.ask, Contact.held_on, Contact.precision)
        .join(ContactDoor, col(ContactDoor.contact_id) == col(Contact.id))
        .where(
            col(Contact.held_on) > after,
            col(Contact.warn_others).is_(True),
            not_retracted(),
            ~readable_contacts(reader),
        )
        .distinct()
    )
    return query.where(col(Contact.state_iso3) == iso3) if iso3 else query


def _read_records(
    db: Session, reader: Reader, doors: list[Door], today: date
) -> dict[Door, DoorRecord]:
    parts = parts_of(db, reader)
    last = _last_effective(db, reader, doors, parts)
    recent = _recent(db, reader, doors, today - YEAR, parts)
    return {
        door: DoorRecord(recent=tuple(recent.get(door, ())), last_effective=last.get(door))
        for door in doors
        if door in last or door in recent
    }


def _recent(
    db: Session, reader: Reader, doors: list[Door], since: date, parts: Parts
) -> dict[Door, list[Knock]]:
    """Knocks since a day, newest first."""
    lately = (
        col(Contact.held_on) >= since,
        col(Contact.state_iso3).in_([door.iso3 for door in doors]),
    )
    rows = db.execute(
        _knocks()
        .add_columns(col(ContactDoor.ask))
        .join(ContactDoor, col(ContactDoor.contact_id) == col(Contact.id))
        .where(*lately, not_retracted(), ~joined_away_at_door(reader), readable_contacts(reader))
        .order_by(col(Contact.held_on).desc(), col(Contact.id).desc())
    ).all()
    senders: dict[int, list[str]] = defaultdict(list)
    for number, code in db.execute(
        columns(ContactMessenger.contact_id, ContactMessenger.messenger)
        .join(Contact, col(Contact.id) == col(ContactMessenger.contact_id))
        .where(*lately)
        .order_by(col(ContactMessenger.contact_id), col(ContactMessenger.position))
    ):
        senders[number].append(code)
    wanted, found = set(doors), defaultdict(list)
    for *row, ask in rows:
        door = Door(row[0], ask)
        if door in wanted:
            found[door].append(read_knock(row[1:], tuple(senders[row[1]]), parts))
    return found


def _last_effective(
    db: Session, reader: Reader, doors: Iterable[Door], parts: Parts
) -> dict[Door, Knock]:
    by_ask: dict[Ask, list[str]] = defaultdict(list)
    for door in doors:
        by_ask[door.ask].append(door.iso3)
    found: dict[int, Door] = {}
    for ask, states in by_ask.items():
        newest = (
            select(Contact.id)
            .where(
                col(Contact.state_iso3) == col(State.iso3),
                col(Contact.response).is_distinct_from(Response.NO_REPLY),
                exists().where(
                    col(ContactDoor.contact_id) == col(Contact.id),
                    col(ContactDoor.ask) == ask,
                    ~joined_away_at_door(reader),
                ),
                not_retracted(),
                readable_contacts(reader),
            )
            .order_by(col(Contact.held_on).desc(), col(Contact.id).desc())
            .limit(1)
            .correlate(State)
            .scalar_subquery()
        )
        for iso3, number in db.execute(
            columns(State.iso3, newest).where(col(State.iso3).in_(states))
        ):
            if number is not None:
                found[number] = Door(iso3, ask)
    senders = messengers_of(db, found)
    rows = db.execute(_knocks().where(col(Contact.id).in_(list(found))))
    return {found[row[1]]: read_knock(row[1:], senders.get(row[1], ()), parts) for row in rows}


def _knocks() -> Select[Any]:
    return columns(Contact.state_iso3, *KNOCK)


def read_knock(row: Sequence[Any], messengers: tuple[str, ...], parts: Parts) -> Knock:
    """A knock of its columns KNOCK and the codes of who knocked, with what is joined into it."""
    number, held_on, precision, channel, level, response, author_id, origin, visibility = row
    knock = Knock(
        contact_id=number,
        held_on=held_on,
        precision=precision,
        channel=channel,
        level=level,
        response=response,
        messengers=messengers,
        author_id=author_id,
        demonstration=origin is not Origin.REAL,
        visibility=visibility,
    )
    return jointly(knock, parts.get(number, ()))
