"""Suggestions that people passed over: kept, so that what they chose instead can be learnt from."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.accounts.models import User
from app.advice.gathering import advice
from app.advice.models import Approach, PassedOver
from app.advice.suggest import Suggestion
from app.contacts.models import Contact
from app.doors.door import Door
from app.kit.translation import SOURCE, speaking

LATELY = timedelta(days=14)
"""A knock of longer ago was not made while today's suggestion stood."""


def standing_at(
    db: Session, door: Door, by: User, today: date, held_on: date | None = None
) -> Suggestion | None:
    """What is suggested to this person at a door, in English; None where nothing is, or where what
    they did (`held_on`, today by default) was done too long ago."""
    if (held_on or today) < today - LATELY:
        return None
    with speaking(SOURCE):
        line = advice(db, by.reader, today).at(door)
    return line if isinstance(line, Suggestion) else None


def pass_over(
    db: Session, line: Suggestion, made: Approach | Contact, *, by: User, now: datetime, today: date
) -> PassedOver:
    """Keep the suggestion that stood while this was `made`; part of the act that made it, which
    records itself."""
    passed = PassedOver(
        state_iso3=line.door.iso3,
        ask=line.door.ask,
        suggestion=line.as_json(),
        stood_on=today,
        approach_id=made.id if isinstance(made, Approach) else None,
        contact_id=made.id if isinstance(made, Contact) else None,
        author_id=by.id or 0,
        recorded_at=now,
        origin=by.origin,
    )
    db.add(passed)
    db.flush()
    return passed
