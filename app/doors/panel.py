"""All that a State's page says of its door to the Convention, as one reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Act, Reader, may
from app.doors.asks import VERB
from app.doors.door import BarrierRead, Door
from app.doors.history import Line, history
from app.doors.ladder import Move, opened_on
from app.doors.models import Hold
from app.doors.queries import barriers, holds_of, moves_by_door, open_door_of, stages
from app.doors.rests import rests
from app.doors.waking import RestRead, present_rest
from app.states.queries import book


@dataclass(frozen=True)
class DoorPanel:
    """`door` is None where none is open; `stage` is None while nobody has assessed it.

    `since` is the day on which the door opened, None if it was never closed. `barriers`, `holds`
    and `rests` (of all the State's doors, newest first) are for those who may read them.
    """

    iso3: str
    state: str
    door: Door | None
    since: date | None
    stage: Move | None
    lines: Sequence[Line]
    barriers: Sequence[BarrierRead]
    holds: Sequence[Hold]
    rests: Sequence[RestRead] = ()

    @property
    def rest(self) -> RestRead | None:
        """The rest that decides at the open door: one that lasts, or that woke."""
        own = [one for one in self.rests if one.door == self.door]
        return present_rest(own, self.since) if self.door else None

    @property
    def asked(self) -> str:
        """What the State is asked to do, such as "ratify the Convention"."""
        return VERB[self.door.ask] if self.door else ""


def door_panel(db: Session, reader: Reader, iso3: str, today: date) -> DoorPanel:
    """For a State that exists. The same number of queries however long its history."""
    known = book(db)
    acts = known.acts.get(iso3, ())
    door, since = open_door_of(known, iso3, today), opened_on(acts, today)
    return DoorPanel(
        iso3=iso3,
        state=known.name(iso3),
        door=door,
        since=since if door else None,
        stage=stages(db, reader, today).get(door) if door else None,
        lines=history(moves_by_door(db, reader, today, iso3), acts, since, today),
        barriers=barriers(db, reader, iso3).get(iso3, ()) if door else (),
        holds=holds_of(db, iso3, today) if door and may(reader, Act.COORDINATE) else (),
        rests=[
            one
            for at, found in rests(db, reader, today).items()
            for one in found
            if at.iso3 == iso3
        ],
    )
