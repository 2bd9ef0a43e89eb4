"""The knocks at one door that a reader may read, with the message that each carried."""

from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from app.accounts.policy import Reader
from app.audit.derived import FACTS, derived
from app.contacts.carried import CARRIED_NAMES, Carried, carried
from app.contacts.gathered import PART, SENDERS
from app.contacts.joint import parts_of
from app.contacts.models import Contact, ContactDoor
from app.contacts.queries import joined_away_at_door, not_retracted, readable_contacts
from app.contacts.records import KNOCK, read_knock
from app.contacts.silence import Knock
from app.doors.door import Door
from app.kit.db import columns
from app.kit.origin import Origin
from app.messages.queries import versions_for


class DoorKnock(NamedTuple):
    """A knock at a door, the message that it carried, and where the entry came from."""

    knock: Knock
    carried: Carried
    origin: Origin

    @property
    def message(self) -> str:
        """Which message it carried, in words."""
        return CARRIED_NAMES[self.carried]


class Knocks(NamedTuple):
    """The newest of them, newest first, and how many there are in all."""

    newest: list[DoorKnock]
    total: int


def knocks_at(db: Session, reader: Reader, door: Door, *, limit: int) -> Knocks:
    """Retracted ones left out, joint ones once; a fixed number of queries however many."""
    versions = versions_for(db, door.ask)
    senders = SENDERS[db.get_bind().dialect.name]
    query = columns(*KNOCK, Contact.origin, Contact.message_version_id, senders)
    rows = db.execute(
        _at(door, reader, query)
        .order_by(col(Contact.held_on).desc(), col(Contact.id).desc())
        .limit(limit)
    ).all()
    parts = parts_of(db, reader, [row[0] for row in rows]) if rows else {}
    newest = [
        DoorKnock(
            knock=read_knock(knock, tuple(codes.split(PART)) if codes else (), parts),
            carried=carried(version, versions),
            origin=origin,
        )
        for *knock, origin, version, codes in rows
    ]
    full = len(newest) == limit
    return Knocks(newest, _counted(db, reader, door) if full else len(newest))


def _counted(db: Session, reader: Reader, door: Door) -> int:
    query = _at(door, reader, select(func.count(col(Contact.id))))
    return derived(
        db,
        ("knocks at", reader, door),
        lambda: int(db.execute(query).scalar_one()),
        touched_by=(*FACTS, "contact."),
    )


def _at(door: Door, reader: Reader, query: Select[Any]) -> Select[Any]:
    return query.join(ContactDoor, col(ContactDoor.contact_id) == col(Contact.id)).where(
        col(Contact.state_iso3) == door.iso3,
        col(ContactDoor.ask) == door.ask,
        not_retracted(),
        ~joined_away_at_door(reader),
        readable_contacts(reader),
    )
