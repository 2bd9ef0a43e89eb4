"""Recording a treaty act: the one thing that standing comes from."""

from datetime import date, datetime

from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.accounts.queries import origin_of
from app.audit.service import record
from app.kit.dates import earliest, latest, spoken
from app.kit.errors import Refused
from app.kit.translation import gettext as _
from app.states.forms import RecordTreatyAct, RetractTreatyAct
from app.states.models import TreatyAct, TreatyActRetraction
from app.states.names import resolve
from app.states.queries import book, counted, get_recorded_act
from app.states.standing import CONSENT, Action, Standing


def record_treaty_act(
    db: Session, wish: RecordTreatyAct, *, by: User, now: datetime, today: date
) -> TreatyAct:
    """Write down an act of the depositary's record; standing and doors follow by themselves."""
    require(by.reader, Act.COORDINATE)
    iso3 = resolve(book(db).states.values(), wish.state)
    if iso3 is None:
        said = _("“%(text)s” is not clearly one State. Type more of its name.", text=wish.state)
        raise Refused("state", said)
    _refuse_dates(wish, today)
    _refuse_double(db, iso3, wish)
    _refuse_without_effect(db, iso3, wish)
    act = TreatyAct(
        state_iso3=iso3,
        action=wish.action,
        date=wish.date,
        effective_date=wish.effective_date,
        source=wish.source,
        recorded_by=by.id,
        recorded_at=now,
    )
    db.add(act)
    db.flush()
    record(db, by.id, "treaty_act.recorded", f"state:{iso3}", at=now, detail=wish.action)
    return act


def retract_treaty_act(
    db: Session, wish: RetractTreatyAct, *, number: int, by: User, now: datetime
) -> TreatyAct:
    """Mark a Coordinator's entry as wrong; it stays to be read, and standing forgets it."""
    require(by.reader, Act.COORDINATE)
    act = get_recorded_act(db, number)
    require_change(by.reader, origin_of(db, act.recorded_by))
    db.add(
        TreatyActRetraction(
            treaty_act_id=number, reason=wish.reason, author_id=by.id or 0, retracted_at=now
        )
    )
    db.flush()
    record(db, by.id, "treaty_act.retracted", f"state:{act.state_iso3}", at=now, detail=act.action)
    return act


def _refuse_dates(wish: RecordTreatyAct, today: date) -> None:
    if earliest(wish.date) > today:
        raise Refused("date", _("An act cannot lie in the future."))
    if wish.action is Action.WITHDRAWAL and not wish.effective_date:
        said = _("A withdrawal counts from the day it takes effect.")
        raise Refused("effective_date", said)
    if wish.effective_date and latest(wish.effective_date) < earliest(wish.date):
        raise Refused("effective_date", _("An act cannot take effect before it is made."))


def _refuse_double(db: Session, iso3: str, wish: RecordTreatyAct) -> None:
    same = select(TreatyAct.id).where(
        TreatyAct.state_iso3 == iso3,
        TreatyAct.action == wish.action,
        TreatyAct.date == wish.date,
        counted(),
    )
    if db.exec(same).first():
        raise Refused("date", _("This act of that date is already recorded."))


def _refuse_without_effect(db: Session, iso3: str, wish: RecordTreatyAct) -> None:
    """Only a State Party can withdraw, and a State Party needs no second consent."""
    known = book(db)
    day = latest(wish.date)
    told = {"state": known.name(iso3), "day": spoken(day)}
    party = known.standing(iso3, day) is Standing.PARTY
    if wish.action is Action.WITHDRAWAL and not party:
        said = _("%(state)s was not a State Party on %(day)s.", **told)
        raise Refused("action", said)
    if wish.action in CONSENT and party:
        said = _("%(state)s was already a State Party on %(day)s.", **told)
        raise Refused("action", said)
