"""What channels, levels and barriers have to do with interim steps, in shadow.

Shown to Coordinators alone. No suggestion, no score and no plan reads it.
"""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Act, Reader, require
from app.advice.door_pasts import door_pasts
from app.advice.effects import Cell, Effects, Trial, effects
from app.advice.fates import HORIZONS, Told, over, stepped
from app.audit.derived import derived
from app.doors.door import BarrierRead
from app.doors.queries import barriers

DAYS = HORIZONS[-1]
"""Within which a step has to follow: the longer one, as steps are rare."""


def shadow(db: Session, reader: Reader, today: date) -> Effects:
    """From all knocks that the reader may read and whose days are over. Raises Forbidden."""
    require(reader, Act.COORDINATE)
    return derived(db, ("shadow", reader, today), lambda: effects(_trials(db, reader, today)))


def _trials(db: Session, reader: Reader, today: date) -> Iterable[Trial]:
    read = barriers(db, reader)
    for door, past in door_pasts(db, reader, today).items():
        for knock in past.knocks:
            if over(knock, DAYS, today):
                held = _holding(read.get(door.iso3, []), knock) or [""]
                moved = stepped(past, knock, DAYS)
                for barrier in held:
                    cell = Cell(knock.channel, knock.level or "", barrier)
                    yield Trial(cell, moved, 1 / len(held))


def _holding(read: Iterable[BarrierRead], knock: Told) -> list[str]:
    """The barriers that held on the day of a knock, as far as that was known on that day."""
    return sorted({one.barrier.value for one in read if _held(one, knock.held_on)})


def _held(one: BarrierRead, on: date) -> bool:
    if one.demonstration:
        return False
    if one.coded:
        return one.year.isdecimal() and int(one.year) < on.year
    known = one.on is not None and one.on <= on
    return known and (one.overcome_on is None or one.overcome_on > on)
