"""`samedoor simulate` as a person types it."""

import json
import subprocess
import sys
from functools import partial

import pytest

from app.advice import plan_trials, trials
from app.advice.plan_trials import Size
from app.advice.shares import Share
from app.cli import own_facts
from tests.world import ROOT

FEW = Size("few", 6, 4, 2, 1, 60)


@pytest.fixture
def quick(monkeypatch):
    """A trial with two worlds and a loose bound, and plans of few doors; no facts are loaded."""
    monkeypatch.setattr(trials, "Trial", partial(trials.Trial, worlds=2, sweeps=20))
    few = partial(plan_trials.PlanTrial, rounds=1, sizes=(FEW,))
    monkeypatch.setattr(plan_trials, "PlanTrial", few)
    monkeypatch.setattr(own_facts, "lines_carried", lambda folder: Share(3, 4))


def test_it_prints_a_table_that_says_what_it_is(samedoor, quick):
    code, out, err = samedoor("simulate", "--runs", "20", "--seed", "3", "--rounds", "2")
    assert code == 0
    assert out.startswith("A simulation, not a forecast")
    assert "Not indexable in 1 of 960 cases" in out
    assert "\nSeed 3.\n" in out
    for row in ("base, %: the program's own points", "plan, 6 x 4 x 26 weeks, few: gap, %",
                "collisions left in plans"):  # fmt: skip
        assert row in out
    assert "75.0" in out.split("without their first reason")[1].splitlines()[0]
    assert "Scheduling" in err
    assert "Planning" in err


def test_the_same_seed_prints_the_same_to_the_byte_and_json_says_as_much(samedoor, quick):
    words = ("simulate", "--runs", "20", "--rounds", "2", "--json", "--seed")
    (_, first, _), (_, second, _), (_, other, _) = (samedoor(*words, n) for n in ("3", "3", "4"))
    assert first == second != other
    told = json.loads(first)
    assert told["words"].startswith("A simulation, not a forecast")
    assert (told["seed"], told["runs"], told["rounds"]) == (3, 20, 2)
    assert {"measure", "bar", "figure", "interval", "n", "goal", "met", "note"} <= set(
        told["measures"][0]
    )


def test_every_line_of_the_facts_falls_with_its_first_reason():
    found = own_facts.lines_carried(ROOT / "seed")
    assert found.hits == found.of > 120


def test_what_a_library_says_of_itself_is_not_among_the_figures():
    said = (
        "from app.cli.simulate import _aside\n"
        "import os\n"
        "with _aside(): os.write(1, b'a name')\n"
        "print('a figure')"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("a figure\n", "a name")


def test_no_command_loads_numpy_before_it_needs_it():
    said = "import app.cli.main, sys; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "words", [("--runs", "3"), ("--seed", "-1"), ("--seed", "x"), ("--rounds", "0")]
)
def test_what_makes_no_sense_is_refused(samedoor, words):
    code, out, err = samedoor("simulate", *words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
