"""The hard rules, one table of cases each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.accounts.policy import WARNING, Visibility
from app.advice.rules import last_answer, level_for, rest, veto, wanted_level
from app.advice.situation import Source
from app.contacts.terms import Level, Precision, Response
from app.doors.rules import DEFAULTS
from app.doors.waking import RestRead, Sleep, Trigger
from app.kit.origin import Origin
from tests.advice.cases import TODAY, door, knock, messenger
from tests.world import NOW

SPACING, DECLINED = DEFAULTS.spacing_days, DEFAULTS.rest_after_declined_days


def why(at, who=None, left=6):
    return veto(at, who or messenger(), DEFAULTS, TODAY, left=left)


@pytest.mark.parametrize(("days", "rests"), [(0, True), (41, True), (42, False), (400, False)])
def test_a_door_rests_for_the_spacing_after_a_knock(days, rests):
    found = rest(door("XXX", knock(days)), DEFAULTS, TODAY)
    assert bool(found) is rests
    if found:
        assert found.until == TODAY + timedelta(days=SPACING - days)
        assert "42 days lie between two knocks" in found.why


def test_a_knock_without_an_answer_counts_for_the_spacing_too():
    assert rest(door("XXX", knock(5, response=Response.NO_REPLY)), DEFAULTS, TODAY)


@pytest.mark.parametrize(("days", "rests"), [(181, True), (182, False)])
def test_a_door_rests_longer_after_declined(days, rests):
    found = rest(door("XXX", knock(days, response=Response.DECLINED)), DEFAULTS, TODAY)
    assert bool(found) is rests
    if found:
        assert found.why.startswith("Declined on ")
        assert found.until == TODAY + timedelta(days=DECLINED - days)


@pytest.mark.parametrize("later", [Response.NO_REPLY, None])
def test_silence_after_declined_does_not_end_the_rest(later):
    at = door("XXX", knock(60, response=later), knock(100, response=Response.DECLINED))
    assert last_answer(at).response is Response.DECLINED
    assert "Declined" in rest(at, DEFAULTS, TODAY).why


def test_a_better_answer_after_declined_ends_the_rest():
    at = door(
        "XXX", knock(60, response=Response.INTERESTED), knock(100, response=Response.DECLINED)
    )
    assert rest(at, DEFAULTS, TODAY) is None


def test_of_two_rules_the_one_that_ends_last_is_said():
    at = door("XXX", knock(2, response=Response.NO_REPLY), knock(170, response=Response.DECLINED))
    assert rest(at, DEFAULTS, TODAY).until == TODAY + timedelta(days=40)


def test_an_inexact_date_counts_from_its_last_possible_day():
    last = replace(knock(0), held_on=date(2026, 10, 1), precision=Precision.MONTH)
    found = rest(door("XXX", last), DEFAULTS, TODAY)
    assert found.until == date(2026, 10, 31) + timedelta(days=42)
    assert "in October 2026" in found.why
    this_month = replace(last, held_on=date(2026, 11, 1))
    assert rest(door("XXX", this_month), DEFAULTS, TODAY).until == TODAY + timedelta(days=42)


def test_a_claimed_door_says_who_claimed_it():
    found = rest(door(claimed_by=("Aland",)), DEFAULTS, TODAY)
    assert found.why == "Aland has claimed the next approach"
    both = rest(door(claimed_by=("Aland", "Bland")), DEFAULTS, TODAY)
    assert both.why == "Aland and Bland have claimed the next approach"


def test_a_warned_door_says_the_warning_and_nothing_else():
    at = door("XXX", knock(3), warned=True, claimed_by=("Aland",))
    found = rest(at, DEFAULTS, TODAY)
    assert (found.why, found.until, found.demonstration) == (str(WARNING), None, False)


def test_what_rests_on_a_demonstration_entry_is_marked():
    assert rest(door("XXX", knock(3, demonstration=True)), DEFAULTS, TODAY).demonstration
    at = door(claimed_by=("Aland",), claims=(Source("group", demonstration=True),))
    assert rest(at, DEFAULTS, TODAY).demonstration


def test_a_door_at_rest_says_the_level_of_what_lets_it_rest():
    found = rest(door("XXX", knock(3, visibility="delegations")), DEFAULTS, TODAY)
    assert found.visibility == "delegations"
    claims = (Source("messenger"), Source("group"))
    at = door("XXX", knock(3), claimed_by=("Aland", "Bland"), claims=claims)
    assert rest(at, DEFAULTS, TODAY).visibility == "messenger"


def test_a_messenger_that_nothing_speaks_against_may_be_sent():
    assert why(door("XXX", knock(100))) is None


def test_nobody_knocks_twice_running():
    assert why(door("XXX", knock(100, "AAA"))) == "Aland knocked last; nobody knocks twice running"
    assert why(door("XXX", knock(100, "BBB", "AAA"))) is not None
    assert why(door("XXX", knock(100, "BBB"), knock(200, "AAA"))) is None


def test_a_lead_messenger_may_knock_twice_running_and_nobody_else_is_sent():
    at = door("XXX", knock(100, "AAA"), lead="AAA", lead_name="Aland")
    assert why(at) is None
    told = "Aland is the lead messenger of this door, as a Coordinator decided"
    assert why(at, messenger("BBB")) == told


def test_an_excluded_pair_is_never_sent_and_the_cause_is_not_said():
    told = "Aland is not to be sent to this State, as a Coordinator decided"
    assert why(door(excluded=frozenset({"AAA"}))) == told
    lead = door(excluded=frozenset({"AAA"}), lead="AAA", lead_name="Aland")
    assert why(lead) == told


def test_a_declined_suggestion_stays_away_until_its_day():
    assert "set aside until 25 November 2026" in why(door(refused={"AAA": date(2026, 11, 25)}))
    assert why(door(refused={"AAA": TODAY})) is None


def test_a_messenger_without_a_knock_left_stays_at_home():
    assert why(door(), left=0) == "Aland has no knock left this quarter"


def test_no_state_is_sent_to_itself():
    assert why(door("AAA")) == "Aland is the State itself"


@pytest.mark.parametrize(
    ("last", "response", "wanted"),
    [
        (Level.EXPERT, Response.NONCOMMITTAL, Level.AMBASSADOR),
        (Level.AMBASSADOR, Response.NONCOMMITTAL, Level.AMBASSADOR),
        (Level.AMBASSADOR, Response.INTERESTED, Level.DIRECTOR),
        (Level.DIRECTOR, Response.COMMITTED, Level.MINISTER),
        (Level.HEAD, Response.ACTED, Level.HEAD),
        (Level.PARLIAMENTARIAN, Response.INTERESTED, Level.AMBASSADOR),
        (None, Response.INTERESTED, Level.AMBASSADOR),
    ],
)
def test_the_level_goes_one_step_up_where_there_is_interest(last, response, wanted):
    assert wanted_level(door("XXX", knock(100, level=last, response=response))) is wanted


def test_a_door_that_nobody_knocked_on_begins_with_the_ambassador():
    assert wanted_level(door()) is Level.AMBASSADOR


def test_an_ambassador_does_not_instruct_a_minister():
    at = door("XXX", knock(100, level=Level.DIRECTOR, response=Response.INTERESTED))
    assert level_for(at, messenger(ceiling=Level.DIRECTOR)) is Level.DIRECTOR
    assert level_for(at, messenger("ENVOY", ceiling=Level.HEAD)) is Level.MINISTER


def test_whoever_falls_two_steps_short_of_the_last_level_is_not_sent():
    at = door("XXX", knock(100, level=Level.HEAD))
    said = "by protocol, Aland goes up to “director”, and the last level here was “head of state or"
    assert said in why(at)
    assert why(at, messenger("ENVOY", ceiling=Level.HEAD)) is None
    assert why(door("XXX", knock(100, level=Level.MINISTER))) is None


def asleep(until=None, **more):
    sleep = Sleep(date(2026, 3, 1), NOW, frozenset({Trigger.ELECTION}), until)
    known = {
        "id": 1, "door": door("XXX").door, "sleep": sleep, "reason": "A test", "by": "Mia",
        "author_id": 1, "visibility": "group", "messenger": "BBB", "origin": Origin.REAL,
        "waking": None,
    }  # fmt: skip
    return RestRead(**known | more)


def test_a_door_that_somebody_put_to_rest_gets_no_suggestion_and_says_why():
    found = rest(door("XXX", asleep=asleep(date(2027, 3, 1))), DEFAULTS, TODAY)
    assert found.why == "At rest since 1 March 2026 (“A test”), until an election is recorded"
    assert (found.until, found.visibility) == (date(2027, 3, 1), Visibility.GROUP)


def test_a_rest_without_a_last_day_is_said_before_all_that_end():
    at = door("XXX", knock(2, response=Response.DECLINED), asleep=asleep())
    assert rest(at, DEFAULTS, TODAY).why.startswith("At rest since")
    assert rest(at, DEFAULTS, TODAY).until is None


def test_the_spacing_is_said_where_it_ends_after_the_rest():
    at = door("XXX", knock(2), asleep=asleep(TODAY + timedelta(days=3)))
    assert "days lie between two knocks" in rest(at, DEFAULTS, TODAY).why


def test_a_rest_is_as_restricted_as_it_was_written_and_marked_if_nobody_meant_it():
    hidden = asleep(visibility="delegations", origin=Origin.DEMONSTRATION)
    found = rest(door("XXX", asleep=hidden), DEFAULTS, TODAY)
    assert (found.visibility, found.demonstration) == (Visibility.DELEGATIONS, True)


def test_a_warned_door_says_nothing_of_its_rest():
    found = rest(door("XXX", warned=True, asleep=asleep()), DEFAULTS, TODAY)
    assert found.why == str(WARNING)
