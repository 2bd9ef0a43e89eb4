"""What happened at doors, for learning: as one reader may know it, and nothing that nobody meant.

No demonstration and no synthetic entry is in it (domain rule 6), whoever reads.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from app.accounts.policy import Reader
from app.advice.fates import DoorPast, Told
from app.contacts.joint import parts_of, union
from app.contacts.models import Commitment, Contact, ContactDoor, ContactMessenger
from app.contacts.queries import (
    INTO,
    joined_away_at_door,
    joined_into_of,
    not_retracted,
    readable_contacts,
)
from app.contacts.terms import Side
from app.doors.door import Door
from app.doors.ladder import Move, moves_of_door
from app.doors.queries import moves_by_door
from app.kit.db import columns
from app.kit.origin import Origin
from app.states.queries import ActRow, book
from app.states.standing import CONSENT, counts_from


def door_pasts(
    db: Session, reader: Reader, today: date, states: Collection[str] | None = None
) -> dict[Door, DoorPast]:
    """Every door with a knock or a move, of these States or of all; closed doors too."""
    knocks, moves = _knocks(db, reader, states), moves_by_door(db, reader, today)
    doors = {*knocks, *(door for door in moves if states is None or door.iso3 in states)}
    known = book(db).acts
    return {
        door: _past(knocks.get(door, []), moves.get(door, []), known.get(door.iso3, ()))
        for door in sorted(doors)
    }


def _past(knocks: list[Told], moves: list[Move], acts: Collection[ActRow]) -> DoorPast:
    real = [act for act in acts if not act.demonstration]
    meant = [move for move in reversed(moves) if not move.demonstration]
    return DoorPast(
        knocks=tuple(knocks),
        moves=tuple(reversed(moves_of_door(meant, real))),
        consents=tuple(sorted(counts_from(act) for act in real if act.action in CONSENT)),
    )


def joined_into(db: Session, reader: Reader) -> dict[int, int]:
    """The contact that stands for each one that is joined into it, where the reader reads both."""
    query = columns(Contact.id, INTO.id).where(*joined_into_of(reader), *_read(reader))
    return dict(iter(db.execute(query)))


def _knocks(db: Session, reader: Reader, states: Collection[str] | None) -> dict[Door, list[Told]]:
    """Oldest first."""
    where = _read(reader)
    if states is not None:
        where.append(col(Contact.state_iso3).in_(sorted(states)))
    query = (
        columns(
            Contact.state_iso3,
            ContactDoor.ask,
            Contact.id,
            Contact.held_on,
            Contact.channel,
            Contact.level,
            Contact.response,
        )
        .join(ContactDoor, col(ContactDoor.contact_id) == col(Contact.id))
        .where(*where, ~joined_away_at_door(reader))
        .order_by(col(Contact.held_on), col(Contact.id))
    )
    senders, parts = _senders(db, where), parts_of(db, reader)
    promised = _promised(db, where, joined_into(db, reader))
    found: dict[Door, list[Told]] = defaultdict(list)
    for iso3, ask, number, held_on, channel, level, response in db.execute(query):
        who = union(tuple(senders[number]), parts.get(number, ()))
        told = Told(number, held_on, who, channel, level, response, number in promised)
        found[Door(iso3, ask)].append(told)
    return dict(found)


def _read(reader: Reader) -> list[ColumnElement[bool]]:
    real = col(Contact.origin) == Origin.REAL
    return [real, not_retracted(), readable_contacts(reader)]


def _senders(db: Session, where: list[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        columns(ContactMessenger.contact_id, ContactMessenger.messenger)
        .join(Contact, col(Contact.id) == col(ContactMessenger.contact_id))
        .where(*where)
        .order_by(col(ContactMessenger.contact_id), col(ContactMessenger.position))
    )
    for number, code in db.execute(query):
        found[number].append(code)
    return found


def _promised(db: Session, where: list[Any], into: dict[int, int]) -> set[int]:
    """Contacts in which the State committed itself, and those that stand for one of them."""
    query = (
        columns(Commitment.contact_id)
        .join(Contact, col(Contact.id) == col(Commitment.contact_id))
        .where(col(Commitment.side) == Side.THEIRS, col(Commitment.removed_in).is_(None), *where)
    )
    found = set(db.execute(query).scalars())
    return found | {into[number] for number in found if number in into}
