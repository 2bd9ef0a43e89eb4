"""Approaches and suggestions, each for one reader, from what that reader may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, literal
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import WARNING, Act, Reader, may, may_read
from app.accounts.visibility import READERS, readable
from app.advice.models import (
    OPEN_STEPS,
    Approach,
    ApproachStep,
    ApproachVersion,
    Decision,
    Lead,
    Step,
    Verdict,
)
from app.contacts.queries import get_contact
from app.contacts.records import door_records, knocks_by_others, warned_doors
from app.contacts.silence import EMPTY, Knock
from app.contacts.terms import Channel, Level, Precision
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.queries import held_doors, round_settings
from app.doors.rests import present_rests, warned_rests
from app.kit.dates import between, spoken
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.numbers import LARGEST
from app.kit.translation import gettext as _
from app.kit.translation import joined, ngettext
from app.messengers.models import NEVER_SUGGESTED
from app.messengers.queries import Sender, able_to_knock, excluded_pairs, messengers
from app.states.queries import book


class ApproachRow(NamedTuple):
    """One approach in a list, with where it stands."""

    id: int
    iso3: str
    state: str
    ask: Ask
    messenger: str
    messenger_name: str
    channel: Channel
    level: Level
    window_from: date
    window_to: date
    visibility: str
    origin: str
    owner_id: int
    owner: str
    author_id: int
    step: Step
    version: int

    @property
    def door(self) -> Door:
        return Door(self.iso3, self.ask)

    @property
    def code(self) -> str:
        """What a list ticks: the approach as it was then."""
        return f"{self.id}.{self.version}"


class SetAside(NamedTuple):
    """A suggestion that somebody declined or snoozed, and the day on which it returns."""

    iso3: str
    state: str
    messenger_name: str
    verdict: Verdict
    reason: str
    returns_on: date
    by: str
    origin: str
    visibility: str


@dataclass(frozen=True)
class Collision:
    """Two approaches, or an approach and a contact, at one door closer than the spacing."""

    door: Door
    state: str
    approach: ApproachRow
    other: str


@lru_cache(READERS)
def readable_approaches(reader: Reader) -> ColumnElement[bool]:
    return readable(
        reader,
        visibility=col(Approach.visibility),
        author=col(Approach.author_id),
        took_part=col(Approach.messenger) == literal(reader.messenger),
    )


@lru_cache(READERS)
def readable_decisions(reader: Reader) -> ColumnElement[bool]:
    return readable(
        reader,
        visibility=col(Decision.visibility),
        author=col(Decision.author_id),
        took_part=col(Decision.messenger) == literal(reader.messenger),
    )


def open_approaches(db: Session, reader: Reader, iso3: str | None = None) -> list[ApproachRow]:
    """Claimed and confirmed approaches that the reader may read, soonest first."""
    return _named(db, db.execute(_open(reader, iso3)))


def get_approach(db: Session, reader: Reader, number: int) -> tuple[Approach, ApproachRow]:
    """Raises Missing, whether it does not exist or is not open to the reader."""
    query = _approaches().where(readable_approaches(reader), col(Approach.id) == number)
    row = db.execute(query).first() if number <= LARGEST else None
    approach = db.get(Approach, number) if row else None
    if row is None or approach is None:
        raise Missing(_("There is no such approach, or it is not open to you."))
    return approach, _named(db, [row])[0]


def approach_versions_of(db: Session, reader: Reader, number: int) -> list[ApproachVersion]:
    """Earlier versions, newest first: those whose own level the reader may read as well.

    Raises Missing if the approach itself is not open to the reader.
    """
    approach, _ = get_approach(db, reader, number)
    kept = db.exec(
        select(ApproachVersion)
        .where(ApproachVersion.approach_id == number)
        .order_by(col(ApproachVersion.number).desc())
    )
    return [
        one
        for one in kept
        if may_read(reader, one.visibility, approach.author_id, [one.content["messenger"]])
    ]


def steps_of(db: Session, approach: Approach) -> list[Any]:
    """The steps of a readable approach, oldest first, each with its author's name."""
    query = (
        columns(ApproachStep, User.name)
        .join(User, col(User.id) == col(ApproachStep.author_id))
        .where(col(ApproachStep.approach_id) == approach.id)
        .order_by(col(ApproachStep.id))
    )
    return list(db.execute(query).all())


