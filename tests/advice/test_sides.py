"""What speaks for a suggestion and against it, and until when it is better to wait."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.advice.ranking import rank
from app.advice.scoring import Part, parts, total
from app.advice.sides import better_from, cautions_of, reasons_for
from app.advice.situation import Vote
from app.advice.suggest import advise
from app.advice.weights import USUAL, Weights
from app.contacts.terms import Response
from app.doors.rules import DEFAULTS
from tests.advice.cases import TODAY, door, knock, messenger

NAMES = ("language", "vote", "region", "meeting", "signature", "stage")


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (("vote", "language"), ("vote", "language")),
        (("vote", "language", "region", "stage"), ("vote", "language", "region", "stage")),
        (
            ("vote", "language", "region", "stage", "meeting"),
            ("vote", "language", "meeting", "region", "stage"),
        ),
        (("vote", "meeting", "region", "stage"), ("vote", "meeting", "region", "stage")),
    ],
)
def test_all_reasons_are_kept_and_a_meeting_is_among_the_first_three(order, told):
    counted = [Part(name, 10.0 - place, name) for place, name in enumerate(order)]
    assert reasons_for(counted) == told


def test_every_caution_is_kept_the_strongest_first():
    at = door(vote=Vote("1/2", 2024, "no"))
    counted = [Part("language", 5.0, "for"), Part("load", -1.0, "less"), Part("vote", -4.0, "most")]
    assert cautions_of(at, counted) == ("most", "less", "The door is not yet assessed")


def test_a_line_with_points_is_not_to_wait():
    line = advise([door("XXX", knock(900))], [messenger()], DEFAULTS, TODAY, {}).lines[0]
    assert not line.waits
    assert (line.wait, line.better_from) == ("", TODAY)


def test_a_line_below_nothing_says_until_when_and_that_day_is_true():
    at, who = door("XXX", knock(60)), messenger()
    line = advise([at], [who], DEFAULTS, TODAY, {}).lines[0]
    assert line.waits
    assert line.wait == f"Better wait until {line.better_from:%-d %B %Y}"
    on, before = line.better_from, line.better_from - timedelta(days=1)
    assert total(parts(at, who, on)) >= 0 > total(parts(at, who, before))
    then = advise([at], [who], DEFAULTS, on, {}).lines[0]
    assert not then.waits


@given(
    st.integers(42, 700),
    st.floats(-100, 0).map(lambda value: round(value, 1)),
    st.integers(30, 730),
)
def test_the_day_is_the_first_on_which_the_score_made_anew_is_not_below_nothing(days, rest, over):
    at, who = door("XXX", knock(days, response=Response.NONCOMMITTAL)), messenger()
    weights = USUAL.model_copy(update={"rest": rest, "rest_days": over})
    score = rank(at, [who], DEFAULTS, weights, TODAY).able[0].score
    found = better_from(at, score, TODAY, weights)
    assert found is not None
    later = [TODAY + timedelta(days=n) for n in range((found - TODAY).days)]
    assert all(total(parts(at, who, day, weights)) < 0 for day in later)
    assert total(parts(at, who, found, weights)) >= 0


def test_where_waiting_does_not_help_no_day_is_named():
    heavy = Weights(never_answered=0, no_reply=-100, language=0, subregion=0, organisation=0)
    at = door("XXX", knock(50, response=Response.NO_REPLY))
    at = replace(at, record=replace(at.record, last_effective=None))
    line = advise([at], [messenger("BBB"), messenger()], DEFAULTS, TODAY, {}, heavy).lines[0]
    assert line.waits
    assert line.better_from is None
    assert "waiting does not help" in line.wait
