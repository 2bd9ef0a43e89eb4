"""The parts of the score: each said in words, and nothing that is not known."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.advice.scoring import parts, rested_on, total, urgency
from app.advice.situation import Vote
from app.contacts.terms import Channel, Level, Precision, Response
from app.doors.asks import Barrier
from app.doors.ladder import Move, Stage
from tests.advice.cases import TODAY, door, knock, messenger


def found(at, who=None):
    return {part.name: part for part in parts(at, who or messenger(), TODAY)}


def words(at, name, who=None):
    return found(at, who)[name].words


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_more_silence_never_lowers_urgency(days, more):
    assert urgency(days) <= urgency(days + more)


@given(st.integers(0, 360), st.integers(0, 5))
def test_an_older_last_knock_never_lowers_the_score(days, more):
    newer, older = door("XXX", knock(days)), door("XXX", knock(days + more))
    who = messenger()
    assert total(parts(newer, who, TODAY)) <= total(parts(older, who, TODAY))


def test_what_is_not_known_counts_for_nothing():
    assert set(found(door(), messenger("ISU"))) == {"silence", "availability"}
    assert "of the log" not in words(door(), "silence")
    assert (
        words(door(), "silence") == "No answered knock at this door is in the log that you may read"
    )


@pytest.mark.parametrize(
    ("vote", "said", "speaks_for"),
    [
        ("yes", "Voted yes on the Convention’s resolution 1/2 in 2024", True),
        ("abstain", "Abstained on the Convention’s resolution 1/2 in 2024", False),
        ("no", "Voted no on the Convention’s resolution 1/2 in 2024", False),
    ],
)
def test_a_vote_is_said_with_its_resolution_and_year(vote, said, speaks_for):
    part = found(door(vote=Vote("1/2", 2024, vote)))["vote"]
    assert (part.words, part.points > 0) == (said, speaks_for)


def test_an_absence_is_no_evidence():
    assert "vote" not in found(door(vote=Vote("1/2", 2024, "absent")))


def test_shared_languages_regions_and_organisations_are_named():
    at = door()
    assert words(at, "language") == "Xland and Aland share English"
    assert words(at, "neighbourhood") == "Xland and Aland are both in the sub-region North"
    assert words(at, "organisations") == "Xland and Aland both belong to AU"
    assert not {"language", "neighbourhood", "organisations"} & set(found(at, messenger("BBB")))


def test_an_organisation_of_nearly_everybody_is_no_reason():
    assert "NAM" not in words(door(), "organisations")


def test_the_share_of_the_sub_region_counts_and_says_of_how_many():
    at = door(region_parties=3, region_states=4)
    assert found(at)["region"].points == 9.0
    assert words(at, "region") == "3 of the 4 States of the sub-region North are party"


def test_silence_says_since_when_as_exactly_as_it_is_known():
    assert words(door("XXX", knock(300)), "silence") == "300 days of silence since 28 January 2026"
    month = door("XXX", knock(297, precision=Precision.MONTH))
    assert words(month, "silence") == "About 297 days of silence since January 2026"


def test_a_silence_too_short_speaks_against_the_door_and_says_how_long_is_better():
    part = found(door("XXX", knock(100)))["silence"]
    assert part.points < -50
    assert part.words == (
        "Only 100 days since the last answered knock, on 16 August 2026; 273 are better"
    )
    month = door("XXX", knock(115, precision=Precision.MONTH))
    assert words(month, "silence") == (
        "Only about 115 days since the last answered knock, in August 2026; 273 are better"
    )


def test_a_door_has_rested_from_the_day_on_which_nothing_is_held_against_the_next_knock():
    day = rested_on(door("XXX", knock(100)))
    assert day == TODAY + timedelta(days=173)
    assert rested_on(door()) is None
    assert urgency(273) == round(20 * 273 / 730, 3)
    assert urgency(272) < urgency(273)


def test_a_knock_without_an_answer_lets_no_door_rest_anew():
    before, after = knock(300, "BBB"), knock(50, "AAA", response=Response.NO_REPLY)
    assert found(door("XXX", after, before))["silence"] == found(door("XXX", before))["silence"]


def test_two_quarters_of_silence_outweigh_everything_else_that_is_known_of_a_door():
    signed = {"signed_on": "2008-12-03", "stage": Move(1, Stage.APPROVED, None, TODAY, "", "", "")}
    tired, rested = door("XXX", knock(91), **signed), door("XXX", knock(273))
    who = messenger()
    assert total(parts(tired, who, TODAY)) < total(parts(rested, who, TODAY))


def test_the_last_answer_is_said_with_its_date():
    at = door("XXX", knock(100, response=Response.INTERESTED))
    assert words(at, "response") == "The last answer, on 16 August 2026, was “interested”"


def test_a_knock_without_a_reply_speaks_against():
    at = door("XXX", knock(100, response=Response.NO_REPLY))
    assert found(at)["no reply"].points < 0
    said = "The last knock, by letter on 16 August 2026, had no reply"
    assert words(at, "no reply") == said


def test_a_voice_not_heard_here_is_fresh_and_one_that_was_welcome_is_remembered():
    at = door("XXX", knock(50, "BBB"), knock(100, "AAA", response=Response.INTERESTED))
    assert "fresh voice" not in found(at)
    assert words(at, "earlier result").startswith("Aland knocked here on 16 August 2026")
    assert "fresh voice" in found(at, messenger("ISU"))
    assert "fresh voice" not in found(door())


def test_a_barrier_counts_only_where_this_messenger_overcame_it():
    at = door(barriers=(Barrier.CAPACITY,), overcame={Barrier.CAPACITY: frozenset({"AAA"})})
    assert "administrative capacity" in words(at, "barrier")
    assert "barrier" not in found(at, messenger("BBB"))
    assert "barrier" not in found(door(barriers=(Barrier.CAPACITY,)))


def test_a_stage_counts_once_somebody_has_assessed_it():
    move = Move(1, Stage.UNDER_REVIEW, None, TODAY, "Somebody", "Test entry", "group")
    assert (
        words(door(stage=move), "stage")
        == "The door stands at “under review” since 24 November 2026"
    )
    assert "stage" not in found(door())


def test_a_lead_that_knocks_again_is_said():
    at = door("XXX", knock(100, "AAA"), lead="AAA", lead_name="Aland")
    assert words(at, "lead").endswith("as a Coordinator decided, and may knock twice running")


def test_a_messenger_that_is_nearly_used_up_says_so():
    part = found(door(), messenger(left=1))["load"]
    assert (part.points, part.words) == (-5.0, "Aland has taken on 5 of 6 this quarter")


def test_the_envoy_is_kept_for_doors_that_ask_for_a_high_level():
    envoy = messenger("ENVOY", ceiling=Level.HEAD, senior=True)
    low, high = door(), door("XXX", knock(90, level=Level.DIRECTOR, response=Response.COMMITTED))
    assert found(low, envoy)["level"].points < 0 < found(high, envoy)["level"].points
    assert found(high, messenger())["level"].points < 0


def test_a_level_above_what_a_messenger_approaches_is_said_as_protocol():
    at = door("XXX", knock(90, level=Level.DIRECTOR, response=Response.COMMITTED))
    assert found(at, messenger())["level"].words == (
        "The door asks for the level “minister”; by protocol, Aland goes up to “director”"
    )


@pytest.mark.parametrize("channel", Channel)
def test_a_channel_is_said_inside_a_sentence(channel):
    last = knock(90, channel=channel, response=Response.NO_REPLY)
    words = found(door("XXX", last), messenger())["no reply"].words
    assert re.search(r", (in|by|at|through) [a-zé -]+ on 26 August 2026, had no reply", words)
    assert "by margins" not in words
