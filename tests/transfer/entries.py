"""Contacts for the tests of imports and exports."""

from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.contacts.forms import LogContact
from app.contacts.models import Contact
from app.contacts.service import log_contact
from app.contacts.terms import Channel
from tests.world import NOW, TODAY


def log(db: Session, by: User, **answers: Any) -> Contact:
    """A contact with Angola today, or as `answers` say."""
    wish = {"state": "AGO", "held_on": TODAY, "channel": Channel.MARGINS, "note": "A plain note."}
    return log_contact(db, LogContact.model_validate(wish | answers), by=by, now=NOW, today=TODAY)
