"""The round at a glance, as one reader may know it: what a Coordinator looks at first."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Reader
from app.advice.cold import Cooling, window
from app.advice.gathering import advice
from app.advice.queries import Collision, collisions, open_approaches, quarter
from app.audit.derived import derived
from app.contacts.queries import OpenCommitment, open_commitments
from app.contacts.records import door_records
from app.contacts.silence import EMPTY, DoorRecord, Knock
from app.doors.door import Door
from app.doors.queries import open_doors, round_settings
from app.doors.rests import present_rests
from app.doors.waking import RestRead, shown_rest
from app.kit.origin import Origin
from app.messengers.queries import taking_part
from app.states.names import alphabetical
from app.states.queries import book


@dataclass(frozen=True)
class Glance:
    """Numbers of the quarter from `first` to `last`, and what needs somebody: doors that go cold
    and that nobody has claimed, the coldest first; commitments whose day is past; messengers that
    take part and of which no contact of the quarter is logged. `woken` are doors that were put to
    rest and woke, with the State's name, the last to wake first; whoever claims or makes a knock
    there has looked at it."""

    first: date
    last: date
    doors: int
    knocked: int
    knocks: int
    knockers: int
    claimed: int
    suggested: int
    cooling: tuple[Cooling, ...]
    collisions: tuple[Collision, ...]
    overdue: tuple[OpenCommitment, ...]
    quiet: tuple[str, ...]
    woken: tuple[tuple[str, RestRead], ...]
    demonstration: bool


def glance(db: Session, reader: Reader, today: date) -> Glance:
    """Remembered until something changes."""
    return derived(db, ("glance", reader, today), lambda: _read(db, reader, today))


def _read(db: Session, reader: Reader, today: date) -> Glance:
    first, last = quarter(today)
    records, approaches = door_records(db, reader, today), open_approaches(db, reader)
    doors = open_doors(db, today)
    made = _made(records, first)
    knockers = {code for knock in made.values() for code in knock.messengers}
    due = open_commitments(db, reader)
    claimed, rests = {row.door for row in approaches}, present_rests(db, reader, today)
    awake = [door for door in doors if door not in rests or not rests[door].asleep]
    return Glance(
        first=first,
        last=last,
        doors=len(doors),
        knocked=sum(_knocked(record, first) for record in records.values()),
        knocks=len(made),
        knockers=len(knockers),
        claimed=len(approaches),
        suggested=len(advice(db, reader, today).lines),
        cooling=_cooling(db, awake, records, claimed, today),
        collisions=tuple(collisions(db, reader, today)),
        overdue=tuple(one for one in due if one.due_on and one.due_on < today),
        quiet=tuple(one.name for one in taking_part(db, today) if one.code not in knockers),
        woken=_woken(db, rests, records, claimed),
        demonstration=any(knock.demonstration for knock in made.values())
        or any(row.origin != Origin.REAL for row in approaches),
    )


def _woken(
    db: Session,
    rests: dict[Door, RestRead],
    records: dict[Door, DoorRecord],
    claimed: set[Door],
) -> tuple[tuple[str, RestRead], ...]:
    known, found = book(db), []
    for door, rest in rests.items():
        last = records.get(door, EMPTY).last
        shown = shown_rest(rest, last.held_on if last else None, claimed=door in claimed)
        if shown and shown.woken:
            found.append((known.name(door.iso3), rest))
    return tuple(sorted(found, key=_last_to_wake))


def _last_to_wake(one: tuple[str, RestRead]) -> tuple[int, str]:
    name, rest = one
    woke = rest.waking.on.toordinal() if rest.waking else 0
    return -woke, alphabetical(name)


def _made(records: dict[Door, DoorRecord], since: date) -> dict[int, Knock]:
    """Contacts at open doors since a day, each once."""
    return {
        knock.contact_id: knock
        for record in records.values()
        for knock in record.recent
        if knock.held_on >= since
    }


def _knocked(record: DoorRecord, since: date) -> bool:
    return any(knock.held_on >= since for knock in record.recent)


def _cooling(
    db: Session,
    doors: list[Door],
    records: dict[Door, DoorRecord],
    claimed: set[Door],
    today: date,
) -> tuple[Cooling, ...]:
    known, settings = book(db), round_settings(db)
    found = []
    for door in doors:
        record = records.get(door, EMPTY)
        span = window(record, settings, today)
        if span and span.cools(today) and door not in claimed:
            marked = bool(record.last_effective and record.last_effective.demonstration)
            found.append(Cooling(door, known.name(door.iso3), span, marked))
    return tuple(sorted(found, key=lambda one: (one.window.not_later, alphabetical(one.state))))
