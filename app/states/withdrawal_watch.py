"""Public signals that a State Party may leave: what was said or done, without a score.

For Coordinators and the envoy alone (domain, "Who reads what"). The precedents are the withdrawals
among the treaty acts.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, require, require_change
from app.audit.service import record
from app.kit.dates import earliest
from app.kit.db import columns
from app.kit.errors import Missing, Refused
from app.kit.translation import gettext as _
from app.states.forms import RecordSignal, RetractSignal
from app.states.models import WithdrawalSignal, WithdrawalSignalRetraction
from app.states.names import resolve
from app.states.queries import ActRow, book
from app.states.standing import CONSENT, Action, Standing, counts_from, deciding


@dataclass(frozen=True)
class Signal:
    """A signal with its State's name and standing today, who recorded it, and its retraction."""

    row: WithdrawalSignal
    state: str
    standing: Standing
    by: str
    retraction: WithdrawalSignalRetraction | None
    retracted_by: str


@dataclass(frozen=True)
class Precedent:
    """A withdrawal: the day from which it counts, and the consent that it ended, if recorded."""

    iso3: str
    state: str
    act: ActRow
    in_effect: date
    bound_by: ActRow | None


def signals(db: Session, reader: Reader, today: date) -> list[Signal]:
    """Newest first, wrong entries included and marked. Raises Forbidden."""
    require(reader, Act.READ_FORECASTS)
    known = book(db)
    author, retractor = aliased(User), aliased(User)
    rows = db.execute(
        columns(WithdrawalSignal, author.name, WithdrawalSignalRetraction, retractor.name)
        .join(author, col(author.id) == col(WithdrawalSignal.author_id))
        .join(
            WithdrawalSignalRetraction,
            col(WithdrawalSignalRetraction.signal_id) == col(WithdrawalSignal.id),
            isouter=True,
        )
        .join(
            retractor, col(retractor.id) == col(WithdrawalSignalRetraction.author_id), isouter=True
        )
        .order_by(col(WithdrawalSignal.seen_on).desc(), col(WithdrawalSignal.id).desc())
    )
    return [
        Signal(
            row=row,
            state=known.name(row.state_iso3),
            standing=known.standing(row.state_iso3, today),
            by=by,
            retraction=retraction,
            retracted_by=retracted_by or "",
        )
        for row, by, retraction, retracted_by in rows
    ]


def precedents(db: Session, reader: Reader, today: date) -> list[Precedent]:
    """Withdrawals in effect or notified by `today`, the latest first. Raises Forbidden."""
    require(reader, Act.READ_FORECASTS)
    known = book(db)
    found = [
        Precedent(iso3, known.name(iso3), act, counts_from(act), _bound_by(acts, act))
        for iso3, acts in known.acts.items()
        for act in acts
        if act.action is Action.WITHDRAWAL and earliest(act.date) <= today
    ]
    return sorted(found, key=lambda one: (one.in_effect, one.iso3), reverse=True)


def record_signal(
    db: Session, wish: RecordSignal, *, by: User, now: datetime, today: date
) -> WithdrawalSignal:
    """Write a public signal down; the same words from the same person, only once.

    Raises Refused for what is not clearly a State Party, and for a day to come.
    """
    require(by.reader, Act.COORDINATE)
    known = book(db)
    iso3 = resolve(known.states.values(), wish.state)
    if iso3 is None:
        said = _("“%(text)s” is not clearly one State. Type more of its name.", text=wish.state)
        raise Refused("state", said)
    if known.standing(iso3, today) is not Standing.PARTY:
        said = _("%(state)s is not a State Party: it has nothing to leave.", state=known.name(iso3))
        raise Refused("state", said)
    if earliest(wish.seen_on) > today:
        raise Refused("seen_on", _("A signal cannot lie in the future."))
    made = WithdrawalSignal(
        state_iso3=iso3,
        seen_on=wish.seen_on,
        what=wish.what,
        source=wish.source,
        author_id=by.id or 0,
        recorded_at=now,
        origin=by.origin,
    )
    same = _same(db, made)
    if same:
        return same
    db.add(made)
    db.flush()
    record(db, by.id, "withdrawal_signal.recorded", f"withdrawal_signal:{made.id}", at=now)
    return made


def get_signal(db: Session, number: int, *, by: User) -> WithdrawalSignal:
    """A signal that nobody retracted; raises Forbidden and Missing."""
    require(by.reader, Act.COORDINATE)
    found = db.get(WithdrawalSignal, number)
    if found is None or db.get(WithdrawalSignalRetraction, number) is not None:
        raise Missing(_("There is no such signal."))
    require_change(by.reader, found.origin)
    return found


def retract_signal(
    db: Session, wish: RetractSignal, *, number: int, by: User, now: datetime
) -> WithdrawalSignal:
    """Mark a signal as wrong; it stays to be read. Raises as `get_signal` does."""
    found = get_signal(db, number, by=by)
    db.add(
        WithdrawalSignalRetraction(
            signal_id=number, reason=wish.reason, author_id=by.id or 0, retracted_at=now
        )
    )
    db.flush()
    record(db, by.id, "withdrawal_signal.retracted", f"withdrawal_signal:{number}", at=now)
    return found


def _bound_by(acts: tuple[ActRow, ...], left: ActRow) -> ActRow | None:
    """The consent by which the State was bound when it left."""
    bound = deciding([act for act in acts if act is not left], earliest(left.date))
    return bound if bound and bound.action in CONSENT else None


def _same(db: Session, made: WithdrawalSignal) -> WithdrawalSignal | None:
    """What the same person recorded in the same words, unless it was retracted."""
    retracted = columns(WithdrawalSignalRetraction.signal_id)
    return db.exec(
        select(WithdrawalSignal).where(
            WithdrawalSignal.state_iso3 == made.state_iso3,
            WithdrawalSignal.seen_on == made.seen_on,
            WithdrawalSignal.what == made.what,
            WithdrawalSignal.source == made.source,
            WithdrawalSignal.author_id == made.author_id,
            col(WithdrawalSignal.id).not_in(retracted),
        )
    ).first()
