"""What the tests of doors write, in the words of a form."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from app.accounts.models import User
from app.audit.models import Entry
from app.doors.asks import Ask, Barrier
from app.doors.door import Door
from app.doors.forms import EndRest, HoldDoor, MoveStage, OvercomeBarrier, ReadBarrier, RestDoor
from app.doors.models import BarrierReading, Hold, Rest, StageMove
from app.doors.resting import end_rest, put_to_rest
from app.doors.service import hold_door, move_stage, overcome_barrier, read_barrier
from tests.world import NOW, TODAY

ANGOLA = Door("AGO", Ask.RATIFY)
LITHUANIA = Door("LTU", Ask.ACCEDE)
CLOSED = Door("AUT", Ask.RATIFY)


def move(db: Session, by: User, door: Door = ANGOLA, **more: Any) -> StageMove:
    wish = MoveStage.model_validate(
        {"stage": 2, "moved_on": date(2026, 11, 20), "reason": "Test entry", **more}
    )
    return move_stage(db, wish, door=door, by=by, now=NOW, today=TODAY)


def read(db: Session, by: User, door: Door = ANGOLA, **more: Any) -> BarrierReading:
    wish = ReadBarrier.model_validate(
        {"barrier": Barrier.CAPACITY, "read_on": date(2026, 11, 1), "source": "Test entry", **more}
    )
    return read_barrier(db, wish, door=door, by=by, now=NOW, today=TODAY)


def overcome(db: Session, by: User, number: int, **more: Any) -> BarrierReading:
    wish = OvercomeBarrier.model_validate(
        {"overcome_on": date(2026, 11, 20), "reason": "Test entry", **more}
    )
    return overcome_barrier(db, wish, number=number, by=by, now=NOW, today=TODAY)


def hold(db: Session, by: User, door: Door = ANGOLA, **more: Any) -> Hold:
    wish = HoldDoor.model_validate({"reason": "Test entry", **more})
    return hold_door(db, wish, door=door, by=by, now=NOW, today=TODAY)


def rest(db: Session, by: User, door: Door = ANGOLA, now: datetime = NOW, **more: Any) -> Rest:
    wish = RestDoor.model_validate({"triggers": ["election"], "reason": "Test entry", **more})
    return put_to_rest(db, wish, door=door, by=by, now=now, today=now.date())


def end(db: Session, by: User, number: int, now: datetime = NOW, **more: Any) -> Rest:
    wish = EndRest.model_validate({"reason": "Test entry, ended", **more})
    return end_rest(db, wish, number=number, by=by, now=now, today=now.date())


def audited(db: Session) -> list[tuple[int | None, str, str]]:
    """Who did what to what, oldest first."""
    entries = db.exec(select(Entry).order_by(Entry.id)).all()
    return [(entry.actor_id, entry.verb, entry.subject) for entry in entries]
