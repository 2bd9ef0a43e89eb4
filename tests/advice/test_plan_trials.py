"""How plans are judged: what is good is said to be so, and what is not is caught."""

from dataclasses import replace

import pytest

from app.advice.plan import Plan, Status
from app.advice.plan_trials import (
    SIZES,
    PlanTrial,
    Size,
    Solved,
    Tried,
    _close,
    _fair,
    _once_a_year,
    _rules,
    first_reasons,
    solved,
)
from app.advice.shares import Share
from app.advice.small_rounds import small
from app.advice.solving import Limits, solve

FEW = Size("few", 8, 5, 2, 1, 60)


@pytest.fixture(scope="module")
def trial():
    return PlanTrial(seed=2, small_rounds=4, rounds=2, sizes=(FEW,))


@pytest.fixture(scope="module")
def measured(trial):
    said = []
    return trial.measures(said.append), said


@pytest.fixture(scope="module")
def one() -> Solved:
    return solved(FEW, 2, Limits())


def test_every_row_has_a_goal_and_each_round_is_told(trial, measured):
    rows, said = measured
    assert len(said) == trial.pieces == 6
    assert [(row.goal, row.at_most) for row in rows] == [
        (1, True), (100, False), (0, True), (0, True), (100, False), (0.2, True),
    ]  # fmt: skip
    assert all(row.met for row in rows[:5])
    assert [row.n for row in rows[:4]] == ["2 rounds", "4 rounds", "6 plans", "6 plans"]


def test_the_same_seed_gives_the_same_and_another_seed_other_rounds(trial, measured):
    assert trial.measures(str) == measured[0]
    assert replace(trial, seed=3).measures(str) != measured[0]


def test_the_sizes_are_those_of_the_goal():
    assert {(size.doors, size.messengers, size.seconds) for size in SIZES} == {(85, 60, 10)}


def test_the_bar_is_the_plan_of_no_time(one: Solved):
    greedy = solve(one.problem, limits=Limits(seconds=0))
    assert one.greedy == pytest.approx(1 - greedy.objective / one.plan.bound)
    assert _close(FEW, [one]).bar == pytest.approx(100 * one.greedy)


def test_a_plan_that_the_clock_ended_is_counted():
    wide = Plan((), 1.0, 1.5, 1.5, Status.CLOCK)
    row = _close(FEW, [Solved(small(1), wide, 0.0)])
    assert (row.figure, row.met) == (50.0, False)
    assert "which ended 1 of them" in row.note


def test_a_plan_that_collides_is_caught(one: Solved):
    first = next(line for line in one.plan.lines)
    other = next(who.code for who in one.problem.messengers if who.code != first.messenger)
    bad = replace(one.plan, lines=(*one.plan.lines, replace(first, messenger=other)))
    collisions, others = _rules([(one.problem, bad)])
    assert collisions.figure >= 1
    assert not collisions.met
    good, none = _rules([(one.problem, one.plan)])
    assert (good.figure, none.figure) == (0, 0)
    assert others.name == "other rules broken by plans"


def test_a_plan_that_leaves_a_due_door_out_is_caught(one: Solved):
    row = _once_a_year([one])
    assert row.met
    left_out = one._replace(plan=replace(one.plan, lines=()))
    assert _once_a_year([left_out]).figure == 0


def test_a_plan_that_burdens_one_messenger_is_caught(one: Solved):
    [heavy, *_] = sorted({line.messenger for line in one.plan.lines})
    alone = tuple(replace(line, messenger=heavy) for line in one.plan.lines)
    assert not _fair([one._replace(plan=replace(one.plan, lines=alone))]).met


@pytest.mark.parametrize(
    "wrong",
    [{"objective": 0.1}, {"bound": 99.0}, {"status": Status.LIMIT}],
)
def test_a_small_plan_that_is_not_the_best_or_not_proven_is_caught(wrong):
    problem = small(7)
    plan = solve(problem, limits=Limits(gap=0))
    assert Tried(problem, plan, plan.objective).best_of_all
    assert not Tried(problem, replace(plan, **wrong), plan.objective).best_of_all


def test_one_line_that_stands_without_its_first_reason_misses_the_goal():
    assert first_reasons(Share(157, 157)).met
    assert not first_reasons(Share(156, 157)).met
