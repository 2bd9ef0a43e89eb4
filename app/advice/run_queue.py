"""The worker's side of runs: one is claimed, kept alive by beats, and ended or handed back.

Whoever has a run writes to it only while it is still theirs: a worker that was silent for longer
than the lease has lost it to the next one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import isfinite
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, update
from sqlmodel import Session, col, select

from app.advice.plan_models import PlanPoint, PlanRun, RunState
from app.advice.solving import Progress
from app.audit.service import record, wait_for_turn

LEASE = timedelta(seconds=60)
"""A worker that has been silent for so long is taken for dead."""
MOST_TURNS = 3
"""What has stopped its worker so often is not tried again."""


def anything_due(db: Session, now: datetime) -> bool:
    """Whether `claim` would find something to do; a look that takes no turn to write."""
    return bool(db.exec(select(PlanRun.id).where(_due(now)).limit(1)).first())


def claim(db: Session, worker: str, now: datetime) -> PlanRun | None:
    """The oldest run that waits or whose worker is dead, from now on this worker's; None while
    another one is being worked out, or if there is none."""
    wait_for_turn(db)
    _settle(db, now)
    oldest = select(PlanRun.id).where(_due(now)).order_by(col(PlanRun.id)).limit(1)
    alive = and_(col(PlanRun.state) == RunState.RUNNING, ~_silent(now))
    taken = (
        update(PlanRun)
        .where(
            col(PlanRun.id) == oldest.with_for_update(skip_locked=True).scalar_subquery(),
            ~exists().where(alive).correlate(None),
        )
        .values(
            state=RunState.RUNNING,
            worker=worker,
            turns=PlanRun.turns + 1,
            begun_at=now,
            beat_at=now,
        )
        .returning(col(PlanRun.id))
        .execution_options(synchronize_session=False)
    )
    number = db.execute(taken).scalar()
    if number is None:
        return None
    run = db.get(PlanRun, number, populate_existing=True)
    if run is not None:
        record(db, None, "plan.begun", f"plan:{number}", at=now, detail=f"turn {run.turns}")
    return run


def beat(
    db: Session, number: int, worker: str, now: datetime, heard: Sequence[Progress] = ()
) -> bool:
    """Say that the worker lives, and how far it has come; whether it is to go on."""
    alive = _theirs(number, worker).values(beat_at=now).returning(col(PlanRun.cancel_asked_at))
    found = db.execute(alive).first()
    if found is None:
        return False
    _keep(db, number, heard)
    return found[0] is None


def finish(
    db: Session,
    number: int,
    worker: str,
    state: RunState,
    now: datetime,
    plan: dict[str, Any] | None = None,
    heard: Sequence[Progress] = (),
) -> bool:
    """End a run with what came of it; False where it is this worker's no longer."""
    ended = _theirs(number, worker).values(state=state, plan=plan, ended_at=now, worker=None)
    if db.execute(ended.returning(col(PlanRun.id))).first() is None:
        return False
    _keep(db, number, heard)
    record(db, None, f"plan.{state}", f"plan:{number}", at=now)
    return True


def hand_back(db: Session, number: int, worker: str, now: datetime) -> None:
    """The worker is told to stop: the run waits for the next one, which begins anew."""
    waits = {"state": RunState.WAITING, "worker": None, "turns": PlanRun.turns - 1}
    given = _theirs(number, worker).values(waits).returning(col(PlanRun.id))
    if db.execute(given).first() is not None:
        record(db, None, "plan.handed_back", f"plan:{number}", at=now)


def _settle(db: Session, now: datetime) -> None:
    """End what nobody goes on with: cancelled while its worker was dead, or tried too often."""
    dead = and_(col(PlanRun.state) == RunState.RUNNING, _silent(now))
    for state, condition in (
        (RunState.CANCELLED, col(PlanRun.cancel_asked_at).is_not(None)),
        (RunState.INTERRUPTED, col(PlanRun.turns) >= MOST_TURNS),
    ):
        ended = (
            update(PlanRun)
            .where(dead, condition)
            .values(state=state, worker=None, ended_at=now)
            .returning(col(PlanRun.id))
            .execution_options(synchronize_session=False)
        )
        for number in db.execute(ended).scalars().all():
            record(db, None, f"plan.{state}", f"plan:{number}", at=now)


def _silent(now: datetime) -> ColumnElement[bool]:
    return col(PlanRun.beat_at) < now - LEASE


def _due(now: datetime) -> ColumnElement[bool]:
    dead = and_(col(PlanRun.state) == RunState.RUNNING, _silent(now))
    return or_(col(PlanRun.state) == RunState.WAITING, dead)


def _theirs(number: int, worker: str) -> Any:
    """An update of a run that this worker has."""
    return (
        update(PlanRun)
        .where(
            col(PlanRun.id) == number,
            col(PlanRun.worker) == worker,
            col(PlanRun.state) == RunState.RUNNING,
        )
        .execution_options(synchronize_session=False)
    )


def _keep(db: Session, number: int, heard: Sequence[Progress]) -> None:
    last = db.exec(select(func.max(PlanPoint.number)).where(PlanPoint.run_id == number)).one() or 0
    for place, one in enumerate(heard, last + 1):
        bound = one.bound if isfinite(one.bound) else None
        db.add(
            PlanPoint(
                run_id=number,
                number=place,
                elapsed=one.elapsed,
                objective=one.objective,
                bound=bound,
            )
        )
    db.flush()
