"""What people do at a door: move its stage, read a barrier, overcome it; Coordinators' holds."""

from datetime import date, datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.accounts.queries import origin_of
from app.audit.service import record
from app.doors.door import Door
from app.doors.forms import HoldDoor, MoveStage, OvercomeBarrier, ReadBarrier
from app.doors.ladder import BY_A_PERSON, Stage, opened_on
from app.doors.models import BarrierOvercome, BarrierReading, Hold, SettingsChange, StageMove
from app.doors.queries import (
    door_of,
    open_door_of,
    readable_barriers,
    round_settings,
    settings_history,
)
from app.doors.rules import RoundSettings
from app.kit.dates import spoken
from app.kit.errors import Missing, Refused, chosen
from app.kit.translation import gettext as _
from app.messengers.queries import Sender, able_to_knock
from app.states.queries import book, called, get_state

Entry = TypeVar("Entry", StageMove, BarrierReading, Hold)


def open_door(db: Session, iso3: str, ask: str, today: date) -> Door:
    """The door of that State and ask, while it is open; raises Missing."""
    state = get_state(db, iso3)
    door = door_of(db, state.iso3, today)
    if door is None or door.ask != ask:
        said = _("%(state)s has no open door of this kind.", state=called(state))
        raise Missing(said)
    return door


def move_stage(
    db: Session, wish: MoveStage, *, door: Door, by: User, now: datetime, today: date
) -> StageMove:
    """Move an open door to a rung, with a reason; the last rung comes from a treaty act alone."""
    require(by.reader, Act.MOVE_STAGE)
    if wish.stage not in BY_A_PERSON:
        said = _("Please choose a stage. “Deposited” comes from a treaty act that is recorded.")
        raise Refused("stage", said)
    since = opened_since(db, door, today)
    if wish.moved_on > today:
        raise Refused("moved_on", _("A move cannot lie in the future."))
    if since and wish.moved_on < since:
        said = _("This door is open only since %(day)s.", day=spoken(since))
        raise Refused("moved_on", said)
    move = StageMove(
        **_entry(wish, door, by, now),
        stage=Stage(wish.stage),
        moved_on=wish.moved_on,
        reason=wish.reason,
    )
    return _written(db, move, "stage.moved", "move", now)


def read_barrier(
    db: Session, wish: ReadBarrier, *, door: Door, by: User, now: datetime, today: date
) -> BarrierReading:
    """Write down the group's reading of why a door does not move."""
    require(by.reader, Act.MOVE_STAGE)
    opened_since(db, door, today)
    if wish.read_on > today:
        raise Refused("read_on", _("A reading cannot lie in the future."))
    reading = BarrierReading(
        **_entry(wish, door, by, now),
        barrier=wish.barrier,
        read_on=wish.read_on,
        source=wish.source,
    )
    return _written(db, reading, "barrier.read", "barrier", now)


def _entry(wish: MoveStage | ReadBarrier, door: Door, by: User, now: datetime) -> dict[str, Any]:
    """The columns of whatever somebody writes at a door for others to read."""
    return {
        "state_iso3": door.iso3,
        "ask": door.ask,
        "visibility": wish.visibility,
        "messenger": by.messenger,
        "author_id": by.id or 0,
        "recorded_at": now,
        "origin": by.origin,
    }


def _written(db: Session, entry: Entry, verb: str, noun: str, now: datetime) -> Entry:
    """The entry, written and noted in the audit; or the one before, if Save was pressed twice."""
    twin = _twin(db, entry)
    if twin:
        return twin
    db.add(entry)
    db.flush()
    record(db, entry.author_id, verb, f"{noun}:{entry.id}", at=now)
    return entry


def opened_since(db: Session, door: Door, today: date) -> date | None:
    """The day on which the door opened, None if it was never closed; raises Refused if it is."""
    known = book(db)
    if open_door_of(known, door.iso3, today) != door:
        name = known.name(door.iso3)
        raise Refused("", _("%(state)s has no open door of this kind any more.", state=name))
    return opened_on(known.acts.get(door.iso3, ()), today)


def _twin(db: Session, made: Entry) -> Entry | None:
    """What the same person wrote last at this door, if it is the same: Save was pressed twice."""
    kind = type(made)
    last = db.exec(
        select(kind)
        .where(
            kind.state_iso3 == made.state_iso3,
            kind.ask == made.ask,
            kind.author_id == made.author_id,
        )
        .order_by(col(kind.id).desc())
        .limit(1)
    ).first()
    apart = {"id", "recorded_at", "created_at"}
    same = last is not None and last.model_dump(exclude=apart) == made.model_dump(exclude=apart)
    return last if same else None


