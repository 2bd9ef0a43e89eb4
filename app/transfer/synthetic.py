"""Synthetic entries, many of them, to measure speed with; marked wherever they show."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import func, insert, select
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_one

from app.accounts.forms import AddUser
from app.accounts.models import User
from app.accounts.policy import Role, Visibility
from app.accounts.service import add_user
from app.advice.models import Approach, ApproachStep, Step
from app.audit.service import record
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask, Barrier, open_ask
from app.doors.door import Door
from app.doors.models import BarrierReading, StageMove
from app.doors.queries import open_doors
from app.kit.errors import Refused
from app.kit.origin import Origin
from app.messages.queries import current_message
from app.messengers.models import Messenger
from app.messengers.queries import messengers, taking_part
from app.opportunities.models import Meeting
from app.states.names import names_of
from app.states.queries import book, standings
from app.states.standing import Standing
from app.transfer.origins import holds
from app.transfer.samples import TAKING_PART
from app.transfer.synthetic_rows import Ground, Row, Rows, contact_rows
from app.transfer.vocabulary import MARK, text_of

BATCH = 2000
OPEN_WEIGHT = 8
"""How much more often an open door is knocked on than a State Party is met."""

PEOPLE = (
    ("Coordinator", Role.COORDINATOR, "COORDINATORS"),
    ("Envoy", Role.ENVOY, "ENVOY"),
    ("Campaigner", Role.MEMBER, "CMC"),
    *((f"Member {code}", Role.MEMBER, code) for code in TAKING_PART[:9]),
)


def synthesize(
    db: Session,
    contacts: int,
    seed: int,
    *,
    now: datetime,
    progress: Callable[[int], None] = lambda done: None,
) -> list[User]:
    """Fill a database that holds facts only; the accounts made. `progress` hears contacts done.

    Deterministic for one set of facts, one seed and one day. Raises Refused where entries exist.
    """
    if any(holds(db, origin) for origin in Origin):
        raise Refused("", "This database holds entries: synthetic ones go into one without any.")
    today = now.date()
    random = Random(seed)  # noqa: S311  # dice, not a secret
    people = [_account(db, *one, now=now) for one in PEOPLE]
    _mark_messengers(db)
    ground = _ground(db, random, people, today)
    done = 0
    for rows in _batches(contact_rows(random, ground, contacts)):
        _write(db, rows)
        done += len(rows["contacts"])
        progress(done)
    _write_doors(db, random, people, now, today)
    _renumber(db)
    record(db, None, "synthetic.made", "synthetic", at=now, detail=f"{contacts} contacts")
    return people


def _account(db: Session, name: str, role: Role, messenger: str, *, now: datetime) -> User:
    wish = AddUser(
        email=f"{name.lower().replace(' ', '-')}@synthetic.example.org",
        name=f"Synthetic {name}",
        role=role,
        messenger=messenger,
        ngo=messenger == "CMC",
    )
    return add_user(db, wish, by=None, now=now, origin=Origin.SYNTHETIC)


def _mark_messengers(db: Session) -> None:
    marked = select_one(Messenger).where(col(Messenger.code).in_(TAKING_PART))
    for messenger in db.exec(marked):
        messenger.takes_part, messenger.version = True, messenger.version + 1
        db.add(messenger)
    db.flush()


def _ground(db: Session, random: Random, people: list[User], today: date) -> Ground:
    known, now = book(db), standings(db, today)
    weights = {
        iso3: random.randrange(1, 10) * (1 if now[iso3] is Standing.PARTY else OPEN_WEIGHT)
        for iso3 in sorted(known.states)
    }
    versions = {ask: current_message(db, ask) for ask in Ask}
    codes = sorted(one.code for one in taking_part(db, today))
    return Ground(
        today=today,
        states=tuple(weights.items()),
        called={iso3: names_of(state) for iso3, state in known.states.items()},
        messengers=tuple((code, random.randrange(2, 10)) for code in codes),
        names={code: one.name for code, one in messengers(db).items()},
        authors=tuple(user.id or 0 for user in people),
        ask=lambda iso3, day: open_ask(known.standing(iso3, day)),
        versions={ask: version.id or 0 for ask, version in versions.items() if version},
        meetings=tuple(
            one for one in db.exec(select_one(Meeting.id).order_by(col(Meeting.id))) if one
        ),
    )


def _batches(each: Iterator[Rows]) -> Iterator[Rows]:
    batch: Rows = {}
    for rows in each:
        for table, some in rows.items():
            batch.setdefault(table, []).extend(some)
        if len(batch["contacts"]) == BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch


def _write(db: Session, rows: Rows) -> None:
    for table, some in rows.items():
        if some:
            db.execute(insert(SQLModel.metadata.tables[table]), some)


def _write_doors(
    db: Session, random: Random, people: list[User], now: datetime, today: date
) -> None:
    """A few stage moves and barriers at most open doors, and an approach at some."""
    moves: list[Row] = []
    readings: list[Row] = []
    for door in open_doors(db, today):
        own = {"author_id": random.choice(people).id, "recorded_at": now}
        common = _common(door) | own
        for ago in sorted(random.sample(range(30, 1500), random.randrange(4)), reverse=True):
            day = today - timedelta(days=ago)
            stage = random.randrange(6)
            moves.append(common | {"stage": stage, "moved_on": day, "reason": text_of(random, 8)})
        for barrier in random.sample(tuple(Barrier), random.randrange(3)):
            day = today - timedelta(days=random.randrange(30, 1500))
            readings.append(common | {"barrier": barrier, "read_on": day, "source": MARK})
        if random.random() < 0.2:
            _plan(db, door, random, people, now, today)
    _write(db, {StageMove.__tablename__: moves, BarrierReading.__tablename__: readings})


def _common(door: Door) -> Row:
    return {
        "state_iso3": door.iso3,
        "ask": door.ask,
        "visibility": Visibility.GROUP,
        "origin": Origin.SYNTHETIC,
    }


def _plan(
    db: Session, door: Door, random: Random, people: list[User], now: datetime, today: date
) -> None:
    owner = random.choice(people)
    first = today + timedelta(days=random.randrange(1, 60))
    approach = Approach(
        **_common(door),
        messenger=owner.messenger or "COORDINATORS",
        channel=random.choice(tuple(Channel)),
        level=random.choice((Level.AMBASSADOR, Level.DIRECTOR)),
        window_from=first,
        window_to=first + timedelta(days=14),
        note=text_of(random, 8),
        author_id=owner.id or 0,
        owner_id=owner.id or 0,
        created_at=now,
    )
    db.add(approach)
    db.flush()
    claimed = Step.CLAIMED
    db.add(
        ApproachStep(approach_id=approach.id or 0, step=claimed, author_id=owner.id or 0, at=now)
    )


def _renumber(db: Session) -> None:
    """PostgreSQL gives out numbers by itself: it goes on after those that were given here."""
    if db.get_bind().dialect.name != "postgresql":
        return
    for name in ("contacts", "commitments"):
        number = SQLModel.metadata.tables[name].c.id
        sequence = func.pg_get_serial_sequence(name, "id")
        db.execute(select(func.setval(sequence, func.coalesce(func.max(number), 1))))
