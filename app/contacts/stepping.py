"""Saying how a next step ended: it was taken, or is no longer needed."""

from datetime import date, datetime

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, may, may_change, require, require_change
from app.audit.service import record
from app.contacts.forms import EndStep
from app.contacts.models import Contact, ContactVersion, Retraction, StepOutcome
from app.contacts.promises import NextStep
from app.contacts.queries import get_contact, step_outcomes
from app.contacts.service import take_turns
from app.contacts.terms import STEP_END_NAMES, StepEnd
from app.kit.dates import spoken
from app.kit.errors import Forbidden, Refused
from app.kit.origin import Origin
from app.kit.translation import gettext as _

Step = tuple[str, str | None]


def end_step(
    db: Session, wish: EndStep, *, number: int, by: User, now: datetime, today: date
) -> Contact:
    """Say how the next step of a contact ended.

    The same once more changes nothing. Raises Missing, Forbidden, or Refused: also where the step
    was written anew since the person looked, or was ended in other words already.
    """
    take_turns(db, number)
    contact = endable(db, number, by)
    _check(db, wish, contact, today)
    outcome = StepOutcome(
        contact_id=number,
        number=contact.version,
        outcome=wish.outcome,
        on=wish.on,
        note=wish.note,
        author_id=by.id or 0,
        recorded_at=now,
    )
    told = step_outcomes(db, [number]).get(number)
    if told:
        return _ended(contact, told, outcome)
    db.add(outcome)
    record(db, by.id, "next_step.ended", f"contact:{number}", at=now)
    return contact


def endable(db: Session, number: int, by: User) -> Contact:
    """A contact whose next step this person may end; raises Missing, Forbidden, or Refused where it
    is retracted or speaks of none."""
    require(by.reader, Act.LOG)
    contact = get_contact(db, by.reader, number)
    require_change(by.reader, contact.origin)
    if not may_end_step(by, contact):
        said = _("Who takes a next step, the contact’s author and Coordinators say how it ended.")
        raise Forbidden(said)
    if db.get(Retraction, number):
        raise Refused("", _("This contact is retracted: nothing follows from it."))
    if _step(contact) == ("", None):
        raise Refused("", _("This contact speaks of no next step."))
    return contact


def may_end_step(by: User, contact: Contact) -> bool:
    return _may_end(by, contact.next_step_owner, contact.author_id, contact.origin)


def may_end(by: User, step: NextStep) -> bool:
    """The same of a step in a list."""
    return _may_end(by, step.owner_id, step.author_id, step.origin)


def _may_end(by: User, owner_id: int | None, author_id: int, origin: Origin) -> bool:
    """Whoever takes it, the contact's author, and Coordinators."""
    if not may(by.reader, Act.LOG) or not may_change(by.reader, origin):
        return False
    return by.id in (owner_id, author_id) or may(by.reader, Act.COORDINATE)


def _check(db: Session, wish: EndStep, contact: Contact, today: date) -> None:
    if _seen(db, contact, wish.version) != _step(contact):
        said = _("The next step was written anew since you looked. Please read it again.")
        raise Refused("", said)
    if wish.on > today:
        raise Refused("on", _("What is still ahead has not ended: please check this date."))
    if wish.on < contact.held_on:
        raise Refused("on", _("Please check this date: it lies before the contact itself."))
    if wish.outcome is StepEnd.NOT_NEEDED and not wish.note:
        raise Refused("note", _("Please say why it is no longer needed."))


def _step(contact: Contact) -> Step:
    due = contact.next_step_due
    return contact.next_step, due.isoformat() if due else None


def _seen(db: Session, contact: Contact, version: int) -> Step | None:
    """The step as a version of the contact has it; None where there is no such version."""
    if version == contact.version:
        return _step(contact)
    kept = db.get(ContactVersion, (contact.id, version))
    return (kept.content["next_step"], kept.content["next_step_due"]) if kept else None


def _ended(contact: Contact, told: StepOutcome, again: StepOutcome) -> Contact:
    """The contact, if how its step ended was told in these very words."""
    apart = {"number", "recorded_at"}
    if told.model_dump(exclude=apart) != again.model_dump(exclude=apart):
        said = _(
            "This was said already: %(outcome)s, on %(day)s.",
            outcome=STEP_END_NAMES[told.outcome],
            day=spoken(told.on),
        )
        raise Refused("", said)
    return contact
