"""Nobody surpasses the bound: against what is best for few doors, and every rule for many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.movement import BASE, DEPOSITED, arms, beginning, chain
from app.advice.policies import by_index, by_lot, by_score, most_advanced, rested
from app.advice.relaxation import at_prices, bound, crowds
from app.advice.simulation import simulate
from tests.advice.doors import best, some_arms

CLOSE = 1e-9
OPEN = st.integers(0, DEPOSITED - 1)
FEW = st.lists(st.tuples(some_arms(), OPEN), min_size=2, max_size=3)


def few(doors):
    chains = [chain(arm) for arm, _ in doors]
    return chains, tuple(place for _, place in doors), crowds([np.array([p]) for _, p in doors])


@settings(deadline=None, max_examples=40)
@given(FEW, st.integers(1, 4), st.data())
def test_at_any_prices_it_is_no_less_than_the_best_way(doors, horizon, data):
    chains, places, standing = few(doors)
    price = st.floats(0, 0.5)
    prices = np.array(data.draw(st.lists(price, min_size=horizon, max_size=horizon)))
    found = at_prices(chains, standing, 1, prices).deposits
    assert found >= best(chains, places, 1, horizon) - CLOSE


@settings(deadline=None, max_examples=15)
@given(FEW, st.integers(1, 4))
def test_the_lowest_that_is_found_is_still_no_less(doors, horizon):
    chains, places, standing = few(doors)
    found = bound(chains, standing, 1, horizon, sweeps=100)
    assert best(chains, places, 1, horizon) - CLOSE <= found.deposits <= found.flat


def test_knocks_for_all_make_the_bound_exact():
    chains, places = [chain(arm) for arm in arms(BASE)], (22, 18)
    standing = crowds([np.array([place]) for place in places])
    found = bound(chains, standing, 2, 4, sweeps=50)
    assert found.deposits == pytest.approx(best(chains, places, 2, 4), abs=1e-6)


def test_prices_that_vary_bind_more_tightly_than_one_price():
    chains = [chain(arm) for arm in arms(BASE)]
    found = bound(chains, crowds(beginning(BASE)), 7, 20, sweeps=200)
    assert found.deposits < found.flat - 0.1


@pytest.mark.parametrize("knocks", [0, 7, 21, 85])
def test_no_rule_surpasses_it_by_more_than_luck(knocks):
    chains, places = [chain(arm) for arm in arms(BASE)], beginning(BASE)
    most = bound(chains, crowds(places), knocks, 8, sweeps=100).deposits
    for order in (by_lot(8), most_advanced(8), rested(most_advanced(8)), by_score(8),
                  by_index(arms(BASE), 8)):  # fmt: skip
        found = simulate(chains, places, order, knocks, runs=400, seed=3).deposits
        assert found.mean() <= most + 4 * found.std() / 20
