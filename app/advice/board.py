"""The doors as a board: a column for every rung. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.advice.overview import Listed
from app.doors.ladder import BY_A_PERSON, Stage, name

LONGEST = 10
"""Cards that a column shows before all are asked for."""


@dataclass(frozen=True)
class Column:
    """One rung with the doors on it; `stage` is None for those not yet assessed. `shown` are the
    cards on the page, `count` how many there are."""

    stage: Stage | None
    shown: Sequence[Listed]
    count: int

    @property
    def code(self) -> str:
        return "none" if self.stage is None else str(int(self.stage))

    @property
    def words(self) -> str:
        return name(self.stage)


def board(doors: Sequence[Listed], full: str = "") -> list[Column]:
    """Not yet assessed first, then from the lowest rung to the last that a person moves a door to;
    the column whose code is `full` shows all of its doors.

    A door that came to the rung above those is closed, by a treaty act, and on no board.
    """
    return [_column(doors, stage, full) for stage in (None, *BY_A_PERSON)]


def _column(doors: Sequence[Listed], stage: Stage | None, full: str) -> Column:
    on_it = [one for one in doors if (one.stage.stage if one.stage else None) is stage]
    made = Column(stage, on_it, len(on_it))
    return made if made.code == full else Column(stage, on_it[:LONGEST], len(on_it))
