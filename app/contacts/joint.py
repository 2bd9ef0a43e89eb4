"""Joint contacts: what was told of one meeting by several, each for who may read that account.

Nothing of an entry changes when it is joined, neither text nor level. Whoever reads both sees one
contact, so what both together say is as restricted as the stricter of the two; whoever reads one
alone sees that one, as if there were no other.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, Visibility, may, may_change, strictest
from app.contacts.likeness import NEAR, Account, alike
from app.contacts.models import Contact, Counterpart, Joining
from app.contacts.queries import (
    INTO,
    ContactDetail,
    detail_of,
    joined_away,
    messengers_of,
    not_retracted,
    readable_contacts,
)
from app.contacts.silence import Knock, latest_day
from app.contacts.terms import Precision
from app.kit.db import columns

LONGEST = timedelta(days=31)
"""What a month may span."""
MOST = 5


class Part(NamedTuple):
    """What another entry, by its number, adds to the one that it is joined into."""

    number: int
    messengers: tuple[str, ...]
    visibility: Visibility


class Joint(NamedTuple):
    """What one reader is told of a contact's others: the one that it is joined into, the accounts
    that are joined into it, and entries that may tell of the same meeting and can be joined."""

    into: Contact | None
    parts: tuple[ContactDetail, ...]
    offered: tuple[Contact, ...]

    @property
    def told(self) -> list[Part]:
        return [
            Part(one.contact.id or 0, one.messengers, one.contact.visibility) for one in self.parts
        ]


def joint(db: Session, by: User, detail: ContactDetail) -> Joint:
    """A contact's others, for somebody who reads it."""
    contact = detail.contact
    into = joined_into(db, by.reader, contact)
    parts = tuple(detail_of(db, one) for one in joined_to(db, by.reader, contact))
    offered = () if into or detail.retraction else joinable(db, by, contact)
    return Joint(into, parts, offered)


def joined_into(db: Session, reader: Reader, contact: Contact) -> Contact | None:
    """The contact that stands for this one as well, if the reader reads it."""
    query = (
        select(INTO)
        .join(Joining, col(Joining.into_id) == col(INTO.id))
        .where(
            col(Joining.contact_id) == contact.id,
            col(Joining.undone_at).is_(None),
            not_retracted(INTO),
            readable_contacts(reader, INTO),
        )
        .order_by(col(INTO.id))
    )
    return db.exec(query).first()


def joined_to(db: Session, reader: Reader, contact: Contact) -> list[Contact]:
    """The entries joined into this one that the reader reads, in the order of logging."""
    query = (
        select(Contact)
        .join(Joining, col(Joining.contact_id) == col(Contact.id))
        .where(col(Joining.into_id) == contact.id, *_standing(reader))
        .order_by(col(Contact.id))
    )
    return list(db.exec(query))


def joinable(db: Session, by: User, contact: Contact) -> tuple[Contact, ...]:
    """Entries of others that may tell of the same meeting and that this person may join with it,
    nearest first; () for who may not."""
    if not may(by.reader, Act.LOG) or not may_change(by.reader, contact.origin):
        return ()
    others = like(db, by.reader, account(db, contact), contact)
    return tuple(one for one in others if may_join(by, contact, one))


def like(db: Session, reader: Reader, told: Account, contact: Contact) -> tuple[Contact, ...]:
    """Readable entries, neither retracted nor joined away, that may tell of the same meeting."""
    last = latest_day(told.held_on, told.precision)
    query = _others(reader, told.iso3, told.held_on, last).where(
        col(Contact.author_id) != told.author_id, col(Contact.origin) == contact.origin
    )
    joined = {one.id for one in joined_to(db, reader, contact)}
    found = [one for one in db.exec(query) if one.id not in joined]
    accounts = accounts_of(db, found)
    near = sorted(found, key=lambda one: (abs(one.held_on - told.held_on), -(one.id or 0)))
    return tuple(one for one in near if alike(told, accounts[one.id or 0]))[:MOST]


