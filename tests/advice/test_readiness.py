"""Chances with their intervals and words, and what is said where the dates carry none."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.advice.features import COLUMNS, open_doors
from app.advice.history import CCM
from app.advice.readiness import (
    Fit,
    Gap,
    Word,
    chance,
    grounds,
    outlooks,
    sentence,
    within,
    word,
    yearly,
)
from tests.advice.pasts import JOINED, LEFT, SIGNED, made

DAY = date(2016, 1, 1)
SIZE = len(COLUMNS) + 1
PAST = made(
    ("2009-01-01", "AAA", SIGNED),
    ("2010-01-01", "AAB", JOINED),
    votes=[("2015-12-01", iso3, "yes") for iso3 in ("AAA", "AAC", "AAX")],
)


def fit(spread: float = 0.2, base: float = -3.0, **weights: float) -> Fit:
    coefficients = [base, *(weights.get(name, 0.0) for name in COLUMNS)]
    covariance = [[spread**2 * (i == j == 0) for j in range(SIZE)] for i in range(SIZE)]
    return Fit(DAY, tuple(coefficients), tuple(map(tuple, covariance)), 0.0, 100, 10)


def doors(past=PAST):
    return {one.iso3: one for one in open_doors(past, CCM, DAY)}


def test_the_chance_is_that_of_the_log_odds_over_the_months():
    one = chance(fit(base=0.0), doors()["AAC"], 24)
    assert one.figure == pytest.approx(0.75)  # one in two a year
    assert one.low < one.figure < one.high


@given(st.floats(-8, 3), st.floats(0, 1.5), st.integers(1, 60))
def test_an_interval_holds_its_figure_and_stays_between_nothing_and_all(base, spread, months):
    one = chance(fit(spread, base), doors()["AAC"], months)
    assert 0 <= one.low <= one.figure <= one.high <= 1


@given(st.floats(-8, 3), st.integers(1, 59))
def test_more_months_never_lower_a_chance(line, months):
    assert within(yearly(line), months) <= within(yearly(line), months + 1)


def test_less_knowledge_widens_the_interval():
    door = doors()["AAC"]
    sure, unsure = chance(fit(0.1), door), chance(fit(0.5), door)
    uneven = chance(replace(fit(0.1), unevenness=0.5), door)
    assert sure.figure == unsure.figure == uneven.figure
    for wider in (unsure, uneven):
        assert wider.low < sure.low < sure.high < wider.high


@pytest.mark.parametrize(
    ("figure", "said"),
    [(0.0, "low"), (0.049, "low"), (0.05, "medium"), (0.199, "medium"), (0.2, "high"), (1, "high")],
)
def test_words_stand_beside_numbers(figure, said):
    assert word(figure) is Word(said)


def test_the_likeliest_comes_first_and_what_is_not_known_last():
    past = made(
        ("2009-01-01", "AAA", SIGNED),
        ("2009-01-01", "AAX", JOINED),
        ("2012-01-01", "AAX", LEFT),
    )
    found = outlooks(fit(rule=1.0), past, DAY)
    assert [one.door.iso3 for one in found] == ["AAA", "AAB", "AAC", "AAX"]
    assert found[0].chance.figure > found[1].chance.figure
    assert (found[-1].chance, found[-1].gap, found[-1].word) == (None, Gap.LEFT, None)


def test_without_a_recorded_vote_where_others_have_one_we_do_not_know():
    past = made(("2009-01-01", "AAA", SIGNED), votes=[("2015-12-01", "AAA", "yes")])
    found = {one.door.iso3: one for one in outlooks(fit(), past, DAY)}
    assert found["AAA"].chance
    assert found["AAC"].gap is Gap.NO_VOTE
    before = {one.door.iso3: one for one in outlooks(fit(), past, date(2015, 1, 1))}
    assert before["AAC"].chance  # nobody had voted yet


def test_an_interval_from_low_to_high_is_no_knowledge():
    found = outlooks(fit(spread=1.5), PAST, DAY)
    assert {one.gap for one in found} == {Gap.TOO_WIDE}


def test_the_sentence_names_what_it_rests_on_and_its_interval():
    (one, *_) = outlooks(fit(base=-3.0), PAST, DAY)
    assert sentence(one, "Aland") == (
        "Of 1,000 States that stood where Aland stands, about 93 would join within 24 months "
        "(68 to 130), as the dates of four treaties suggest."
    )


@pytest.mark.parametrize("gap", list(Gap))
def test_what_is_missing_is_said(gap):
    (one, *_) = outlooks(fit(), PAST, DAY)
    said = sentence(replace(one, chance=None, gap=gap), "Aland")
    assert said.startswith("We do not know. ")
    assert len(said) > 40


def test_the_grounds_name_signature_region_votes_and_the_age_of_the_record():
    past = replace(PAST, known_until=date(2015, 12, 31))
    found = {one.door.iso3: one for one in outlooks(fit(), past, DAY)}
    assert grounds(found["AAA"], past) == [
        "It has signed.",
        "Of the 2 others in its sub-region, 1 is a State Party.",
        "It voted yes on 1 of 1 resolution on the Convention, the last of 1 December 2015.",
        "Treaty acts after 31 December 2015 are not known.",
    ]
    assert grounds(found["AAX"], PAST)[0] == "It has not signed."
    assert len(grounds(found["AAX"], PAST)) == 2  # no neighbour, and nothing that is not known


def test_no_word_judges_a_government():
    found = outlooks(fit(), PAST, DAY)
    said = " ".join(sentence(one, "Aland") + " ".join(grounds(one, PAST)) for one in found).lower()
    for forbidden in (
        "unwilling",
        "refuse",
        "should",
        "fail",
        "reluctant",
        "outside",
        "no progress",
    ):
        assert forbidden not in said
