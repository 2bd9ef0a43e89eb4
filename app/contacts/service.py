"""Logging a contact, amending it, retracting it, and settling what was promised in it."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Role, may, require
from app.audit.service import record
from app.contacts.forms import AmendContact, LogContact, Promise, Retract, SettleCommitment
from app.contacts.models import (
    Commitment,
    CommitmentOutcome,
    Contact,
    ContactDoor,
    ContactMessenger,
    ContactVersion,
    Counterpart,
    Retraction,
)
from app.contacts.queries import contact_detail, get_commitment
from app.contacts.snapshot import snapshot
from app.contacts.terms import CHANNEL_NAMES, Precision
from app.contacts.text import search_text
from app.doors.asks import open_ask
from app.kit.errors import Conflict, Forbidden, Refused
from app.messages.models import MessageVersion
from app.messengers.queries import messengers
from app.opportunities.models import Meeting
from app.states.names import names_of, resolve
from app.states.queries import book, standings

FIRST_YEAR = 2007
"""The Oslo process, which led to the Convention, began in February 2007."""


def log_contact(db: Session, wish: LogContact, *, by: User, now: datetime, today: date) -> Contact:
    """Write one contact into the log; the same submission again finds the one already written.

    Raises Forbidden, or Refused on the field to change.
    """
    require(by.reader, Act.LOG)
    key = submission_key(wish)
    kept = _submitted(db, by, key)
    if kept:
        return kept
    contact = Contact(
        **_checked(db, wish, by, today),
        author_id=by.id or 0,
        logged_at=now,
        submission=key,
        origin=by.origin,
    )
    try:
        with db.begin_nested():
            db.add(contact)
            db.flush()
    except IntegrityError:
        kept = _submitted(db, by, key)
        if kept:
            return kept
        raise
    _write_parts(db, contact, wish, by, today)
    record(db, by.id, "contact.logged", f"contact:{contact.id}", at=now)
    return contact


def amend_contact(
    db: Session, wish: AmendContact, *, number: int, by: User, now: datetime, today: date
) -> Contact:
    """Replace a contact's text; the earlier one is kept and stays readable.

    Raises Missing, Forbidden, Refused, or Conflict when somebody saved another version since.
    """
    detail = contact_detail(db, by.reader, number)
    contact = detail.contact
    if not may_amend(by, contact, detail.messengers):
        raise Forbidden("Only its author, its messengers and Coordinators amend a contact.")
    if detail.retraction:
        raise Refused("", "This contact is retracted; it can no longer be amended.")
    before = snapshot(detail)
    if contact.version != wish.version:
        raise Conflict("Somebody else saved this contact while you were writing.", before)
    if wish.visibility is not contact.visibility and not may_change_level(by, contact):
        raise Refused("visibility", "Only its author and Coordinators change who reads it.")
    kept = ContactVersion(
        contact_id=number,
        number=contact.version,
        content=before,
        visibility=contact.visibility,
        replaced_by=by.id or 0,
        replaced_at=now,
    )
    db.add(kept)
    for name, value in _checked(db, wish, by, today).items():
        setattr(contact, name, value)
    contact.version += 1
    db.add(contact)
    db.flush()
    _write_parts(db, contact, wish, by, today)
    record(db, by.id, "contact.amended", f"contact:{number}", at=now)
    return contact


def retract_contact(db: Session, wish: Retract, *, number: int, by: User, now: datetime) -> Contact:
    """Mark a contact as retracted, with the reason; the entry stays."""
    detail = contact_detail(db, by.reader, number)
    if not may_amend(by, detail.contact, detail.messengers):
        raise Forbidden("Only its author, its messengers and Coordinators retract a contact.")
    if detail.retraction:
        raise Refused("", "This contact is retracted already.")
    retraction = Retraction(
        contact_id=number, reason=wish.reason, author_id=by.id or 0, retracted_at=now
    )
    db.add(retraction)
    record(db, by.id, "contact.retracted", f"contact:{number}", at=now)
    return detail.contact


def settle_commitment(
    db: Session, wish: SettleCommitment, *, number: int, by: User, now: datetime, today: date
) -> Commitment:
    """Say how a commitment ended."""
    require(by.reader, Act.LOG)
    commitment = get_commitment(db, by.reader, number)
    outcome = CommitmentOutcome(
        commitment_id=number,
        outcome=wish.outcome,
        on=today,
        note=wish.note,
        author_id=by.id or 0,
        recorded_at=now,
    )
    db.add(outcome)
    record(db, by.id, "commitment.settled", f"commitment:{number}", at=now)
    return commitment


def may_amend(by: User, contact: Contact, took_part: tuple[str, ...]) -> bool:
    """Its author, Coordinators, and accounts of a messenger that took part."""
    if not may(by.reader, Act.LOG):
        return False
    return may_change_level(by, contact) or (by.messenger is not None and by.messenger in took_part)


def may_change_level(by: User, contact: Contact) -> bool:
    return contact.author_id == by.id or may(by.reader, Act.COORDINATE)


def usual_messenger(by: User) -> str | None:
    """Who knocks when nothing else is said."""
    if by.messenger:
        return by.messenger
    return {Role.ENVOY: "ENVOY", Role.COORDINATOR: "COORDINATORS"}.get(by.role)


def submission_key(wish: LogContact) -> str:
    """The form's own key; without one, the content itself, so that it logs once all the same."""
    if wish.submission:
        return wish.submission
    return hashlib.sha256(wish.model_dump_json().encode()).hexdigest()


