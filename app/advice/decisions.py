"""What people make of a suggestion: accept, decline, snooze; each is kept with what it said."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, require, warns_by_default
from app.advice.forms import Accept, Decline
from app.advice.gathering import advice
from app.advice.models import Approach, Decision, Verdict
from app.advice.service import claim, decision_on
from app.advice.suggest import Suggestion
from app.audit.service import record
from app.doors.door import Door
from app.doors.queries import round_settings
from app.kit.errors import Refused
from app.kit.translation import SOURCE, speaking
from app.kit.translation import gettext as _


def accept_suggestion(
    db: Session, wish: Accept, *, door: Door, by: User, now: datetime, today: date
) -> Approach:
    """Claim the suggested approach; whoever may read all that it rests on sees it from now on."""
    line = suggested(db, door, wish.messenger, by, today)
    approach = Approach(
        state_iso3=door.iso3,
        ask=door.ask,
        messenger=line.messenger,
        channel=line.channel,
        level=line.level,
        message_version_id=line.message[0] if line.message else None,
        window_from=line.window[0],
        window_to=line.window[1],
        visibility=line.visibility,
        warn_others=warns_by_default(line.visibility),
        author_id=by.id or 0,
        owner_id=by.id or 0,
        created_at=now,
        origin=by.origin,
    )
    return claim(db, approach, by=by, now=now, decided=(Verdict.ACCEPTED, line), today=today)


def decline_suggestion(
    db: Session, wish: Decline, *, door: Door, by: User, now: datetime, today: date
) -> Decision:
    """Set a suggestion aside with a reason; it does not come back for the days in the settings."""
    line = suggested(db, door, wish.messenger, by, today)
    decision = decision_on(line, Verdict.DECLINED, by=by, now=now, today=today)
    decision.reason = wish.reason
    return _set_aside(db, decision, round_settings(db).declined_returns_days)


def snooze_suggestion(
    db: Session, wish: Accept, *, door: Door, by: User, now: datetime, today: date
) -> Decision:
    """Set a suggestion aside for the shorter time in the settings."""
    line = suggested(db, door, wish.messenger, by, today)
    decision = decision_on(line, Verdict.SNOOZED, by=by, now=now, today=today)
    return _set_aside(db, decision, round_settings(db).snooze_days)


def suggested(db: Session, door: Door, messenger: str, by: User, today: date) -> Suggestion:
    """The line that the person saw, in English; raises Forbidden, or Refused if it has changed
    since."""
    require(by.reader, Act.PLAN)
    with speaking(SOURCE):
        line = advice(db, by.reader, today).at(door)
    if not isinstance(line, Suggestion) or line.messenger != messenger:
        said = _("This suggestion has changed in the meantime. Please look again.")
        raise Refused("", said)
    return line


def _set_aside(db: Session, decision: Decision, days: int) -> Decision:
    decision.returns_on = decision.decided_on + timedelta(days=days)
    db.add(decision)
    db.flush()
    verb, subject = f"suggestion.{decision.verdict}", f"decision:{decision.id}"
    record(db, decision.author_id, verb, subject, at=decision.recorded_at)
    return decision
