"""Whether demonstration or synthetic entries exist, which every page must then say."""

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.advice.models import Approach
from app.audit.derived import derived
from app.contacts.models import Contact
from app.doors.models import BarrierReading, StageMove
from app.kit.origin import NOTICES, Origin

MARKED = (Contact, Approach, StageMove, BarrierReading, User)


def origins_present(db: Session) -> frozenset[Origin]:
    """The origins, other than real, of which any entry or account exists."""
    return derived(db, ("origins",), lambda: _look(db))


def notices(db: Session) -> tuple[str, ...]:
    """What every page, document and export says."""
    present = origins_present(db)
    return tuple(text for origin, text in NOTICES.items() if origin in present)


def _look(db: Session) -> frozenset[Origin]:
    return frozenset(
        origin
        for origin in NOTICES
        if any(
            db.exec(select(model.id).where(col(model.origin) == origin).limit(1)).first()
            for model in MARKED
        )
    )
