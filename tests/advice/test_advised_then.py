"""What would have been advised on a day of the past, from dated facts of that day alone."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.advice.advised_then import Lasting, Near, Unknown, advised_then
from app.advice.garble import garbled
from app.advice.history import CCM
from app.advice.interim import Step
from app.advice.situation import Candidate, Fact
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from tests.advice.pasts import JOINED, LEFT, SIGNED, lasting, made, recorded

DAYS = st.dates(date(2010, 8, 1), date(2024, 2, 3))
SEEDS = st.integers(0, 2**32)
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ON = date(2020, 1, 1)
LANGUAGES = {"AAA": ("en",), "AAB": ("en",), "AAC": ("fr",), "AAX": ("en",)}


def places(**languages):
    """The delegations of the States of `made`; two vote days are named."""
    spoken = LANGUAGES | languages
    homes = {
        iso3: Fact(iso3, iso3.title(), "Everywhere", region, spoken[iso3], frozenset({"NAM", "AU"}))
        for iso3, region in zip(spoken, ("Inland",) * 3 + ("Seaside",), strict=True)
    }
    delegations = {
        iso3: Candidate(iso3, home.name, home, home.languages, Level.DIRECTOR, 6, 6)
        for iso3, home in homes.items()
    }
    return Lasting(delegations, {date(2018, 12, 1): "73/1", date(2019, 12, 1): "74/1"})


def test_the_one_of_the_region_that_shares_a_language_comes_first_and_says_why():
    past = made(
        ("2010-05-01", "AAA", SIGNED), ("2012-05-01", "AAB", JOINED),
        ("2012-05-01", "AAC", JOINED), ("2012-05-01", "AAX", JOINED),
    )  # fmt: skip
    one = advised_then(past, places(), ON)["AAA"]
    assert one.door.ask is Ask.RATIFY
    assert (one.who, one.near) == (("AAB",), Near.SUBREGION_LANGUAGE)
    assert (one.channel, one.level) == (Channel.BILATERAL_MEETING, Level.AMBASSADOR)
    assert one.enough
    assert one.reasons == (
        "Aaa signed the Convention on 1 May 2010",
        "Aaa and Aab share English",
        "Aaa and Aab are both in the sub-region Inland",
        "2 of the 3 States of the sub-region Inland are party",
    )
    assert one.cautions == ()


def test_nothing_is_said_of_the_log_of_who_took_part_or_of_organisations():
    past = made(("2012-05-01", "AAB", JOINED))
    for one in advised_then(past, places(), ON).values():
        said = " ".join((*one.reasons, *one.cautions)).lower()
        for word in ("log", "knock", "takes part", "belong"):
            assert word not in said
        assert one.points <= sum((20, 10, 8, 12))


def test_a_state_that_joined_or_left_later_is_treated_by_its_standing_of_the_day():
    past = made(
        ("2012-05-01", "AAB", JOINED), ("2019-01-01", "AAB", LEFT), ("2021-01-01", "AAC", JOINED),
        ("2011-01-01", "AAX", JOINED),
    )  # fmt: skip
    found = advised_then(past, places(), ON)
    assert set(found) == {"AAA", "AAB", "AAC"}
    assert all(one.who == ("AAX",) for one in found.values())
    assert advised_then(past, places(), date(2018, 1, 1))["AAA"].who == ("AAB",)


def test_only_the_newest_vote_of_the_day_counts_and_is_an_interim_ask():
    votes = [
        ("2018-12-01", "AAA", "yes"),
        ("2019-12-01", "AAA", "no"),
        ("2019-12-01", "AAC", "yes"),
    ]
    past = made(("2012-05-01", "AAB", JOINED), votes=votes)
    one = advised_then(past, places(), ON)["AAA"]
    assert one.cautions == ("Voted no on the Convention’s resolution 74/1 in 2019",)
    assert [step.step for step in one.interim] == [Step.VOTE_YES]
    earlier = advised_then(past, places(), date(2019, 6, 1))["AAA"]
    assert "Voted yes on the Convention’s resolution 73/1 in 2018" in earlier.reasons
    assert [step.step for step in earlier.interim] == [Step.STATEMENT]


def test_what_the_votes_do_not_tell_is_said():
    past = made(("2012-05-01", "AAB", JOINED), votes=[("2019-12-01", "AAA", "absent")])
    assert advised_then(past, places(), ON)["AAA"].unknown == (Unknown.NO_VOTE,)
    assert advised_then(past, places(), ON)["AAC"].unknown == (Unknown.NO_VOTE,)
    before = advised_then(past, places(), date(2019, 1, 1))["AAA"]
    assert before.unknown == (Unknown.NO_VOTE_YET,)


def test_those_that_stand_equal_are_all_counted_and_the_first_three_named():
    past = made(*(("2012-05-01", iso3, JOINED) for iso3 in ("AAB", "AAC")))
    one = advised_then(past, places(AAC=("en",)), ON)["AAA"]
    assert one.who == ("AAB", "AAC")
    assert one.called == "Aab and Aac"


def test_with_one_reason_alone_nothing_is_advised():
    past = made(("2012-05-01", "AAX", JOINED))
    one = advised_then(past, places(AAC=("fr",), AAX=("es",)), ON)["AAC"]
    assert one.near is Near.GROUP
    assert not one.enough


def test_while_nobody_was_party_nobody_could_have_knocked():
    assert advised_then(made(("2010-05-01", "AAA", SIGNED)), places(), ON) == {}


@settings(SLOW, max_examples=8)
@given(DAYS, SEEDS)
def test_the_future_turned_into_nonsense_changes_not_a_byte(day, seed):
    other = garbled(recorded(), day, Random(seed))
    assert repr(advised_then(recorded(), lasting(), day)) == repr(
        advised_then(other, lasting(), day)
    )


@pytest.mark.parametrize("day", [date(2012, 8, 1), date(2019, 8, 1)])
def test_it_would_be_seen_if_it_looked_a_year_further(day):
    """That the test above can fail. Invented votes would be on no resolution that has a name."""
    later = day.replace(year=day.year + 1)
    other = replace(garbled(recorded(), day, Random(1)), votes=recorded().votes)
    assert advised_then(recorded(), lasting(), later) != advised_then(other, lasting(), later)


def test_who_signed_again_after_leaving_is_said_to_have_signed_then():
    past = made(
        ("2009-05-01", "AAA", SIGNED), ("2010-05-01", "AAA", LEFT), ("2011-05-01", "AAA", SIGNED),
        ("2012-05-01", "AAB", JOINED),
    )  # fmt: skip
    one = advised_then(past, places(), ON)["AAA"]
    assert "Aaa signed the Convention on 1 May 2011" in one.reasons


def test_on_the_first_of_august_2012_every_open_door_has_its_advice():
    day = date(2012, 8, 1)
    found = advised_then(recorded(), lasting(), day)
    roll = recorded().roll(CCM, day)
    assert len(found) == 197 - len(roll.parties)
    signed = {iso3 for iso3, one in found.items() if one.door.ask is Ask.RATIFY}
    assert signed == roll.signatories
    for iso3, one in found.items():
        assert set(one.who) <= roll.parties
        assert iso3 not in one.who
        assert one.unknown == (Unknown.NO_VOTE_YET,)
