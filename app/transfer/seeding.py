"""Loading the reference facts: all of them or nothing, and again without change."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col

from app.audit.service import record
from app.contacts.models import ContactVersion
from app.kit.db import columns
from app.messages.models import MessageVersion
from app.messengers.models import Kind, Messenger
from app.states.models import State, TreatyAct
from app.states.queries import counted
from app.transfer.rows import SOURCES, Ids, Row, Source, Values
from app.transfer.seed_files import SeedError, read_files, table_of

__all__ = ["SeedError", "TableReport", "load_facts"]


@dataclass(frozen=True)
class TableReport:
    """Rows of one table: added, changed, and found as they were.

    Of those that came with earlier facts and are no longer in the file, `removed` are gone and
    `kept` stay, because something points to them.
    """

    table: str
    added: int
    changed: int
    unchanged: int
    removed: int = 0
    kept: int = 0


@dataclass(frozen=True)
class Loaded:
    """One table after its file was loaded, and the rows of earlier facts that the file lacks."""

    source: Source
    report: TableReport
    gone: list[Any]


def load_facts(
    db: Session,
    folder: Path,
    *,
    now: datetime,
    progress: Callable[[str], None],
    fewer: bool = False,
) -> list[TableReport]:
    """Load every file of `folder` inside the given transaction; `progress` hears each table.

    Afterwards the facts are what the files say: a row that is no longer in its file is removed,
    unless something points to it. What people recorded themselves (treaty acts with `recorded_by`,
    a messenger's part, languages and capacity) is left as it is. Raises SeedError with nothing
    written; also, unless `fewer`, for a file that lacks more than half of what is there.
    """
    progress("and checking every file")
    files = read_files(folder)
    ids: Ids = {}
    with db.begin_nested():
        loaded = []
        for source in SOURCES:
            progress(f"{source.file}: {table_of(source).name}")
            rows = [source.values(read.row, ids) for read in files[source.file]]
            loaded.append(_load(db, source, rows, ids))
            if not fewer:
                _refuse_cut_off(loaded[-1])
        progress("states.csv: delegations")
        delegations = _load_delegations(db, ids)
        removed = [_remove(db, one) for one in reversed(loaded)]  # what points goes first
    reports = [*reversed(removed), delegations]
    changes = sum(report.added + report.changed + report.removed for report in reports)
    if changes:
        record(db, None, "facts.loaded", "seed", at=now, detail=f"{changes} rows")
    return reports


def _load(db: Session, source: Source, rows: list[Values], ids: Ids) -> Loaded:
    table, key = table_of(source), source.key
    existing = _existing(db, table, key)
    if source.table is MessageVersion:
        rows = _unclaimed(db, rows)
    if source.part_of:
        part, ours = source.part_of[0], _supplied(db, source.part_of[1])
        rows = [values for values in rows if values[part] in ours]
        existing = {own: old for own, old in existing.items() if old[part] in ours}
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
    report = TableReport(
        table=table.name,
        added=len(added),
        changed=len(changed),
        unchanged=len(wanted) - len(added) - len(changed),
    )
    gone = [old for own, old in existing.items() if own not in wanted and _from_file(old)]
    return Loaded(source, report, gone)


def _unclaimed(db: Session, rows: list[Values]) -> list[Values]:
    """The versions of a message but those whose number the group has given to a text of its own."""
    claimed = {
        (message, number)
        for message, number in db.execute(
            columns(MessageVersion.message_id, MessageVersion.number).where(
                col(MessageVersion.recorded_at).is_not(None),
                col(MessageVersion.language) == col(MessageVersion.source_language),
            )
        )
    }
    return [one for one in rows if (one["message_id"], one["number"]) not in claimed]


def _supplied(db: Session, whole: type[SQLModel]) -> frozenset[int]:
    """The rows of a table that came with a file; the others are people's."""
    table = SQLModel.metadata.tables[str(whole.__tablename__)]
    return frozenset(db.scalars(select(table.c.id).where(table.c.recorded_at.is_(None))))


def _refuse_cut_off(one: Loaded) -> None:
    here = one.report.changed + one.report.unchanged
    if len(one.gone) > here:
        said = f"{len(one.gone)} of {here + len(one.gone)} rows are no longer in it"
        raise SeedError(f"{one.source.file}: {said}. Is it cut off? If not, load with --fewer")


def _remove(db: Session, one: Loaded) -> TableReport:
    """Each row by itself: the database refuses to lose what something points to."""
    table, removed = table_of(one.source), 0
    for row in one.gone:
        if one.source.stays or _is_named(db, one.source.named_as, row):
            continue
        own = [column == row[column.name] for column in table.primary_key]
        try:
            with db.begin_nested():
                db.execute(delete(table).where(*own))
            removed += 1
        except IntegrityError:
            continue
    return replace(one.report, removed=removed, kept=len(one.gone) - removed)


def _is_named(db: Session, field: str, row: Any) -> bool:
    """Whether an earlier text of a contact names the row."""
    if not field:
        return False
    content: Any = col(ContactVersion.content)
    earlier = select(ContactVersion.contact_id).where(content[field].as_integer() == row["id"])  # type: ignore[call-overload]  # SQLModel types its columns as their values
    return db.execute(earlier.limit(1)).first() is not None


def _load_delegations(db: Session, ids: Ids) -> TableReport:
    """Every State has a delegation, which may take part once its State is party."""
    rows = [
        {"code": code, "name": name, "kind": Kind.DELEGATION, "state_iso3": code}
        for code, name in db.execute(select(State.iso3, State.name)).all()  # type: ignore[call-overload]  # SQLModel types its columns as their values
    ]
    source = Source("states.csv", Row, Messenger, ("code",))
    return replace(_load(db, source, rows, ids).report, table="messengers (delegations)")


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
