"""Reading the log: every query here is filtered by what its reader may read."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, false, func, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.accounts.policy import Act, Reader, may, may_read
from app.accounts.visibility import READERS, readable
from app.audit.derived import FACTS, derived
from app.contacts.models import (
    Commitment,
    CommitmentOutcome,
    Contact,
    ContactDoor,
    ContactMessenger,
    ContactVersion,
    Counterpart,
    Joining,
    Retraction,
    StepOutcome,
)
from app.contacts.terms import Side
from app.doors.asks import Ask
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.numbers import LARGEST
from app.kit.translation import gettext as _

INTO = aliased(Contact)
"""The contact that another is joined into."""


@dataclass(frozen=True)
class ContactDetail:
    """One contact, whole, for a reader who may read it."""

    contact: Contact
    asks: tuple[Ask, ...]
    messengers: tuple[str, ...]
    counterparts: tuple[Counterpart, ...]
    commitments: tuple[tuple[Commitment, CommitmentOutcome | None], ...]
    step_outcome: StepOutcome | None
    retraction: Retraction | None


class OpenCommitment(NamedTuple):
    """A commitment without an outcome, with the contact it was made in."""

    id: int
    contact_id: int
    iso3: str
    side: Side
    text: str
    due_on: date | None
    held_on: date
    origin: str
    visibility: str
    owner_id: int | None


@lru_cache(READERS)
def readable_contacts(reader: Reader, contact: Any = Contact) -> ColumnElement[bool]:
    """The policy as a filter on contacts, or on an alias of their table."""
    took_part = (
        exists()
        .where(
            col(ContactMessenger.contact_id) == col(contact.id),
            col(ContactMessenger.messenger) == literal(reader.messenger),
        )
        .correlate(contact)
    )
    return readable(
        reader,
        visibility=col(contact.visibility),
        author=col(contact.author_id),
        took_part=took_part,
    )


def not_retracted(contact: Any = Contact) -> ColumnElement[bool]:
    retracted = exists().where(col(Retraction.contact_id) == col(contact.id))
    return ~retracted.correlate(contact)


@lru_cache(READERS)
def joined_away(reader: Reader) -> ColumnElement[bool]:
    """Of a contact: whether it is joined into another that the reader reads as well, which then
    stands for both."""
    if not may(reader, Act.READ_ENTRIES):
        return false()
    return columns(Joining.id).where(*joined_into_of(reader)).correlate(Contact).exists()


@lru_cache(READERS)
def joined_away_at_door(reader: Reader) -> ColumnElement[bool]:
    """The same at the door of a `ContactDoor`: the other has to have carried that ask too."""
    if not may(reader, Act.READ_ENTRIES):
        return false()
    carried = aliased(ContactDoor)
    there = col(carried.contact_id) == col(INTO.id), col(carried.ask) == col(ContactDoor.ask)
    joining = columns(Joining.id).where(*joined_into_of(reader), *there)
    return joining.correlate(Contact, ContactDoor).exists()


@lru_cache(READERS)
def readable_joinings(reader: Reader) -> ColumnElement[bool]:
    """Of a joining and the contact that it joins: that the reader reads both of the two."""
    into = columns(INTO.id).where(readable_contacts(reader, INTO))
    return and_(readable_contacts(reader), col(Joining.into_id).in_(into))


def joined_into_of(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    """Of a contact and `INTO`: that the one is joined into the other, which the reader reads."""
    return (
        col(Joining.contact_id) == col(Contact.id),
        col(Joining.undone_at).is_(None),
        col(INTO.id) == col(Joining.into_id),
        not_retracted(INTO),
        readable_contacts(reader, INTO),
    )


def get_contact(db: Session, reader: Reader, number: int) -> Contact:
    """Raises Missing, whether it does not exist or is not open to the reader."""
    query = select(Contact).where(Contact.id == number, readable_contacts(reader))
    found = db.exec(query).first() if number <= LARGEST else None
    if found is None:
        raise Missing(_("There is no such contact, or it is not open to you."))
    return found


def contact_detail(db: Session, reader: Reader, number: int) -> ContactDetail:
    """One contact with all that belongs to it; raises Missing."""
    return detail_of(db, get_contact(db, reader, number))


def detail_of(db: Session, contact: Contact) -> ContactDetail:
    """What belongs to a contact that was already found readable."""
    number = contact.id
    commitments = db.exec(
        select(Commitment, CommitmentOutcome)
        .join(
            CommitmentOutcome,
            col(CommitmentOutcome.commitment_id) == col(Commitment.id),
            isouter=True,
        )
        .where(Commitment.contact_id == number, col(Commitment.removed_in).is_(None))
        .order_by(col(Commitment.id))
    )
    return ContactDetail(
        contact=contact,
        asks=tuple(
            db.execute(
                columns(ContactDoor.ask).where(col(ContactDoor.contact_id) == number)
            ).scalars()
        ),
        messengers=messengers_of(db, [number] if number else []).get(number or 0, ()),
        counterparts=tuple(
            db.exec(
                select(Counterpart)
                .where(Counterpart.contact_id == number)
                .order_by(col(Counterpart.id))
            )
        ),
        commitments=tuple((one, outcome) for one, outcome in commitments),
        step_outcome=step_outcomes(db, [number or 0]).get(number or 0),
        retraction=db.get(Retraction, number),
    )


def messengers_of(db: Session, numbers: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Who knocked, in order, by contact."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = db.execute(
        columns(ContactMessenger.contact_id, ContactMessenger.messenger)
        .where(col(ContactMessenger.contact_id).in_(list(numbers)))
        .order_by(col(ContactMessenger.contact_id), col(ContactMessenger.position))
    )
    for number, messenger in rows:
        found[number].append(messenger)
    return {number: tuple(codes) for number, codes in found.items()}


def versions_of(db: Session, reader: Reader, number: int) -> list[ContactVersion]:
    """Earlier versions, newest first: those whose own level the reader may read as well.

    Raises Missing if the contact itself is not open to the reader.
    """
    contact = get_contact(db, reader, number)
    kept = db.exec(
        select(ContactVersion)
        .where(ContactVersion.contact_id == number)
        .order_by(col(ContactVersion.number).desc())
    )
    return [one for one in kept if _reads_version(reader, contact, one)]


def open_commitments(
    db: Session, reader: Reader, iso3: str | None = None, *, limit: int = 500
) -> list[OpenCommitment]:
    """Commitments without an outcome, soonest due first; those without a due date last.

    The first of them: `commitment_list` has them all, in pages. Remembered.
    """
    return derived(
        db,
        ("first open commitments", reader, iso3, limit),
        lambda: _read_open(db, reader, iso3, limit),
        touched_by=(*FACTS, "contact.", "commitment."),
    )


def _read_open(db: Session, reader: Reader, iso3: str | None, limit: int) -> list[OpenCommitment]:
    query = (
        unsettled()
        .where(readable_contacts(reader), not_retracted())
        .order_by(col(Commitment.due_on).asc().nulls_last(), col(Commitment.id))
        .limit(limit)
    )
    if iso3:
        query = query.where(col(Contact.state_iso3) == iso3)
    return [OpenCommitment(*row) for row in db.execute(query)]


def get_commitment(db: Session, reader: Reader, number: int) -> Commitment:
    """A commitment that stands, settled or not, and that the reader may read; raises Missing."""
    query = (
        select(Commitment)
        .join(Contact, col(Contact.id) == col(Commitment.contact_id))
        .where(
            readable_contacts(reader),
            col(Commitment.id) == number,
            col(Commitment.removed_in).is_(None),
        )
    )
    found = db.exec(query).first() if number <= LARGEST else None
    if found is None:
        raise Missing(_("There is no such commitment, or it is not open to you."))
    return found


def has_follow_up() -> ColumnElement[bool]:
    """Of a contact: whether somebody has to follow it up: it stands, and has a next step or a
    commitment that is open."""
    return and_(not_retracted(), or_(has_open_step(), has_open_commitment()))


def has_open_step() -> ColumnElement[bool]:
    """Of a contact: whether it speaks of a next step of which nobody has said how it ended."""
    step = or_(col(Contact.next_step) != "", col(Contact.next_step_due).is_not(None))
    ended = exists().where(
        col(StepOutcome.contact_id) == col(Contact.id), col(StepOutcome.removed_in).is_(None)
    )
    return and_(step, ~ended.correlate(Contact))


def step_outcomes(db: Session, numbers: Collection[int]) -> dict[int, StepOutcome]:
    """How the next steps of contacts ended that were already found readable, by contact; those that
    are open are left out."""
    if not numbers:
        return {}
    query = select(StepOutcome).where(
        col(StepOutcome.contact_id).in_(numbers), col(StepOutcome.removed_in).is_(None)
    )
    return {one.contact_id: one for one in db.exec(query)}


def has_open_commitment() -> ColumnElement[bool]:
    """Of a contact: whether it holds a commitment without an outcome."""
    settled = exists().where(col(CommitmentOutcome.commitment_id) == col(Commitment.id))
    return exists().where(
        col(Commitment.contact_id) == col(Contact.id),
        col(Commitment.removed_in).is_(None),
        ~settled,
    )


def knock_totals(db: Session, reader: Reader | None, since: date) -> dict[str, int]:
    """Contacts since a day by State, counted as `policy.totals_for` says; {} for None."""
    if reader is None:
        return {}
    return derived(
        db,
        ("totals", reader, since),
        lambda: _count(db, reader, since),
        touched_by=(*FACTS, "contact."),
    )


def _count(db: Session, reader: Reader, since: date) -> dict[str, int]:
    rows = db.execute(
        columns(Contact.state_iso3, func.count())
        .where(
            readable_contacts(reader),
            not_retracted(),
            ~joined_away(reader),
            col(Contact.held_on) >= since,
        )
        .group_by(col(Contact.state_iso3))
    )
    return {iso3: int(number) for iso3, number in rows}


def unsettled() -> Any:
    """Commitments that stand and have no outcome, each with its contact."""
    return commitments(
        Commitment.id,
        Commitment.contact_id,
        Contact.state_iso3,
        Commitment.side,
        Commitment.text,
        Commitment.due_on,
        Contact.held_on,
        Contact.origin,
        Contact.visibility,
        Contact.next_step_owner,
    ).where(col(CommitmentOutcome.commitment_id).is_(None))


def commitments(*wanted: Any) -> Any:
    """Commitments that stand, with their contact, and with their outcome if they have one."""
    return (
        columns(*wanted)
        .join(Contact, col(Contact.id) == col(Commitment.contact_id))
        .join(
            CommitmentOutcome,
            col(CommitmentOutcome.commitment_id) == col(Commitment.id),
            isouter=True,
        )
        .where(col(Commitment.removed_in).is_(None))
    )


def _reads_version(reader: Reader, contact: Contact, version: ContactVersion) -> bool:
    took_part = version.content.get("messengers", [])
    return may_read(reader, version.visibility, contact.author_id, took_part)
