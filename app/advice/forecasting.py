"""Forecasts that Coordinators and the envoy write down, beside what the engine said that day.

Nothing is overwritten: whoever changes their mind writes the next one about the same day.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, require, require_change
from app.accounts.queries import user_names
from app.advice.forecasts import (
    OPEN,
    Given,
    Known,
    Question,
    Scored,
    Scores,
    scored,
    scores,
)
from app.advice.history import months_on
from app.advice.models import Forecast
from app.advice.outlook import record as known_past
from app.advice.readiness import Outlook, outlooks
from app.advice.taught import taught
from app.audit.derived import derived
from app.audit.service import record
from app.doors.queries import open_door_of
from app.kit.errors import Missing, Refused
from app.kit.numbers import LARGEST
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.states.names import resolve
from app.states.queries import Book, book
from app.states.standing import CONSENT, Standing, counts_from, standing

HORIZONS = (12, 24, 36)
"""Months."""
MONTH = 365.25 / 12


class Revise(BaseModel):
    """A chance in per cent, and why."""

    model_config = ConfigDict(str_strip_whitespace=True)

    percent: Annotated[int, Field(ge=0, le=100)]
    reason: str = Field(min_length=1, max_length=1000)


class Foresee(Revise):
    """That a State joins within so many months."""

    state: str = Field(min_length=1, max_length=120)
    months: Literal["12", "24", "36"]


@dataclass(frozen=True)
class Foreseen:
    """One question as one person answers it: the forecasts, first to last, and the score. `mine`
    says whether it is the reader's own."""

    state: str
    by: str
    mine: bool
    rows: tuple[Forecast, ...]
    scored: Scored

    @property
    def last(self) -> Forecast:
        return self.rows[-1]

    @property
    def demonstration(self) -> bool:
        return any(row.origin is not Origin.REAL for row in self.rows)


@dataclass(frozen=True)
class Forecasts:
    """Those that are not decided, the next day first; those that are, the last one first; and how
    people and the engine did. `record` is what a deposit is known from."""

    ahead: tuple[Foreseen, ...]
    decided: tuple[Foreseen, ...]
    scores: Scores
    record: str


def forecasts(db: Session, reader: Reader, today: date) -> Forecasts:
    """All forecasts, for who may read what dates suggest; those of demonstration accounts are shown
    and never counted. Raises Forbidden."""
    require(reader, Act.READ_FORECASTS)
    return derived(db, ("forecasts", reader, today), lambda: _forecasts(db, reader, today))


def foresee(db: Session, wish: Foresee, *, by: User, now: datetime, today: date) -> Forecast:
    """Write a forecast down; about a State and a day on which this person has one already, it is
    the next of that one. Raises Forbidden, or Refused."""
    require(by.reader, Act.READ_FORECASTS)
    known = book(db)
    iso3 = resolve(known.states.values(), wish.state)
    if iso3 is None:
        said = _("“%(text)s” is not clearly one State. Which one do you mean?", text=wish.state)
        raise Refused("state", said)
    due_on = months_on(today, int(wish.months))
    return _write(db, wish, iso3, due_on, by=by, now=now, today=today)


def revise_forecast(
    db: Session, wish: Revise, *, number: int, by: User, now: datetime, today: date
) -> Forecast:
    """Write the next one about the same State and day. Raises Missing, Forbidden, or Refused."""
    before = own_forecast(db, number, by, today)
    return _write(db, wish, before.state_iso3, before.due_on, by=by, now=now, today=today)


def own_forecast(db: Session, number: int, by: User, today: date) -> Forecast:
    """The newest that this person wrote about the State and day of one of their forecasts; Missing
    for one of others. Raises Refused once the day has come."""
    require(by.reader, Act.READ_FORECASTS)
    asked = db.get(Forecast, number) if number <= LARGEST else None
    if asked is None or asked.author_id != by.id:
        raise Missing(_("There is no such forecast of yours."))
    require_change(by.reader, asked.origin)
    if asked.due_on <= today:
        raise Refused("", _("The day of this forecast has come: it can no longer be changed."))
    return _newest(db, asked.state_iso3, asked.due_on, by) or asked


