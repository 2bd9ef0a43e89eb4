"""Following a contact up, by somebody else from now on."""

from datetime import datetime

from sqlmodel import Session

from app.audit.service import record
from app.contacts.models import Contact
from app.contacts.queries import detail_of
from app.contacts.service import keep_version


def give_follow_up(db: Session, number: int, to: int, *, by: int | None, now: datetime) -> None:
    """Who had it stays in the contact's earlier version; all else is as it was.

    The caller has its turn, and has checked that the account `to` may have it. `by` is None for the
    command line.
    """
    contact = db.get_one(Contact, number, populate_existing=True)
    keep_version(db, detail_of(db, contact), by=by, now=now)
    contact.next_step_owner, contact.version = to, contact.version + 1
    db.add(contact)
    db.flush()
    record(db, by, "contact.handed_over", f"contact:{number}", at=now)