def get_barrier(db: Session, number: int, *, by: User) -> BarrierReading:
    """A reading that the person may read; raises Missing."""
    reading = db.exec(
        select(BarrierReading).where(BarrierReading.id == number, readable_barriers(by.reader))
    ).first()
    if reading is None:
        raise Missing(_("There is no such barrier."))
    return reading


def is_overcome(db: Session, reading: BarrierReading) -> bool:
    """Whether somebody said that a barrier no longer holds."""
    return db.get(BarrierOvercome, reading.id) is not None


def overcome_barrier(
    db: Session, wish: OvercomeBarrier, *, number: int, by: User, now: datetime, today: date
) -> BarrierReading:
    """Say that a barrier no longer holds, and which messenger overcame it, if any did.

    The same once more changes nothing; Refused if another text says so already.
    """
    require(by.reader, Act.MOVE_STAGE)
    reading = get_barrier(db, number, by=by)
    require_change(by.reader, reading.origin)
    db.refresh(reading, with_for_update=True)  # whoever is before us ends first
    if not reading.read_on <= wish.overcome_on <= today:
        first = spoken(reading.read_on)
        said = _("Please give a day between %(day)s and today.", day=first)
        raise Refused("overcome_on", said)
    messenger = _offered(db, wish.messenger, today).code if wish.messenger else None
    overcome = BarrierOvercome(
        reading_id=number,
        messenger=messenger,
        overcome_on=wish.overcome_on,
        reason=wish.reason,
        author_id=by.id or 0,
        recorded_at=now,
    )
    told = db.get(BarrierOvercome, number)
    if told:
        return _the_same(reading, told, overcome)
    db.add(overcome)
    db.flush()
    record(db, by.id, "barrier.overcome", f"barrier:{number}", at=now)
    return reading


def _the_same(
    reading: BarrierReading, told: BarrierOvercome, again: BarrierOvercome
) -> BarrierReading:
    """The reading, if it was called overcome in these very words."""
    if told.model_dump(exclude={"recorded_at"}) != again.model_dump(exclude={"recorded_at"}):
        said = _(
            "It was said already that this barrier no longer holds, since %(day)s.",
            day=spoken(told.overcome_on),
        )
        raise Refused("", said)
    return reading


def _offered(db: Session, code: str, today: date) -> Sender:
    """The messenger that was chosen of those that can have overcome a barrier."""
    return chosen(
        {one.code: one for one in able_to_knock(db, today)}.get(code.upper()), "messenger"
    )


def hold_door(
    db: Session, wish: HoldDoor, *, door: Door, by: User, now: datetime, today: date
) -> Hold:
    """Ask that nobody approach a door for now; others than Coordinators see only the warning."""
    require(by.reader, Act.COORDINATE)
    opened_since(db, door, today)
    if wish.until and wish.until < today:
        raise Refused("until", _("Please give a day from today on, or none."))
    hold = Hold(
        state_iso3=door.iso3,
        ask=door.ask,
        until=wish.until,
        reason=wish.reason,
        author_id=by.id or 0,
        created_at=now,
    )
    return _written(db, hold, "door.held", "hold", now)


def lift_hold(db: Session, number: int, *, by: User, now: datetime) -> Hold:
    """The door may be approached again; of a hold that is lifted already, nothing changes."""
    require(by.reader, Act.COORDINATE)
    hold = db.get(Hold, number, with_for_update=True)
    if hold is None:
        raise Missing(_("There is no such hold."))
    require_change(by.reader, origin_of(db, hold.author_id))
    if hold.lifted_at is None:
        hold.lifted_at, hold.lifted_by = now, by.id
        db.add(hold)
        record(db, by.id, "hold.lifted", f"hold:{number}", at=now)
    return hold


def change_settings(db: Session, wish: RoundSettings, *, by: User, now: datetime) -> SettingsChange:
    """Save the group's settings; earlier ones stay in the history."""
    require(by.reader, Act.COORDINATE)
    if wish == round_settings(db):
        raise Refused("", _("Nothing was changed."))
    for present in settings_history(db)[:1]:
        require_change(by.reader, origin_of(db, present.author_id))
    change = SettingsChange(**wish.model_dump(), author_id=by.id or 0, changed_at=now)
    db.add(change)
    db.flush()
    record(db, by.id, "settings.changed", f"settings:{change.id}", at=now)
    return change