def _write(
    db: Session,
    wish: Revise,
    iso3: str,
    due_on: date,
    *,
    by: User,
    now: datetime,
    today: date,
) -> Forecast:
    known = book(db)
    if open_door_of(known, iso3, today) is None:
        said = _("%(state)s is a State Party already.", state=known.name(iso3))
        raise Refused("state", said)
    before = _newest(db, iso3, due_on, by)
    if before and _same(before, wish, today):
        return before
    outlook = engine_says(db, iso3, today, due_on)
    chance = outlook.chance if outlook else None
    made = Forecast(
        state_iso3=iso3,
        due_on=due_on,
        percent=wish.percent,
        reason=wish.reason,
        made_on=today,
        engine_chance=chance.figure if chance else None,
        engine_low=chance.low if chance else None,
        engine_high=chance.high if chance else None,
        engine_taught_until=taught().fit.until,
        revises_id=before.id if before else None,
        author_id=by.id or 0,
        recorded_at=now,
        origin=by.origin,
    )
    db.add(made)
    db.flush()
    verb = "forecast.revised" if before else "forecast.made"
    record(db, by.id, verb, f"forecast:{made.id}", at=now)
    return made


def engine_says(db: Session, iso3: str, today: date, due_on: date) -> Outlook | None:
    """What dates suggest today for the months that are left, in whole months and at least one."""
    months = max(round((due_on - today).days / MONTH), 1)
    found = outlooks(taught().fit, known_past(db), today, months)
    return next((one for one in found if one.door.iso3 == iso3), None)


def _newest(db: Session, iso3: str, due_on: date, by: User) -> Forecast | None:
    query = select(Forecast).where(
        Forecast.state_iso3 == iso3, Forecast.due_on == due_on, Forecast.author_id == by.id
    )
    return db.exec(query.order_by(col(Forecast.id).desc())).first()


def _same(before: Forecast, wish: Revise, today: date) -> bool:
    """Whether it says again what it said today: Save was pressed twice."""
    told = before.percent, before.reason, before.made_on
    return told == (wish.percent, wish.reason, today)


def _forecasts(db: Session, reader: Reader, today: date) -> Forecasts:
    rows: dict[tuple[str, date, int], list[Forecast]] = defaultdict(list)
    for row in db.exec(select(Forecast).order_by(col(Forecast.id))):
        rows[row.state_iso3, row.due_on, row.author_id].append(row)
    known, names = book(db), user_names(db)
    found = [
        Foreseen(
            state=known.name(iso3),
            by=names.get(author, _("not known")),
            mine=author == reader.id,
            rows=tuple(each),
            scored=scored(_question(each), _known(known, iso3, each[0].made_on, db), today),
        )
        for (iso3, due_on, author), each in rows.items()
    ]
    ahead = [one for one in found if one.scored.answer in OPEN]
    decided = [one for one in found if one.scored.answer not in OPEN]
    return Forecasts(
        ahead=tuple(sorted(ahead, key=lambda one: (one.last.due_on, one.state, one.by))),
        decided=tuple(sorted(decided, key=_latest)),
        scores=scores([one.scored for one in decided if not one.demonstration]),
        record=known.record(today),
    )


def _latest(one: Foreseen) -> tuple[int, str, str]:
    return -(one.scored.on or date.min).toordinal(), one.state, one.by


def _question(rows: list[Forecast]) -> Question:
    given = (Given(one.made_on, one.percent / 100, one.engine_chance) for one in rows)
    return Question(rows[0].state_iso3, rows[0].due_on, tuple(given))


def _known(known: Book, iso3: str, asked_on: date, db: Session) -> Known:
    """Acts that a demonstration account recorded count for nothing."""
    acts = [act for act in known.acts.get(iso3, ()) if not act.demonstration]
    return Known(
        consents=tuple(sorted(counts_from(act) for act in acts if act.action in CONSENT)),
        known_until=known_past(db).known_until,
        was_party=standing(acts, asked_on) is Standing.PARTY,
    )
