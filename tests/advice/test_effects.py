"""Partial pooling on simulated knocks whose truth is known."""

from random import Random

import pytest

from app.advice.effects import NEEDED, Cell, Trial, effects
from app.advice.pooling import CELL_SPREAD, PART_SPREAD, USUAL, odds
from app.advice.shares import ENOUGH

SIZES = (6, 4, 6)


class Truth:
    """Parts that are drawn as the priors say, and knocks that follow them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.usual = self.random.gauss(USUAL, 0.6)
        self.parts = [[self.random.gauss(0, PART_SPREAD) for _ in range(n)] for n in SIZES]
        self.own: dict[Cell, float] = {}

    def chance(self, cell: Cell) -> float:
        own = self.own.setdefault(cell, self.random.gauss(0, CELL_SPREAD))
        return odds(
            self.usual + own + sum(p[int(c)] for p, c in zip(self.parts, cell, strict=True))
        )

    def knocks(self, number: int) -> list[Trial]:
        cells = [Cell(*(str(self.random.randrange(n)) for n in SIZES)) for _ in range(number)]
        return [Trial(cell, self.random.random() < self.chance(cell)) for cell in cells]


def test_known_effects_are_recovered_from_many_knocks():
    truth = Truth(3)
    found = effects(truth.knocks(40_000))
    assert len(found.cells) == 144
    apart = [abs(one.figure - truth.chance(one.cell)) for one in found.cells]
    assert max(apart) < 0.09
    assert sum(apart) / len(apart) < 0.025


def test_the_one_cell_that_differs_is_found():
    usual = [Trial(Cell("letter", "expert", "capacity"), n % 5 == 0) for n in range(400)]
    better = [Trial(Cell("workshop", "minister", "capacity"), n % 5 != 0) for n in range(200)]
    every = effects(usual + better)
    found = {one.cell.channel: one for one in every.cells}
    assert found["workshop"].low > every.usual > found["letter"].high
    assert all(map(every.speaks, every.cells))


@pytest.mark.parametrize("number", [10, 50, 200, 1000])
def test_intervals_of_nine_in_ten_hold_nine_truths_in_ten(number):
    held = told = 0
    for seed in range(40):
        truth = Truth(seed)
        for one in effects(truth.knocks(number)).cells:
            held += one.low <= truth.chance(one.cell) <= one.high
            told += 1
    assert 0.85 < held / told < 0.96


def test_few_knocks_leave_wide_intervals_and_no_claim():
    found = effects([Trial(Cell("letter", "expert", "capacity"), True) for _ in range(3)])
    (only,) = found.cells
    assert only.high - only.low > 0.4
    assert only.figure < 0.8  # three of three are no certainty
    assert not found.speaks(only)


def test_a_cell_with_enough_knocks_says_nothing_while_there_are_too_few_in_all():
    cell = Cell("letter", "expert", "capacity")
    few = effects([Trial(cell, True)] * ENOUGH + [Trial(Cell("email", "", ""), False)] * ENOUGH)
    assert not any(map(few.speaks, few.cells))
    many = effects([Trial(cell, True)] * ENOUGH + [Trial(Cell("email", "", ""), False)] * NEEDED)
    assert all(map(many.speaks, many.cells))


def test_more_knocks_of_the_same_kind_make_the_interval_narrower():
    cell = Cell("letter", "expert", "capacity")
    widths = []
    for number in (5, 20, 80, 320, 1280):
        (only,) = effects([Trial(cell, n % 4 == 0) for n in range(number)]).cells
        widths.append(only.high - only.low)
    assert widths == sorted(widths, reverse=True)


def test_a_rare_cell_leans_on_its_channel():
    common = [Trial(Cell("workshop", "director", "capacity"), n % 4 != 0) for n in range(200)]
    rare = [Trial(Cell("workshop", "minister", "low_priority"), False)]
    found = {one.cell.level: one for one in effects(common + rare).cells}
    assert found["minister"].figure > 0.3
    assert found["minister"].high - found["minister"].low > 0.3


def test_the_order_of_the_knocks_changes_nothing():
    trials = [Trial(one.cell, one.moved, 1 / 3) for one in Truth(5).knocks(300)]
    found = effects(trials)
    for seed in range(5):
        Random(seed).shuffle(trials)
        assert effects(trials) == found


def test_a_door_with_two_barriers_counts_as_one_knock():
    cells = [Cell("letter", "expert", barrier) for barrier in ("capacity", "low_priority")]
    assert effects([Trial(cell, True, 0.5) for cell in cells]).knocks == 1.0


def test_a_part_that_data_pull_far_away_is_still_found():
    """Newton's whole step would go too far from where it begins."""
    cell = Cell("letter", "expert", "capacity")
    (only,) = effects([Trial(cell, True, 1_000_000.0), Trial(cell, False, 1.0)]).cells
    assert only.figure > 0.999


def test_without_knocks_there_is_nothing():
    assert effects([]).cells == ()
    assert effects([]).usual == 0.0
