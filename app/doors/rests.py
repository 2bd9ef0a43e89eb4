"""Doors at rest as a reader may know them, and what woke them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_
from sqlmodel import Session, col

from app.accounts.policy import Act, Reader, may
from app.accounts.queries import user_names
from app.audit.derived import FACTS, derived
from app.doors.door import Door
from app.doors.ladder import opened_on
from app.doors.models import Rest, RestEnd, RestTrigger
from app.doors.queries import open_door_of, readable_rests
from app.doors.waking import (
    Cast,
    Ended,
    Joined,
    Occurred,
    RestRead,
    Sleep,
    Surroundings,
    Trigger,
    Waking,
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


class Both(NamedTuple):
    """By door, newest first: the rests that a reader may read, and those of which they learn the
    one sentence alone."""

    readable: dict[Door, list[RestRead]]
    warned: dict[Door, list[RestRead]]


TOUCHED_BY = (*FACTS, "rest.", "happening.", "user.")


def rests(db: Session, reader: Reader, today: date) -> Rests:
    """The readable rests of each door, newest first; nothing for those who read no entries."""
    return _both(db, reader, today).readable if may(reader, Act.READ_ENTRIES) else {}


def present_rests(db: Session, reader: Reader, today: date) -> dict[Door, RestRead]:
    """The rest that decides at each open door: one that lasts, or that woke."""
    return _present(book(db), rests(db, reader, today), today)


def warned_rests(
    db: Session, reader: Reader, today: date, iso3: str | None = None
) -> frozenset[Door]:
    """Doors that rest by what the reader may not read and whose author warns others."""
    present = _present(book(db), _both(db, reader, today).warned, today)
    asleep = {door for door, one in present.items() if one.asleep}
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


def _both(db: Session, reader: Reader, today: date) -> Both:
    return derived(
        db, ("rests", reader, today), lambda: _read(db, reader, today), touched_by=TOUCHED_BY
    )


def _read(db: Session, reader: Reader, today: date) -> Both:
    """In one query; those that are neither readable nor warn others stay in the database."""
    readable = readable_rests(reader)
    query = (
        columns(Rest, RestEnd, RestTrigger.trigger, readable.label("readable"))
        .join(RestTrigger, col(RestTrigger.rest_id) == col(Rest.id))
        .join(RestEnd, col(RestEnd.rest_id) == col(Rest.id), isouter=True)
        .where(or_(readable, col(Rest.warn_others).is_(True)), col(Rest.rested_on) <= today)
        .order_by(col(Rest.id).desc())
    )
    rows: dict[int, tuple[Rest, RestEnd | None, bool]] = {}
    triggers: dict[int, set[Trigger]] = defaultdict(set)
    for rest, end, trigger, is_readable in db.execute(query):
        rows[rest.id] = (rest, end, bool(is_readable))
        triggers[rest.id].add(trigger)
    around = _surroundings(db, reader, {rest.state_iso3 for rest, _, _ in rows.values()}, today)
    names = user_names(db) if rows else {}
    both = Both(defaultdict(list), defaultdict(list))
    for number, (rest, end, is_readable) in rows.items():
        sleep = _sleep(rest, frozenset(triggers[number]))
        ended = end if end and end.ended_on <= today else None
        awake = waking(sleep, around[rest.state_iso3], ended.ended_on if ended else today)
        kept = both.readable if is_readable else both.warned
        kept[Door(rest.state_iso3, rest.ask)].append(_as_read(rest, sleep, awake, ended, names))
    return Both(dict(both.readable), dict(both.warned))


def _as_read(
    rest: Rest, sleep: Sleep, awake: Waking | None, ended: RestEnd | None, names: dict[int, str]
) -> RestRead:
    return RestRead(
        id=rest.id or 0,
        door=Door(rest.state_iso3, rest.ask),
        sleep=sleep,
        reason=rest.reason,
        by=names.get(rest.author_id, _("not known")),
        author_id=rest.author_id,
        visibility=rest.visibility,
        messenger=rest.messenger,
        origin=rest.origin,
        waking=awake,
        ended=_ended(ended, names) if ended else None,
    )


def _ended(row: RestEnd, names: dict[int, str]) -> Ended:
    by = names.get(row.author_id, _("not known"))
    return Ended(row.ended_on, row.recorded_at, by, row.author_id, row.reason)


def _sleep(row: Rest, triggers: frozenset[Trigger]) -> Sleep:
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
    if not states:
        return {}
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
