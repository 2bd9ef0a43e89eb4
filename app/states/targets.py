"""Targets of the group: entered by Coordinators from what a meeting decided."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.accounts.queries import origin_of
from app.audit.service import record
from app.kit.db import columns
from app.kit.errors import Missing, Refused
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.states.forms import EnterTarget
from app.states.models import Target
from app.states.progress import Goal, past


def goals(db: Session) -> list[Goal]:
    """Past targets that are known here and those that people entered, the first due first."""
    rows = db.execute(
        columns(Target, User.origin)
        .join(User, col(User.id) == col(Target.recorded_by))
        .where(col(Target.withdrawn_at).is_(None))
    )
    entered = [
        Goal(one.number, one.due, one.title, one.source, one.id, origin is Origin.DEMONSTRATION)
        for one, origin in rows
    ]
    return sorted([*past(), *entered], key=lambda goal: (goal.day, goal.number))


def enter_target(db: Session, wish: EnterTarget, *, by: User, now: datetime, today: date) -> Target:
    """Write a target down; the same one again finds the one that is there."""
    require(by.reader, Act.COORDINATE)
    if not "2008" <= wish.due[:4] <= str(today.year + 30):
        raise Refused("due", _("Please check the year."))
    there = db.exec(
        select(Target).where(
            Target.number == wish.number,
            Target.due == wish.due,
            Target.title == wish.title,
            col(Target.withdrawn_at).is_(None),
        )
    ).first()
    if there:
        return there
    target = Target(**wish.model_dump(), recorded_by=by.id or 0, recorded_at=now)
    db.add(target)
    db.flush()
    record(db, by.id, "target.entered", f"target:{target.id}", at=now)
    return target


def withdraw_target(db: Session, *, number: int, by: User, now: datetime) -> Target:
    """Take back a target that was entered wrongly; twice is once. Raises Missing."""
    require(by.reader, Act.COORDINATE)
    target = db.get(Target, number)
    if target is None:
        raise Missing(_("There is no such target."))
    require_change(by.reader, origin_of(db, target.recorded_by))
    if target.withdrawn_at is None:
        target.withdrawn_by, target.withdrawn_at = by.id, now
        db.add(target)
        db.flush()
        record(db, by.id, "target.withdrawn", f"target:{number}", at=now)
    return target
