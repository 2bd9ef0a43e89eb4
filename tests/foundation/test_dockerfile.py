"""The image cannot be built everywhere: its steps are compared with the Makefile instead."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
BUILD, RUN = re.split(r"(?m)^FROM ", DOCKERFILE)[1:]


def instructions(stage: str, name: str) -> list[str]:
    joined = stage.replace("\\\n", " ")
    return [" ".join(line.split()) for line in re.findall(rf"(?m)^\s*{name} (.+)$", joined)]


def recipe(target: str) -> list[str]:
    """The commands that make would run for a target on a fresh machine."""
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    printed = subprocess.run(
        ["make", "--dry-run", "--always-make", "--no-print-directory", "PY=python3", target],
        cwd=ROOT,
        env={**os.environ, "MAKEFLAGS": "", "MAKELEVEL": "0"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [line.strip() for line in printed.splitlines()]


def test_it_installs_as_the_makefile_does() -> None:
    steps = ("python3 -m venv", ".venv/bin/", "rm -rf build/assets")
    made = [line for line in recipe(".venv/.app") if line.startswith(steps)]
    assert len(made) == 6
    assert instructions(BUILD, "RUN")[: len(made)] == made


def test_it_copies_what_the_installation_reads_before_it_installs() -> None:
    copied = " ".join(instructions(BUILD.split("RUN")[0], "COPY"))
    assert {"requirements", "pyproject.toml", "app"} <= set(copied.split())


def test_it_serves_with_the_command_of_make_run_without_the_demonstration() -> None:
    command = json.loads(instructions(RUN, "CMD")[-1])
    assert [*command, "--demo"] == recipe("run")[-1].split()


def test_ci_starts_the_program_as_make_run_does() -> None:
    assert recipe("run")[-1] in (ROOT / ".ci" / "run").read_text()


def test_the_image_is_not_root_keeps_its_data_on_a_volume_and_is_watched() -> None:
    assert instructions(RUN, "USER") == ["samedoor"]
    assert instructions(RUN, "VOLUME") == ["/data"]
    assert "SAMEDOOR_DATABASE_URL=sqlite:////data/samedoor.db" in instructions(RUN, "ENV")[0]
    assert "/healthz" in instructions(RUN, "HEALTHCHECK")[0]


def test_only_what_the_program_reads_goes_into_the_image() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[1] == "*"
    sent = {line[1:] for line in lines if line.startswith("!")}
    assert {"app", "migrations", "templates", "seed", "requirements", "pyproject.toml"} <= sent
    assert not sent & {"tests", "var", "build", ".git", ".venv", ".env"}
