"""What was done since a page was made, for whoever tells pages of it.

A page keeps a token of the version that it shows and sends it back when it asks for news. The
number of an act would say how many acts there were that the page's reader may not read, and the
digest whether there were any at all: the token is neither. It is the day's minute and a digest of
the version with a salt of its own, so that no two are alike and only who has the versions can tell
which one is meant.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from sqlmodel import Session, col

from app.audit.models import Entry
from app.audit.service import Version
from app.kit.db import columns

KEPT = timedelta(hours=12)
"""A page that is older than this is old, whatever was done since."""
LATEST = timedelta(minutes=10)
"""How long before its commit an act may have its time from, and how far clocks may differ."""
SALT, MADE, DIGEST = 6, 4, 14
"""Bytes of a token's parts."""
READ = 100
"""Entries read at a time to find a token's version."""


class Deed(NamedTuple):
    """An entry of the audit, such as (3, "contact.logged", "contact:12")."""

    actor_id: int | None
    verb: str
    subject: str


def token(at: Version, now: datetime) -> str:
    """A word for a version, another one each time: 32 characters that fit an address."""
    salt = secrets.token_bytes(SALT)
    made = int(now.timestamp() // 60).to_bytes(MADE)
    return urlsafe_b64encode(salt + made + _digest(salt, at.digest)).decode()


def recalled(db: Session, given: str, now: datetime) -> Version | None:
    """The version that a token was made of; None if it is older than KEPT, or none of ours."""
    try:
        parts = urlsafe_b64decode(given)
    except (Error, ValueError):
        return None
    if len(parts) != SALT + MADE + DIGEST:
        return None
    salt, digest = parts[:SALT], parts[SALT + MADE :]
    made = datetime.fromtimestamp(60 * int.from_bytes(parts[SALT : SALT + MADE]), UTC)
    if not now - KEPT <= made <= now + LATEST:
        return None
    return next((one for one in _back_to(db, made) if _digest(salt, one.digest) == digest), None)


def deeds(db: Session, after: Version, until: Version) -> list[Deed]:
    """What was done after one version and until another, oldest first."""
    query = columns(Entry.actor_id, Entry.verb, Entry.subject).where(
        col(Entry.id) > after.id, col(Entry.id) <= until.id
    )
    return [Deed(*row) for row in db.execute(query.order_by(col(Entry.id)))]


def _back_to(db: Session, made: datetime) -> Iterator[Version]:
    """The versions that were the last at that minute or since, newest first."""
    query = columns(Entry.id, Entry.digest, Entry.at).order_by(col(Entry.id).desc())
    with db.execute(query.execution_options(yield_per=READ)) as rows:
        for number, digest, at in rows:
            yield Version(number, digest)
            if at < made - LATEST:
                return
    yield Version(0, "")


def _digest(salt: bytes, digest: str) -> bytes:
    return sha256(salt + digest.encode()).digest()[:DIGEST]
