"""Whether demonstration or synthetic entries are about, and what every page must then say."""

from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import Session, col

from app.accounts.models import User
from app.advice.models import (
    Approach,
    Decision,
    Forecast,
    PassedOver,
)
from app.advice.plan_models import PlanRun
from app.audit.derived import FACTS, derived
from app.contacts.models import Contact
from app.doors.models import BarrierReading, Rest, StageMove
from app.edited_briefs.models import BriefSave, EditedBrief
from app.kit.db import columns
from app.kit.origin import NOTICES, Origin
from app.messages.models import MessageVersion
from app.opportunities.models import Attendance, Happening, Meeting
from app.reports.models import Report
from app.states.models import WithdrawalSignal
from app.trips.models import Appointment, Trip

MARKED: tuple[Any, ...] = (
    Contact, Approach, Decision, PassedOver, Forecast, PlanRun, StageMove, BarrierReading, Rest,
    Attendance, Happening, Meeting, MessageVersion, WithdrawalSignal, Report, EditedBrief,
    BriefSave, Trip, Appointment, User,
)  # fmt: skip
"""Every table whose rows say where they come from."""


def origins_present(db: Session) -> frozenset[Origin]:
    """The origins that need a notice, of entries and accounts, asked in one query of index look-ups
    and short tables; remembered, as an entry has the origin of the account that wrote it."""
    return derived(db, ("origins",), lambda: _read(db), touched_by=(*FACTS, "user."))


def notices(db: Session) -> tuple[str, ...]:
    """The sentences for every page, document and export (domain rule 6)."""
    present = origins_present(db)
    return tuple(sentence for origin, sentence in NOTICES.items() if origin in present)


def holds(db: Session, origin: Origin) -> bool:
    """Whether any entry of this origin exists; accounts do not count as entries."""
    return bool(db.execute(columns(_any(origin, MARKED[:-1]))).scalar_one())


def _read(db: Session) -> frozenset[Origin]:
    found = db.execute(columns(*(_any(origin, MARKED) for origin in NOTICES))).one()
    return frozenset(origin for origin, there in zip(NOTICES, found, strict=True) if there)


def _any(origin: Origin, models: tuple[Any, ...]) -> ColumnElement[bool]:
    return or_(*(exists().where(col(model.origin) == origin, *_entry(model)) for model in models))


def _entry(model: Any) -> list[ColumnElement[bool]]:
    """Of a meeting or a message: that it is an entry, and did not come with the facts."""
    facts_too = model is Meeting or model is MessageVersion
    return [col(model.recorded_by).is_not(None)] if facts_too else []
