"""The ladder with its moves on it."""

from dataclasses import replace
from datetime import date

import pytest

from app.doors.ladder import Move, Stage, moves_of_door
from app.doors.rungs import direction, rungs


def moves(*stages: int) -> list[Move]:
    """Newest first, one a month from January on."""
    made = [
        Move(n, Stage(stage), None, date(2026, n, 1), "Mia Member", "Test entry", "group")
        for n, stage in enumerate(stages, 1)
    ]
    return moves_of_door(made, ())


@pytest.mark.parametrize(
    ("stages", "here", "reached", "passed", "left"),
    [
        ((), None, [], [], []),
        ((2,), 2, [2], [0, 1], []),
        ((1, 4, 2), 2, [1, 2, 4], [0], [4]),
        ((0, 1), 1, [0, 1], [], []),
        ((3, 0), 0, [0, 3], [], [3]),
    ],
)
def test_each_rung_says_how_the_door_stands_to_it(stages, here, reached, passed, left):
    made = rungs(moves(*stages))
    assert [rung.stage for rung in made] == [6, 5, 4, 3, 2, 1, 0]
    assert next((int(rung.stage) for rung in made if rung.here), None) == here
    assert sorted(rung.stage for rung in made if rung.moves) == reached
    assert sorted(rung.stage for rung in made if rung.passed) == passed
    assert sorted(rung.stage for rung in made if rung.left) == left


def test_a_rung_reached_twice_has_both_moves_newest_first():
    (rung,) = [one for one in rungs(moves(2, 4, 2)) if one.here]
    assert [move.on.month for move in rung.moves] == [3, 1]


@pytest.mark.parametrize(
    ("stage", "before", "said"),
    [
        (2, None, "first assessed"),
        (2, 1, "moved up from “in dialogue”"),
        (2, 4, "moved back from “in domestic approval”"),
        (2, 2, "stays here"),
    ],
)
def test_a_move_says_from_where_it_came(stage, before, said):
    (move,) = moves(stage)
    known = replace(move, before=None if before is None else Stage(before))
    assert direction(known) == said
