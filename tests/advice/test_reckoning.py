"""How a list of the past fared: shares of places, intervals, and what chance alone would give."""

from datetime import date
from itertools import product

import pytest

from app.advice.features import Open
from app.advice.hindcast import Hindcast, Seen
from app.advice.history import CCM, Kind, Place, Step, history
from app.advice.readiness import Chance, Fit, Gap, Outlook, Word
from app.advice.reckoning import by_chance, reckoning, shared

ON = date(2012, 8, 1)
FIT = Fit(ON, (), (), 0.0, 100, 10)


def seen(number, figure, joined_on=None):
    door = Open(f"S{number:02}", CCM, ON, False, 0.0, 0.0, (0, 0), (0, 0), ())
    if figure is None:
        return Seen(number, Outlook(door, None, Gap.LEFT), joined_on)
    return Seen(number, Outlook(door, Chance(24, figure, figure / 2, figure * 1.5)), joined_on)


def fared(*doors, later=()):
    places = {f"S{number:02}": Place("Somewhere", "Group") for number in range(1, 40)}
    steps = [Step(day, iso3, CCM, Kind.JOINED) for iso3, day in later]
    record = history(places, steps, [], date(2026, 2, 3))
    return reckoning(Hindcast(ON, 24, FIT, doors, known=True), record)


def test_who_joined_from_the_first_ten_is_found_and_who_stood_below_is_missed():
    doors = [seen(n, 0.5 - n / 100, ON if n in (3, 12) else None) for n in range(1, 15)]
    found = fared(*doors)
    assert (found.recall.hits, found.recall.of) == (1, 2)
    assert [one.seen.rank for one in found.first] == list(range(1, 11))
    assert [one.seen.rank for one in found.missed] == [12]


def test_equals_share_their_place_whatever_the_alphabet_says():
    doors = [
        *(seen(n, 0.5) for n in range(1, 9)),
        *(seen(n, 0.2, ON if n == 12 else None) for n in range(9, 13)),
    ]
    found = fared(*doors)
    assert [one.place for one in found.doors] == [1] * 8 + [9] * 4
    assert {one.named for one in found.doors[8:]} == {0.5}
    assert found.recall.hits == 0.5
    assert len(found.first) == 12
    assert found.missed == ()


def test_where_no_figure_was_given_nobody_was_named():
    found = fared(seen(1, 0.4), seen(2, None, ON))
    assert found.recall.figure == 0
    assert [one.seen.rank for one in found.missed] == [2]
    assert found.whole.doors == 1


def test_where_nobody_joined_nothing_is_said_of_how_many_were_found():
    assert fared(seen(1, 0.4)).recall is None


def test_who_joined_after_the_months_is_told_with_the_day():
    found = fared(seen(1, 0.4), later=[("S01", date(2017, 7, 10))])
    assert found.doors[0].later == date(2017, 7, 10)
    assert found.doors[0].seen.joined_on is None


def test_each_word_counts_its_doors_what_was_expected_and_who_joined():
    found = fared(seen(1, 0.4, ON), seen(2, 0.3), seen(3, 0.1), seen(4, 0.01))
    told = {one.word: (one.doors, round(one.expected, 9), one.joined) for one in found.by_word}
    assert told == {Word.HIGH: (2, 0.7, 1), Word.MEDIUM: (1, 0.1, 0), Word.LOW: (1, 0.01, 0)}
    assert round(found.whole.expected, 9) == 0.81
    assert found.whole.within


def test_a_list_that_promised_far_too_much_is_not_within_what_chance_gives():
    assert not fared(*(seen(n, 0.9) for n in range(1, 11))).whole.within


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(2, 9, 0.0632, 0.5474), (0, 5, 0.0, 0.4345), (5, 5, 0.5655, 1.0)],
)
def test_the_interval_of_a_share_is_wilsons(hits, of, low, high):
    """Source: Wilson 1927, as R's prop.test gives it without correction."""
    one = shared(hits, of)
    assert (round(one.low, 4), round(one.high, 4)) == (low, high)


@pytest.mark.parametrize("chances", [(0.5,), (0.1, 0.2, 0.7), (0.05,) * 6, (0.3, 0.9, 0.9, 0.4)])
def test_what_chance_gives_is_as_counting_every_outcome_says(chances):
    odds = [0.0] * (len(chances) + 1)
    for outcome in product((0, 1), repeat=len(chances)):
        weight = 1.0
        for came, chance in zip(outcome, chances, strict=True):
            weight *= chance if came else 1 - chance
        odds[sum(outcome)] += weight
    low, high = by_chance(chances)
    assert sum(odds[:low]) < 0.05 <= sum(odds[: low + 1])
    assert sum(odds[:high]) < 0.95 <= sum(odds[: high + 1])
