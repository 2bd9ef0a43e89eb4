"""Logging a contact, amending it, retracting it, and settling what was promised in it."""

import hashlib
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, may, may_change, require, require_change
from app.audit.service import record, wait_for_turn
from app.contacts.checks import checked
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
from app.contacts.queries import (
    ContactDetail,
    contact_detail,
    get_commitment,
    get_contact,
    step_outcomes,
)
from app.contacts.snapshot import snapshot
from app.contacts.terms import OUTCOME_NAMES
from app.doors.asks import open_ask
from app.kit.dates import spoken
from app.kit.errors import Conflict, Forbidden, Refused
from app.kit.numbers import LARGEST
from app.kit.translation import gettext as _
from app.states.queries import standings


def log_contact(db: Session, wish: LogContact, *, by: User, now: datetime, today: date) -> Contact:
    """Write one contact into the log; the same submission again finds the one already written.

    Raises Forbidden, or Refused on the field to change; on `submission` if that key was used for
    another text (someone went back to the form): what they wrote now is not to be lost.
    """
    require(by.reader, Act.LOG)
    wait_for_turn(db)  # who follows up has an account that is open, and nobody closes it meanwhile
    values, senders = checked(db, wish, by, today)
    kept = submitted(db, wish, by)
    if kept:
        return _the_same(kept, values)
    contact = Contact(
        **values,
        author_id=by.id or 0,
        logged_at=now,
        submission=_submission_key(wish),
        origin=by.origin,
    )
    db.add(contact)
    db.flush()
    _add_parts(db, contact, wish, senders, today)
    db.add_all(_commitment(contact, promise) for promise in wish.promises)
    db.flush()
    record(db, by.id, "contact.logged", f"contact:{contact.id}", at=now)
    return contact


def amend_contact(
    db: Session, wish: AmendContact, *, number: int, by: User, now: datetime, today: date
) -> Contact:
    """Replace a contact's text; the earlier one is kept and stays readable.

    Raises Missing, Forbidden, Refused, or Conflict when somebody saved another version since.
    """
    take_turns(db, number)
    detail = amendable(db, number, by)
    contact = detail.contact
    before = snapshot(detail)
    if contact.version != wish.version:
        said = _("Somebody else saved this contact while you were writing.")
        raise Conflict(said, before)
    if wish.visibility is not contact.visibility and not may_change_level(by, contact):
        said = _("Only its author and Coordinators change who reads it.")
        raise Refused("visibility", said)
    step = contact.next_step, contact.next_step_due
    keep_version(db, detail, by=by.id or 0, now=now)
    values, senders = checked(db, wish, by, today, detail)
    for name, value in values.items():
        setattr(contact, name, value)
    contact.version += 1
    db.add(contact)
    db.flush()
    for model in (ContactDoor, ContactMessenger, Counterpart):
        db.execute(delete(model).where(col(model.contact_id) == number))
    _add_parts(db, contact, wish, senders, today)
    _write_commitments(db, contact, wish.promises)
    if (contact.next_step, contact.next_step_due) != step:
        _reopen_step(db, contact)
    db.flush()
    record(db, by.id, "contact.amended", f"contact:{number}", at=now)
    return contact


def keep_version(db: Session, detail: ContactDetail, *, by: int | None, now: datetime) -> None:
    """Keep a contact as it stands, before something of it is written anew."""
    contact = detail.contact
    kept = ContactVersion(
        contact_id=contact.id or 0,
        number=contact.version,
        content=snapshot(detail),
        visibility=contact.visibility,
        replaced_by=by,
        replaced_at=now,
    )
    db.add(kept)


def amendable(db: Session, number: int, by: User) -> ContactDetail:
    """A contact that this person may amend; raises Missing, Forbidden, or Refused if retracted."""
    detail = contact_detail(db, by.reader, number)
    require_change(by.reader, detail.contact.origin)
    if not may_amend(by, detail.contact, detail.messengers):
        said = _("Only its author, its messengers and Coordinators amend a contact.")
        raise Forbidden(said)
    if detail.retraction:
        raise Refused("", _("This contact is retracted; it can no longer be amended."))
    return detail


def retract_contact(db: Session, wish: Retract, *, number: int, by: User, now: datetime) -> Contact:
    """Mark a contact as retracted, with the reason; the entry stays."""
    take_turns(db, number)
    detail = contact_detail(db, by.reader, number)
    require_change(by.reader, detail.contact.origin)
    if not may_amend(by, detail.contact, detail.messengers):
        said = _("Only its author, its messengers and Coordinators retract a contact.")
        raise Forbidden(said)
    if detail.retraction:
        raise Refused("", _("This contact is retracted already."))
    retraction = Retraction(
        contact_id=number, reason=wish.reason, author_id=by.id or 0, retracted_at=now
    )
    db.add(retraction)
    record(db, by.id, "contact.retracted", f"contact:{number}", at=now)
    return detail.contact


