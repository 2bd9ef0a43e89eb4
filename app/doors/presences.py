"""Who has a form about a door open just now, and has chosen that the group may read it.

A row stays for seconds and is no act: nothing of it is in the audit, and nothing is derived from
it. Others are told that somebody is writing, never who.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from pydantic import BaseModel, Field
from sqlalchemy import delete
from sqlmodel import Session, col

from app.accounts.models import SignIn, User
from app.accounts.policy import Act, Visibility, require
from app.audit.service import wait_for_turn
from app.doors.models import Presence
from app.doors.queries import door_of
from app.kit.db import columns
from app.states.names import resolve
from app.states.queries import book

LASTS = timedelta(seconds=30)
"""How long a word of a form holds; a form that is open says it every ten seconds."""


class Write(BaseModel):
    """The State as it stands in the form, and the level that is chosen there, "" for none."""

    state: str = Field(default="", max_length=200)
    visibility: str = Field(default="", max_length=40)


def note_presence(db: Session, wish: Write, *, by: User, sign_in_id: int, now: datetime) -> None:
    """Somebody is writing about this door, if it is one and the level is the group's; or no longer.

    Says the same of a form that is about no door, or of a level that others may not read.
    """
    require(by.reader, Act.LOG)
    iso3 = resolve(book(db).states.values(), wish.state)
    if iso3 is None:
        return
    wait_for_turn(db)
    own = (col(Presence.sign_in_id) == sign_in_id) & (col(Presence.state_iso3) == iso3)
    db.execute(delete(Presence).where(own | (col(Presence.seen_at) <= now - LASTS)))
    if wish.visibility == Visibility.GROUP and door_of(db, iso3, now.date()):
        db.add(Presence(sign_in_id=sign_in_id, state_iso3=iso3, seen_at=now))
        db.flush()


def writing_now(db: Session, now: datetime) -> dict[str, frozenset[int]]:
    """By State, the ids of the accounts that are writing about its door."""
    found: dict[str, set[int]] = defaultdict(set)
    query = (
        columns(Presence.state_iso3, SignIn.user_id)
        .join(SignIn, col(SignIn.id) == col(Presence.sign_in_id))
        .where(col(Presence.seen_at) > now - LASTS)
    )
    for iso3, user_id in db.execute(query):
        found[iso3].add(user_id)
    return {iso3: frozenset(ids) for iso3, ids in found.items()}
