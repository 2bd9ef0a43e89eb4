"""Locking a door to one lead messenger: nobody else is suggested there, and it may knock twice."""

from datetime import datetime

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.accounts.queries import origin_of
from app.advice.forms import SetLead
from app.advice.models import Lead
from app.advice.queries import can_be_sent
from app.audit.service import record
from app.doors.door import Door
from app.kit.errors import Refused
from app.kit.translation import gettext as _


def set_lead(db: Session, wish: SetLead, *, door: Door, by: User, now: datetime) -> Lead:
    """Lock a door to one lead messenger, instead of the one before if there is one."""
    require(by.reader, Act.COORDINATE)
    if wish.messenger not in {one.code for one in can_be_sent(db, now.date())}:
        raise Refused("messenger", _("Please choose one of the messengers offered."))
    lift_leads(db, door, by=by, now=now)
    lead = Lead(
        state_iso3=door.iso3,
        ask=door.ask,
        messenger=wish.messenger,
        reason=wish.reason,
        author_id=by.id or 0,
        created_at=now,
    )
    db.add(lead)
    db.flush()
    record(db, by.id, "lead.set", f"lead:{lead.id}", at=now)
    return lead


def lift_leads(db: Session, door: Door, *, by: User, now: datetime) -> None:
    """The door has no lead messenger any more."""
    require(by.reader, Act.COORDINATE)
    present = select(Lead).where(
        Lead.state_iso3 == door.iso3, Lead.ask == door.ask, col(Lead.lifted_at).is_(None)
    )
    for lead in db.exec(present).all():
        require_change(by.reader, origin_of(db, lead.author_id))
        lead.lifted_at = now
        db.add(lead)
        record(db, by.id, "lead.lifted", f"lead:{lead.id}", at=now)
