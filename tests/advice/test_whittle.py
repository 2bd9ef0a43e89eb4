"""The Whittle index is the price at which a knock is as good as none; it grows with rest."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.movement import BASE, DEPOSITED, PLACES, RUNGS, SINCE, Arm, arms, chain
from app.advice.policies import by_index
from app.advice.whittle import index, look_ahead, not_indexable
from tests.advice.doors import best, by_rank, outcomes, some_arms, under

HORIZON = 6
CLOSE = 1e-6
OPEN = st.integers(0, DEPOSITED - 1)


def lead(arm: Arm, place: int, price: float, horizon: int = HORIZON) -> float:
    """How much better a knock is than none, its price paid: door by door, by hand."""

    def ahead(quarter: int, at: int) -> float:
        if quarter == horizon:
            return float(at == DEPOSITED)
        return max(choice(quarter, at, knocked) for knocked in (False, True))

    def choice(quarter: int, at: int, knocked: bool) -> float:
        known = outcomes(chain(arm), at, knocked)
        return sum(c * ahead(quarter + 1, to) for c, to in known) - price * knocked

    return choice(0, place, True) - choice(0, place, False)


@settings(deadline=None, max_examples=30)
@given(some_arms(), OPEN, st.floats(0, 0.5))
def test_looking_ahead_agrees_with_going_through_every_case(arm, place, price):
    found = look_ahead(chain(arm), np.full(4, price)).ahead[0, place]
    assert found == pytest.approx(lead(arm, place, price, horizon=4), abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(some_arms(), st.integers(0, HORIZON - 1), OPEN)
def test_just_below_its_index_a_knock_is_worth_making_and_just_above_it_is_not(arm, quarter, place):
    found = index(arm, HORIZON)[quarter, place]
    if found > 0:
        dearer, cheaper = found + CLOSE, max(found - CLOSE, 0.0)
        prices = np.array([[cheaper] * HORIZON, [dearer] * HORIZON])
        below, above = look_ahead(chain(arm), prices).ahead[:, quarter, place]
        assert below >= -1e-12
        assert above <= 1e-12


@settings(deadline=None, max_examples=30)
@given(some_arms())
def test_a_knock_is_worth_something_between_nothing_and_one_deposit(arm):
    found = index(arm, HORIZON)
    assert (found >= 0).all()
    assert (found <= 1).all()
    assert (found[:, DEPOSITED] == 0).all()


@settings(deadline=None, max_examples=60)
@given(some_arms(even=True))
def test_a_rested_door_is_worth_as_much_as_a_tired_one_or_more(arm):
    by_rung = index(arm, HORIZON)[:, :DEPOSITED].reshape(HORIZON, RUNGS, SINCE)
    rested = by_rung[..., 2:].min(axis=-1)
    assert (rested >= by_rung[..., :2].max(axis=-1) - CLOSE).all()


@pytest.mark.parametrize("arm", arms(BASE))
def test_as_assumed_a_door_is_worth_more_on_a_higher_rung_once_it_has_rested(arm):
    by_rung = index(arm, HORIZON)[0, :DEPOSITED].reshape(RUNGS, SINCE)
    assert (np.diff(by_rung[:, SINCE - 1]) > 0).all()


def test_with_one_quarter_left_the_index_is_what_the_knock_adds_to_the_last_step():
    arm = arms(BASE)[0]
    silence, knock = chain(arm)
    assert index(arm, 1)[0] == pytest.approx(knock.deposit - silence.deposit, abs=1e-9)


def test_a_door_that_moves_as_well_alone_is_worth_no_knock():
    arm = Arm((0.5,) * RUNGS, (1.0,) * SINCE, alone=1.0, slip=0.0)
    assert (index(arm, HORIZON) == 0).all()


def test_where_dearer_knocks_are_worth_making_again_it_is_said():
    arm = Arm((0.2,) * RUNGS, (0.0, 0.05, 1.0, 1.0), alone=0.0, slip=0.3)
    for again in not_indexable(arm, 12):
        prices = np.geomspace(1e-7, 1.0, 2000)
        rows = np.repeat(prices[:, None], 12, axis=1)
        ahead = look_ahead(chain(arm), rows).ahead[:, again.quarter, again.place]
        first_refused = int(np.argmax(ahead <= 1e-13))
        assert ahead[first_refused:].max() >= again.gain / 2 > 0
    assert not_indexable(arm, 12)
    assert not_indexable(arm, 1) == []


@settings(deadline=None, max_examples=25)
@given(
    st.lists(some_arms(), min_size=2, max_size=3),
    st.lists(OPEN, min_size=3, max_size=3),
    st.integers(2, 4),
)
def test_the_index_brings_no_more_than_the_best_way_and_nearly_as_much(kinds, places, horizon):
    chains, begin = [chain(arm) for arm in kinds], tuple(places[: len(kinds)])
    order = by_index(kinds, horizon)
    found = under(chains, begin, by_rank(order, [*range(len(kinds))], 1), horizon)
    most = best(chains, begin, 1, horizon)
    assert 0.75 * most - CLOSE <= found <= most + CLOSE


def test_on_two_hundred_small_instances_the_index_loses_less_than_one_per_cent_on_average():
    chance = np.random.default_rng(2)
    lost = []
    for _ in range(200):
        kinds = [_drawn(chance) for _ in range(2)]
        chains = [chain(arm) for arm in kinds]
        begin = tuple(int(place) for place in chance.integers(0, DEPOSITED, 2))
        most = best(chains, begin, 1, 4)
        if most > 0:
            order = by_index(kinds, 4)
            lost.append(1 - under(chains, begin, by_rank(order, [0, 1], 1), 4) / most)
    assert len(lost) > 150
    assert np.mean(lost) < 0.01


def _drawn(chance: np.random.Generator) -> Arm:
    first, second = np.sort(chance.uniform(0, 1, 2))
    return Arm(
        up=tuple(float(one) for one in chance.uniform(0.05, 0.9, RUNGS)),
        answer=(float(first), float(second), 1.0, 1.0),
        alone=float(chance.uniform(0, 0.5)),
        slip=float(chance.uniform(0, 0.3)),
    )


def test_the_same_door_has_one_index_that_nobody_can_change():
    found = index(arms(BASE)[0], HORIZON)
    assert found.shape == (HORIZON, PLACES)
    with pytest.raises(ValueError, match="read-only"):
        found[0, 0] = 1.0
