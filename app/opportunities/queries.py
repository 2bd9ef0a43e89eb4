"""The calendar of meetings."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.kit.dates import latest
from app.opportunities.models import Meeting


def meetings(db: Session) -> Sequence[Meeting]:
    """All meetings, latest first; those without a date last."""
    return db.exec(select(Meeting).order_by(col(Meeting.starts_on).desc(), Meeting.name)).all()


def upcoming(db: Session, today: date) -> Sequence[Meeting]:
    """Dated meetings that are not over, soonest first."""
    dated = [one for one in meetings(db) if one.starts_on]
    return sorted(
        (one for one in dated if latest(one.ends_on or one.starts_on) >= today),
        key=lambda one: one.starts_on,
    )
