"""Knocks sent out by chance: as many as allowed, to whom the order says, the same for a seed."""

import numpy as np
import pytest

from app.advice.movement import BASE, DEPOSITED, PLACES, RUNGS, SINCE, arms, beginning, chain
from app.advice.policies import (
    by_index,
    by_lot,
    by_score,
    most_advanced,
    nobody,
    rest_then_index,
    rested,
)
from app.advice.scoring import door_terms, total
from app.advice.simulation import NEVER, simulate
from app.advice.weights import Weights
from app.doors.ladder import Move, Stage
from tests.advice.cases import TODAY, door, knock
from tests.advice.doors import by_rank, under

CHAINS, PLACES_AT_FIRST = [chain(arm) for arm in arms(BASE)], beginning(BASE)
HORIZON = 6


def run(order, knocks=7, *, places=PLACES_AT_FIRST, runs=200, seed=5):
    return simulate(CHAINS, places, order, knocks, runs=runs, seed=seed)


@pytest.mark.parametrize("order", [by_lot, most_advanced, by_score])
def test_the_same_seed_gives_the_same_and_another_seed_another(order):
    first, second, other = (run(order(HORIZON), seed=seed) for seed in (5, 5, 6))
    assert (first.deposits == second.deposits).all()
    assert (first.deposits != other.deposits).any()


@pytest.mark.parametrize("knocks", [0, 1, 7, 84, 85, 200])
def test_no_more_knocks_are_made_than_allowed_and_none_at_a_deposited_door(knocks):
    made = run(by_lot(HORIZON), knocks).knocks
    assert (made <= HORIZON * min(knocks, 85)).all()
    full = run(by_lot(HORIZON), knocks, places=[np.full(3, DEPOSITED), np.full(2, DEPOSITED)])
    assert (full.knocks == 0).all()
    assert (full.deposits == 5).all()


def test_a_door_that_the_order_rules_out_gets_no_knock():
    assert (run(nobody(HORIZON)).knocks == 0).all()
    places = [np.full(4, 20), np.full(4, 0)]  # all knocked on a quarter ago: at rest for two
    made = run(rested(by_lot(HORIZON)), 8, places=places, runs=50).knocks
    assert (made <= 16).all()
    assert (made >= 8).all()


def test_what_comes_higher_in_the_order_is_knocked_on_first():
    places = [np.array([23]), np.full(5, 3)]
    advanced = run(most_advanced(1), 1, places=places, runs=2000).deposits.mean()
    expected = CHAINS[0].knock.up[23]
    assert advanced == pytest.approx(expected, abs=4 * (expected * (1 - expected) / 2000) ** 0.5)


def by_place(horizon):
    """An order that knows no equals."""
    places = np.arange(2.0 * PLACES).reshape(PLACES, 2).T
    return np.broadcast_to(places, (horizon, 2, PLACES))


@pytest.mark.parametrize("order", [by_place(4), by_index(arms(BASE), 4), rested(by_place(4))])
def test_on_average_it_brings_what_the_chances_say(order):
    places = (22, 23)
    exact = under(CHAINS, places, by_rank(order, [0, 1], 1), 4)
    found = run(order, 1, places=[np.array([place]) for place in places], runs=20_000).deposits
    assert found.mean() == pytest.approx(exact, abs=4 * found.std() / 20_000**0.5)


def test_equals_go_by_lot():
    found = run(by_lot(1), 1, places=[np.array([23]), np.array([23])], runs=20_000).deposits
    each = [(float(one.knock.up[23]), float(one.silence.up[23])) for one in CHAINS]
    expected = sum(knocked + left for knocked, left in each) / 2
    assert found.mean() == pytest.approx(expected, abs=4 * found.std() / 20_000**0.5)


def test_rest_first_means_two_quarters_of_silence():
    order = rest_then_index(arms(BASE), HORIZON)
    by_rung = order[0, :, :DEPOSITED].reshape(2, RUNGS, SINCE)
    assert (by_rung[..., :2] == NEVER).all()
    assert (by_rung[..., 2:] > 0).all()


@pytest.mark.parametrize("rung", range(RUNGS))
def test_the_program_is_tried_with_its_own_points(rung):
    at = door(
        "XXX", knock(91, response=None), stage=Move(None, Stage(rung), None, TODAY, "", "", "")
    )
    assert by_score(1)[0, 1, rung * SINCE] == total(door_terms(at, TODAY))
    heavy = Weights(stage=9, rest=-20)
    assert by_score(1, heavy)[0, 1, rung * SINCE] == total(door_terms(at, TODAY, heavy))


@pytest.mark.parametrize("kind", range(2))
@pytest.mark.parametrize("rung", range(RUNGS))
def test_the_longer_a_door_has_rested_the_earlier_the_program_comes(kind, rung):
    points = by_score(1)[0, kind, rung * SINCE : (rung + 1) * SINCE]
    assert (np.diff(points) > 0).all()
