"""Writing the audit and checking its chain."""

import hashlib
import json
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.audit.models import Entry
from app.kit.db import columns, note_record

LOCK = 0x5A3E
NEWEST = columns(Entry.id, Entry.digest).order_by(col(Entry.id).desc()).limit(1)
"""Made once, as every request asks it."""
READ = 1000
"""Entries read at a time to check the chain."""


def record(
    db: Session, actor_id: int | None, verb: str, subject: str, *, at: datetime, detail: str = ""
) -> None:
    """Write down who did what, inside the act's own transaction.

    `verb` is such as "contact.logged", `subject` such as "contact:12"; `detail` never holds the
    text of an entry. `actor_id` is None for the command line.
    """
    wait_for_turn(db)
    before = version(db)
    digest = _digest(before, at, actor_id, verb, subject, detail)
    db.info.pop("version", None)
    db.add(
        Entry(at=at, actor_id=actor_id, verb=verb, subject=subject, detail=detail, digest=digest)
    )
    db.flush()
    note_record(db)


def wait_for_turn(db: Session) -> None:
    """From here to the end of the transaction, one act at a time; SQLite has one writer anyway.

    What others did before our turn came is seen from now on, also by what is remembered.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.exec(select(func.pg_advisory_xact_lock(LOCK)))
        db.info.pop("version", None)


class Version(NamedTuple):
    """The last act: its digest names one state of the database; (0, "") before any.

    Acts are recorded one at a time, in the order in which they become visible.
    """

    id: int
    digest: str


def last_version(db: Session) -> Version:
    """The version that a session sees, asked once and again after each act of its own."""
    if "version" not in db.info:
        db.info["version"] = _read_version(db)
    found: Version = db.info["version"]
    return found


def version(db: Session) -> str:
    """The last digest, "" before any act."""
    return _read_version(db).digest


def _read_version(db: Session) -> Version:
    found = db.execute(NEWEST).first()
    return Version(*found) if found else Version(0, "")


def first_break(db: Session) -> int | None:
    """The id of the first entry that does not fit the chain; None if all of them do."""
    before = ""
    query = select(Entry).order_by(col(Entry.id)).execution_options(yield_per=READ)
    with db.exec(query) as entries:
        for entry in entries:
            due = _digest(before, entry.at, entry.actor_id, entry.verb, entry.subject, entry.detail)
            if entry.digest != due:
                return entry.id
            before = entry.digest
    return None


def _digest(before: str, at: datetime, *parts: object) -> str:
    line = json.dumps([before, at.isoformat(), *parts], ensure_ascii=False)
    return hashlib.sha256(line.encode()).hexdigest()
