"""How a door moves from quarter to quarter: chances that are chances, from rates that are facts."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings

from app.advice.movement import (
    BASE,
    DEPOSITED,
    KINDS,
    PLACES,
    RUNGS,
    SINCE,
    Impossible,
    arms,
    beginning,
    chain,
    long_run,
)
from app.states.standing import Action, Standing, standing
from tests.advice.doors import some_arms

SEED = Path(__file__).parents[2] / "seed"
RECORD = date(2026, 2, 3)
YEARS = range(2015, 2025)


@pytest.fixture(scope="module")
def acts():
    """The treaty acts of every State."""
    with (SEED / "states.csv").open(encoding="utf-8") as file:
        found = {row["iso3"]: [] for row in csv.DictReader(file)}
    with (SEED / "treaty_actions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            act = SimpleNamespace(**row | {"action": Action(row["action"])})
            found[row["iso3"]].append(act)
    return list(found.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_doors_are_those_that_are_open(acts, kind):
    open_doors = sum(standing(one, RECORD) is kind for one in acts)
    assert BASE.doors[KINDS.index(kind)] == open_doors


@pytest.mark.parametrize("kind", KINDS)
def test_the_joining_rates_are_those_of_the_facts(acts, kind):
    stood, joined = 0, 0
    for year in YEARS:
        before = [one for one in acts if standing(one, date(year - 1, 12, 31)) is kind]
        stood += len(before)
        joined += sum(standing(one, date(year, 12, 31)) is Standing.PARTY for one in before)
    assert BASE.joining[KINDS.index(kind)] == joined / stood


@settings(deadline=None)
@given(some_arms())
def test_what_may_become_of_a_door_adds_up_and_stays_in_the_world(arm):
    for move in chain(arm):
        assert (move.up >= 0).all()
        assert (move.down >= 0).all()
        assert (move.up + move.down <= 1 + 1e-12).all()
        for to in (move.to_up, move.to_down, move.to_same):
            assert ((to >= 0) & (to < PLACES)).all()


@settings(deadline=None)
@given(some_arms())
def test_no_door_is_lost_on_the_way(arm):
    doors = np.arange(PLACES) + 1.0
    for move in chain(arm):
        assert move.crowd(doors).sum() == pytest.approx(doors.sum())


@settings(deadline=None)
@given(some_arms())
def test_what_is_deposited_stays_so(arm):
    for move in chain(arm):
        there = np.eye(PLACES)[DEPOSITED]
        assert move.crowd(there)[DEPOSITED] == 1
        assert move.deposit[DEPOSITED] == 0


@settings(deadline=None)
@given(some_arms())
def test_a_tired_door_answers_worse_and_a_knock_never_harms_the_next_step(arm):
    silence, knock = chain(arm)
    by_rung = knock.up[:DEPOSITED].reshape(RUNGS, SINCE)
    assert (np.diff(by_rung, axis=1) >= 0).all()
    assert (knock.up >= silence.up - 1e-12).all()


@settings(deadline=None)
@given(some_arms())
def test_only_a_door_left_alone_for_a_year_slips(arm):
    silence, knock = chain(arm)
    slips = silence.down[:DEPOSITED].reshape(RUNGS, SINCE)
    assert (slips[:, : SINCE - 1] == 0).all()
    assert (slips[0] == 0).all()
    assert (knock.down == 0).all()


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_the_chances_bring_about_the_joining_rate(kind):
    _, yearly = long_run(arms(BASE)[kind], BASE.practice)
    assert yearly == pytest.approx(BASE.joining[kind], abs=1e-5)


def test_every_door_has_a_place_at_the_beginning_below_the_deposit():
    for count, places in zip(BASE.doors, beginning(BASE), strict=True):
        assert len(places) == count
        assert (places < DEPOSITED).all()


def test_the_stuck_stand_on_the_last_rung_and_the_others_as_before():
    stuck = replace(BASE, stuck=0.1)
    signatories, others = beginning(stuck)
    assert (signatories // SINCE == RUNGS - 1).all()
    assert (others == beginning(BASE)[1]).all()
    usual, slow = arms(BASE)[0].up, arms(stuck)[0].up
    assert slow == (*usual[:-1], usual[-1] * 0.1)
    assert arms(stuck)[1] == arms(BASE)[1]


def test_rates_that_no_chance_brings_about_are_refused():
    with pytest.raises(Impossible):
        arms(replace(BASE, joining=(0.9, 0.01), practice=0.1, alone=0.0))