def logged_near(db: Session, reader: Reader, iso3: str, on: date) -> list[Contact]:
    """What others logged at a State on this very day or the one before or after, newest first: said
    to who is about to log the same meeting."""
    query = (
        _others(reader, iso3, on, on)
        .where(
            col(Contact.author_id).is_distinct_from(reader.id),
            col(Contact.precision) == Precision.DAY,
            col(Contact.held_on) >= on - NEAR,
        )
        .order_by(col(Contact.id).desc())
        .limit(MOST)
    )
    return list(db.exec(query))


def _others(reader: Reader, iso3: str, first: date, last: date) -> Any:
    """Readable contacts of a State, neither retracted nor joined away, that may have been near."""
    return select(Contact).where(
        col(Contact.state_iso3) == iso3,
        col(Contact.held_on) >= first - NEAR - LONGEST,
        col(Contact.held_on) <= last + NEAR,
        not_retracted(),
        ~joined_away(reader),
        readable_contacts(reader),
    )


def may_join(by: User, one: Contact, other: Contact) -> bool:
    """Either author, and Coordinators."""
    return by.id in (one.author_id, other.author_id) or may(by.reader, Act.COORDINATE)


def may_part(by: User, one: Contact, other: Contact) -> bool:
    """Whether this person may take a joining of the two back."""
    own = may(by.reader, Act.LOG) and may_change(by.reader, one.origin)
    return own and may_join(by, one, other)


def account(db: Session, contact: Contact) -> Account:
    return accounts_of(db, [contact])[contact.id or 0]


def accounts_of(db: Session, contacts: Collection[Contact]) -> dict[int, Account]:
    """By number, in one query however many."""
    offices: dict[int, list[str]] = defaultdict(list)
    numbers = [one.id for one in contacts]
    if numbers:
        rows = columns(Counterpart.contact_id, Counterpart.office).where(
            col(Counterpart.contact_id).in_(numbers)
        )
        for number, office in db.execute(rows):
            offices[number].append(office)
    return {
        one.id or 0: Account(
            iso3=one.state_iso3,
            held_on=one.held_on,
            precision=one.precision,
            channel=one.channel,
            response=one.response,
            author_id=one.author_id,
            offices=tuple(offices[one.id or 0]),
        )
        for one in contacts
    }


def parts_of(
    db: Session, reader: Reader, numbers: Collection[int] | None = None
) -> dict[int, list[Part]]:
    """What is joined into contacts (all of them for None), by their number."""
    query = (
        columns(Joining.into_id, Contact.id, Contact.visibility)
        .join(Contact, col(Contact.id) == col(Joining.contact_id))
        .where(*_standing(reader))
        .order_by(col(Joining.into_id), col(Contact.id))
    )
    if numbers is not None:
        query = query.where(col(Joining.into_id).in_(numbers))
    rows = db.execute(query).all()
    senders = messengers_of(db, [row[1] for row in rows]) if rows else {}
    found: dict[int, list[Part]] = defaultdict(list)
    for into, number, visibility in rows:
        found[into].append(Part(number, senders.get(number, ()), visibility))
    return found


def union(own: tuple[str, ...], parts: Collection[Part]) -> tuple[str, ...]:
    """Who knocked together, each once."""
    return tuple(dict.fromkeys([*own, *(code for part in parts for code in part.messengers)]))


def jointly(knock: Knock, parts: Collection[Part]) -> Knock:
    """The knock as all its accounts tell it: everybody who knocked, at the strictest level."""
    if not parts:
        return knock
    return replace(
        knock,
        messengers=union(knock.messengers, parts),
        visibility=strictest([knock.visibility, *(part.visibility for part in parts)]),
    )


def _standing(reader: Reader) -> tuple[Any, ...]:
    """Of a joining and the contact that it joins: that both hold, for who reads it."""
    return (
        col(Joining.undone_at).is_(None),
        not_retracted(),
        readable_contacts(reader),
    )
