"""The problem of the round, from the real facts and what people recorded."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Visibility
from app.advice.fairness import bounds, gini
from app.advice.forms import PlanApproach, SetLead
from app.advice.gathering import advice
from app.advice.leads import set_lead
from app.advice.plan import Plan, load
from app.advice.plan_rules import broken, served
from app.advice.problem import Problem, Travel
from app.advice.rounds import Round, Terms, round_problem
from app.advice.service import plan_approach
from app.advice.suggest import Suggestion
from app.advice.weighing import change_weights
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from app.contacts.terms import Channel
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.forms import HoldDoor
from app.doors.service import hold_door
from app.kit.errors import Forbidden
from app.messengers.forms import ExcludePair
from app.messengers.service import exclude_pair
from tests.advice.plan_cast import GREEDY, solved
from tests.advice.test_gathering import knocked, take_part
from tests.advice.test_weights import wish
from tests.doors.cast import hold, rest
from tests.opportunities.cast import meet
from tests.world import NOW, TODAY, World

AGO, KHM = Door("AGO", Ask.RATIFY), Door("KHM", Ask.ACCEDE)
MONDAY = date(2026, 11, 30)


@pytest.fixture
def made(db: Session, world: World) -> Round:
    take_part(db)
    return round_problem(db, world.coordinator.reader, TODAY)


def at(problem: Problem, door: Door) -> Any:
    return problem.doors[problem.door_at[door]]


def weeks(problem: Problem, door: Door, messenger: str) -> set[int]:
    return {
        week
        for option in problem.options_at[door]
        if option.messenger == messenger
        for week in problem.weeks_of(option)
    }


def planned(db: Session, by: User, iso3: str, first: int, last: int, **more: Any) -> None:
    wish = PlanApproach(
        state=iso3,
        messenger="AUT",
        channel="letter",
        level="ambassador",
        window_from=MONDAY + timedelta(days=first),
        window_to=MONDAY + timedelta(days=last),
        **more,
    )
    plan_approach(db, wish, by=by, now=NOW, today=TODAY)


@pytest.mark.parametrize("who", ["member", "campaigner", "envoy", "observer", "administrator"])
def test_only_a_coordinator_makes_the_plan_of_the_round(db: Session, world: World, who: str):
    with pytest.raises(Forbidden):
        round_problem(db, getattr(world, who).reader, TODAY)


def test_every_open_door_is_in_it_from_next_monday_on(made: Round):
    assert len(made.problem.doors) == 85
    assert made.problem.first == MONDAY
    assert made.problem.weeks == 26


def test_the_score_of_suggestions_orders_the_messengers_of_a_door(
    db: Session, world: World, made: Round
):
    given = advice(db, world.coordinator.reader, TODAY)
    for line in given.lines:
        best = [
            one for one in made.problem.options_at[line.door] if one.messenger == line.messenger
        ]
        assert best[0].movement == pytest.approx(line.score / 100)


def test_a_door_never_knocked_on_is_due_in_this_round(made: Round):
    assert {one.due for one in made.problem.doors} == {25}


def test_a_knock_counts_for_spacing_for_the_year_and_for_who_comes_next(db: Session, world: World):
    take_part(db)
    knocked(db, world.member, "AGO", 10)
    problem = round_problem(db, world.coordinator.reader, TODAY).problem
    door = at(problem, AGO)
    assert door.free_from == 4  # 42 days after 14 November is 26 December; the week of the 28th
    assert door.last == {"AUT"}
    assert door.due is None
    capacity = problem.messengers[problem.messenger_at["AUT"]].capacity
    assert capacity == (5, 6, 6)


def test_a_knock_eleven_months_ago_is_due_before_the_round_ends(db: Session, world: World):
    take_part(db)
    knocked(db, world.member, "AGO", 335)
    problem = round_problem(db, world.coordinator.reader, TODAY).problem
    assert at(problem, AGO).due == 2  # a year later is 24 December: the week of 14 December ends


def test_claimed_approaches_stay_and_keep_their_weeks_clear(db: Session, world: World):
    take_part(db)
    planned(db, world.member, "AGO", 14, 22)
    problem = round_problem(db, world.coordinator.reader, TODAY).problem
    [kept] = problem.fixed
    assert (kept.door, kept.messenger, kept.week, kept.until) == (AGO, "AUT", 2, 3)
    assert kept.number is not None
    assert min(weeks(problem, AGO, "PRT")) == 9


def test_an_approach_that_should_have_happened_is_the_next_to_happen(db: Session, world: World):
    take_part(db)
    planned(db, world.member, "AGO", 0, 1)
    later = TODAY + timedelta(days=40)
    [kept] = round_problem(db, world.coordinator.reader, later).problem.fixed
    assert (kept.week, kept.until) == (0, 0)


def test_an_approach_beyond_the_round_keeps_the_weeks_before_it_clear(db: Session, world: World):
    take_part(db)
    planned(db, world.member, "AGO", 70, 80)
    problem = round_problem(db, world.coordinator.reader, TODAY, Terms(weeks=8)).problem
    assert problem.fixed == ()
    assert weeks(problem, AGO, "PRT") == {0, 1, 2, 3, 4}


def test_a_held_door_is_closed_until_the_hold_ends(db: Session, world: World):
    take_part(db)
    by = {"by": world.coordinator, "now": NOW, "today": TODAY}
    hold_door(db, HoldDoor(reason="Test reason"), door=AGO, **by)
    until = MONDAY + timedelta(days=8)
    hold_door(db, HoldDoor(reason="Test reason", until=until), door=KHM, **by)
    problem = round_problem(db, world.coordinator.reader, TODAY).problem
    assert len(at(problem, AGO).closed) == problem.weeks
    assert at(problem, KHM).closed == {0, 1}


def test_excluded_pairs_leads_and_a_state_itself_are_no_options(db: Session, world: World):
    take_part(db)
    by = world.coordinator
    exclude_pair(db, ExcludePair(state="AGO", cause="Test cause"), code="PRT", by=by, now=NOW)
    set_lead(db, SetLead(messenger="MOZ", reason="Test entry"), door=KHM, by=by, now=NOW)
    problem = round_problem(db, by.reader, TODAY).problem
    assert not weeks(problem, AGO, "PRT")
    assert {one.messenger for one in problem.options_at[KHM]} == {"MOZ"}
    assert at(problem, KHM).lead == "MOZ"


def test_the_envoy_travels_as_far_as_a_coordinator_says(db: Session, world: World):
    take_part(db, "ENVOY", "AUT")
    reader = world.coordinator.reader
    terms = Terms(envoy_days=10, envoy_trips=2, a_visit=3)
    problem = round_problem(db, reader, TODAY, terms).problem
    envoy = problem.messengers[problem.messenger_at["ENVOY"]]
    assert envoy.travel == Travel((10,) * 3, (2,) * 3, 3)
    assert round_problem(db, reader, TODAY).problem.messengers[0].travel is None


@pytest.fixture
def plan(made: Round) -> Plan:
    return solved(made.problem)


def test_the_plan_of_the_real_doors_is_close_to_its_bound_and_breaks_no_rule(
    made: Round, plan: Plan
):
    assert plan.gap <= 0.01
    assert broken(made.problem, plan.lines, bounds(made.problem)) == []
    assert plan.waiting == ()
    assert all(served(made.problem, one, plan.lines) for one in made.problem.doors)
    assert gini(load(made.problem, plan.lines).values()) <= 0.2


def test_a_line_has_the_level_of_what_it_rests_on(db: Session, world: World):
    take_part(db)
    knocked(db, world.member, "AGO", 200, visibility="messenger")
    made = round_problem(db, world.coordinator.reader, TODAY)
    levels = {line.door: made.visibility(line) for line in solved(made.problem, GREEDY).lines}
    assert levels[AGO] is Visibility.COORDINATORS
    assert levels[KHM] is Visibility.GROUP


def test_what_is_suggested_first_is_possible_in_the_plan(db: Session, world: World, made: Round):
    line = advice(db, world.coordinator.reader, TODAY).at(AGO)
    assert isinstance(line, Suggestion)
    assert weeks(made.problem, AGO, line.messenger)


def test_a_round_that_is_looked_at_again_keeps_its_weeks(db: Session, world: World):
    take_part(db)
    planned(db, world.member, "AGO", 0, 6)
    knocked(db, world.member, "KHM", 0)
    later = MONDAY + timedelta(days=16)
    terms = Terms(weeks=8, first=MONDAY)
    problem = round_problem(db, world.coordinator.reader, later, terms).problem
    assert (problem.first, problem.weeks) == (MONDAY, 8)
    assert [(one.door, one.week) for one in problem.fixed] == [(AGO, 2)]
    assert at(problem, KHM).free_from == 6  # 42 days after 24 November is 5 January
    assert {one.free_from for one in problem.doors if one.door not in (AGO, KHM)} == {2}
    assert problem.quarters == (0, 0, 0, 0, 0, 1, 1, 1)
    capacity = problem.messengers[problem.messenger_at["AUT"]].capacity
    assert capacity == (5, 6)


def test_knocks_of_this_quarter_count_in_its_weeks_alone(db: Session, world: World):
    take_part(db)
    today = date(2027, 1, 12)
    wish = LogContact(state="KHM", held_on=today, channel="letter", note="Test entry")
    log_contact(db, wish, by=world.member, now=NOW, today=today)
    problem = round_problem(
        db, world.coordinator.reader, today, Terms(weeks=8, first=MONDAY)
    ).problem
    assert problem.messengers[problem.messenger_at["AUT"]].capacity == (6, 5)


def test_a_meeting_that_both_attend_is_a_better_way_in_its_week(db: Session, world: World):
    take_part(db, "PRT", "MOZ")
    by = world.coordinator
    begins = MONDAY + timedelta(days=15)
    meet(db, by, "AGO", "PRT", starts_on=begins.isoformat(), ends_on=begins.isoformat())
    options = round_problem(db, by.reader, TODAY).problem.options_at[AGO]
    there, usual = (one for one in options if one.messenger == "PRT")
    assert (there.first, there.last, there.channel) == (2, 2, Channel.MARGINS)
    assert there.movement > usual.movement
    assert [one.last for one in options if one.messenger == "MOZ"] == [None]


def test_the_round_ends_before_the_next_meeting_of_states_parties(db: Session, world: World):
    meeting = meet(db, world.coordinator, starts_on="2027-04-06", ends_on="2027-04-09")
    meeting.kind = "MSP"  # as the facts have it
    db.flush()
    problem = round_problem(db, world.coordinator.reader, TODAY).problem
    assert problem.day(problem.weeks) == date(2027, 4, 5)


def test_weights_that_coordinators_changed_change_what_is_expected(db: Session, world: World):
    take_part(db)
    change_weights(db, wish(db, language=30), by=world.coordinator, now=NOW)
    made = round_problem(db, world.coordinator.reader, TODAY)
    for line in advice(db, world.coordinator.reader, TODAY).lines:
        options = made.problem.options_at[line.door]
        best = next(one for one in options if one.messenger == line.messenger)
        assert best.movement == pytest.approx(line.score / 100)


def test_a_door_that_somebody_put_to_rest_is_not_planned_for_until_its_last_day(
    db: Session, world: World
):
    take_part(db)
    rest(db, world.coordinator, AGO)
    rest(db, world.coordinator, KHM, until=MONDAY + timedelta(days=8), visibility="coordinators")
    made = round_problem(db, world.coordinator.reader, TODAY)
    assert len(at(made.problem, AGO).closed) == made.problem.weeks
    assert at(made.problem, KHM).closed == {0, 1}
    plan = solved(made.problem, GREEDY)
    assert AGO not in {line.door for line in plan.lines}
    [level] = {made.visibility(line) for line in plan.lines if line.door == KHM}
    assert level is Visibility.COORDINATORS


def test_a_door_that_is_closed_throughout_is_not_said_to_wait_for_capacity(
    db: Session, world: World
):
    take_part(db)
    hold(db, world.coordinator, AGO)
    problem = round_problem(db, world.coordinator.reader, TODAY).problem
    assert AGO not in solved(problem, GREEDY).waiting
