"""Messages for tests: drafts, and what becomes of them."""

from datetime import timedelta

from sqlmodel import Session

from app.accounts.models import User
from app.doors.asks import Barrier
from app.messages.drafting import draft_message, redraft_message
from app.messages.forms import DraftMessage, PassMessage, RedraftMessage, RetireMessage
from app.messages.queries import get_message
from app.messages.service import adopt_message, retire_message, review_message
from app.messages.status import Version
from tests.world import NOW, World

TEXTS = {
    "title": "A test message",
    "objective": "That the tests pass",
    "the_ask": "We ask for a test.",
    "fallback_ask": "Or for a smaller one.",
    "points": "The first point.\nThe second point.",
    "for_parliament": "A point for parliament.",
    "barrier": ["capacity", ""],
    "may_raise": ["Few people.", "Something else."],
    "answer": ["We can help.", "We answer that."],
    "press_line": "We welcome tests.",
    "source": "A test",
}
BARRIERS = frozenset(Barrier)


def draft(db: Session, by: User, **told: object) -> Version:
    wish = DraftMessage.model_validate({"language": "en"} | TEXTS | told)
    return get_message(db, draft_message(db, wish, barriers=BARRIERS, by=by, now=NOW))


def redraft(db: Session, by: User, one: Version, **told: object) -> Version:
    wish = RedraftMessage.model_validate({"revision": one.revision} | TEXTS | told)
    redraft_message(db, wish, number=one.id, barriers=BARRIERS, by=by, now=NOW)
    return get_message(db, one.id)


def review(db: Session, by: User, one: Version) -> Version:
    review_message(db, PassMessage(revision=one.revision), number=one.id, by=by, now=NOW)
    return get_message(db, one.id)


def adopt(db: Session, by: User, one: Version, *, later: int = 0) -> Version:
    now = NOW + timedelta(minutes=later)
    adopt_message(db, PassMessage(revision=one.revision), number=one.id, by=by, now=now)
    return get_message(db, one.id)


def retire(db: Session, by: User, one: Version, reason: str = "It is outdated") -> Version:
    retire_message(db, RetireMessage(reason=reason), number=one.id, by=by, now=NOW)
    return get_message(db, one.id)


def adopted(db: Session, world: World, **told: object) -> Version:
    """Drafted by the member, reviewed by the stranger, adopted by the coordinator."""
    one = review(db, world.stranger, draft(db, world.member, **told))
    return adopt(db, world.coordinator, one)
