"""What is open and whose it is, and the hand-overs that were made."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, true
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, may
from app.accounts.queries import user_names
from app.advice.models import Approach
from app.advice.queries import ApproachRow, approaches_where, readable_approaches
from app.contacts.models import Commitment, Contact
from app.contacts.queries import (
    OpenCommitment,
    has_follow_up,
    has_open_step,
    not_retracted,
    readable_contacts,
    unsettled,
)
from app.contacts.terms import Precision
from app.handovers.models import HandedOver, HandOver
from app.handovers.owning import OWNERS, Kind, Thing
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.states.queries import book

OPEN_ACCOUNTS = columns(User.id).where(col(User.disabled_at).is_(None), col(User.role).in_(OWNERS))
"""Those who can have something."""


class FollowUp(NamedTuple):
    """A contact that somebody follows up: its next step, "" if it names none or that has ended, and
    what was promised in it and is open."""

    contact_id: int
    iso3: str
    state: str
    held_on: date
    precision: Precision
    next_step: str
    due_on: date | None
    visibility: str
    origin: Origin
    promises: tuple[OpenCommitment, ...] = ()


class Open(NamedTuple):
    """What is open of one owner, soonest first, as far as a reader may read it."""

    approaches: list[ApproachRow]
    follow_ups: list[FollowUp]

    @property
    def promises(self) -> list[OpenCommitment]:
        return [promise for one in self.follow_ups for promise in one.promises]

    @property
    def steps(self) -> list[FollowUp]:
        return [one for one in self.follow_ups if one.next_step or one.due_on]


class Made(NamedTuple):
    """A hand-over in a list; `to_me` whether the reader got something by it."""

    id: int
    leaving_id: int
    leaving: str
    successor: str
    made_at: datetime
    closed: bool
    to_me: bool


def open_of(db: Session, reader: Reader, owner_id: int) -> Open:
    """What is open of an account, as far as this reader may read it; nothing for who reads none."""
    own = col(Approach.owner_id) == owner_id, readable_approaches(reader)
    theirs = col(Contact.next_step_owner) == owner_id, readable_contacts(reader)
    return Open(approaches_where(db, *own), follow_ups_where(db, *theirs))


def things_of(db: Session, owner_id: int, reader: Reader | None = None) -> list[Thing]:
    """The same as bare numbers, in order; without a reader all of it, for the act alone."""
    approaches = readable_approaches(reader) if reader else true()
    contacts = readable_contacts(reader) if reader else true()
    return _things(
        db,
        (col(Approach.owner_id) == owner_id, approaches),
        (col(Contact.next_step_owner) == owner_id, contacts),
    )


def ownerless(db: Session) -> list[Thing]:
    """What is open and nobody's, or of an account that is closed: nothing, ever."""

    def gone(owner: Any) -> ColumnElement[bool]:
        return or_(owner.is_(None), owner.not_in(OPEN_ACCOUNTS))

    return _things(db, (gone(col(Approach.owner_id)),), (gone(col(Contact.next_step_owner)),))


def open_accounts(db: Session) -> list[User]:
    """Everybody who can have something, by name."""
    query = select(User).where(col(User.id).in_(OPEN_ACCOUNTS)).order_by(User.name, col(User.id))
    return list(db.exec(query))


def open_counts(db: Session, reader: Reader) -> dict[int, int]:
    """How many things are open of each account, as far as a reader may read them."""
    approaches = approaches_where(db, readable_approaches(reader))
    found = Counter(one.owner_id for one in approaches)
    owner = col(Contact.next_step_owner)
    theirs = columns(owner, func.count()).where(has_follow_up(), readable_contacts(reader))
    for number, many in db.execute(theirs.group_by(owner)):
        found[number] += many
    return found


def last_hand_over(db: Session, leaving_id: int) -> int:
    """The number of the last hand-over from an account, 0 before any."""
    query = columns(func.max(HandOver.id)).where(col(HandOver.leaving_id) == leaving_id)
    return db.execute(query).scalar_one() or 0


def seen(db: Session, reader: Reader, leaving_id: int) -> str:
    """What a reader sees open of an account, as a digest: another one means that somebody changed
    it since, or handed over. What they may not read is not in it."""
    parts = [f"{one.kind} {one.number} {one.version}" for one in things_of(db, leaving_id, reader)]
    told = "\n".join([str(last_hand_over(db, leaving_id)), *parts])
    return hashlib.sha256(told.encode()).hexdigest()


