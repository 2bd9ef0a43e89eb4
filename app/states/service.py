"""Recording a treaty act: the one thing that standing comes from."""

from datetime import datetime

from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Act, require
from app.audit.service import record
from app.kit.dates import earliest
from app.kit.errors import Refused
from app.states.forms import RecordTreatyAct
from app.states.models import TreatyAct
from app.states.names import resolve
from app.states.queries import book
from app.states.standing import Action


def record_treaty_act(db: Session, wish: RecordTreatyAct, *, by: User, now: datetime) -> TreatyAct:
    """Write down an act of the depositary's record; standing and doors follow by themselves."""
    require(by.reader, Act.COORDINATE)
    iso3 = resolve(book(db).states.values(), wish.state)
    if iso3 is None:
        raise Refused("state", f"“{wish.state}” is not clearly one State. Type more of its name.")
    if earliest(wish.date) > now.date():
        raise Refused("date", "An act cannot lie in the future.")
    if wish.action is Action.WITHDRAWAL and not wish.effective_date:
        raise Refused("effective_date", "A withdrawal counts from the day it takes effect.")
    _refuse_double(db, iso3, wish)
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


def _refuse_double(db: Session, iso3: str, wish: RecordTreatyAct) -> None:
    same = select(TreatyAct.id).where(
        TreatyAct.state_iso3 == iso3,
        TreatyAct.action == wish.action,
        TreatyAct.date == wish.date,
    )
    if db.exec(same).first():
        raise Refused("date", "This act of that date is already recorded.")
