"""Plans around what Coordinators want: pinned, taken out, otherwise."""

from datetime import date, timedelta

import pytest

from app.advice.around import Knock, Wish, WishKind, draft_around
from app.advice.hindrances import Rule
from app.advice.plan import Line
from app.advice.problem import Kind, Option, PlanDoor, Problem
from app.advice.solving import Limits, solve
from app.contacts.terms import Channel, Level
from tests.advice.test_plan import XXX, problem

EXACT = Limits(gap=0)
TODAY = date(2027, 1, 1)
FIRST = date(2027, 1, 4)
ALONE = {"doors": (PlanDoor(XXX, "Xland"),), "options": (Option(XXX, "AAA", 0.5),)}


def knock(week: int, messenger: str = "AAA", level: Level = Level.AMBASSADOR) -> Knock:
    monday = FIRST + timedelta(weeks=week)
    return Knock(monday, XXX, messenger, level, Channel.BILATERAL_MEETING)


def solved(asked: Problem, *wishes: Wish) -> tuple[Line, ...]:
    draft, let_go = draft_around(asked, wishes, TODAY)
    assert let_go == ()
    return solve(draft.problem, limits=EXACT).lines


def test_a_pinned_line_stays_and_the_rest_is_solved_around_it():
    asked = problem()
    lines = solved(asked, Wish(WishKind.PIN, knock(2)))
    assert [one.key for one in lines if one.kind is Kind.PIN] == [(XXX, "AAA", 2)]
    assert len(lines) > 1


def test_pinning_what_was_best_anyway_changes_nothing():
    first = solved(problem())
    pins = [Wish(WishKind.PIN, knock(one.week, one.messenger)) for one in first]
    assert [one.key for one in solved(problem(), *pins)] == [one.key for one in first]


def test_a_line_that_is_taken_out_of_its_week_may_come_in_another():
    asked = problem(**ALONE)
    [first] = solved(asked)
    later = solved(asked, Wish(WishKind.NOT_THEN, knock(first.week)))
    assert [one.week for one in later] == [first.week + 1]


def test_a_messenger_that_is_taken_out_at_a_door_comes_in_no_week():
    assert solved(problem(**ALONE), Wish(WishKind.NEVER, knock(0))) == ()


def test_an_edited_line_is_there_as_it_was_edited_and_not_as_it_was():
    edited = Wish(WishKind.INSTEAD, knock(0), knock(1, "BBB", Level.DIRECTOR))
    lines = solved(problem(), edited)
    kept = next(one for one in lines if one.kind is Kind.PIN)
    assert (kept.messenger, kept.week, kept.level) == ("BBB", 1, Level.DIRECTOR)
    assert (XXX, "AAA", 0) not in {one.key for one in lines}


@pytest.mark.parametrize("level", [Level.EXPERT, Level.PARLIAMENTARIAN, Level.MILITARY])
def test_another_level_alone_is_an_edit_too(level: Level):
    edited = Wish(WishKind.INSTEAD, knock(0), knock(0, level=level))
    kept = next(one for one in solved(problem(), edited) if one.kind is Kind.PIN)
    assert (kept.messenger, kept.week, kept.level) == ("AAA", 0, level)


def test_what_cannot_stay_any_more_is_let_go_with_the_rule():
    asked = problem(doors=(PlanDoor(XXX, "Xland", closed=frozenset({2})),))
    wishes = [Wish(WishKind.PIN, knock(2)), Wish(WishKind.PIN, knock(5))]
    draft, let_go = draft_around(asked, wishes, TODAY)
    assert [(one.monday, why.rule) for one, why in let_go] == [(knock(2).monday, Rule.SHUT)]
    assert [one.week for one in draft.stay] == [5]


@pytest.mark.parametrize(("first", "week"), [(FIRST, 3), (FIRST + timedelta(weeks=2), 1)])
def test_a_plan_that_begins_on_another_monday_keeps_the_same_days(first: date, week: int):
    wishes = [Wish(WishKind.PIN, knock(3)), Wish(WishKind.NOT_THEN, knock(6, "BBB"))]
    draft, _ = draft_around(problem(first=first), wishes, TODAY)
    assert [one.week for one in draft.stay] == [week]
    assert draft.problem.out == {(XXX, "BBB", week + 3)}


def test_what_lies_before_the_plan_is_let_go():
    later = problem(first=FIRST + timedelta(weeks=2))
    _, [(_, why)] = draft_around(later, [Wish(WishKind.PIN, knock(1))], TODAY)
    assert why.rule is Rule.OUTSIDE