def hand_overs(db: Session, reader: Reader, since: datetime | None = None) -> list[Made]:
    """The newest first: for Coordinators all of them, for others those from and to them."""
    mine = columns(HandedOver.hand_over_id).where(col(HandedOver.to_id) == reader.id)
    to_me = or_(col(HandOver.successor_id) == reader.id, col(HandOver.id).in_(mine))
    query = columns(
        HandOver.id, HandOver.leaving_id, HandOver.successor_id, HandOver.made_at, HandOver.closed,
        to_me,
    ).order_by(col(HandOver.id).desc())  # fmt: skip
    if not may(reader, Act.COORDINATE):
        query = query.where(or_(to_me, col(HandOver.leaving_id) == reader.id))
    if since:
        query = query.where(col(HandOver.made_at) >= since)
    rows = db.execute(query).all()
    names = user_names(db) if rows else {}
    return [
        Made(number, leaving, names[leaving], names[successor], *rest)
        for number, leaving, successor, *rest in rows
    ]


def received_since(db: Session, reader: Reader, since: datetime) -> list[Made]:
    """What came to the reader by hand-overs since a moment, the newest first."""
    return [one for one in hand_overs(db, reader, since) if one.to_me]


def received(
    db: Session, reader: Reader, number: int, to: int | None = None
) -> tuple[HandOver, list[User]]:
    """A hand-over and to whom things came by it, whose document is asked for first: the reader's
    own, or for Coordinators that of anybody to whom something came. Others learn of no other
    receiver. Raises Missing."""
    made = next((one for one in hand_overs(db, reader) if one.id == number), None)
    found = db.get(HandOver, number) if made else None
    if made is None or found is None:
        raise Missing(_("There is no such hand-over, or it is not open to you."))
    people = _receivers(db, found)
    wanted = to or (reader.id if made.to_me else found.successor_id)
    if not may(reader, Act.COORDINATE):
        people = [one for one in people if one.id == reader.id]
    if wanted not in {one.id for one in people}:
        raise Missing(_("There is no such hand-over, or it is not open to you."))
    return found, sorted(people, key=lambda one: one.id != wanted)


def _receivers(db: Session, made: HandOver) -> list[User]:
    """The successor, then others."""
    got = columns(HandedOver.to_id).where(col(HandedOver.hand_over_id) == made.id)
    theirs = or_(col(User.id) == made.successor_id, col(User.id).in_(got))
    people = db.exec(select(User).where(theirs).order_by(User.name, col(User.id)))
    return sorted(people, key=lambda one: one.id != made.successor_id)


def handed_to(db: Session, made: HandOver, to: User) -> Open:
    """What came to somebody by a hand-over, is open, and is still theirs."""
    moved = columns(HandedOver.approach_id, HandedOver.contact_id).where(
        col(HandedOver.hand_over_id) == made.id, col(HandedOver.to_id) == to.id
    )
    found = db.execute(moved).all()
    theirs = open_of(db, to.reader, to.id or 0)
    approaches = {one for one, _contact in found if one}
    contacts = {one for _approach, one in found if one}
    return Open(
        [one for one in theirs.approaches if one.id in approaches],
        [one for one in theirs.follow_ups if one.contact_id in contacts],
    )


def follow_ups_where(db: Session, *conditions: ColumnElement[bool]) -> list[FollowUp]:
    """Contacts to be followed up by a condition of the caller's, who hides what a reader may not
    read; by the first day that something is due, those without one last."""
    promised: dict[int, list[OpenCommitment]] = {}
    soonest = col(Commitment.due_on).asc().nulls_last(), col(Commitment.id)
    for row in db.execute(unsettled().where(not_retracted(), *conditions).order_by(*soonest)):
        one = OpenCommitment(*row)
        promised.setdefault(one.contact_id, []).append(one)
    query = columns(
        Contact.id, Contact.state_iso3, Contact.held_on, Contact.precision, Contact.next_step,
        Contact.next_step_due, Contact.visibility, Contact.origin, has_open_step(),
    ).where(has_follow_up(), *conditions)  # fmt: skip
    known = book(db)
    found = []
    for number, iso3, *rest, steps in db.execute(query):
        promises = tuple(promised.get(number, ()))
        follow_up = FollowUp(number, iso3, known.name(iso3), *rest)._replace(promises=promises)
        found.append(follow_up if steps else follow_up._replace(next_step="", due_on=None))
    return sorted(found, key=_soonest)


def _soonest(one: FollowUp) -> tuple[date, int]:
    days = [one.due_on, *(promise.due_on for promise in one.promises)]
    return min((day for day in days if day), default=date.max), one.contact_id


def _things(
    db: Session,
    of_approaches: Iterable[ColumnElement[bool]],
    of_contacts: Iterable[ColumnElement[bool]],
) -> list[Thing]:
    contacts = columns(Contact.id, Contact.version, Contact.origin, Contact.author_id).where(
        has_follow_up(), *of_contacts
    )
    return sorted(
        [
            *(
                Thing(Kind.APPROACH, one.id, one.version, Origin(one.origin), one.author_id)
                for one in approaches_where(db, *of_approaches)
            ),
            *(Thing(Kind.FOLLOW_UP, *row) for row in db.execute(contacts)),
        ],
        key=lambda one: (one.kind, one.number),
    )
