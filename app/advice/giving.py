"""An approach, somebody else's from now on."""

from datetime import datetime

from sqlmodel import Session

from app.advice.models import Approach, ApproachVersion
from app.advice.snapshot import snapshot
from app.audit.service import record


def give_approach(db: Session, number: int, to: int, *, by: int | None, now: datetime) -> None:
    """Who had it stays in the approach's earlier version; all else is as it was.

    The caller has its turn, and has checked that the account `to` may have it. `by` is None for the
    command line.
    """
    approach = db.get_one(Approach, number, populate_existing=True)
    db.add(
        ApproachVersion(
            approach_id=number,
            number=approach.version,
            content=snapshot(approach),
            visibility=approach.visibility,
            replaced_by=by,
            replaced_at=now,
        )
    )
    approach.owner_id, approach.version = to, approach.version + 1
    db.add(approach)
    db.flush()
    record(db, by, "approach.handed_over", f"approach:{number}", at=now)
