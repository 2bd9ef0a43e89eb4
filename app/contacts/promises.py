"""What was promised at a State's door and what became of it; and who takes the next step there."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

from app.accounts.models import User
from app.accounts.policy import Reader
from app.audit.derived import FACTS, derived
from app.contacts.models import Commitment, CommitmentOutcome, Contact
from app.contacts.queries import (
    commitments,
    has_open_step,
    joined_away,
    not_retracted,
    readable_contacts,
)
from app.contacts.terms import Outcome, Side
from app.kit.db import columns
from app.kit.origin import Origin

TOUCHED = (*FACTS, "contact.", "commitment.", "next_step.", "user.")
MOST = 50


class Promise(NamedTuple):
    """A commitment with how and when it ended; `outcome` and `on` are None while it is open."""

    id: int
    side: Side
    text: str
    due_on: date | None
    held_on: date
    origin: str
    visibility: str
    outcome: Outcome | None
    on: date | None


class NextStep(NamedTuple):
    """What somebody said they would do next after a contact, and has not ended; `owner` is "" if
    nobody is named."""

    contact_id: int
    iso3: str
    text: str
    owner: str
    owner_id: int | None
    author_id: int
    due_on: date | None
    held_on: date
    origin: Origin
    visibility: str


def promises(
    db: Session, reader: Reader, iso3: str, since: date, *, most: int = MOST
) -> list[Promise]:
    """Open commitments, soonest due first, then those that ended since a day, newest first; those
    that the reader may read, `most` of them at most."""
    return derived(
        db,
        ("promises", reader, iso3, since, most),
        lambda: _promises(db, reader, iso3, since, most),
        touched_by=TOUCHED,
    )


def _promises(db: Session, reader: Reader, iso3: str, since: date, most: int) -> list[Promise]:
    ended = col(CommitmentOutcome.on)
    query = (
        commitments(
            Commitment.id, Commitment.side, Commitment.text, Commitment.due_on, Contact.held_on,
            Contact.origin, Contact.visibility, CommitmentOutcome.outcome, CommitmentOutcome.on,
        )
        .where(
            readable_contacts(reader),
            not_retracted(),
            col(Contact.state_iso3) == iso3,
            or_(ended.is_(None), ended >= since),
        )
        .order_by(
            ended.desc().nulls_first(),
            col(Commitment.due_on).asc().nulls_last(),
            col(Commitment.id),
        )
        .limit(most)
    )  # fmt: skip
    return [Promise(*row) for row in db.execute(query)]


def next_steps(db: Session, reader: Reader, iso3: str, since: date) -> list[NextStep]:
    """The next steps that are open and that contacts since a day, or with a later due date, speak
    of: soonest due first, those without a date last."""
    recent = or_(col(Contact.held_on) >= since, col(Contact.next_step_due) >= since)
    return derived(
        db,
        ("next steps", reader, iso3, since),
        lambda: _next_steps(db, reader, col(Contact.state_iso3) == iso3, recent),
        touched_by=TOUCHED,
    )


def own_next_steps(db: Session, reader: Reader) -> list[NextStep]:
    """The open next steps of the reader, of all States, in the same order."""
    return derived(
        db,
        ("own next steps", reader),
        lambda: _next_steps(db, reader, col(Contact.next_step_owner) == reader.id),
        touched_by=TOUCHED,
    )


def _next_steps(db: Session, reader: Reader, *of: ColumnElement[bool]) -> list[NextStep]:
    due = col(Contact.next_step_due)
    rows = db.execute(
        columns(
            Contact.id, Contact.state_iso3, Contact.next_step, User.name, Contact.next_step_owner,
            Contact.author_id, Contact.next_step_due, Contact.held_on, Contact.origin,
            Contact.visibility,
        )
        .join(User, col(User.id) == col(Contact.next_step_owner), isouter=True)
        .where(
            readable_contacts(reader),
            not_retracted(),
            ~joined_away(reader),
            has_open_step(),
            *of,
        )
        .order_by(due.asc().nulls_last(), col(Contact.held_on).desc(), col(Contact.id))
        .limit(MOST)
    )  # fmt: skip
    found = [NextStep(*row) for row in rows]
    return [one._replace(owner=one.owner or "") for one in found]
