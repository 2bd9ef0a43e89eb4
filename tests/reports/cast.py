"""Reports that tests begin and mark as final, and what they rest on."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from app.accounts.models import User
from app.contacts.forms import LogContact
from app.contacts.models import Contact, Joining
from app.contacts.service import log_contact
from app.reports.forms import BeginReport, MarkFinal
from app.reports.models import Report
from app.reports.service import begin_report, mark_final
from tests.world import NOW, TODAY

YESTERDAY = TODAY - timedelta(days=1)
PERIOD = {"starts_on": "2025-01-01", "ends_on": YESTERDAY.isoformat(), "language": "en"}
FIRST = date(2025, 1, 1)


def begin(db: Session, by: User, **other: Any) -> Report:
    wish = BeginReport.model_validate(PERIOD | other)
    return begin_report(db, wish, by=by, now=NOW, today=TODAY)


def finalise(db: Session, by: User, number: int, **other: Any) -> None:
    wish = MarkFinal.model_validate({"agreed": True} | other)
    mark_final(db, wish, number=number, by=by, now=NOW, today=TODAY)


def reported(db: Session, by: User) -> None:
    """One that is final, and one that is a draft."""
    finalise(db, by, begin(db, by).id or 0)
    begin(db, by, starts_on="2026-01-01", ends_on=TODAY)


def log(db: Session, by: User, **other: Any) -> Contact:
    """A contact of the period, for the group; each call logs another one."""
    wish: dict[str, Any] = {
        "state": "AGO", "held_on": TODAY - timedelta(days=30), "channel": "letter",
        "level": "minister", "response": "interested", "messengers": ["AUT"], "note": "A note",
        "override_reason": "A test", "warn_others": "no",
        "submission": uuid4().hex,
    }  # fmt: skip
    made = LogContact.model_validate(wish | other)
    return log_contact(db, made, by=by, now=NOW, today=TODAY)


def join(db: Session, away: Contact, into: Contact, by: User) -> None:
    db.add(
        Joining(contact_id=away.id or 0, into_id=into.id or 0, author_id=by.id or 0, joined_at=NOW)
    )
    db.flush()
