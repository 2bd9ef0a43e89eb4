"""Remembering what was derived, for as long as nothing that matters to it has changed.

Every act is recorded in the audit inside its own transaction, so the last digest names one state
of the whole database: what was derived at it stays true while it is the last, and the entries
since say what has changed. The key holds the reader and the day, so nobody ever gets what was
derived for somebody else; the language that is spoken belongs to every key.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session, SQLModel, col, select

from app.audit.models import Entry
from app.audit.service import Version, last_version
from app.kit.db import has_unrecorded, has_written
from app.kit.translation import language

Value = TypeVar("Value")

ROOM = 512
MOST_CHANGES = 200
"""With more acts than this since, a value is made anew without looking at them."""
IGNORED = (
    "session.",
    "link.",
    "password.",
    "contacts.exported",
    "history.exported",
    "brief.exported",
    "trip.exported",
    "hand_over.exported",
    "edited_brief.",
    "view.",
    "plan.",
    "report.",
)
"""Acts from which nothing is derived."""
FACTS = ("facts.", "treaty_act.", "demonstration.", "synthetic.")
"""Acts that change the reference facts, or much at once."""


class Change(NamedTuple):
    """An act of the audit, such as ("contact.logged", "contact:12")."""

    verb: str
    subject: str


@dataclass(frozen=True)
class Kept:
    """A value and the version of the database that it was last true at."""

    at: Version
    value: Any


_kept: OrderedDict[Hashable, Kept] = OrderedDict()
_lock = Lock()


def derived(
    db: Session,
    key: tuple[Hashable, ...],
    make: Callable[[], Value],
    *,
    touched_by: tuple[str, ...] = ("",),
    made_of: tuple[type[SQLModel], ...] = (),
    renew: Callable[[Value, Sequence[Change]], Value | None] = lambda old, changes: None,
) -> Value:
    """`make()`, or what it made before under the same `key` if nothing has changed since.

    `touched_by` are beginnings of the verbs that change the value, all of them by default;
    `made_of` the tables that it is read from, any by default: an act that has not been recorded
    yet, and writes none of them, need not read it again.
    `renew` may make a new value of the old one and what touched it, or None if it cannot.
    The value is shared between requests: treat it as frozen. A session that has written something,
    which nobody else sees yet, keeps what it makes for itself alone, but not within an act; it must
    record an act before it reads what the act has changed.
    """
    at = last_version(db)
    if not at.digest:
        return make()
    key = (language(), *key)
    ahead = has_unrecorded(db, [str(table.__tablename__) for table in made_of])
    own: dict[Hashable, Kept] = {} if ahead else db.info.setdefault("derived", {})
    kept = own.get(key) or _shared(key)
    found = _renewed(db, kept, at, touched_by, renew) if kept else None
    value: Value = make() if found is None else found
    if has_written(db):
        own[key] = Kept(at, value)
    elif kept is None or kept.at.id < at.id:
        _keep(key, Kept(at, value))
    return value


@event.listens_for(OrmSession, "after_soft_rollback")
def _taken_back(db: OrmSession, _transaction: Any) -> None:
    """What was derived from what is taken back was never true."""
    for name in ("version", "changes", "derived"):
        db.info.pop(name, None)


def forget(db: Session | None = None) -> None:
    """Drop everything, also what a session keeps for itself: for tests that write past the acts."""
    with _lock:
        _kept.clear()
    if db:
        db.info.pop("derived", None)


def _shared(key: Hashable) -> Kept | None:
    with _lock:
        kept = _kept.get(key)
        if kept:
            _kept.move_to_end(key)
    return kept


def _renewed(
    db: Session,
    kept: Kept,
    at: Version,
    touched_by: tuple[str, ...],
    renew: Callable[[Any, Sequence[Change]], Any],
) -> Any:
    """The kept value, brought up to date; None if it must be made anew."""
    if kept.at == at:
        return kept.value
    changes = _changes(db, kept.at, at)
    if changes is None:
        return None
    touching = [change for change in changes if change.verb.startswith(touched_by)]
    return renew(kept.value, touching) if touching else kept.value


def _changes(db: Session, since: Version, at: Version) -> list[Change] | None:
    """What happened after `since`, oldest first; None if that cannot be said."""
    if since.id >= at.id:
        return None
    read: dict[Any, list[Change] | None] = db.info.setdefault("changes", {})
    if (since, at) not in read:
        read[since, at] = _read_changes(db, since)
    return read[since, at]


def _read_changes(db: Session, since: Version) -> list[Change] | None:
    rows = db.exec(
        select(Entry.id, Entry.digest, Entry.verb, Entry.subject)
        .where(col(Entry.id) >= since.id)
        .order_by(col(Entry.id))
        .limit(MOST_CHANGES)
    ).all()
    if not rows or rows[0][1] != since.digest or len(rows) == MOST_CHANGES:
        return None
    return [Change(verb, subject) for _, _, verb, subject in rows[1:] if _counts(verb)]


def _counts(verb: str) -> bool:
    return not verb.startswith(IGNORED)


def _keep(key: Hashable, kept: Kept) -> None:
    with _lock:
        _kept[key] = kept
        _kept.move_to_end(key)
        while len(_kept) > ROOM:
            _kept.popitem(last=False)
