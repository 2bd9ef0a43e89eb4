"""What is installed is pinned to the byte, and a lock names no place that it came from."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
LOCKS = ["uv", "app", "dev", "assets"]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def wanted(lock: str) -> set[str]:
    names: set[str] = set()
    for line in (REQUIREMENTS / f"{lock}.in").read_text().splitlines():
        if line.startswith("-r "):
            names |= wanted(line.removeprefix("-r ").removesuffix(".in"))
        elif line and not line.startswith("#"):
            names.add(name(line))
    return names


def locked(lock: str) -> dict[str, str]:
    """Each requirement's whole entry, by name; a name twice (for two systems) is kept twice."""
    text = (REQUIREMENTS / f"{lock}.txt").read_text()
    return {entry.split("\n")[0]: entry for entry in re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    entries = locked(lock)
    assert entries
    for first_line, entry in entries.items():
        assert re.match(r"[A-Za-z0-9._-]+==\d", first_line)
        assert HASH.search(entry), first_line


@pytest.mark.parametrize("lock", LOCKS)
def test_no_place_is_named(lock: str) -> None:
    text = (REQUIREMENTS / f"{lock}.txt").read_text()
    assert "://" not in text
    assert " @ " not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_that_is_wanted_is_locked(lock: str) -> None:
    assert wanted(lock) <= {name(line) for line in locked(lock)}


def test_development_runs_on_the_versions_that_are_shipped() -> None:
    assert set(locked("app")) <= set(locked("dev"))