def _submitted(db: Session, by: User, key: str) -> Contact | None:
    return db.exec(
        select(Contact).where(Contact.author_id == by.id, Contact.submission == key)
    ).first()


def _checked(db: Session, wish: LogContact, by: User, today: date) -> dict[str, Any]:
    """The columns of the contact that was asked for; raises Refused."""
    iso3 = _state(db, wish)
    held_on = first_day(wish.held_on, wish.precision)
    if held_on > today:
        raise Refused("held_on", "A contact cannot lie in the future. Plan an approach instead.")
    if held_on.year < FIRST_YEAR:
        raise Refused("held_on", f"Please check the year: the log begins in {FIRST_YEAR}.")
    _refuse_unknown(db, wish)
    owner = wish.next_step_owner or (by.id if wish.next_step else None)
    return {
        "state_iso3": iso3,
        "held_on": held_on,
        "precision": wish.precision,
        "channel": wish.channel,
        "level": wish.level,
        "place": wish.place,
        "meeting_id": wish.meeting_id,
        "message_version_id": wish.message_version_id,
        "response": wish.response,
        "note": wish.note,
        "next_step": wish.next_step,
        "next_step_owner": owner,
        "next_step_due": wish.next_step_due,
        "override_reason": wish.override_reason,
        "visibility": wish.visibility,
        "warn_others": wish.warns,
        "search_text": _search_text(db, iso3, wish, _messengers(db, wish, by)),
    }


def first_day(held_on: date, precision: Precision) -> date:
    """The day that stands for a week (its Monday) or a month (its first)."""
    if precision is Precision.WEEK:
        return held_on - timedelta(days=held_on.weekday())
    return held_on.replace(day=1) if precision is Precision.MONTH else held_on


def _state(db: Session, wish: LogContact) -> str:
    iso3 = resolve(book(db).states.values(), wish.state)
    if iso3 is None:
        raise Refused("state", f"“{wish.state}” is not clearly one State. Which one do you mean?")
    return iso3


def _refuse_unknown(db: Session, wish: LogContact) -> None:
    if wish.meeting_id and db.get(Meeting, wish.meeting_id) is None:
        raise Refused("meeting_id", "There is no such meeting.")
    if wish.message_version_id and db.get(MessageVersion, wish.message_version_id) is None:
        raise Refused("message_version_id", "There is no such message.")
    if wish.next_step_owner:
        owner = db.get(User, wish.next_step_owner)
        if owner is None or owner.disabled_at or not may(owner.reader, Act.LOG):
            raise Refused("next_step_owner", "Please choose somebody who can take the next step.")


def _messengers(db: Session, wish: LogContact, by: User) -> list[str]:
    usual = usual_messenger(by)
    chosen = [code for code in dict.fromkeys(wish.messengers) if code] or [usual or ""]
    if chosen == [""]:
        raise Refused("messengers", "Please say who knocked.")
    known = messengers(db)
    for code in chosen:
        if code not in known:
            raise Refused("messengers", f"“{code}” is no messenger.")
    return chosen


def _search_text(db: Session, iso3: str, wish: LogContact, codes: list[str]) -> str:
    known = messengers(db)
    return search_text(
        [
            *names_of(book(db).states[iso3]),
            *(known[code].name for code in codes),
            CHANNEL_NAMES[wish.channel],
            wish.place,
            *(part for pair in wish.counterparts for part in pair),
            wish.note,
            *(promise.text for promise in wish.promises),
            wish.next_step,
        ]
    )


def _write_parts(db: Session, contact: Contact, wish: LogContact, by: User, today: date) -> None:
    """Doors, messengers and counterparts are written anew; commitments keep their identity."""
    number = contact.id or 0
    for model in (ContactDoor, ContactMessenger, Counterpart):
        db.execute(delete(model).where(col(model.contact_id) == number))
    asks = wish.asks
    if asks is None:
        ask = open_ask(standings(db, today)[contact.state_iso3])
        asks = [ask] if ask else []
    db.add_all(ContactDoor(contact_id=number, ask=ask) for ask in dict.fromkeys(asks))
    db.add_all(
        ContactMessenger(contact_id=number, messenger=code, position=position)
        for position, code in enumerate(_messengers(db, wish, by))
    )
    db.add_all(
        Counterpart(contact_id=number, office=office[:200], name=name[:120])
        for office, name in wish.counterparts
    )
    _write_commitments(db, contact, wish.promises)
    db.flush()


def _write_commitments(db: Session, contact: Contact, promises: list[Promise]) -> None:
    kept = [promise.id for promise in promises if promise.id]
    db.execute(
        update(Commitment)
        .where(
            col(Commitment.contact_id) == contact.id,
            col(Commitment.removed_in).is_(None),
            col(Commitment.id).not_in(kept),
        )
        .values(removed_in=contact.version)
    )
    for promise in promises:
        values: dict[str, Any] = {
            "side": promise.side,
            "text": promise.text[:1000],
            "due_on": promise.due_on,
        }
        if promise.id:
            own = col(Commitment.contact_id) == contact.id
            db.execute(
                update(Commitment).where(col(Commitment.id) == promise.id, own).values(**values)
            )
        else:
            db.add(Commitment(contact_id=contact.id or 0, **values))
