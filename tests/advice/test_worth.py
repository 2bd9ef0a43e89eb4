"""The worth of a knock that the program offers: as worked out, and at hand without weight."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from app.advice import worth
from app.advice.movement import BASE, DEPOSITED, KINDS, RUNGS, SINCE, Impossible, unstuck
from app.advice.worth_table import offered, written
from app.doors.ladder import Stage
from app.states.standing import Standing

STAGES = [None, *(stage for stage in Stage if stage is not Stage.DEPOSITED)]


def test_what_is_kept_is_what_the_assumptions_give():
    assert worth.FILE.read_text(encoding="utf-8") == written()


def test_it_says_what_it_rests_on():
    told = json.loads(written())
    assert "not a forecast" in told["warning"]
    assert told["assumptions"]["joining"] == list(BASE.joining)
    assert set(told["index"]) == {"signatory", "not_party"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", STAGES)
def test_more_silence_never_lowers_it(stage, kind):
    found = [worth.index(stage, quarters, kind) for quarters in range(8)]
    assert found == sorted(found)
    assert worth.index(stage, None, kind) == found[-1] > 0


@settings(deadline=None, max_examples=20)
@given(
    answer=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted),
    rungs=st.lists(st.floats(0.5, 2), min_size=RUNGS, max_size=RUNGS),
    alone=st.floats(0, 0.5),
    slip=st.floats(0.05, 0.2),
)
def test_under_other_assumptions_too_more_silence_never_lowers_it(answer, rungs, alone, slip):
    other = replace(BASE, answer=(*answer, 1.0, 1.0), rungs=tuple(rungs), alone=alone, slip=slip)
    try:
        unstuck(other)
    except Impossible:
        reject()
    by_rung = offered(other)[:, :DEPOSITED].reshape(len(KINDS), RUNGS, SINCE)
    assert (np.diff(by_rung, axis=-1) >= 0).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_rested_door_is_worth_more_the_higher_it_stands(kind):
    found = [worth.index(stage, None, kind) for stage in STAGES[1:]]
    assert found == sorted(found)
    assert found[0] < worth.index(None, None, kind) < found[-1]


def test_a_signatory_is_worth_more_than_a_state_that_never_signed():
    for stage in STAGES:
        signed, other = (worth.index(stage, None, kind) for kind in KINDS)
        assert signed > other


def test_a_knock_in_this_very_quarter_counts_as_one_in_the_last():
    this, last = (worth.index(Stage.UNDER_REVIEW, n, Standing.SIGNATORY) for n in (0, 1))
    assert this == last


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_deposited_is_worth_no_knock(kind):
    assert worth.index(Stage.DEPOSITED, None, kind) == 0


def test_a_state_party_has_no_such_door():
    with pytest.raises(KeyError):
        worth.index(Stage.UNDER_REVIEW, 1, Standing.PARTY)


@pytest.mark.parametrize("module", ["app.main", "app.cli.main", "app.advice.worth"])
def test_neither_pages_nor_commands_load_numpy_before_they_need_it(module):
    said = f"import {module}, sys; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
