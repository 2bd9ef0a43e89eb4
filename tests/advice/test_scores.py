"""How well an order or a chance fitted what happened."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.advice.scores import (
    Cut,
    Draws,
    auc,
    brier_skill,
    expected_to_observed,
    log_loss,
    mean_auc,
    recall,
    slope,
)

STATES = 12
ONCE = np.ones(STATES)
ONE_CUT = st.lists(
    st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.booleans()),
    min_size=STATES,
    max_size=STATES,
).filter(lambda pairs: len({joined for _, joined in pairs}) == 2)


def cut(pairs) -> Cut:
    given, joined = zip(*pairs, strict=True)
    return Cut(np.arange(len(pairs)), np.array(given), np.array(joined))


@given(st.lists(ONE_CUT, min_size=1, max_size=3))
def test_auc_is_the_share_of_pairs_at_one_cut_off_in_the_right_order(cuts):
    ahead = [
        (a > b) + 0.5 * (a == b)
        for pairs in cuts
        for a, joined in pairs if joined
        for b, other in pairs if not other
    ]  # fmt: skip
    assert auc([cut(one) for one in cuts], ONCE) == pytest.approx(sum(ahead) / len(ahead))
    alone = [auc([cut(one)], ONCE) for one in cuts]
    assert mean_auc([cut(one) for one in cuts], ONCE) == pytest.approx(sum(alone) / len(alone))


def test_auc_of_the_right_and_of_the_wrong_order():
    right = cut([(0.9, True), (0.8, True), (0.1, False), (0.2, False)])
    wrong = cut([(0.1, True), (0.9, False)])
    assert auc([right], ONCE) == 1
    assert auc([wrong], ONCE) == 0
    assert auc([right, wrong], ONCE) == pytest.approx(4 / 5)  # of five pairs
    assert mean_auc([right, wrong], ONCE) == pytest.approx(1 / 2)  # of two cut-offs


def test_where_nobody_joined_there_is_no_figure():
    nobody = cut([(0.1, False), (0.2, False)])
    assert np.isnan(auc([nobody], ONCE))
    assert np.isnan(recall([nobody], ONCE))
    right = cut([(0.9, True), (0.1, False)])
    assert mean_auc([nobody, right], ONCE) == 1


def test_a_state_drawn_twice_counts_twice_and_one_not_drawn_does_not():
    one = cut([(0.9, True), (0.1, True), (0.5, False)])
    assert auc([one], np.array([1.0, 1.0, 1.0])) == 0.5
    assert auc([one], np.array([2.0, 1.0, 1.0])) == pytest.approx(2 / 3)
    assert auc([one], np.array([1.0, 0.0, 1.0])) == 1


def test_recall_counts_those_among_the_first_and_shares_places_between_equals():
    first = [(1.0 - place / 100, place in (0, 9, 10)) for place in range(12)]
    assert recall([cut(first)], ONCE) == pytest.approx(2 / 3)
    equals = [(0.5, place < 3) for place in range(12)]
    assert recall([cut(equals)], ONCE) == pytest.approx(10 / 12)
    assert recall([cut(first)], ONCE, first=1) == pytest.approx(1 / 3)


def test_skill_is_one_for_the_truth_and_nothing_for_the_usual_share():
    true = cut([(1.0, True), (0.0, False), (0.0, False), (0.0, False)])
    usual = cut([(0.25, True), (0.25, False), (0.25, False), (0.25, False)])
    assert brier_skill([true], ONCE) == 1
    assert brier_skill([usual], ONCE) == 0
    assert brier_skill([cut([(0.0, True), (1.0, False)])], ONCE) < 0


def test_the_slope_tells_bold_from_timid_chances():
    def told(high: float, low: float) -> list[Cut]:
        """Of which three in four joined, and one in four."""
        return [
            cut(
                [(high, place < 3) for place in range(4)] + [(low, place < 1) for place in range(4)]
            )
        ]

    assert slope(told(0.75, 0.25), ONCE) == pytest.approx(1, abs=1e-3)
    assert slope(told(0.95, 0.05), ONCE) < 0.5
    assert slope(told(0.6, 0.4), ONCE) > 2


def test_expected_to_observed_and_surprise():
    one = cut([(0.5, True), (0.25, False), (0.25, True)])
    assert expected_to_observed([one], ONCE) == 0.5
    assert log_loss([one], ONCE) == pytest.approx(-np.log(0.5 * 0.75 * 0.25))


def test_the_same_seed_draws_the_same_states():
    one, other = Draws.seeded(7, STATES, 50), Draws.seeded(7, STATES, 50)
    assert (one.counts == other.counts).all()
    assert (one.counts.sum(axis=1) == STATES).all()
    assert (one.counts != Draws.seeded(8, STATES, 50).counts).any()


def test_an_interval_holds_its_figure_and_a_lead_over_itself_is_nothing():
    one = [cut([(0.1 + place / 20, place % 3 == 0) for place in range(STATES)])]
    low, high = Draws.seeded(1, STATES, 200).interval(auc, one)
    assert low < auc(one, ONCE) < high
    assert Draws.seeded(1, STATES, 200).interval(auc, one, one) == (0, 0)
