"""Runs of the plan: asked for, looked at and cancelled, by Coordinators alone."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, require, require_change
from app.advice.horizon import LEAST_WEEKS, MOST_WEEKS
from app.advice.plan_models import UNDER_WAY, PlanAdoption, PlanPoint, PlanRun, RunState
from app.advice.run_queue import LEASE
from app.audit.service import record, wait_for_turn
from app.kit.errors import Missing, Refused
from app.kit.numbers import LARGEST
from app.kit.origin import Origin
from app.kit.translation import gettext as _

SHOWN = 100
"""Runs that the history lists."""
QUIET = timedelta(seconds=10)
"""A worker at work is heard of each second; after so long something is amiss."""


class StartRun(BaseModel):
    """What a Coordinator asks of a plan; see `app.advice.rounds.Terms`."""

    weeks: Annotated[int, Field(ge=LEAST_WEEKS, le=MOST_WEEKS)] | None = None
    seconds: Literal["10", "60", "300"] = "60"
    envoy_days: Annotated[int, Field(ge=0, le=90)] | None = None
    envoy_trips: Annotated[int, Field(ge=0, le=30)] | None = None


def start_run(
    db: Session, wish: StartRun, *, by: User, now: datetime, parent: PlanRun | None = None
) -> PlanRun:
    """Ask for a plan, which may begin from an earlier one; a worker takes it up. Raises Forbidden,
    and Refused while one is under way: they are worked out one at a time."""
    require(by.reader, Act.COORDINATE)
    wait_for_turn(db)
    if under_way(db):
        raise Refused("", _("A plan is being worked out already: wait for it, or cancel it."))
    run = PlanRun(
        weeks=wish.weeks,
        seconds=int(wish.seconds),
        envoy_days=wish.envoy_days,
        envoy_trips=wish.envoy_trips,
        parent_id=parent.id if parent else None,
        author_id=by.id or 0,
        asked_at=now,
        origin=by.origin,
    )
    db.add(run)
    db.flush()
    record(db, by.id, "plan.asked", f"plan:{run.id}", at=now)
    return run


def cancel_run(db: Session, number: int, *, by: User, now: datetime) -> PlanRun:
    """Stop a plan: at once if no worker has it, else as soon as its worker notices, and the best
    plan so far is kept. Raises Forbidden, Missing, and Refused if it is over."""
    run = get_run(db, by.reader, number)
    db.refresh(run, with_for_update=True)  # its worker may be ending it
    require_change(by.reader, run.origin)
    if run.state not in UNDER_WAY:
        raise Refused("", _("This plan is no longer being worked out."))
    if run.cancel_asked_at is None:
        run.cancel_asked_at = now
        record(db, by.id, "plan.cancellation", f"plan:{run.id}", at=now)
    if run.state is RunState.WAITING or (run.beat_at and run.beat_at < now - LEASE):
        run.state, run.worker, run.ended_at = RunState.CANCELLED, None, now
    db.add(run)
    db.flush()
    return run


def get_run(db: Session, reader: Reader, number: int) -> PlanRun:
    """Raises Forbidden for all but Coordinators, then Missing."""
    require(reader, Act.COORDINATE)
    run = db.get(PlanRun, number) if number <= LARGEST else None
    if run is None:
        raise Missing(_("There is no such plan."))
    return run


def runs(db: Session, reader: Reader) -> list[PlanRun]:
    """The newest first. Raises Forbidden for all but Coordinators."""
    require(reader, Act.COORDINATE)
    return list(db.exec(select(PlanRun).order_by(col(PlanRun.id).desc()).limit(SHOWN)))


def under_way(db: Session) -> bool:
    query = select(PlanRun.id).where(col(PlanRun.state).in_(UNDER_WAY)).limit(1)
    return db.exec(query).first() is not None


def points(db: Session, run: PlanRun) -> list[PlanPoint]:
    """How far a run has come, since its worker took it up last."""
    query = select(PlanPoint).where(PlanPoint.run_id == run.id).order_by(col(PlanPoint.number))
    found = list(db.exec(query))
    begun = [
        place for place, one in enumerate(found) if place and one.elapsed < found[place - 1].elapsed
    ]
    return found[begun[-1] if begun else 0 :]


def silent_for(run: PlanRun, now: datetime) -> int | None:
    """The seconds since its worker was last heard of; None while it is, or where it has none."""
    if run.state is not RunState.RUNNING or run.beat_at is None or now - run.beat_at < QUIET:
        return None
    return int((now - run.beat_at).total_seconds())


def plan_before(db: Session, run: PlanRun) -> PlanRun | None:
    """The run that it began from; else the newest before it of which there is a plan."""
    if run.parent_id is not None:
        return db.get(PlanRun, run.parent_id)
    query = select(PlanRun).where(col(PlanRun.id) < (run.id or 0), PlanRun.state == RunState.DONE)
    return db.exec(query.order_by(col(PlanRun.id).desc())).first()


def made_from(db: Session, run: PlanRun) -> PlanRun | None:
    """The newest run that began from this one; None if there is none."""
    query = select(PlanRun).where(PlanRun.parent_id == run.id)
    return db.exec(query.order_by(col(PlanRun.id).desc())).first()


def overtaken_by(db: Session, run: PlanRun) -> PlanRun | None:
    """The plan that was adopted last since this one was begun: its knocks are approaches that this
    one does not know. None if there is none. One of the demonstration overtakes no real plan."""
    if run.begun_at is None:
        return None
    adopted_since = (
        select(PlanRun)
        .join(PlanAdoption, col(PlanAdoption.run_id) == col(PlanRun.id))
        .where(col(PlanAdoption.adopted_at) > run.begun_at, col(PlanRun.id) != run.id)
        .order_by(col(PlanAdoption.adopted_at).desc())
    )
    if run.origin is Origin.REAL:
        adopted_since = adopted_since.where(PlanRun.origin == Origin.REAL)
    return db.exec(adopted_since.limit(1)).first()
