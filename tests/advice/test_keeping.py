"""A plan that begins from another one keeps its lines, where nothing speaks for others."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.around import beginning_from
from app.advice.changes import changes
from app.advice.draft import Draft
from app.advice.every_plan import best
from app.advice.fairness import bounds, shortfall_price
from app.advice.invented_rounds import synthetic
from app.advice.plan import Line, Plan, gap
from app.advice.plan_rules import broken, movement
from app.advice.problem import Problem
from app.advice.small_rounds import small
from app.advice.solver.keeping import SHARE
from app.advice.solving import Limits, Progress, solve
from app.doors.door import Door
from tests.advice.plan_cast import solved

EXACT = Limits(gap=0)
USUAL = Limits()


@pytest.fixture(scope="module")
def middling() -> Problem:
    """Points are sums of few values here, so many lines are worth the same."""
    return synthetic(30, 20, 26, seed=5)


@pytest.fixture(scope="module")
def plan(middling: Problem) -> Plan:
    return solved(middling, USUAL)


def without(asked: Problem, line: Line) -> Problem:
    return replace(asked, out=asked.out | {(line.door, line.messenger, None)})


def pinned(asked: Problem, line: Line) -> Problem:
    draft = Draft(asked, asked.first)
    assert draft.add(line) is None
    return draft.problem


def at_other_doors(line: Line, before: Plan, after: Plan) -> int:
    """How many lines of both plans differ but for the door of a line."""
    was, now = ([one for one in plan.lines if one.door != line.door] for plan in (before, after))
    found = changes(was, now)
    return len(found.moved) + len(found.new) + len(found.gone)


def keys(plan: Plan) -> set[object]:
    return {line.key for line in plan.lines}


def test_nothing_changed_and_nothing_moves(middling: Problem, plan: Plan):
    assert keys(solve(beginning_from(middling, plan.new))) == keys(plan)


@pytest.mark.parametrize("place", [0, 7, 14, 21, 28])
def test_a_line_is_pinned_and_no_other_moves(middling: Problem, plan: Plan, place: int):
    asked = pinned(beginning_from(middling, plan.new), plan.lines[place])
    assert keys(solve(asked)) == keys(plan)


def test_a_messenger_is_kept_from_a_door_and_less_moves_elsewhere_than_anew(
    middling: Problem, plan: Plan
):
    keeps, lines = beginning_from(middling, plan.new), plan.lines[::5]
    anew = sum(at_other_doors(one, plan, solve(without(middling, one))) for one in lines)
    again = sum(at_other_doors(one, plan, solve(without(keeps, one))) for one in lines)
    assert again < anew


@given(st.integers(1_000, 1_000_000), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_keeping_lines_costs_no_more_than_a_thousandth_of_what_they_bring(seed: int, draw):
    first = small(seed)
    lines = solve(first, limits=EXACT).lines
    changed = without(first, draw.choice(lines)) if lines else first
    asked = beginning_from(changed, lines)
    plan, fair = solve(asked, limits=EXACT), bounds(asked)
    most = best(asked, fair, shortfall_price(asked))
    kept = [line for line in plan.new if line.key in asked.before]
    assert broken(asked, plan.lines, fair) == []
    assert most - plan.objective <= SHARE * sum(alone(asked, line) for line in kept) + 1e-9
    assert plan.bound >= most - 1e-6
    assert plan.objective == pytest.approx(movement(asked, plan.lines) - plan.unfair)


def alone(asked: Problem, line: Line) -> float:
    """The most that a line may bring as the first knock at its door."""
    pair = (line.door, line.messenger)
    return max(one.movement for one in asked.options if (one.door, one.messenger) == pair)


@given(st.integers(1_000, 1_000_000))
@settings(max_examples=40, deadline=None)
def test_the_best_plan_of_all_stays_whole(seed: int):
    asked = small(seed)
    plan = solve(asked, limits=EXACT)
    again = solve(beginning_from(asked, plan.new), limits=EXACT)
    assert keys(again) == keys(plan)
    assert again.objective == pytest.approx(plan.objective)


def test_what_is_told_of_a_plan_counts_nothing_for_what_was_there(middling: Problem, plan: Plan):
    heard: list[Progress] = []
    asked = without(beginning_from(middling, plan.new), plan.lines[3])
    again = solve(asked, progress=heard.append)
    assert again.objective == pytest.approx(movement(asked, again.lines) - again.unfair)
    assert again.gap == gap(again.objective, again.bound) == heard[-1].gap
    assert again.gap <= USUAL.gap
    fresh = solve(without(middling, plan.lines[3]), limits=EXACT)
    assert fresh.objective <= again.bound + 1e-6


def test_the_same_plan_before_gives_the_same_plan_after(middling: Problem, plan: Plan):
    asked = without(beginning_from(middling, plan.new), plan.lines[3])
    assert solve(asked) == solve(asked)


def test_lines_that_are_possible_no_more_are_no_hindrance(middling: Problem, plan: Plan):
    line = plan.lines[0]
    gone = [
        replace(line, week=middling.weeks + 3),
        replace(line, week=-1),
        replace(line, messenger="ZZZ"),
        replace(line, door=Door("ZZZ", line.door.ask)),
    ]
    asked = beginning_from(without(middling, line), [*plan.new, *gone])
    again = solve(asked)
    assert broken(asked, again.lines, bounds(asked)) == []


def test_of_no_time_at_all_what_was_there_comes_back(middling: Problem, plan: Plan):
    asked = beginning_from(middling, plan.new)
    assert keys(solve(asked, limits=Limits(seconds=0))) == keys(plan)