def settle_commitment(
    db: Session, wish: SettleCommitment, *, number: int, by: User, now: datetime, today: date
) -> Commitment:
    """Say how a commitment ended.

    The same once more changes nothing; Refused if it was said in other words already.
    """
    require(by.reader, Act.LOG)
    commitment = get_commitment(db, by.reader, number)
    require_change(by.reader, get_contact(db, by.reader, commitment.contact_id).origin)
    take_turns(db, commitment.contact_id)
    outcome = CommitmentOutcome(
        commitment_id=number,
        outcome=wish.outcome,
        on=today,
        note=wish.note,
        author_id=by.id or 0,
        recorded_at=now,
    )
    told = db.get(CommitmentOutcome, number)
    if told:
        return _settled(commitment, told, outcome)
    db.add(outcome)
    record(db, by.id, "commitment.settled", f"commitment:{number}", at=now)
    return commitment


def _settled(
    commitment: Commitment, told: CommitmentOutcome, again: CommitmentOutcome
) -> Commitment:
    """The commitment, if how it ended was told in these very words."""
    apart = {"recorded_at", "on"}
    if told.model_dump(exclude=apart) != again.model_dump(exclude=apart):
        said = _(
            "This was settled already: %(outcome)s, on %(day)s.",
            outcome=OUTCOME_NAMES[told.outcome],
            day=spoken(told.on),
        )
        raise Refused("outcome", said)
    return commitment


def may_amend(by: User, contact: Contact, took_part: tuple[str, ...]) -> bool:
    """Its author, Coordinators, and accounts of a messenger that took part."""
    if not may(by.reader, Act.LOG) or not may_change(by.reader, contact.origin):
        return False
    return may_change_level(by, contact) or (by.messenger is not None and by.messenger in took_part)


def may_change_level(by: User, contact: Contact) -> bool:
    return contact.author_id == by.id or may(by.reader, Act.COORDINATE)


def submitted(db: Session, wish: LogContact, by: User) -> Contact | None:
    """What this submission was logged as before. Of two that arrive together, the second waits
    here until the first is committed."""
    wait_for_turn(db)
    key = _submission_key(wish)
    return db.exec(
        select(Contact).where(Contact.author_id == by.id, Contact.submission == key)
    ).first()


def _submission_key(wish: LogContact) -> str:
    """The form's own key; without one, the content itself, so that it logs once all the same."""
    if wish.submission:
        return wish.submission
    return hashlib.sha256(wish.model_dump_json().encode()).hexdigest()


def take_turns(db: Session, *numbers: int) -> None:
    """On PostgreSQL, whoever changes contacts waits until the one before them is done: for the turn
    to act first, as everybody does, or two would wait for each other."""
    wait_for_turn(db)
    fitting = col(Contact.id).in_([number for number in numbers if number <= LARGEST])
    db.execute(select(Contact.id).where(fitting).order_by(col(Contact.id)).with_for_update())


def _the_same(kept: Contact, values: dict[str, Any]) -> Contact:
    """The contact that a submission key led to, if it says what is to be logged now."""
    told = values | {"override_reason": kept.override_reason}
    if kept.version == 1 and any(getattr(kept, name) != value for name, value in told.items()):
        raise Refused(
            "submission",
            _(
                "This form was logged already, with another text. Save once more to log what it "
                "says now as a contact of its own, or amend the one that you logged."
            ),
        )
    return kept


def _add_parts(
    db: Session, contact: Contact, wish: LogContact, senders: list[str], today: date
) -> None:
    """Its doors, messengers and counterparts, which an amendment writes anew."""
    number = contact.id or 0
    asks = wish.asks
    if asks is None:
        ask = open_ask(standings(db, today)[contact.state_iso3])
        asks = [ask] if ask else []
    db.add_all(ContactDoor(contact_id=number, ask=ask) for ask in dict.fromkeys(asks))
    db.add_all(
        ContactMessenger(contact_id=number, messenger=code, position=position)
        for position, code in enumerate(senders)
    )
    db.add_all(
        Counterpart(contact_id=number, office=office, name=name)
        for office, name in wish.counterparts
    )


def _write_commitments(db: Session, contact: Contact, promises: list[Promise]) -> None:
    """Commitments that were here before keep their number, and with it their outcome; one that
    somebody else took out meanwhile comes back."""
    written = db.exec(select(Commitment).where(Commitment.contact_id == contact.id))
    own = {one.id: one for one in written}
    for promise in promises:
        kept = own.pop(promise.id, None) or _commitment(contact, promise)
        kept.side, kept.text, kept.due_on = promise.side, promise.text, promise.due_on
        kept.removed_in = None
        db.add(kept)
    for gone in own.values():
        if gone.removed_in is None:
            gone.removed_in = contact.version
            db.add(gone)


def _reopen_step(db: Session, contact: Contact) -> None:
    """A next step that is written anew is open, whatever was said of the one before."""
    told = step_outcomes(db, [contact.id or 0]).get(contact.id or 0)
    if told:
        told.removed_in = contact.version
        db.add(told)


def _commitment(contact: Contact, promise: Promise) -> Commitment:
    return Commitment(
        contact_id=contact.id or 0, side=promise.side, text=promise.text, due_on=promise.due_on
    )
