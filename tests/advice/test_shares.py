from random import Random

import pytest

from app.advice.shares import ENOUGH, Share, lead


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # the examples of Newcombe, Statistics in Medicine 1998, 857-872
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_an_interval_is_that_of_the_literature(hits, of, low, high):
    assert Share(hits, of).interval == pytest.approx((low, high), abs=0.00006)


def test_of_none_everything_is_possible():
    assert Share(0, 0).interval == (0.0, 1.0)
    assert Share(0, 0).missing == "0 of 20 needed"


def test_too_few_are_told_as_such_and_enough_are_not():
    assert Share(3, 3).missing == "3 of 20 needed"
    assert not Share(3, ENOUGH - 1).enough
    assert Share(3, ENOUGH).missing == ""


@pytest.mark.parametrize("of", [1, 3, 7, 20, 90])
def test_an_interval_holds_the_share_and_is_narrower_for_more(of):
    for hits in range(of + 1):
        low, high = Share(hits, of).interval
        assert 0 <= low <= hits / of <= high <= 1
        wider = Share(hits * 4, of * 4).interval
        assert wider[1] - wider[0] < high - low


@pytest.mark.parametrize("chance", [0.05, 0.3, 0.5, 0.9])
def test_intervals_hold_what_is_true_nineteen_times_in_twenty(chance):
    random = Random(1)
    held = 0
    for _ in range(2000):
        low, high = Share(sum(random.random() < chance for _ in range(40)), 40).interval
        held += low <= chance <= high
    assert held / 2000 >= 0.93


def test_a_lead_is_that_of_the_literature():
    found = lead(Share(56, 70), Share(48, 80))  # Newcombe, 873-890, table II, (a), method 10
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=0.00006)
    assert found.figure == pytest.approx(0.2)
    assert found.shown


def test_a_lead_turned_round_is_the_same_the_other_way():
    one, other = Share(15, 40), Share(9, 30)
    ours, theirs = lead(one, other), lead(other, one)
    assert (ours.low, ours.high) == pytest.approx((-theirs.high, -theirs.low))
    assert not ours.shown


def test_of_too_few_no_lead_is_claimed_however_clear_it_looks():
    assert lead(Share(19, 19), Share(0, 200)) is None
    assert lead(Share(200, 200), Share(0, 19)) is None
