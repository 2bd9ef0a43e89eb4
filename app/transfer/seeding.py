"""Loading the reference facts: all of them or nothing, and again without change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlmodel import Session

from app.audit.service import record
from app.messengers.models import Kind, Messenger
from app.states.models import State, TreatyAct
from app.states.queries import counted
from app.transfer.rows import SOURCES, Ids, Row, Source, Values
from app.transfer.seed_files import SeedError, read_files, table_of

__all__ = ["SeedError", "TableReport", "load_facts"]


@dataclass(frozen=True)
class TableReport:
    """Rows of one table: added, changed, and found as they were; `kept` are those that came with
    earlier facts and are no longer in the file."""

    table: str
    added: int
    changed: int
    unchanged: int
    kept: int = 0

    def __str__(self) -> str:
        said = f"{self.table}: {self.added} added, {self.changed} changed, {self.unchanged} as they"
        return f"{said} were" + (f", {self.kept} kept though not in the file" if self.kept else "")


def load_facts(
    db: Session, folder: Path, *, now: datetime, progress: Callable[[str], None]
) -> list[TableReport]:
    """Load every file of `folder` inside the given transaction; `progress` hears each table.

    Raises SeedError before anything is written. What people recorded themselves (treaty acts with
    `recorded_by`, a messenger's part, languages and capacity) is left as it is; a row that is no
    longer in a file stays in the database and is reported.
    """
    progress("and checking every file")
    files = read_files(folder)
    ids: Ids = {}
    reports = []
    for source in SOURCES:
        progress(f"{source.file}: {table_of(source).name}")
        rows = [source.values(read.row, ids) for read in files[source.file]]
        reports.append(_load(db, source, rows, ids))
    progress("states.csv: delegations")
    reports.append(_load_delegations(db, ids))
    changes = sum(report.added + report.changed for report in reports)
    if changes:
        record(db, None, "facts.loaded", "seed", at=now, detail=f"{changes} rows")
    return reports


def _load(db: Session, source: Source, rows: list[Values], ids: Ids) -> TableReport:
    table, key = table_of(source), source.key
    existing = _existing(db, table, key)
    wanted = {tuple(_plain(values[name]) for name in key): values for values in rows}
    added = [values for own, values in wanted.items() if own not in existing]
    changed = [
        values
        for own, values in wanted.items()
        if own in existing and _differs(existing[own], values)
    ]
    if added:
        db.execute(insert(table), added)
    if changed:
        db.execute(
            update(table).where(*(table.c[name] == bindparam(f"own_{name}") for name in key)),
            [{f"own_{name}": row[name] for name in key} | row for row in changed],
        )
    if "id" in table.c:
        ids.update({own: old["id"] for own, old in _existing(db, table, key).items()})
    return TableReport(
        table=table.name,
        added=len(added),
        changed=len(changed),
        unchanged=len(wanted) - len(added) - len(changed),
        kept=sum(own not in wanted and _from_file(old) for own, old in existing.items()),
    )


def _load_delegations(db: Session, ids: Ids) -> TableReport:
    """Every State has a delegation, which may take part once its State is party."""
    rows = [
        {"code": code, "name": name, "kind": Kind.DELEGATION, "state_iso3": code}
        for code, name in db.execute(select(State.iso3, State.name)).all()  # type: ignore[call-overload]  # SQLModel types its columns as their values
    ]
    source = Source("states.csv", Row, Messenger, ("code",))
    report = _load(db, source, rows, ids)
    return TableReport("messengers (delegations)", report.added, report.changed, report.unchanged)


def _differs(old: Any, values: Values) -> bool:
    """Whether a row of the facts is to be changed; one that a person recorded never is."""
    if old.get("recorded_by") is not None:
        return False
    return any(_plain(old[name]) != _plain(value) for name, value in values.items())


def _from_file(old: Any) -> bool:
    """Whether a row came with a file: neither recorded by a person nor a delegation."""
    return old.get("recorded_by") is None and old.get("kind") is not Kind.DELEGATION


def _existing(db: Session, table: Table, key: tuple[str, ...]) -> dict[tuple[Any, ...], Any]:
    """The table's rows by key; a treaty act that was a wrong entry is no row that a fact meets."""
    query = select(table)
    if table.name == TreatyAct.__tablename__:
        query = query.where(counted())
    return {tuple(_plain(row[name]) for name in key): row for row in db.execute(query).mappings()}


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value
