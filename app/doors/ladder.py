"""The rungs of a door. Pure. Never filled from the facts, the last one excepted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from app.kit.origin import FromSomewhere, Origin
from app.kit.translation import Said, pmarked
from app.kit.translation import gettext as _
from app.states.standing import Dated, counts_from, standing

DAY = timedelta(days=1)


class Stage(IntEnum):
    NO_RESPONSE = 0
    IN_DIALOGUE = 1
    UNDER_REVIEW = 2
    DECIDED = 3
    IN_DOMESTIC_APPROVAL = 4
    APPROVED = 5
    DEPOSITED = 6


NAMES = Said(
    {
        Stage.NO_RESPONSE: pmarked("stage of a door", "no response"),
        Stage.IN_DIALOGUE: pmarked("stage of a door", "in dialogue"),
        Stage.UNDER_REVIEW: pmarked("stage of a door", "under review"),
        Stage.DECIDED: pmarked("stage of a door", "decided by the government"),
        Stage.IN_DOMESTIC_APPROVAL: pmarked("stage of a door", "in domestic approval"),
        Stage.APPROVED: pmarked("stage of a door", "approved"),
        Stage.DEPOSITED: pmarked("stage of a door", "deposited"),
    }
)

BY_A_PERSON = tuple(stage for stage in Stage if stage is not Stage.DEPOSITED)
"""The rungs that a person may move a door to; the last one comes from a treaty act alone."""


def name(stage: Stage | None) -> str:
    return _("not yet assessed") if stage is None else NAMES[stage]


@dataclass(frozen=True)
class Move(FromSomewhere):
    """One move on the ladder, with the stage before it as the same reader knows it.

    `by` is the author's name, `messenger` the code of the messenger that the author spoke for.
    """

    id: int | None
    stage: Stage
    before: Stage | None
    on: date
    by: str
    reason: str
    visibility: str
    messenger: str | None = None
    origin: Origin = Origin.REAL

    @property
    def words(self) -> str:
        return name(self.stage)

    @property
    def words_before(self) -> str:
        return name(self.before)


def opened_on(acts: Iterable[Dated], today: date) -> date | None:
    """The day on which the present door opened: the last change of standing up to `today`.

    None if the State never acted: its `accede` door has been open from the beginning.
    """
    known = list(acts)
    days = sorted({counts_from(act) for act in known if counts_from(act) <= today})
    for day in reversed(days):
        if standing(known, day) is not standing(known, day - DAY):
            return day
    return None


def moves_of_door(moves: Sequence[Move], acts: Iterable[Dated]) -> list[Move]:
    """Moves (oldest first) with the stage before each, newest first.

    A change of standing between two moves ends the earlier one: the door was closed in between.
    """
    known = list(acts)
    changes = [counts_from(act) for act in known]
    found: list[Move] = []
    for move in moves:
        last = found[-1] if found else None
        parted = last and any(last.on < day <= move.on for day in changes)
        found.append(replace(move, before=last.stage if last and not parted else None))
    return found[::-1]


def present_move(moves: Iterable[Move], since: date | None) -> Move | None:
    """Where a door stands that opened on `since` (None: ever): the newest of its moves (newest
    first). What was moved before it opened belongs to a door that is closed."""
    return next((move for move in moves if since is None or move.on >= since), None)
