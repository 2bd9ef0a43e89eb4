"""The past, read from the reference files: for commands that need no database."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from app.advice.history import History
from app.advice.records import past
from app.norms.queries import CCM
from app.states.queries import AS_AT
from app.transfer.rows import (
    RelatedTreatyRow,
    ResolutionRow,
    Row,
    StateRow,
    TreatyActRow,
    VoteRow,
)
from app.transfer.seed_files import Files, SeedError, read_files

FILES = (
    "states.csv",
    "treaty_actions.csv",
    "related_treaties.csv",
    "unga_resolutions.csv",
    "unga_votes.csv",
)
"""What readiness is made from."""
Kind = TypeVar("Kind", bound=Row)


@dataclass(frozen=True)
class Provenance:
    """The files by their SHA-256, and the day of the depositary's page."""

    files: dict[str, str]
    as_of: date


def past_in(folder: Path) -> tuple[History, Provenance]:
    """The dated facts of a folder; raises SeedError for a cell that makes no sense."""
    files = read_files(folder)
    acts = _rows(files, "treaty_actions.csv", TreatyActRow)
    days = [named[1] for act in acts if (named := AS_AT.search(act.source))]
    if not days:
        raise SeedError("treaty_actions.csv: no source names the day of the depositary's page")
    as_of = date.fromisoformat(max(days))
    voted = {
        one.resolution: one.date
        for one in _rows(files, "unga_resolutions.csv", ResolutionRow)
        if one.topic == CCM
    }
    found = past(
        _rows(files, "states.csv", StateRow),
        [(act.state_iso3, act) for act in acts],
        _rows(files, "related_treaties.csv", RelatedTreatyRow),
        [
            (one.state_iso3, voted[one.resolution], one.vote)
            for one in _rows(files, "unga_votes.csv", VoteRow)
            if one.resolution in voted
        ],
        as_of,
    )
    hashes = {name: sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    return found, Provenance(hashes, as_of)


def _rows(files: Files, name: str, kind: type[Kind]) -> list[Kind]:
    return [read.row for read in files[name] if isinstance(read.row, kind)]
