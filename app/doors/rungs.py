"""The rungs of a door's ladder, each with the moves that led to it. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from app.doors.ladder import Move, Stage, name
from app.kit.translation import gettext as _


class Rung(NamedTuple):
    """One rung: whether the door stands on it, and each move to it, newest first.

    `passed` is a rung below the present one to which no move is recorded; `left` one above it to
    which the door was moved before it was moved back.
    """

    stage: Stage
    here: bool
    passed: bool
    left: bool
    moves: tuple[Move, ...]

    @property
    def words(self) -> str:
        return name(self.stage)


def rungs(moves: Iterable[Move]) -> list[Rung]:
    """The seven rungs, highest first, from the moves since the door opened, newest first."""
    made = list(moves)
    present = made[0].stage if made else None
    return [_rung(stage, present, made) for stage in reversed(Stage)]


def direction(move: Move) -> str:
    """Where a move came from, said as it was: "moved back from approved"."""
    if move.before is None:
        return _("first assessed")
    if move.stage is move.before:
        return _("stays here")
    if move.stage < move.before:
        return _("moved back from “%(stage)s”", stage=move.words_before)
    return _("moved up from “%(stage)s”", stage=move.words_before)


def _rung(stage: Stage, present: Stage | None, moves: list[Move]) -> Rung:
    here = tuple(move for move in moves if move.stage is stage)
    return Rung(
        stage=stage,
        here=stage is present,
        passed=present is not None and stage < present and not here,
        left=present is not None and stage > present and bool(here),
        moves=here,
    )
