"""Doors at rest as a reader may know them, and what woke them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from app.accounts.policy import Act, Reader, may
from app.accounts.queries import user_names
from app.audit.derived import FACTS, derived
from app.doors.door import Door
from app.doors.ladder import opened_on
from app.doors.models import Rest, RestEnd, RestTrigger
from app.doors.queries import open_door_of, readable_rests
from app.doors.waking import (
    Cast,
    Joined,
    Occurred,
    RestRead,
    Sleep,
    Surroundings,
    Trigger,
    present_rest,
    waking,
)
from app.kit.dates import spoken
from app.kit.db import columns
from app.kit.translation import gettext as _
from app.norms.queries import all_ccm_votes, vote_days
from app.opportunities.happenings import Happened, happenings
from app.states.queries import ActRow, Book, book
from app.states.standing import ACTION_NAMES, CONSENT, Standing, counts_from, deciding

Rests = Mapping[Door, Sequence[RestRead]]
TOUCHED_BY = (*FACTS, "rest.", "happening.", "user.")


def rests(db: Session, reader: Reader, today: date) -> Rests:
    """The readable rests of each door, newest first; nothing for those who read no entries."""
    if not may(reader, Act.READ_ENTRIES):
        return {}
    return derived(
        db,
        ("rests", reader, today),
        lambda: _read(db, reader, today, readable_rests(reader)),
        touched_by=TOUCHED_BY,
    )


def present_rests(db: Session, reader: Reader, today: date) -> dict[Door, RestRead]:
    """The rest that decides at each open door: one that lasts, or that woke."""
    return _present(book(db), rests(db, reader, today), today)


def warned_rests(
    db: Session, reader: Reader, today: date, iso3: str | None = None
) -> frozenset[Door]:
    """Doors that rest by what the reader may not read and whose author warns others."""

    def read() -> Rests:
        hidden = ~readable_rests(reader) & col(Rest.warn_others).is_(True)
        return _read(db, reader, today, hidden)

    found = derived(db, ("warned rests", reader, today), read, touched_by=TOUCHED_BY)
    asleep = {door for door, one in _present(book(db), found, today).items() if one.asleep}
    return frozenset(door for door in asleep if iso3 in (None, door.iso3))


def neighbours(known: Book, iso3: str) -> list[str]:
    """The codes of the other States of its sub-region."""
    region = known.states[iso3].subregion
    return [
        other for other, card in known.states.items() if card.subregion == region and other != iso3
    ]


def parties_beside(known: Book, iso3: str, on: date) -> list[str]:
    """Which of them are party on a day."""
    return [one for one in neighbours(known, iso3) if known.standing(one, on) is Standing.PARTY]


def _present(known: Book, found: Rests, today: date) -> dict[Door, RestRead]:
    present = {}
    for door, read in found.items():
        since = opened_on(known.acts.get(door.iso3, ()), today)
        one = present_rest(read, since) if open_door_of(known, door.iso3, today) == door else None
        if one:
            present[door] = one
    return present


def _read(
    db: Session, reader: Reader, today: date, where: ColumnElement[bool]
) -> dict[Door, list[RestRead]]:
    rows = db.execute(
        columns(Rest, RestEnd)
        .join(RestEnd, col(RestEnd.rest_id) == col(Rest.id), isouter=True)
        .where(where, col(Rest.rested_on) <= today)
        .order_by(col(Rest.id).desc())
    ).all()
    found: dict[Door, list[RestRead]] = defaultdict(list)
    if not rows:
        return {}
    triggers = _triggers(db, [row.id for row, _end in rows])
    around = _surroundings(db, reader, {row.state_iso3 for row, _end in rows}, today)
    names = user_names(db)
    for row, end in rows:
        door, sleep = Door(row.state_iso3, row.ask), _sleep(row, triggers[row.id])
        ended = end is not None and end.ended_on <= today
        found[door].append(
            RestRead(
                id=row.id,
                door=door,
                sleep=sleep,
                reason=row.reason,
                by=names.get(row.author_id, _("not known")),
                author_id=row.author_id,
                visibility=row.visibility,
                messenger=row.messenger,
                origin=row.origin,
                waking=waking(sleep, around[door.iso3], end.ended_on if ended else today),
                ended_on=end.ended_on if ended else None,
                ended_by=names.get(end.author_id, "") if ended else "",
                ended_why=end.reason if ended else "",
            )
        )
    return dict(found)


def _triggers(db: Session, numbers: Sequence[int]) -> dict[int, frozenset[Trigger]]:
    found: dict[int, set[Trigger]] = defaultdict(set)
    for one in db.exec(select(RestTrigger).where(col(RestTrigger.rest_id).in_(numbers))):
        found[one.rest_id].add(one.trigger)
    return {number: frozenset(kinds) for number, kinds in found.items()}


def _sleep(row: Any, triggers: frozenset[Trigger]) -> Sleep:
    return Sleep(
        since=row.rested_on,
        recorded_at=row.recorded_at,
        triggers=triggers,
        until=row.until,
        resolution=row.resolution,
        vote=row.vote,
        parties=frozenset(filter(None, row.parties.split(";"))),
    )


def _surroundings(
    db: Session, reader: Reader, states: set[str], today: date
) -> dict[str, Surroundings]:
    known, votes, days = book(db), all_ccm_votes(db), vote_days(db)
    happened = happenings(db, reader)
    return {
        iso3: Surroundings(
            votes=[
                Cast(one.resolution, days[one.resolution], one.vote, one.source)
                for one in votes.get(iso3, ())
            ],
            neighbours=[
                one for other in neighbours(known, iso3) for one in _joined(known, other, today)
            ],
            happenings=[_occurred(one) for one in happened.get(iso3, ()) if one.counts],
        )
        for iso3 in states
    }


def _joined(known: Book, iso3: str, today: date) -> list[Joined]:
    acts = known.acts.get(iso3, ())
    decides = deciding(acts, today)
    return [
        Joined(
            iso3=iso3,
            on=counts_from(act),
            words=_joining(known.name(iso3), act),
            source=act.source,
            present=act == decides,
            demonstration=act.demonstration,
        )
        for act in acts
        if act.action in CONSENT
    ]


def _joining(name: str, act: ActRow) -> str:
    return _(
        "%(state)s joined: %(act)s of %(day)s",
        state=name,
        act=ACTION_NAMES[act.action],
        day=spoken(act.date),
    )


def _occurred(one: Happened) -> Occurred:
    words = _("%(what)s, %(day)s", what=one.words, day=spoken(one.day))
    return Occurred(one.kind, one.day, words, one.source, one.recorded_at, one.demonstration)