def contact_of(db: Session, reader: Reader, approach: Approach) -> int | None:
    """The contact that a done approach became, if the reader may read it."""
    step = db.execute(
        columns(ApproachStep.contact_id).where(
            col(ApproachStep.approach_id) == approach.id,
            col(ApproachStep.contact_id).is_not(None),
        )
    ).first()
    if step is None:
        return None
    try:
        return get_contact(db, reader, step[0]).id
    except Missing:
        return None


def warned_approaches(db: Session, reader: Reader, iso3: str | None = None) -> frozenset[Door]:
    """Doors with an open approach that the reader may not read and whose author warns others."""
    return frozenset(Door(*row) for row in db.execute(_warning(reader, iso3)))


def all_warned(
    db: Session, reader: Reader, today: date, iso3: str | None = None
) -> frozenset[Door]:
    """Every door, or those of one State, at which this reader is shown the warning: holds, and
    hidden entries whose authors warn others. Which of the four it is, nobody learns."""
    days = round_settings(db).spacing_days
    return (
        held_doors(db, today)
        | warned_doors(db, reader, today, days, iso3)
        | warned_approaches(db, reader, iso3)
        | warned_rests(db, reader, today, iso3)
    )


def warnings_at(
    db: Session,
    reader: Reader,
    door: Door,
    today: date,
    *,
    but_approach: int | None = None,
    messenger: str | None = None,
    warn: bool = True,
    planning: bool = True,
) -> list[str]:
    """What somebody who plans or logs at this door should know first: others' claims and knocks
    within the spacing, as far as they may read them, the warning, and whether the `messenger` is
    one that a Coordinator excludes here (never the cause). Without `warn`, the warning is left to
    the page. Only who is `planning` is told that the door is at rest: a knock that was made needs
    no excuse for it."""
    days = round_settings(db).spacing_days
    said = [
        _(
            "%(messenger)s has claimed the next approach here (%(window)s, by %(person)s).",
            messenger=row.messenger_name,
            window=between(row.window_from, row.window_to),
            person=row.owner,
        )
        for row in open_approaches(db, reader, door.iso3)
        if row.ask is door.ask and row.owner_id != reader.id and row.id != but_approach
    ]
    names = messengers(db)
    for knock in knocks_by_others(db, reader, door, today, days):
        said.append(_knocked(_called(names, knock.messengers), knock, days))
    resting = present_rests(db, reader, today).get(door) if planning else None
    if resting and resting.asleep:
        since, until = spoken(resting.sleep.since), resting.sleep.words
        said.append(_("This door is at rest since %(day)s, %(until)s.", day=since, until=until))
    if warn and door in all_warned(db, reader, today, door.iso3):
        said.append(_("%(sentence)s.", sentence=WARNING))
    if messenger and (messenger, door.iso3) in excluded_pairs(db):
        excluded = _(
            "%(messenger)s is not to be sent to this State, as a Coordinator decided.",
            messenger=names[messenger].name,
        )
        said.append(excluded)
    return said


def _knocked(who: str, knock: Knock, days: int) -> str:
    """That somebody knocked within the spacing, as far as the date tells."""
    told = {"days": days, "messengers": who, "when": knock.on_when}
    if knock.precision is Precision.DAY:
        return ngettext(
            "%(messengers)s knocked here %(when)s, less than %(days)s day ago.",
            "%(messengers)s knocked here %(when)s, less than %(days)s days ago.",
            days,
            **told,
        )
    return ngettext(
        "%(messengers)s knocked here %(when)s, perhaps less than %(days)s day ago.",
        "%(messengers)s knocked here %(when)s, perhaps less than %(days)s days ago.",
        days,
        **told,
    )


def can_be_sent(db: Session, today: date) -> list[Sender]:
    """Messengers that people may plan with: neither the ICRC nor UN bodies."""
    return [one for one in able_to_knock(db, today) if one.kind not in NEVER_SUGGESTED]


def lead_at(db: Session, door: Door) -> Lead | None:
    """The lead messenger that a Coordinator set at this door, with the reason."""
    query = select(Lead).where(
        Lead.state_iso3 == door.iso3, Lead.ask == door.ask, col(Lead.lifted_at).is_(None)
    )
    return db.exec(query).first()


def set_aside(db: Session, reader: Reader, today: date) -> list[SetAside]:
    """Declined and snoozed suggestions that have not returned yet, the next to return first."""
    query = (
        columns(
            Decision.state_iso3,
            Decision.messenger,
            Decision.verdict,
            Decision.reason,
            Decision.returns_on,
            User.name,
            Decision.origin,
            Decision.visibility,
        )
        .join(User, col(User.id) == col(Decision.author_id))
        .where(col(Decision.returns_on) > today, readable_decisions(reader))
        .order_by(col(Decision.returns_on), col(Decision.id))
    )
    known, called = book(db), messengers(db)
    return [
        SetAside(iso3, known.name(iso3), called[code].name, *rest)
        for iso3, code, *rest in db.execute(query)
    ]


