"""The solver: as good as trying everything, within every rule, the same each time."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.coverage import coverage
from app.advice.every_plan import best
from app.advice.fairness import bounds, gini, shortfall_price
from app.advice.invented_rounds import FIRST, synthetic
from app.advice.plan import Plan, Scarce, Status, load
from app.advice.plan_rules import broken, movement, served
from app.advice.problem import Fixed, Kind, Option, PlanDoor, PlanMessenger, Problem
from app.advice.scoring import POINTS, after_a_knock, door_terms, urgency
from app.advice.small_rounds import small
from app.advice.solver.greedy import compose, free
from app.advice.solver.grid import Grid
from app.advice.solver.room import Room
from app.advice.solving import Limits, Progress, solve
from app.advice.weights import USUAL
from app.doors.asks import Ask
from app.doors.door import Door
from tests.advice import cases
from tests.world import ROOT

EXACT = Limits(gap=0)
QUICK = Limits(gap=0.01)
INSTANCES = 200
XXA = Door("XXA", Ask.ACCEDE)


@pytest.mark.parametrize("seeds", [range(first, first + 20) for first in range(0, INSTANCES, 20)])
def test_no_plan_is_better_on_small_rounds_where_all_can_be_tried(seeds: range):
    for seed in seeds:
        asked = small(seed)
        plan = solve(asked, limits=EXACT)
        fair = bounds(asked)
        assert plan.objective == pytest.approx(best(asked, fair, shortfall_price(asked))), seed
        assert plan.bound == pytest.approx(plan.objective), seed
        assert plan.status is Status.OPTIMAL, seed
        assert broken(asked, plan.lines, fair) == [], seed


@given(st.integers(1_000, 1_000_000), st.sampled_from([0.0, 0.05]))
@settings(max_examples=60, deadline=None)
def test_no_plan_breaks_a_rule_and_each_says_what_it_brings(seed: int, close: float):
    asked = small(seed)
    plan = solve(asked, limits=Limits(gap=close))
    assert broken(asked, plan.lines, bounds(asked)) == []
    told = movement(asked, plan.lines) - plan.unfair
    assert plan.objective == pytest.approx(told)
    assert sum(line.movement for line in plan.lines) - plan.unfair == pytest.approx(told)
    assert plan.bound >= plan.objective - 1e-6


@given(st.integers(1_000, 1_000_000))
@settings(max_examples=30, deadline=None)
def test_the_plan_of_no_time_is_valid_as_well(seed: int):
    asked = small(seed)
    plan = solve(asked, limits=Limits(seconds=0))
    assert plan.status is Status.GREEDY
    assert not plan.repeatable
    assert broken(asked, plan.lines, bounds(asked)) == []


@given(st.integers(1_000, 1_000_000))
@settings(max_examples=40, deadline=None)
def test_with_one_unit_more_no_plan_brings_more_than_its_price(seed: int):
    asked = replace(small(seed), spread=None)
    plan = solve(asked, limits=EXACT)
    for one in plan.binding[:3]:
        if one.scarce is Scarce.CAPACITY and not coverage(asked).waiting:
            more = solve(_with_more(asked, one.messenger, one.quarter or 0), limits=EXACT)
            assert more.objective <= plan.relaxed + one.worth + 1e-6


def _with_more(asked: Problem, code: str, quarter: int) -> Problem:
    def one_more(who: PlanMessenger) -> PlanMessenger:
        raised = tuple(most + (place == quarter) for place, most in enumerate(who.capacity))
        return replace(who, capacity=raised) if who.code == code else who

    return replace(asked, messengers=tuple(one_more(who) for who in asked.messengers))


@pytest.fixture(scope="module")
def middling() -> Problem:
    return synthetic(30, 20, 26, seed=5)


@pytest.fixture(scope="module")
def plan(middling: Problem) -> Plan:
    return solve(middling, limits=QUICK)


def test_a_round_of_thirty_doors_is_solved_as_close_as_asked_without_a_collision(
    middling: Problem, plan: Plan
):
    assert plan.gap <= 0.01
    assert broken(middling, plan.lines, bounds(middling)) == []


def test_the_same_round_and_seed_give_the_same_plan(middling: Problem, plan: Plan):
    again = solve(middling, limits=QUICK)
    assert plan.repeatable
    assert again == plan


def test_every_door_gets_a_knock_in_time_when_capacity_allows(middling: Problem, plan: Plan):
    assert plan.waiting == ()
    assert [at.name for at in middling.doors if not served(middling, at, plan.lines)] == []


def test_the_load_is_fair(middling: Problem, plan: Plan):
    assert plan.unfair == 0
    assert gini(load(middling, plan.lines).values()) <= 0.2


def test_the_plan_is_better_than_one_put_together_line_by_line(middling: Problem, plan: Plan):
    greedy = solve(middling, limits=Limits(seconds=0))
    assert greedy.objective < plan.objective


def test_progress_only_ever_gets_better():
    heard: list[Progress] = []
    tight = synthetic(30, 8, 26, seed=5, capacity=2, a_week=1)
    plan = solve(tight, limits=QUICK, progress=heard.append)
    assert [one.objective for one in heard] == sorted(one.objective for one in heard)
    bounds_heard = [one.bound for one in heard]
    assert bounds_heard == sorted(bounds_heard, reverse=True)
    assert {one.stage for one in heard} >= {"greedy", "prices", "plans"}
    assert heard[-1].gap == plan.gap


def _after(asks: int) -> Callable[[], bool]:
    """Cancelled once it has been asked so often."""
    asked = count()
    return lambda: next(asked) >= asks


@pytest.mark.parametrize("asks", [0, 1, 5, 9])
def test_a_cancelled_solve_brings_the_best_so_far(middling: Problem, asks: int):
    heard: list[Progress] = []
    plan = solve(middling, limits=EXACT, progress=heard.append, cancelled=_after(asks))
    assert plan.status is Status.CANCELLED
    assert plan.objective == max(one.objective for one in heard)
    assert broken(middling, plan.lines, bounds(middling)) == []


def test_a_plan_that_the_clock_cut_says_so(middling: Problem):
    ticks = count()
    plan = solve(middling, limits=Limits(gap=0, seconds=8), clock=lambda: float(next(ticks)))
    assert plan.status is Status.CLOCK
    assert not plan.repeatable
    assert plan.bound < float("inf")


def test_an_empty_round_has_an_empty_plan(middling: Problem):
    nobody = replace(middling, messengers=(), options=())
    for asked in (nobody, replace(middling, doors=(), options=()), replace(nobody, doors=())):
        plan = solve(asked)
        assert (plan.lines, plan.objective, plan.gap) == ((), 0.0, 0.0)


def test_approaches_that_break_rules_by_themselves_stay_and_nothing_is_added_to_them(
    middling: Problem, plan: Plan
):
    line = plan.lines[0]
    kept = (
        Fixed(line.door, line.messenger, line.week, number=1),
        Fixed(line.door, line.messenger, line.week + 1, number=2),
    )
    asked = replace(middling, fixed=kept)
    again = solve(asked, limits=QUICK)
    assert [one.number for one in again.lines if one.kind is Kind.APPROACH] == [1, 2]
    assert broken(asked, again.lines, bounds(asked)) == []


def test_a_door_that_is_due_is_served_by_the_greedy_plan_too(middling: Problem):
    covered = coverage(middling)
    grid = Grid(middling, covered)
    room = Room(grid)
    routes = compose(grid, room, covered, free(grid, room))
    for door, week in covered.until.items():
        assert routes[door][0][0] <= week


def test_the_web_process_loads_neither_numpy_nor_highs():
    asked = (
        "import sys, app.main, app.advice.solving, app.advice.plan, app.advice.changes; "
        "sys.exit(bool({'numpy', 'highspy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", asked], check=False, capture_output=True)
    assert ran.returncode == 0, ran.stderr


def _two_at_one_door(between: int, *stay: Fixed) -> Plan:
    """The plan of one door and two messengers, in which no two knocks lie further apart."""
    people = [PlanMessenger(code, code, (6,)) for code in ("AAA", "BBB")]
    return solve(
        Problem(
            first=FIRST,
            quarters=(0,) * (between + 1),
            doors=(PlanDoor(XXA, "Aland", silence=(0.1,) * (between + 1)),),
            messengers=tuple(people),
            options=tuple(Option(XXA, one.code, 0.5) for one in people),
            after=after_a_knock(between + 1, USUAL),
            later=1.0,
            spread=None,
            fixed=stay,
        ),
        limits=EXACT,
    )


def test_a_door_rests_in_a_plan_as_long_as_the_points_say():
    assert len(_two_at_one_door(18).lines) == 1
    first, second = _two_at_one_door(26).lines
    assert second.week - first.week == 26
    assert second.movement == pytest.approx(0.5 - 0.1 + urgency(26 * 7) / 100)


def test_a_door_that_nobody_said_tires_gets_a_knock_as_often_as_the_spacing_allows():
    weights = USUAL.model_copy(update={"rest": 0.0})
    asked = replace(synthetic(3, 6, 26, seed=2), after=after_a_knock(26, weights))
    plan = solve(asked, limits=EXACT)
    assert max(Counter(line.door for line in plan.lines).values()) == 5
    assert broken(asked, plan.lines, bounds(asked)) == []


def test_a_knock_that_stays_and_comes_too_soon_brings_nothing_but_takes_nothing_away():
    stay = [Fixed(XXA, "AAA", week, movement=0.5) for week in (2, 4)]
    plan = _two_at_one_door(18, *stay)
    assert [line.movement for line in plan.lines] == [0.5, 0.0]
    assert plan.objective == pytest.approx(0.5)


@given(st.integers(0, 60))
@settings(max_examples=40, deadline=None)
def test_the_plan_weighs_its_own_knock_as_the_score_weighs_one_of_the_log(weeks: int):
    terms = door_terms(cases.door("XXX", cases.knock(0)), cases.TODAY + timedelta(weeks=weeks))
    (points,) = [one.points for one in terms if one.name == "silence"]
    assert after_a_knock(60, USUAL)[weeks] == pytest.approx(points / POINTS)


def test_the_solver_says_nothing_on_the_standard_output():
    """In a process of its own: HiGHS greets once in a process."""
    program = (
        "from app.advice.small_rounds import small\n"
        "from app.advice.solving import solve\n"
        "print(len(solve(small(1)).lines))\n"
        "print(len(solve(small(1)).lines))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = str(len(solve(small(1)).lines))
    assert done.stdout.split("\n") == [lines, lines, ""]
