"""Loading the reference facts: all of them or nothing, and again without change."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Table, bindparam, insert, select, update
from sqlmodel import Session, SQLModel

from app.audit.service import record
from app.messengers.models import Kind, Messenger
from app.states.models import State, TreatyAct
from app.states.queries import counted
from app.transfer.rows import SOURCES, Ids, Known, Row, Source, Values


class SeedError(Exception):
    """A file that cannot be loaded; the text names file, line and column."""


@dataclass(frozen=True)
class TableReport:
    """Rows of one table: added, changed, and found as they were."""

    table: str
    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Read:
    """One row of a file with the line on which it begins."""

    line: int
    row: Row


def load_facts(
    db: Session, folder: Path, *, now: datetime, progress: Callable[[str], None]
) -> list[TableReport]:
    """Load every file of `folder` inside the given transaction; `progress` hears each table.

    Raises SeedError before anything is written. What people recorded themselves (treaty acts with
    `recorded_by`, a messenger's part, languages and capacity) is left as it is; a row that is no
    longer in a file stays in the database, as facts do not vanish.
    """
    files = _read_all(folder)
    ids: Ids = {}
    reports = []
    for source in SOURCES:
        progress(f"{source.file}: {_table(source).name}")
        reports.append(_load(db, source, _values(source, files[source.file], ids), ids))
    reports.append(_load_delegations(db, ids))
    changes = sum(report.added + report.changed for report in reports)
    if changes:
        record(db, None, "facts.loaded", "seed", at=now, detail=f"{changes} rows")
    return reports


def _read_all(folder: Path) -> dict[str, list[Read]]:
    known: Known = {}
    files: dict[str, list[Read]] = {}
    for source in SOURCES:
        if source.file in files:
            continue
        files[source.file] = _read(folder / source.file, source.row, known)
        first = next(iter(source.row.model_fields))
        known[source.file] = {str(getattr(read.row, first)) for read in files[source.file]}
        _refuse_doubles(source, files[source.file])
    return files


def _read(path: Path, kind: type[Row], known: Known) -> list[Read]:
    columns = [field.alias or name for name, field in kind.model_fields.items()]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            if sorted(header) != sorted(columns):
                odd = sorted(set(header) ^ set(columns)) or header
                raise SeedError(f"{path.name}, line 1, column {odd[0]}: missing, odd or repeated")
            return [
                _row(f"{path.name}, line {line}", header, cells, kind, known)
                for line, cells in _lines(reader)
            ]
    except FileNotFoundError:
        raise SeedError(f"{path} does not exist") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise SeedError(f"{path.name}: not a UTF-8 CSV file ({error})") from None


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins; a cell may hold several lines."""
    begins = reader.line_num + 1
    for cells in reader:
        if cells:
            yield begins, cells
        begins = reader.line_num + 1


def _row(place: str, header: list[str], cells: list[str], kind: type[Row], known: Known) -> Read:
    if len(cells) != len(header):
        wrong = header[len(cells)] if len(cells) < len(header) else header[-1]
        raise SeedError(f"{place}, column {wrong}: {len(cells)} cells, not {len(header)}")
    answers = dict(zip(header, cells, strict=True))
    line = int(place.rpartition(" ")[2])
    try:
        return Read(line, kind.model_validate(answers, context=known))
    except ValidationError as failure:
        error = failure.errors()[0]
        column = str(error["loc"][0])
        text = str(error.get("ctx", {}).get("error", error["msg"]))
        said = f"{place}, column {column}: “{answers.get(column, '')}”: {text}"
        raise SeedError(said) from None


def _refuse_doubles(source: Source, reads: list[Read]) -> None:
    fields = source.row_key or source.key
    column = source.row.model_fields[fields[0]].alias or fields[0]
    seen: dict[tuple[Any, ...], int] = {}
    for read in reads:
        key = tuple(getattr(read.row, name) for name in fields)
        if key in seen:
            place = f"{source.file}, line {read.line}, column {column}"
            raise SeedError(f"{place}: the same row as line {seen[key]}")
        seen[key] = read.line


def _values(source: Source, reads: list[Read], ids: Ids) -> list[Values]:
    found = []
    for read in reads:
        try:
            found.append(source.values(read.row, ids))
        except ValueError as error:
            place = f"{source.file}, line {read.line}, column {next(iter(source.row.model_fields))}"
            raise SeedError(f"{place}: {error}") from None
    return found


def _load(db: Session, source: Source, rows: list[Values], ids: Ids) -> TableReport:
    table, key = _table(source), source.key
    existing = _existing(db, table, key)
    added, changed = {}, []
    for values in rows:
        own = tuple(_plain(values[name]) for name in key)
        old = existing.get(own)
        if old is None:
            added[own] = values
        elif old.get("recorded_by") is None and any(
            _plain(old[name]) != _plain(value) for name, value in values.items()
        ):
            changed.append(values)
    if added:
        db.execute(insert(table), list(added.values()))
    if changed:
        db.execute(
            update(table).where(*(table.c[name] == bindparam(f"own_{name}") for name in key)),
            [{f"own_{name}": row[name] for name in key} | row for row in changed],
        )
    if "id" in table.c:
        ids.update({own: old["id"] for own, old in _existing(db, table, key).items()})
    total = len({tuple(_plain(row[name]) for name in key) for row in rows})
    return TableReport(table.name, len(added), len(changed), total - len(added) - len(changed))


def _load_delegations(db: Session, ids: Ids) -> TableReport:
    """Every State has a delegation, which may take part once its State is party."""
    rows = [
        {"code": code, "name": name, "kind": Kind.DELEGATION, "state_iso3": code}
        for code, name in db.execute(select(State.iso3, State.name)).all()  # type: ignore[call-overload]  # SQLModel types its columns as their values
    ]
    source = Source("states.csv", Row, Messenger, ("code",))
    report = _load(db, source, rows, ids)
    return TableReport("messengers (delegations)", report.added, report.changed, report.unchanged)


def _existing(db: Session, table: Table, key: tuple[str, ...]) -> dict[tuple[Any, ...], Any]:
    """The table's rows by key; a treaty act that was a wrong entry is no row that a fact meets."""
    query = select(table)
    if table.name == TreatyAct.__tablename__:
        query = query.where(counted())
    return {tuple(_plain(row[name]) for name in key): row for row in db.execute(query).mappings()}


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value


def _table(source: Source) -> Table:
    return SQLModel.metadata.tables[str(source.table.__tablename__)]
