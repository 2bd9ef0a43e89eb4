"""The trials: every rule in every scenario, what wrong beliefs cost, and worlds drawn at random."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice import trials
from app.advice.doubts import BELIEFS, JUDGED, drawn, misjudged
from app.advice.movement import BASE, arms, chain
from app.advice.policies import by_score
from app.advice.scenarios import HORIZON, SCENARIOS, setting
from app.advice.trials import PROGRAM, RESTED, WHITTLE, Trial, where_not_indexable
from app.advice.weights import USUAL


@pytest.fixture(scope="module")
def small():
    """A small trial and what it said on the way."""
    trial, said = Trial(seed=4, runs=60, worlds=2, sweeps=40), []
    return trial, trial.measures(said.append), said


def test_each_part_of_it_is_told_when_it_is_done(small):
    trial, _, said = small
    assert len(said) == trial.pieces
    assert said[0] == "base"


def test_every_rule_is_tried_in_every_scenario_and_the_programs_own_is_judged(small):
    _, measures, _ = small
    for scenario in SCENARIOS:
        rows = [one for one in measures if one.name.startswith(f"{scenario.name}, %: ")]
        assert len(rows) == 7
        judged = {one.name.split(": ")[1]: one.goal for one in rows if one.bar is not None}
        assert judged == {PROGRAM: scenario.goal}


def test_a_figure_lies_within_its_interval_and_says_how_many_it_rests_on(small):
    for one in small[1]:
        low, high = one.interval
        assert low <= one.figure <= high
        assert one.n in ("60 runs", "2 worlds")


def test_nobody_does_better_than_the_bound_by_more_than_luck(small):
    for one in small[1]:
        if ", %: " in one.name:
            half = one.interval[1] - one.figure
            assert one.figure <= 100 + 2.5 * half


def test_rules_come_in_the_order_that_one_expects(small):
    figures = {one.name: one.figure for one in small[1]}
    for scenario in ("base", "tight", "stuck", "tight and stuck"):
        nobody, lot, index = (
            figures[f"{scenario}, %: {rule}"] for rule in ("nobody knocks", "by lot", WHITTLE)
        )
        assert nobody < lot < index
    assert figures["tight, %: most advanced first"] < figures[f"tight, %: {RESTED}"]


def test_the_goals_stand_as_the_project_set_them():
    assert [(one.name, one.goal) for one in SCENARIOS[:3]] == [
        ("base", 93), ("tight", 92), ("stuck", 86),
    ]  # fmt: skip
    assert trials.MOST_LOST == 5


def test_the_same_trial_says_the_same(small):
    trial, measures, _ = small
    assert next(trial._compare(SCENARIOS[0], str)) == measures[0]
    other = Trial(seed=5, runs=60, worlds=0, sweeps=40)
    assert next(other._compare(SCENARIOS[0], str)) != measures[0]


@pytest.mark.parametrize("scenario", SCENARIOS[:3], ids=lambda one: one.name)
def test_the_programs_own_points_reach_the_goal(scenario):
    here = setting(scenario.given, scenario.knocks, 200)
    found = here.deposits(by_score(HORIZON), 600, 7)
    assert found.mean() >= scenario.goal


@pytest.mark.parametrize("rest", [0, -10])
def test_without_a_rest_they_do_not_where_knocks_are_few(rest):
    here = setting(SCENARIOS[1].given, SCENARIOS[1].knocks, 200)
    weights = USUAL.model_copy(update={"rest": rest})
    assert here.deposits(by_score(HORIZON, weights), 600, 7).mean() < 90


def test_each_weight_of_a_door_in_the_simulation_is_tried_halved_and_doubled():
    found = misjudged()
    assert len(found) == 2 * len(JUDGED)
    assert found["`rest` halved"] == USUAL.model_copy(update={"rest": USUAL.rest / 2})
    assert all(one != USUAL for one in found.values())


def test_what_a_wrong_weight_or_another_world_costs_is_judged_and_a_wrong_belief_told(small):
    lost = {one.name: one for one in small[1] if "points lost" in one.name}
    assert len(lost) == 6
    for name, one in lost.items():
        assert one.figure > -1
        assert one.goal == (None if WHITTLE in name else trials.MOST_LOST)
        assert (one.bar is not None) is ("another world" in name)


@pytest.mark.parametrize("belief", BELIEFS)
def test_a_wrong_belief_is_wrong_and_still_made_of_chances(belief):
    known = arms(BASE)
    wrong = [BELIEFS[belief](arm, kind) for kind, arm in enumerate(known)]
    assert wrong != list(known)
    for arm in wrong:
        for move in chain(arm):
            assert ((move.up >= 0) & (move.up + move.down <= 1)).all()


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_a_world_is_drawn_by_its_seed_alone_and_can_be(seed):
    first, second = (drawn(np.random.default_rng(seed)) for _ in range(2))
    assert first == second != BASE
    assert all(0 < chance <= 1 for arm in arms(first) for chance in arm.up)


def test_where_doors_are_not_indexable_it_is_said():
    assert where_not_indexable().startswith("Not indexable in 1 of 960 cases")
