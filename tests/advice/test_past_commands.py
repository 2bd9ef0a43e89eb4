"""`samedoor fit` and `samedoor backtest` as a person types them."""

import json
import sys

import pytest

from app.advice import tried
from app.advice.taught import FILE, parsed, taught
from app.cli import past
from app.cli.main import main
from tests.world import ROOT

SEED = str(ROOT / "seed")


@pytest.fixture
def samedoor(capsys, monkeypatch):
    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["samedoor", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return run


def test_fit_writes_what_is_committed(samedoor, tmp_path):
    file = tmp_path / "fit.json"
    code, out, err = samedoor("fit", "--output", str(file))
    assert code == 0
    assert out == ""
    assert f"{taught().fit.joins} States joined" in err
    anew = parsed(file.read_text())
    assert anew.fit == taught().fit
    assert anew.earlier == taught().earlier
    assert anew.provenance["files_sha256"] == taught().provenance["files_sha256"]


def test_backtest_prints_a_table_twice_the_same(samedoor):
    words = ("backtest", SEED, "--draws", "100", "--seed", "3")
    code, out, err = samedoor(*words)
    assert code == 0
    assert "AUC, all doors" in out
    assert "Seed 3." in out
    assert "Looking back" in err
    assert samedoor(*words)[1] == out


def test_backtest_for_machines(samedoor, monkeypatch):
    monkeypatch.setattr(past, "_measured", lambda *asked: [*MEASURES])
    code, out, _ = samedoor("backtest", "--json", "--draws", "100")
    told = json.loads(out)
    assert code == 0
    assert (told["seed"], told["draws"]) == (1, 100)
    assert told["measures"][0]["measure"] == "a measure"


def test_backtest_prints_the_whole_table(samedoor, monkeypatch):
    monkeypatch.setattr(past, "_measured", lambda *asked: [*MEASURES])
    other = past.Measure("another measure", 1.0, None, "1 plan")
    monkeypatch.setattr(past, "simulated", lambda *asked: [other])
    code, out, _ = samedoor("backtest", "--whole")
    assert code == 0
    assert out.index("a measure") < out.index("another measure")
    assert "A simulation, not a forecast" in out
    code, _, err = samedoor("backtest", "--whole", "--features")
    assert code == 2
    assert "not for both" in err


def test_without_the_library_it_says_what_to_install(samedoor, monkeypatch):
    monkeypatch.setattr(past, "find_spec", lambda name: None)
    for command in ("fit", "backtest"):
        code, out, err = samedoor(command)
        assert (code, out) == (2, "")
        assert "scikit-learn" in err
        assert "requirements/dev.txt" in err


@pytest.mark.parametrize(
    "words", [("backtest", "/nowhere"), ("fit", "/nowhere"), ("backtest", "--draws", "1")]
)
def test_what_makes_no_sense_is_one_line(samedoor, words):
    before = FILE.read_bytes()
    code, out, err = samedoor(*words)
    assert (code, out) == (2, "")
    assert err.startswith("samedoor: ")
    assert err.count("\n") == 1
    assert FILE.read_bytes() == before


def test_a_file_that_cannot_be_written_is_said(samedoor, tmp_path):
    code, _, err = samedoor("fit", "--output", str(tmp_path / "no" / "fit.json"))
    assert code == 2
    assert "cannot be written" in err


def test_each_number_is_tried_with_and_without(samedoor, monkeypatch):
    votes = [one for one in tried.CANDIDATES if one.name == "a weight of its own for the votes"]
    monkeypatch.setattr(tried, "CANDIDATES", votes)
    code, out, err = samedoor("backtest", "--features", "--draws", "100", "--json")
    assert code == 0
    assert "Trying" in err
    found = {one["measure"]: one for one in json.loads(out)["measures"]}
    for name in ("rule", "region", "age", "fading"):
        assert found[f"without {name}"]["figure"] > 0  # each pays
    assert found["without rule"]["interval"][0] > 0
    assert found["with a weight of its own for the votes"]["figure"] > 0  # it does not


MEASURES = (past.Measure("a measure", 0.5, (0.4, 0.6), "3 States"),)
