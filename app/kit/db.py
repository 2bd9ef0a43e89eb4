"""One engine, one session per request, one transaction per session, one writer at a time."""

import fcntl
import os
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    DateTime,
    Dialect,
    Engine,
    Enum,
    Select,
    TypeDecorator,
    create_engine,
    event,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session, SQLModel

from app.kit.settings import settings

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

UNKNOWN = "?"
"""Instead of a table, for a statement that does not say which it writes."""
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a contact that was answered "saved" survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA cache_size = -8000",
    "PRAGMA temp_store = MEMORY",
)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: written and read in UTC, on SQLite too, which keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def columns(*wanted: Any) -> Select[Any]:
    """A select of columns rather than of objects: what lists are made of."""
    return select(*wanted)


def choice(kind: type[StrEnum], called: str = "") -> Any:
    """A column type for one of `kind`'s values, checked by the database; `called` names the check
    of a second column of that kind in a table.

    A new value needs a migration that renews the check; a test compares them.
    """
    usual = "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip("_")
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=called or usual,
        values_callable=lambda members: [member.value for member in members],
    )


@cache
def engine() -> Engine:
    return make_engine(settings().database_url)


def make_engine(url: str) -> Engine:
    """An engine for SQLite (WAL, foreign keys, immediate write transactions) or PostgreSQL."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    # hidden, or an error in the log would quote what people wrote
    made = create_engine(parsed, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = (
        None  # or the driver begins transactions late, and updates are lost
    )
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(source: Engine | None = None) -> Iterator[Session]:
    """A session that sees one moment of the database and writes nothing."""
    with Session(source or engine(), expire_on_commit=False) as db:
        yield db  # closed, not rolled back: that would empty the objects that `derived` remembers


@contextmanager
def writing(source: Engine | None = None) -> Iterator[Session]:
    """A session in one transaction: committed at the end, or rolled back on any error.

    For commands. Requests have `app.web.turns`, which waits without holding a thread.
    """
    source = source or engine()
    turn = Turn(source)
    turn.take()
    try:
        options = source.execution_options(writes=True)
        with Session(options, expire_on_commit=False) as db, db.begin():
            yield db
    finally:
        turn.give_up()


@event.listens_for(OrmSession, "after_flush")
def _flushed(db: OrmSession, _context: Any) -> None:
    _note_write(db, {one.__tablename__ for one in (*db.new, *db.dirty, *db.deleted)})


@event.listens_for(OrmSession, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if not state.is_select:
        written = getattr(state.statement, "table", None)
        _note_write(state.session, {getattr(written, "name", UNKNOWN)})


def _note_write(db: OrmSession, tables: set[str]) -> None:
    db.info["written"] = True
    db.info["unrecorded"] = db.info.get("unrecorded", set()) | tables


def has_written(db: Session) -> bool:
    """Whether a session has changed rows, or tried to: it may then see what others do not."""
    return bool(db.info.get("written"))


def has_unrecorded(db: Session, tables: Collection[str] = ()) -> bool:
    """Whether a session has changed rows since it last recorded an act, of these tables if some
    are named."""
    changed: set[str] = db.info.get("unrecorded", set())
    return bool(changed & {UNKNOWN, *tables} if tables else changed)


def note_record(db: Session) -> None:
    """Whatever a session has written so far belongs to the act that it has just recorded."""
    db.info["unrecorded"] = set()


class Turn:
    """On SQLite, one writer at a time over all threads and processes; elsewhere, no wait at all.

    SQLite's own waiting is a poll that starves some writers; a lock wakes them in order.
    """

    def __init__(self, source: Engine) -> None:
        name = source.url.database
        self.locks = _locks(name) if source.dialect.name == "sqlite" and name else None
        self.held = False

    def take(self, *, wait: bool = True) -> bool:
        """Wait for the turn; with `wait=False`, say at once whether it could be had."""
        if self.locks is None:
            return True
        thread_lock, file = self.locks
        if not thread_lock.acquire(blocking=wait):
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            thread_lock.release()
            return False
        self.held = True
        return True

    def give_up(self) -> None:
        """Let the next one in; nothing happens if the turn was never had."""
        if self.locks is None or not self.held:
            return
        thread_lock, file = self.locks
        self.held = False
        fcntl.flock(file, fcntl.LOCK_UN)
        thread_lock.release()


@cache
def _locks(database: str) -> tuple[threading.Lock, int]:
    """One lock for the threads of this process and an open file for the other processes."""
    return threading.Lock(), os.open(f"{database}.turn", os.O_RDWR | os.O_CREAT, 0o600)