def suggestion_behind(db: Session, reader: Reader, approach: Approach) -> Decision | None:
    """What was suggested when the approach was taken on, as it read then. It was made from what
    its author could read: only the author and Coordinators, who read everything, see it."""
    found = db.exec(select(Decision).where(col(Decision.approach_id) == approach.id)).first()
    if found is None or not (found.author_id == reader.id or may(reader, Act.COORDINATE)):
        return None
    return found


def collisions(db: Session, reader: Reader, today: date) -> list[Collision]:
    """What lies closer together than the spacing, as far as the reader may read it."""
    days = round_settings(db).spacing_days
    rows = open_approaches(db, reader)
    records, names = door_records(db, reader, today), messengers(db)
    found = []
    for position, row in enumerate(rows):
        for other in rows[position + 1 :]:
            if other.door == row.door and _apart(row, other) < days:
                what = _(
                    "%(messenger)s, planned from %(day)s",
                    messenger=other.messenger_name,
                    day=spoken(other.window_from),
                )
                found.append(Collision(row.door, row.state, row, what))
        for knock in records.get(row.door, EMPTY).recent:
            if (row.window_from - knock.held_on).days < days:
                what = _(
                    "%(messengers)s, contact %(when)s",
                    messengers=_called(names, knock.messengers),
                    when=knock.on_when,
                )
                found.append(Collision(row.door, row.state, row, what))
    return found


def quarter(today: date) -> tuple[date, date]:
    """The first and the last day of the quarter of a year."""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    following = (first + timedelta(days=93)).replace(day=1)
    return first, following - timedelta(days=1)


def _apart(one: ApproachRow, other: ApproachRow) -> int:
    return abs((one.window_from - other.window_from).days)


def _called(names: dict[str, Sender], codes: tuple[str, ...]) -> str:
    return joined(names[code].name for code in codes)


def _named(db: Session, rows: Iterable[Any]) -> list[ApproachRow]:
    """Rows of approaches with their State and messenger as the reader calls them."""
    known, called = book(db), messengers(db)
    return [
        ApproachRow(number, iso3, known.name(iso3), ask, code, called[code].name, *rest)
        for number, iso3, ask, code, *rest in rows
    ]


@lru_cache(READERS)
def _open(reader: Reader, iso3: str | None) -> Any:
    return (
        _approaches(iso3)
        .where(readable_approaches(reader), col(ApproachStep.step).in_(OPEN_STEPS))
        .order_by(col(Approach.window_from), col(Approach.id))
    )


@lru_cache(READERS)
def _warning(reader: Reader, iso3: str | None) -> Any:
    query = _approaches(iso3).with_only_columns(col(Approach.state_iso3), col(Approach.ask))
    return query.where(
        ~readable_approaches(reader),
        col(Approach.warn_others).is_(True),
        col(ApproachStep.step).in_(OPEN_STEPS),
    )


def newest_step() -> Any:
    """The id of an approach's newest step, where it stands."""
    return (
        select(func.max(col(ApproachStep.id)))
        .where(col(ApproachStep.approach_id) == col(Approach.id))
        .correlate(Approach)
        .scalar_subquery()
    )


def approaches_where(db: Session, *conditions: ColumnElement[bool]) -> list[ApproachRow]:
    """Open approaches by a condition of the caller's, who hides what a reader may not read."""
    query = _approaches().where(col(ApproachStep.step).in_(OPEN_STEPS), *conditions)
    ordered = query.order_by(col(Approach.window_from), col(Approach.id))
    return _named(db, db.execute(ordered))


def _approaches(iso3: str | None = None) -> Any:
    query = (
        columns(
            Approach.id,
            Approach.state_iso3,
            Approach.ask,
            Approach.messenger,
            Approach.channel,
            Approach.level,
            Approach.window_from,
            Approach.window_to,
            Approach.visibility,
            Approach.origin,
            Approach.owner_id,
            User.name,
            Approach.author_id,
            ApproachStep.step,
            Approach.version,
        )
        .join(User, col(User.id) == col(Approach.owner_id))
        .join(ApproachStep, col(ApproachStep.id) == newest_step())
    )
    return query.where(col(Approach.state_iso3) == iso3) if iso3 else query
