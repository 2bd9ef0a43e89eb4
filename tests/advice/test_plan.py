"""The problem of the round: which weeks and options its rules leave, and what is due."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.advice import fairness
from app.advice.coverage import coverage
from app.advice.plan import Line, Plan, Status, gap, load
from app.advice.problem import Fixed, Option, PlanDoor, PlanMessenger, Problem
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.doors.door import Door

XXX, YYY = Door("XXX", Ask.ACCEDE), Door("YYY", Ask.ACCEDE)


def problem(**more: Any) -> Problem:
    """One door, two messengers, eight weeks in one quarter."""
    known: dict[str, Any] = {
        "first": date(2027, 1, 4),
        "quarters": (0,) * 8,
        "doors": (PlanDoor(XXX, "Xland"),),
        "messengers": (PlanMessenger("AAA", "Aland", (6,)), PlanMessenger("BBB", "Bland", (6,))),
        "options": (Option(XXX, "AAA", 0.5), Option(XXX, "BBB", 0.4)),
        "spacing": 3,
        "spread": None,
    }
    return Problem(**known | more)


def weeks(asked: Problem, number: int = 0) -> list[int]:
    return list(asked.weeks_of(asked.options[number]))


def test_every_week_of_the_horizon_is_open_at_first():
    assert weeks(problem()) == list(range(8))


def test_a_week_begins_seven_days_after_the_one_before():
    assert problem().day(2) == date(2027, 1, 18)


def test_a_door_that_rests_or_is_closed_has_fewer_weeks():
    at = PlanDoor(XXX, "Xland", free_from=3, closed=frozenset({5}))
    assert weeks(problem(doors=(at,))) == [3, 4, 6, 7]


def test_weeks_too_close_to_an_approach_that_stays_are_left_out_from_both_of_its_ends():
    kept = Fixed(XXX, "BBB", 3, last=4)
    assert weeks(problem(fixed=(kept,))) == [0, 7]


@pytest.mark.parametrize(
    "more",
    [
        {"excluded": frozenset({(XXX, "AAA")})},
        {"out": frozenset({(XXX, "AAA", None)})},
        {"doors": (PlanDoor(XXX, "Xland", lead="BBB"),)},
        {"doors": (PlanDoor(XXX, "Xland", reached=Level.HEAD),)},
        {"options": (Option(XXX, "AAA", 0.5, Level.HEAD), Option(XXX, "BBB", 0.4))},
        {"options": (Option(XXX, "AAA", 0.0), Option(XXX, "BBB", 0.4))},
    ],
)
def test_a_rule_that_forbids_the_pair_leaves_no_week(more: dict[str, Any]):
    assert weeks(problem(**more)) == []


def test_a_line_that_is_not_wanted_loses_its_week_alone():
    assert weeks(problem(out=frozenset({(XXX, "AAA", 2)}))) == [0, 1, 3, 4, 5, 6, 7]


def test_an_option_has_its_own_weeks():
    chance = Option(XXX, "AAA", 0.5, channel=Channel.MARGINS, first=2, last=3)
    assert weeks(problem(options=(chance,))) == [2, 3]


def test_a_knock_that_stays_outside_the_horizon_is_refused():
    with pytest.raises(ValueError, match="outside the horizon"):
        problem(fixed=(Fixed(XXX, "AAA", 8),))


def test_the_gap_is_a_share_of_the_plan_and_never_below_none():
    assert gap(10.0, 10.5) == pytest.approx(0.05)
    assert gap(10.0, 9.99) == 0.0
    assert gap(0.0, 1.0) == float("inf")


def test_a_plan_says_whether_it_can_be_had_again():
    plan = Plan((), 0.0, 0.0, 0.0, Status.OPTIMAL)
    assert plan.repeatable
    assert not replace(plan, status=Status.CLOCK).repeatable


def test_the_load_counts_every_messenger():
    line = Line(0, XXX, "AAA", Level.AMBASSADOR, Channel.LETTER, 0.5)
    assert load(problem(), [line]) == {"AAA": 1, "BBB": 0}


def test_the_gini_coefficient_is_none_for_equals_and_near_one_for_one_alone():
    assert fairness.gini([3, 3, 3]) == 0
    assert fairness.gini([0] * 99 + [1]) == pytest.approx(0.99)
    assert fairness.gini([]) == 0


def test_loads_between_the_bounds_are_fair_whatever_they_are():
    for share in range(1, 40):
        low, high = fairness._around(float(share), 1.5)
        worst = max(fairness.gini([low] * n + [high] * (20 - n)) for n in range(21))
        assert worst <= 0.2 + 1e-9
        assert low <= share <= high


def test_a_share_is_proportional_to_what_somebody_can_do():
    people = (PlanMessenger("AAA", "Aland", (4,)), PlanMessenger("BBB", "Bland", (8,)))
    doors = tuple(PlanDoor(Door(f"X{n:02}", Ask.ACCEDE), "") for n in range(6))
    options = tuple(Option(at.door, who.code, 0.5) for at in doors for who in people)
    asked = problem(doors=doors, messengers=people, options=options, spacing=8, spread=1.5)
    assert fairness.knocks(asked) == 6
    assert fairness.bounds(asked) == {"AAA": (2, 3), "BBB": (3, 6)}


def test_a_share_counts_a_knock_after_one_that_stays_only_where_it_still_brings_something():
    asked = problem(after=(-0.9, -0.8, -0.7, -0.6, -0.55, -0.5, -0.45, 0.0))
    assert fairness.knocks(asked) == 2
    for week, knocks in ((0, 2), (2, 1), (3, 2)):
        assert fairness.knocks(replace(asked, fixed=(Fixed(XXX, "CCC", week),))) == knocks


def test_a_door_never_knocked_on_is_due_and_gets_a_slot():
    covered = coverage(problem(doors=(PlanDoor(XXX, "Xland", due=7),)))
    assert covered.served == {0: (0, 0)}
    assert covered.until == {0: 7}


def test_an_approach_in_time_serves_the_door():
    at = PlanDoor(XXX, "Xland", due=4)
    assert coverage(problem(doors=(at,), fixed=(Fixed(XXX, "AAA", 4),))).until == {}
    assert coverage(problem(doors=(at,), fixed=(Fixed(XXX, "AAA", 5),))).until == {0: 4}


def test_where_capacity_is_short_the_door_with_less_to_move_waits():
    asked = problem(
        doors=(PlanDoor(XXX, "Xland", due=7), PlanDoor(YYY, "Yland", due=7)),
        messengers=(PlanMessenger("AAA", "Aland", (1,)),),
        options=(Option(XXX, "AAA", 0.5), Option(YYY, "AAA", 0.7)),
    )
    covered = coverage(asked)
    assert list(covered.served) == [1]
    assert covered.waiting == (0,)


def test_a_messenger_makes_way_where_another_can_take_its_place():
    asked = problem(
        doors=(PlanDoor(XXX, "Xland", due=7), PlanDoor(YYY, "Yland", due=7)),
        messengers=(PlanMessenger("AAA", "Aland", (1,)), PlanMessenger("BBB", "Bland", (1,))),
        options=(Option(XXX, "AAA", 0.9), Option(XXX, "BBB", 0.8), Option(YYY, "AAA", 0.1)),
    )
    covered = coverage(asked)
    assert {place: who for place, (who, _) in covered.served.items()} == {0: 1, 1: 0}
