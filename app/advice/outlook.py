"""What dates suggest of the doors, for Coordinators and the envoy alone (domain, "Who reads what").

It is made of facts: treaty acts, votes, regions. No entry of the log goes into it, and no act that
a demonstration account recorded.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session, select

from app.accounts.policy import Act, Reader, may, require
from app.advice import following as closing
from app.advice import hindcast as looking_back
from app.advice.advised_then import Advised, Lasting, advised_then
from app.advice.following import Following
from app.advice.gathering import delegations_of_all
from app.advice.hindcast import Hindcast
from app.advice.history import History
from app.advice.neighbours import Further, further_joins
from app.advice.prospects import reach
from app.advice.readiness import Outlook, grounds, outlooks, sentence
from app.advice.records import past
from app.advice.taught import taught
from app.advice.track import TrackRecord, over_years
from app.advice.weighing import weights_in_force
from app.audit.derived import FACTS, derived
from app.kit.dates import latest
from app.norms.queries import dated_ccm_votes, vote_days
from app.states.models import State
from app.states.queries import ActRow, book, related_treaties
from app.states.standing import counts_from

Value = TypeVar("Value")


def record(db: Session) -> History:
    """The dated facts of the database, known until the day of the depositary's page that they name,
    or else of their last act."""
    return derived(db, ("record",), lambda: _read(db), touched_by=FACTS)


def readiness(db: Session, reader: Reader, today: date) -> list[Outlook]:
    """Every open door of `ratify` and `accede`, likeliest first. Raises Forbidden."""
    return _for(db, reader, ("readiness", today), lambda: outlooks(taught().fit, record(db), today))


def keystones(db: Session, reader: Reader, today: date) -> list[Further]:
    """Further joins to be expected in the sub-region of each open door if it joins, most first.
    Raises Forbidden."""
    return _for(
        db, reader, ("keystones", today), lambda: further_joins(taught().fit, record(db), today)
    )


def hindcast(db: Session, reader: Reader, on: date, months: int = 24) -> Hindcast | None:
    """What would have been said on a day of the past; None before the first from which anything
    can be said. Raises Forbidden. It takes some milliseconds and is not remembered: there are more
    days than room."""
    require(reader, Act.READ_FORECASTS)
    return looking_back.hindcast(record(db), taught(), on, months)


def advised(db: Session, reader: Reader, on: date) -> Mapping[str, Advised]:
    """What would have been advised at each open door on a day of the past, by State: from dated
    facts of that day alone, with the weights in force now. Raises Forbidden."""
    require(reader, Act.READ_FORECASTS)
    named = {latest(day): resolution for resolution, day in vote_days(db).items()}
    lasting = Lasting(delegations_of_all(db), named)
    return advised_then(record(db), lasting, on, weights_in_force(db))


@dataclass(frozen=True)
class Suggested:
    """What dates suggest of one State's door, in words too; `top` is how far a drawing reaches that
    has all doors in it."""

    outlook: Outlook
    top: float
    sentence: str
    grounds: Sequence[str]


def suggested(db: Session, reader: Reader, iso3: str, today: date) -> Suggested | None:
    """None where the State has no open door, and for whoever may not read it: a page for all may
    ask."""
    if not may(reader, Act.READ_FORECASTS):
        return None
    found = readiness(db, reader, today)
    one = next((one for one in found if one.door.iso3 == iso3), None)
    if one is None:
        return None
    name = book(db).states[iso3].name
    top = reach(other.chance for other in found)
    return Suggested(one, top, sentence(one, name), grounds(one, record(db)))


def following(db: Session, reader: Reader, iso3: str, today: date) -> list[Following]:
    """The open doors of a State's sub-region, now and if it joined. Raises Forbidden."""
    return _for(
        db,
        reader,
        ("following", iso3, today),
        lambda: closing.following(taught().fit, record(db), today, iso3),
    )


def track_record(db: Session, reader: Reader, months: int = 24) -> TrackRecord:
    """How each day for which a fit is committed fared, where it is known. Raises Forbidden."""
    return _for(
        db, reader, ("track record", months), lambda: over_years(record(db), taught(), months)
    )


def _for(db: Session, reader: Reader, key: tuple[object, ...], make: Callable[[], Value]) -> Value:
    """The same for all who may read it: it rests on facts alone."""
    require(reader, Act.READ_FORECASTS)
    return derived(db, key, make, touched_by=FACTS)


def _read(db: Session) -> History:
    known = book(db)
    acts = [
        (iso3, act) for iso3, rows in known.acts.items() for act in rows if not act.demonstration
    ]
    return past(
        db.exec(select(State)).all(),
        acts,
        related_treaties(db),
        dated_ccm_votes(db),
        known.as_of or _last_day(acts),
    )


def _last_day(acts: list[tuple[str, ActRow]]) -> date:
    days = [counts_from(act) for _, act in acts]
    return max((day for day in days if day < date.max), default=date.min)
