"""Remembering what was derived, for as long as nothing has changed.

Every act is recorded in the audit inside its own transaction, so the last digest names one state
of the whole database: what was derived at it stays true while it is the last. The key holds the
digest, the reader and the day, so nobody ever gets what was derived for somebody else.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlmodel import Session

from app.audit.service import version

Value = TypeVar("Value")

ROOM = 512
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def derived(db: Session, key: tuple[Hashable, ...], make: Callable[[], Value]) -> Value:
    """`make()`, or what it made before at the same version of the database under the same `key`.

    The value is shared between requests: treat it as frozen. A writing session, which may see
    what nobody else sees yet, always makes it anew.
    """
    at = _version(db)
    if not at:
        return make()
    full = (at, *key)
    with _lock:
        if full in _kept:
            _kept.move_to_end(full)
            value: Value = _kept[full]
            return value
    made = make()
    with _lock:
        _kept[full] = made
        while len(_kept) > ROOM:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """Drop everything: for tests that write past the acts."""
    with _lock:
        _kept.clear()


def _version(db: Session) -> str:
    """The version of a reading session, asked once; "" for a session that may write."""
    if "version" not in db.info:
        db.info["version"] = version(db) if db.info.get("reading") else ""
    at: str = db.info["version"]
    return at
