"""What is known of an open door on a day, as numbers."""

from datetime import date
from math import log

import pytest

from app.advice.features import COLUMNS, SCALES, open_doors, region_shares, rows
from app.advice.history import CCM, POOLED
from tests.advice.pasts import JOINED, SIGNED, made, recorded

DAY = date(2016, 1, 1)
BASE = (("2009-01-01", "AAA", SIGNED), ("2010-01-01", "AAB", JOINED))


def door(past, iso3, on=DAY):
    return next(one for one in open_doors(past, CCM, on) if one.iso3 == iso3)


def value(one, name):
    return one.values[COLUMNS.index(name)] * SCALES.get(name, 1)


def test_only_states_that_are_not_party_are_doors():
    assert [one.iso3 for one in open_doors(made(*BASE), CCM, DAY)] == ["AAA", "AAC", "AAX"]


def test_there_is_no_door_before_the_treaty_was_opened():
    assert open_doors(made(*BASE), CCM, date(2008, 12, 31)) == []
    assert open_doors(made(*BASE), "ATT", DAY) == []


def test_a_signature_counts_and_fades_as_the_treaty_grows_old():
    past = made(*BASE)
    signed, other = door(past, "AAA"), door(past, "AAC")
    assert signed.signed
    assert not other.signed
    assert value(signed, "rule") - signed.share == pytest.approx(2.0)
    age = log(1 + (DAY - date(2009, 1, 1)).days / 365.25)
    assert value(signed, "age") == pytest.approx(age) == value(other, "age")
    assert value(signed, "fading") == pytest.approx(age - 1.5)
    assert value(other, "fading") == 0


def test_the_sub_region_counts_without_the_state_itself():
    past = made(*BASE)
    near, far = door(past, "AAC"), door(past, "AAX")
    assert near.around == (1, 2)
    assert far.around == (0, 0)
    assert near.share > far.share > 0  # alone in its sub-region, it leans on the group


def test_a_whole_sub_region_of_parties_has_a_share_near_one_and_a_small_one_leans():
    large = {f"A{letter}A": "Inland" for letter in "ABCDEFGHIJKLMNOPQRST"} | {"AAX": "Seaside"}
    parties = [("2010-01-01", iso3, JOINED) for iso3 in large if iso3 not in ("AAA", "AAX")]
    past = made(*parties, regions=large)
    shares = region_shares(past, past.roll(CCM, DAY))
    assert 0.95 < shares["AAA"] < 1
    assert 0.8 < shares["AAX"] < 0.95


@pytest.mark.parametrize(
    ("votes", "lacking"),
    [
        (["yes"], 0.0),
        (["abstain"], -1.0),
        (["absent"], -1.0),
        (["no"], -2.0),
        (["yes", "no"], -1.0),
        (["abstain", "yes", "yes", "yes"], -0.25),
    ],
)
def test_votes_count_by_what_they_lack_to_a_yes(votes, lacking):
    cast = [(f"201{number}-12-01", "AAC", vote) for number, vote in enumerate(votes)]
    one = door(made(*BASE, votes=cast), "AAC")
    assert one.lacking == lacking
    assert one.voted == (votes.count("yes"), len(votes))


def test_a_state_without_a_vote_is_held_like_the_mean_of_the_others_and_not_like_a_no():
    cast = [("2015-12-01", "AAA", "yes"), ("2015-12-01", "AAC", "abstain")]
    past = made(*BASE, votes=cast)
    assert door(past, "AAX").lacking == -0.5
    assert door(past, "AAX").voted == (0, 0)
    before = door(past, "AAX", date(2015, 11, 30))
    assert before.lacking == 0


def test_each_treaty_has_its_own_level():
    for treaty in POOLED:
        one = open_doors(recorded(), treaty, date(2020, 1, 1))[0]
        level = dict(zip(COLUMNS[-4:], one.values[-4:], strict=True))
        assert level == {name: float(name == treaty) for name in POOLED}


def test_rows_are_whole_years_counted_back_and_say_who_joined_in_each():
    past = made(*BASE, ("2012-06-01", "AAC", JOINED))
    found = list(rows(past, date(2013, 1, 1), (CCM,)))
    assert {row.door.on for row in found} == {date(year, 1, 1) for year in (2009, 2010, 2011, 2012)}
    joined = {(row.door.iso3, row.door.on.year) for row in found if row.joined}
    assert joined == {("AAB", 2009), ("AAC", 2012)}  # AAB on the last day of its year
    assert not [row for row in found if row.door.iso3 == "AAB" and row.door.on.year > 2009]


def test_no_row_ends_after_the_day_that_it_is_made_for():
    for row in rows(recorded(), date(2019, 3, 15)):
        assert row.door.on <= date(2018, 3, 15)
