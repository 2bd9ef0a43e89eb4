"""Joining two entries that tell of one meeting into one joint contact, and parting them again."""

from datetime import datetime

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.audit.service import record
from app.contacts.forms import Join
from app.contacts.joint import account, joined_into, joined_to, may_join
from app.contacts.likeness import alike
from app.contacts.models import Contact, Joining, Retraction
from app.contacts.queries import get_contact
from app.contacts.service import take_turns
from app.kit.errors import Forbidden, Refused
from app.kit.translation import gettext as _


def join_contacts(db: Session, wish: Join, *, number: int, by: User, now: datetime) -> Contact:
    """Join two entries; the contact that stands for both from now on. The same again changes
    nothing.

    The one that others are joined into already stays, else the one that was logged first. Raises
    Missing, Forbidden, or Refused for entries that do not tell of one meeting.
    """
    here, there = _both(db, wish, number, by)
    into, away = _directed(db, here, there, by)
    if _joining(db, into, away):
        return into
    _refuse(db, into, away, by)
    joining = Joining(
        contact_id=away.id or 0, into_id=into.id or 0, author_id=by.id or 0, joined_at=now
    )
    db.add(joining)
    db.flush()
    detail = f"contact:{away.id} with contact:{into.id}"
    record(db, by.id, "contact.joined", f"joining:{joining.id}", at=now, detail=detail)
    return into


def part_contacts(db: Session, wish: Join, *, number: int, by: User, now: datetime) -> Contact:
    """Take a joining back: each entry stands for itself again. The same again changes nothing.

    Raises Missing or Forbidden.
    """
    here, there = _both(db, wish, number, by)
    joining = _joining(db, here, there) or _joining(db, there, here)
    if joining:
        joining.undone_by, joining.undone_at = by.id, now
        db.add(joining)
        record(db, by.id, "contact.parted", f"joining:{joining.id}", at=now)
    return here


def _both(db: Session, wish: Join, number: int, by: User) -> tuple[Contact, Contact]:
    """The two entries, in turn with whoever else changes them; raises Missing, Forbidden."""
    require(by.reader, Act.LOG)
    take_turns(db, number, wish.other)
    here, there = (get_contact(db, by.reader, one) for one in (number, wish.other))
    for one in (here, there):
        require_change(by.reader, one.origin)
    if not may_join(by, here, there):
        raise Forbidden(_("Only an author of the two, or a Coordinator, joins and parts them."))
    return here, there


def _directed(db: Session, here: Contact, there: Contact, by: User) -> tuple[Contact, Contact]:
    """The contact that stays, and the one that it will stand for as well."""
    first, second = sorted((here, there), key=lambda one: one.id or 0)
    holds = joined_to(db, by.reader, second) and not joined_to(db, by.reader, first)
    return (second, first) if holds else (first, second)


def _refuse(db: Session, into: Contact, away: Contact, by: User) -> None:
    for one in (into, away):
        if db.get(Retraction, one.id):
            said = _("Contact %(number)s is retracted; it cannot be joined.", number=one.id)
            raise Refused("", said)
        if joined_into(db, by.reader, one):
            said = _("Contact %(number)s is joined with another already.", number=one.id)
            raise Refused("", said)
    if joined_to(db, by.reader, away):
        raise Refused("", _("Contact %(number)s is a joint contact already.", number=away.id))
    if into.origin is not away.origin or not alike(account(db, into), account(db, away)):
        raise Refused(
            "",
            _(
                "These two do not look like one meeting: they would have to be of the same State "
                "and nearly the same day, by the same channel or with the same counterpart, logged "
                "by two people who agree on whether there was a reply."
            ),
        )


def _joining(db: Session, into: Contact, away: Contact) -> Joining | None:
    query = select(Joining).where(
        Joining.contact_id == away.id, Joining.into_id == into.id, col(Joining.undone_at).is_(None)
    )
    return db.exec(query).first()
