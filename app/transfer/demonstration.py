"""Demonstration accounts and entries, and taking them all away again (domain rule 6).

No text here is, or looks like, what a government said or promised.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from sqlalchemy import delete, update
from sqlmodel import Session, SQLModel, col, select

from app.accounts.forms import AddUser
from app.accounts.models import SignIn, SignInLink, User
from app.accounts.policy import Role, Visibility
from app.accounts.service import add_user
from app.advice.forms import PlanApproach
from app.advice.models import Approach, ApproachStep, Decision, Lead
from app.advice.service import plan_approach
from app.audit.service import record
from app.contacts.forms import LogContact
from app.contacts.models import (
    Commitment,
    CommitmentOutcome,
    Contact,
    ContactDoor,
    ContactMessenger,
    ContactVersion,
    Counterpart,
    Retraction,
)
from app.contacts.service import log_contact
from app.contacts.terms import CHANNEL_NAMES, Channel, Level, Response
from app.doors.asks import Barrier
from app.doors.door import Door
from app.doors.forms import MoveStage, ReadBarrier
from app.doors.ladder import Stage
from app.doors.models import BarrierOvercome, BarrierReading, Hold, SettingsChange, StageMove
from app.doors.queries import open_doors
from app.doors.service import move_stage, read_barrier
from app.kit.origin import Origin
from app.messengers.models import ExcludedPair, Messenger

PEOPLE = (
    ("coordinator", "Demo Coordinator", Role.COORDINATOR, "COORDINATORS", False),
    ("member", "Demo Member", Role.MEMBER, "AUT", False),
    ("campaigner", "Demo Campaigner", Role.MEMBER, "CMC", True),
    ("envoy", "Demo Envoy", Role.ENVOY, "ENVOY", False),
    ("observer", "Demo Observer", Role.OBSERVER, None, False),
    ("administrator", "Demo Administrator", Role.ADMINISTRATOR, None, False),
)
TAKING_PART = (
    "AUT", "IRL", "NOR", "CHE", "FRA", "MEX", "CRI", "ZMB", "GHA", "MOZ", "PHL", "LAO", "NZL",
)  # fmt: skip
INSTITUTIONS = ("ENVOY", "COORDINATORS", "CMC")
TEXT = "Demonstration entry: shows how a {what} looks in the log. Nothing here was said by anybody."
ROUNDS = 3
EVERY = 2
"""Every second open door has entries."""


def load(db: Session, *, now: datetime) -> list[User]:
    """Make the accounts, mark the messengers that take part and write the entries; once.

    Returns the accounts, one for each role and one of an NGO.
    """
    people = [
        add_user(
            db,
            AddUser(email=f"{key}@demo.example.org", name=name, role=role, messenger=code, ngo=ngo),
            by=None,
            now=now,
            origin=Origin.DEMONSTRATION,
        )
        for key, name, role, code, ngo in PEOPLE
    ]
    db.execute(
        update(Messenger)
        .where(col(Messenger.code).in_([*TAKING_PART, *INSTITUTIONS]))
        .values(takes_part=True)
    )
    _write_entries(db, {user.role: user for user in reversed(people)}, now)
    record(db, None, "demonstration.loaded", "demonstration", at=now)
    return people


def remove(db: Session, *, now: datetime) -> dict[str, int]:
    """Take away every demonstration entry and account with all that hangs on them.

    Real entries that point at one stay, without the pointer. Rows removed, by table.
    """
    users = _ids(db, User)
    contacts = sorted({*_ids(db, Contact), *_by(db, Contact, users)})
    approaches = sorted({*_ids(db, Approach), *_by(db, Approach, users)})
    readings = sorted({*_ids(db, BarrierReading), *_by(db, BarrierReading, users)})
    commitments = _where(db, Commitment, "contact_id", contacts)
    _unlink(db, users, contacts, approaches)
    plan: tuple[tuple[type[SQLModel], str, list[int]], ...] = (
        (CommitmentOutcome, "commitment_id", commitments),
        (CommitmentOutcome, "author_id", users),
        (Commitment, "contact_id", contacts),
        (Decision, "author_id", users),
        (Decision, "approach_id", approaches),
        (ApproachStep, "approach_id", approaches),
        (ApproachStep, "author_id", users),
        (Approach, "id", approaches),
        (Retraction, "contact_id", contacts),
        (Retraction, "author_id", users),
        (ContactVersion, "contact_id", contacts),
        (Counterpart, "contact_id", contacts),
        (ContactMessenger, "contact_id", contacts),
        (ContactDoor, "contact_id", contacts),
        (Contact, "id", contacts),
        (BarrierOvercome, "reading_id", readings),
        (BarrierOvercome, "author_id", users),
        (BarrierReading, "id", readings),
        (StageMove, "author_id", users),
        (Hold, "author_id", users),
        (Lead, "author_id", users),
        (ExcludedPair, "author_id", users),
        (SettingsChange, "author_id", users),
        (SignIn, "user_id", users),
        (SignInLink, "user_id", users),
        (User, "id", users),
    )
    removed: dict[str, int] = {}
    for model, name, ids in plan:
        gone = db.execute(delete(model).where(col(getattr(model, name)).in_(ids)))
        table = str(model.__tablename__)
        removed[table] = removed.get(table, 0) + int(gone.rowcount)  # type: ignore[attr-defined]  # a delete's result counts rows
    if users:
        _unmark(db)
        record(db, None, "demonstration.removed", "demonstration", at=now)
    return {table: number for table, number in removed.items() if number}


def _unmark(db: Session) -> None:
    """Messengers marked for demonstration, whose settings nobody changed since."""
    db.execute(
        update(Messenger)
        .where(col(Messenger.code).in_([*TAKING_PART, *INSTITUTIONS]), col(Messenger.version) == 1)
        .values(takes_part=False)
    )


def _unlink(db: Session, users: list[int], contacts: list[int], approaches: list[int]) -> None:
    """What real entries keep of people and approaches that go."""
    gone_owner = col(Contact.next_step_owner).in_(users) & col(Contact.id).not_in(contacts)
    db.execute(update(Contact).where(gone_owner).values(next_step_owner=None))
    lost = col(Approach.owner_id).in_(users) & col(Approach.id).not_in(approaches)
    db.execute(update(Approach).where(lost).values(owner_id=Approach.author_id))
    db.execute(
        update(ApproachStep)
        .where(col(ApproachStep.contact_id).in_(contacts))
        .values(contact_id=None)
    )
    db.execute(update(Hold).where(col(Hold.lifted_by).in_(users)).values(lifted_by=None))
    db.execute(
        update(ExcludedPair).where(col(ExcludedPair.lifted_by).in_(users)).values(lifted_by=None)
    )


def _ids(db: Session, model: type[User | Contact | Approach | BarrierReading]) -> list[int]:
    rows = db.exec(select(model.id).where(col(model.origin) == Origin.DEMONSTRATION))
    return [number for number in rows if number]


def _by(
    db: Session, model: type[Contact | Approach | BarrierReading], users: list[int]
) -> list[int]:
    return _where(db, model, "author_id", users)


def _where(db: Session, model: type[SQLModel], name: str, ids: list[int]) -> list[int]:
    key = col(getattr(model, "id"))  # noqa: B009  # every one of them has an id
    rows = db.execute(select(key).where(col(getattr(model, name)).in_(ids)))
    return list(rows.scalars())


def _write_entries(db: Session, people: dict[Role, User], now: datetime) -> None:
    today = now.date()
    doors = open_doors(db, today)[::EVERY]
    kinds = _kinds()
    for position, door in enumerate(doors):
        for turn in range(1 + position % ROUNDS):
            days = 60 + 23 * (position % 11) + 75 * turn
            _write_contact(db, people, door, next(kinds), today - timedelta(days=days), position)
    for position, door in enumerate(doors[:14]):
        _write_door(db, people[Role.COORDINATOR], door, position, now)
    for position, door in enumerate(doors[15:18]):
        _write_approach(db, people, door, position, now)


def _kinds() -> Iterator[tuple[Channel, Response | None, Level, str]]:
    """Channels, responses, levels and messengers, each in its own rhythm."""
    channels, senders = cycle(Channel), cycle((*TAKING_PART, *INSTITUTIONS))
    responses, levels = cycle((*Response, None)), cycle(Level)
    while True:
        yield next(channels), next(responses), next(levels), next(senders)


def _write_contact(
    db: Session,
    people: dict[Role, User],
    door: Door,
    kind: tuple[Channel, Response | None, Level, str],
    held_on: date,
    position: int,
) -> None:
    channel, response, level, sender = kind
    text = TEXT.format(what=CHANNEL_NAMES[channel])
    promised = position % 5 == 0
    visibility = list(Visibility)[(position % 8) - 4] if position % 8 > 4 else Visibility.GROUP
    wish = LogContact(
        state=door.iso3,
        asks=[door.ask],
        held_on=held_on,
        channel=channel,
        level=level,
        response=response,
        messengers=[sender],
        place="Demonstration entry",
        counterpart_office=["Demonstration entry: office"] if position % 3 == 0 else [],
        note=text,
        commitment_side=["ours"] if promised else [],
        commitment_text=["Demonstration entry: something to send"] if promised else [],
        commitment_due=[(held_on + timedelta(days=120)).isoformat()] if promised else [],
        next_step="Demonstration entry: follow up" if position % 4 == 0 else "",
        visibility=visibility,
        submission=f"demonstration-{door.iso3}-{held_on}",
    )
    by = people[Role.COORDINATOR if position % 2 else Role.MEMBER]
    then = datetime.combine(held_on, time(12), UTC)
    log_contact(db, wish, by=by, now=then, today=held_on)


def _write_door(db: Session, by: User, door: Door, position: int, now: datetime) -> None:
    today = now.date()
    stage = list(Stage)[position % 5]
    reason = "Demonstration entry: shows how a move on the ladder looks."
    moved = MoveStage(stage=stage, moved_on=today - timedelta(days=30 + position), reason=reason)
    move_stage(db, moved, door=door, by=by, now=now, today=today)
    if position % 3 == 0:
        barrier = list(Barrier)[position % len(Barrier)]
        reading = ReadBarrier(
            barrier=barrier,
            read_on=today - timedelta(days=40),
            source="Demonstration entry: shows how a reading of a barrier looks.",
        )
        read_barrier(db, reading, door=door, by=by, now=now, today=today)


def _write_approach(
    db: Session, people: dict[Role, User], door: Door, position: int, now: datetime
) -> None:
    today = now.date()
    wish = PlanApproach(
        state=door.iso3,
        messenger=("ENVOY", "AUT", "COORDINATORS")[position],
        channel=Channel.BILATERAL_MEETING,
        level=Level.AMBASSADOR,
        window_from=today + timedelta(days=7),
        window_to=today + timedelta(days=35),
        note="Demonstration entry: shows how a claimed approach looks.",
        override_reason="Demonstration entry",
    )
    by = people[(Role.ENVOY, Role.MEMBER, Role.COORDINATOR)[position]]
    plan_approach(db, wish, by=by, now=now, today=today)
