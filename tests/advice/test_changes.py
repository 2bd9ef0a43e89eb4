"""Two plans side by side, and plans around pins."""

import pytest

from app.advice.changes import changes, pinned, without
from app.advice.plan import Line
from app.advice.problem import Kind, Option, PlanDoor
from app.advice.solving import Limits, solve
from app.contacts.terms import Channel, Level
from app.doors.door import Door
from tests.advice.test_plan import XXX, YYY, problem

EXACT = Limits(gap=0)


def line(week: int, messenger: str, door: Door = XXX) -> Line:
    return Line(week, door, messenger, Level.AMBASSADOR, Channel.BILATERAL_MEETING, 0.5)


def test_what_both_have_is_kept():
    found = changes([line(1, "AAA")], [line(1, "AAA")])
    assert (len(found.kept), found.new, found.gone, found.moved) == (1, (), (), ())


def test_another_week_or_another_messenger_is_a_move():
    found = changes([line(1, "AAA"), line(7, "BBB")], [line(2, "AAA"), line(7, "CCC")])
    assert [(one.week, other.week) for one, other in found.moved] == [(1, 2), (7, 7)]
    assert (found.new, found.gone) == ((), ())


def test_the_same_messenger_counts_before_the_same_week():
    found = changes([line(1, "AAA")], [line(1, "BBB"), line(3, "AAA")])
    assert found.moved == ((line(1, "AAA"), line(3, "AAA")),)
    assert found.new == (line(1, "BBB"),)


def test_what_only_one_of_them_has_is_new_or_gone():
    found = changes([line(1, "AAA")], [line(1, "AAA", YYY)])
    assert found.new == (line(1, "AAA", YYY),)
    assert found.gone == (line(1, "AAA"),)


def test_a_pinned_line_stays_and_the_rest_is_solved_around_it():
    asked = problem()
    first = solve(asked, limits=EXACT)
    other = replace_week(first.lines[0], 2)
    again = solve(pinned(asked, [other]), limits=EXACT)
    assert other.key in {one.key for one in again.lines if one.kind is Kind.PIN}
    assert again.objective <= first.objective


def replace_week(one: Line, week: int) -> Line:
    return Line(week, one.door, one.messenger, one.level, one.channel, one.movement)


def test_pinning_what_was_best_anyway_changes_nothing():
    asked = problem()
    first = solve(asked, limits=EXACT)
    again = solve(pinned(asked, first.lines[1:]), limits=EXACT)
    assert again.objective == pytest.approx(first.objective)
    assert [one.key for one in again.lines] == [one.key for one in first.lines]


def test_a_line_of_another_problem_cannot_be_pinned():
    with pytest.raises(ValueError, match="no such line"):
        pinned(problem(), [line(1, "CCC")])


def test_an_unwanted_line_is_out_of_its_week_or_for_good():
    asked = problem(doors=(PlanDoor(XXX, "Xland"),), options=(Option(XXX, "AAA", 0.5),))
    [first] = solve(asked, limits=EXACT).lines
    later = solve(without(asked, [first]), limits=EXACT).lines
    assert [one.week for one in later] == [first.week + 1]
    assert solve(without(asked, [first], ever=True), limits=EXACT).lines == ()
