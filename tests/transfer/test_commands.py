"""The commands: export, demo remove, synthesize."""

import csv
import sys
from pathlib import Path

import pytest

from app.cli import main
from app.kit.db import reading, writing
from app.transfer.demonstration import load
from app.transfer.origins import origins_present
from tests.transfer.entries import log
from tests.world import NOW, World, people


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """One command; its exit code."""
    monkeypatch.setattr(sys, "argv", ["samedoor", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


@pytest.fixture
def cast(own_database: Path) -> World:
    with writing() as db:
        made = people(db)
        log(db, made.member, note="For the group.")
        log(db, made.member, note="For Coordinators.", visibility="coordinators")
    return made


def notes(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["note"] for row in csv.DictReader(file)]


def test_export_without_a_name_holds_what_the_group_reads(
    cast: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.csv"
    assert run(monkeypatch, "export", "--output", str(path)) == 0
    assert notes(path) == ["For the group."]


def test_export_as_somebody_holds_what_they_read(
    cast: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.csv"
    own = ("--as", cast.coordinator.email, "--filter", "q=coordinators")
    assert run(monkeypatch, "export", "--output", str(path), *own) == 0
    assert notes(path) == ["For Coordinators."]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--as", "nobody@example.org"),
        ("--filter", "channel=pigeon"),
        ("--filter", "colour=red"),
        ("--output", "/nowhere/at/all.csv"),
        ("--as", "olu.observer@example.org"),
    ],
)
def test_a_wrong_export_is_one_line_and_exit_code_2(
    cast: World,
    arguments: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, "export", *arguments) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith("samedoor: ")
    assert "\n" not in said


def test_demo_remove_says_what_went(
    own_database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing() as db:
        load(db, now=NOW)
    assert run(monkeypatch, "demo", "remove") == 0
    assert "40 contacts\n" in capsys.readouterr().out
    with reading() as db:
        assert origins_present(db) == frozenset()


def test_synthesize_is_refused_beside_real_entries(
    cast: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "synthesize", "--contacts", "5") == 2
    assert "holds entries" in capsys.readouterr().err


def test_synthesize_fills_an_empty_log(
    own_database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "synthesize", "--contacts", "5", "--seed", "3") == 0
    assert "5 synthetic contacts" in capsys.readouterr().out
