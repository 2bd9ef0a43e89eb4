"""`samedoor simulate` as a person types it."""

import json
import subprocess
import sys
from functools import partial

import pytest

from app.advice import trials


@pytest.fixture
def quick(monkeypatch):
    """A trial with two worlds and a loose bound."""
    monkeypatch.setattr(trials, "Trial", partial(trials.Trial, worlds=2, sweeps=20))


def test_it_prints_a_table_that_says_what_it_is(samedoor, quick):
    code, out, err = samedoor("simulate", "--runs", "20", "--seed", "3")
    assert code == 0
    assert out.startswith("A simulation, not a forecast")
    assert "Seed 3. Not indexable in 1 of 960 cases" in out
    assert "base, %: Whittle index" in out
    assert "Trying" in err


def test_the_same_seed_prints_the_same_to_the_byte_and_json_says_as_much(samedoor, quick):
    words = ("simulate", "--runs", "20", "--json", "--seed")
    (_, first, _), (_, second, _), (_, other, _) = (samedoor(*words, n) for n in ("3", "3", "4"))
    assert first == second != other
    told = json.loads(first)
    assert told["words"].startswith("A simulation, not a forecast")
    assert (told["seed"], told["runs"]) == (3, 20)
    assert {"measure", "bar", "figure", "interval", "n", "goal", "met", "note"} <= set(
        told["measures"][0]
    )


def test_no_command_loads_numpy_before_it_needs_it():
    said = "import app.cli.main, sys; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("words", [("--runs", "3"), ("--seed", "-1"), ("--seed", "x")])
def test_what_makes_no_sense_is_refused(samedoor, words):
    code, out, err = samedoor("simulate", *words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
