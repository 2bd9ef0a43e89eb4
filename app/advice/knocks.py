"""Logging a contact after its door's warnings; the approach that it came from is then done."""

import secrets
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, Visibility, require
from app.advice.models import OPEN_STEPS, Approach, Step
from app.advice.passed import pass_over, standing_at
from app.advice.queries import get_approach, warnings_at
from app.advice.service import heed, may_move, take_step
from app.advice.suggest import Suggestion
from app.contacts.checks import usual_messenger
from app.contacts.forms import LogContact
from app.contacts.models import Contact
from app.contacts.service import log_contact, submitted
from app.contacts.terms import Precision
from app.doors.door import Door
from app.doors.queries import door_of
from app.kit.errors import Missing, Refused
from app.kit.translation import gettext as _
from app.states.names import resolve
from app.states.queries import book


def proposed(
    db: Session,
    by: User,
    today: date,
    *,
    state: str = "",
    approach: int | None = None,
    suggested: str = "",
) -> dict[str, Any]:
    """The form before anything is typed: today, what follows from who is signed in, and from the
    approach that was planned. `suggested` is whom the page before showed. Raises Missing."""
    typed: dict[str, Any] = {
        "state": state,
        "held_on": today.isoformat(),
        "precision": Precision.DAY,
        "messengers": [usual_messenger(by) or ""],
        "visibility": Visibility.GROUP,
        "warn_others": "usual",
        "next_step_owner": by.id,
        "submission": secrets.token_urlsafe(18),
        "suggested": suggested,
    }
    if approach is not None:
        planned = get_approach(db, by.reader, approach)[0]
        typed |= {
            "approach_id": planned.id,
            "state": planned.state_iso3,
            "messengers": [planned.messenger],
            "channel": planned.channel,
            "level": planned.level,
            "visibility": planned.visibility,
            "message_version_id": planned.message_version_id or "",
        }
    iso3 = resolve(book(db).states.values(), str(typed["state"]))
    door = door_of(db, iso3, today) if iso3 else None
    if iso3:
        typed["state"] = iso3
    if door:
        typed["asks"] = [door.ask]
    return typed


def log_knock(db: Session, wish: LogContact, *, by: User, now: datetime, today: date) -> Contact:
    """Log a contact, after the warnings of its door; an approach that it came from is done.

    Raises Refused on `override_reason` while there are warnings and no reason to go on.
    """
    require(by.reader, Act.LOG)
    approach, passed = _from_approach(db, wish, by), None
    if submitted(db, wish, by) is None:
        passed = None if approach else _passed_over(db, wish, by, today)
        warnings = _warnings(db, wish, by, today)
        heed(warnings, wish.override_reason)
        if not warnings:  # a reason that was given in advance, with no network to ask, and for none
            wish = wish.model_copy(update={"override_reason": ""})
    contact = log_contact(db, wish, by=by, now=now, today=today)
    if approach:
        take_step(db, approach, Step.DONE, by=by, now=now, contact=contact)
    if passed:
        pass_over(db, passed, contact, by=by, now=now, today=today)
    return contact


def _from_approach(db: Session, wish: LogContact, by: User) -> Approach | None:
    """The open approach that this contact finishes, if the person may finish it."""
    if not wish.approach_id:
        return None
    try:
        approach, row = get_approach(db, by.reader, wish.approach_id)
    except Missing:
        said = _("The approach that this contact came from is not open to you.")
        raise Refused("", said) from None
    if row.step not in OPEN_STEPS or not may_move(by, approach):
        return None
    if resolve(book(db).states.values(), wish.state) != row.iso3:
        said = _("This contact came from an approach to %(state)s.", state=row.state)
        raise Refused("state", said)
    return approach


def _passed_over(db: Session, wish: LogContact, by: User, today: date) -> Suggestion | None:
    """What is suggested at the door that was knocked on, if the person saw it beside the form and
    decided nothing about it. Who saw none passed none over, and nobody waits for the advice."""
    door = _door(db, wish, today) if wish.suggested else None
    return standing_at(db, door, by, today, wish.held_on) if door else None


def _warnings(db: Session, wish: LogContact, by: User, today: date) -> list[str]:
    door = _door(db, wish, today)
    if door is None:
        return []
    return warnings_at(db, by.reader, door, today, but_approach=wish.approach_id, planning=False)


def _door(db: Session, wish: LogContact, today: date) -> Door | None:
    """The open door that this contact knocks on, if it does on one."""
    iso3 = resolve(book(db).states.values(), wish.state)
    door = door_of(db, iso3, today) if iso3 else None
    return None if door and wish.asks is not None and door.ask not in wish.asks else door
