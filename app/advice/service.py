"""Approaches: planned, changed, confirmed, dropped; nothing is ever sent by the program."""

from datetime import date, datetime

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import (
    Act,
    may,
    may_change,
    may_read,
    require,
    require_change,
    strictest,
)
from app.accounts.queries import is_open
from app.advice.forms import AmendApproach, DropApproach, PlanApproach, Terms
from app.advice.models import (
    OPEN_STEPS,
    Approach,
    ApproachStep,
    ApproachVersion,
    Decision,
    Step,
    Verdict,
)
from app.advice.passed import pass_over, standing_at
from app.advice.queries import can_be_sent, get_approach, warnings_at
from app.advice.snapshot import snapshot
from app.advice.suggest import Suggestion
from app.audit.service import record, wait_for_turn
from app.contacts.models import Contact
from app.doors.door import Door
from app.doors.queries import door_of
from app.kit.errors import Conflict, Forbidden, Refused
from app.kit.translation import gettext as _
from app.messages.queries import current_message
from app.states.names import resolve
from app.states.queries import book

OVERRIDE = "override_reason"
CHANGEABLE = (
    "messenger", "channel", "level", "window_from", "window_to", "note", "visibility",
)  # fmt: skip


def plan_approach(
    db: Session, wish: PlanApproach, *, by: User, now: datetime, today: date
) -> Approach:
    """Take on an approach by hand, or a suggestion that was adjusted.

    Raises Refused on `override_reason` while there are warnings and no reason to go on.
    """
    require(by.reader, Act.PLAN)
    door = _door(db, wish.state, today)
    line = standing_at(db, door, by, today)
    verdict = Verdict.ADJUSTED if line and line.messenger == wish.suggested else None
    return plan_at(db, wish, door, line=line, verdict=verdict, by=by, now=now, today=today)


def plan_at(
    db: Session,
    wish: PlanApproach,
    door: Door,
    *,
    line: Suggestion | None,
    verdict: Verdict | None,
    by: User,
    now: datetime,
    today: date,
) -> Approach:
    """Take on an approach at a door where `line` stands; `verdict` is what becomes of it, None
    where it is passed over. The caller has checked that the person may plan. Refuses as
    `plan_approach` does."""
    _check(db, wish, today)
    warnings = warnings_at(db, by.reader, door, today, messenger=wish.messenger)
    heed(warnings, wish.override_reason)
    message = current_message(db, door.ask)
    approach = Approach(
        state_iso3=door.iso3,
        ask=door.ask,
        messenger=wish.messenger,
        channel=wish.channel,
        level=wish.level,
        message_version_id=message.id if message else None,
        window_from=wish.window_from,
        window_to=wish.window_to,
        note=wish.note,
        override_reason=wish.override_reason,
        visibility=wish.visibility,
        warn_others=wish.warns,
        author_id=by.id or 0,
        owner_id=by.id or 0,
        created_at=now,
        origin=by.origin,
    )
    decided = (verdict, line) if line and verdict else None
    passed = None if verdict else line
    return claim(db, approach, by=by, now=now, decided=decided, passed=passed, today=today)


def amend_approach(
    db: Session, wish: AmendApproach, *, number: int, by: User, now: datetime, today: date
) -> Approach:
    """Change who knocks, how and when; Coordinators may also give it to somebody else.

    The earlier text is kept and stays readable. Raises Conflict if somebody else saved it since,
    and Refused as `plan_approach` does.
    """
    approach = _own(db, number, by)
    before = snapshot(approach)
    if approach.version != wish.version:
        said = _("Somebody else saved this approach while you were writing.")
        raise Conflict(said, before)
    _check(db, wish, today)
    door = Door(approach.state_iso3, approach.ask)
    warnings = warnings_at(
        db, by.reader, door, today, but_approach=number, messenger=wish.messenger
    )
    heed(warnings, wish.override_reason)
    if wish.visibility is not approach.visibility and not _may_change_level(by, approach):
        said = _("Only its author and Coordinators change who reads it.")
        raise Refused("visibility", said)
    owner = _owner(db, wish, approach, by)
    kept = ApproachVersion(
        approach_id=number,
        number=approach.version,
        content=before,
        visibility=approach.visibility,
        replaced_by=by.id,
        replaced_at=now,
    )
    db.add(kept)
    approach.owner_id = owner
    for name in CHANGEABLE:
        setattr(approach, name, getattr(wish, name))
    approach.override_reason = wish.override_reason or approach.override_reason
    approach.warn_others, approach.version = wish.warns, approach.version + 1
    db.add(approach)
    db.flush()
    record(db, by.id, "approach.amended", f"approach:{number}", at=now)
    return approach


def confirm_approach(db: Session, number: int, *, by: User, now: datetime) -> Approach:
    """Say that a claimed approach has its date."""
    approach = _own(db, number, by)
    if get_approach(db, by.reader, number)[1].step is Step.CONFIRMED:
        raise Refused("", _("This approach is confirmed already."))
    return take_step(db, approach, Step.CONFIRMED, by=by, now=now)


def drop_approach(
    db: Session, wish: DropApproach, *, number: int, by: User, now: datetime
) -> Approach:
    """Give an approach up, with a reason."""
    approach = _own(db, number, by)
    return take_step(db, approach, Step.DROPPED, by=by, now=now, reason=wish.reason)


def decision_on(
    line: Suggestion, verdict: Verdict, *, by: User, now: datetime, today: date
) -> Decision:
    """What the person makes of the suggestion that they saw, kept as it read then in English,
    whatever language they read: others look at it too."""
    return Decision(
        state_iso3=line.door.iso3,
        ask=line.door.ask,
        messenger=line.messenger,
        verdict=verdict,
        decided_on=today,
        suggestion=line.as_json(),
        visibility=line.visibility,
        author_id=by.id or 0,
        recorded_at=now,
        origin=by.origin,
    )


def claim(
    db: Session,
    approach: Approach,
    *,
    by: User,
    now: datetime,
    today: date,
    decided: tuple[Verdict, Suggestion] | None,
    passed: Suggestion | None = None,
) -> Approach:
    """Write a new approach as claimed, and the decision about a suggestion if it came from one, or
    the suggestion that was `passed` over."""
    wait_for_turn(db)
    if not is_open(db, by.id):
        raise Forbidden(_("Your account was closed in the meantime."))
    db.add(approach)
    db.flush()
    if decided:
        decision = decision_on(decided[1], decided[0], by=by, now=now, today=today)
        decision.approach_id = approach.id
        decision.visibility = strictest((approach.visibility, decision.visibility))
        db.add(decision)
    if passed:
        pass_over(db, passed, approach, by=by, now=now, today=today)
    return take_step(db, approach, Step.CLAIMED, by=by, now=now)


def take_step(
    db: Session,
    approach: Approach,
    step: Step,
    *,
    by: User,
    now: datetime,
    reason: str = "",
    contact: Contact | None = None,
) -> Approach:
    """Move an approach on; the caller has checked that the person may."""
    db.add(
        ApproachStep(
            approach_id=approach.id or 0,
            step=step,
            reason=reason,
            contact_id=contact.id if contact else None,
            author_id=by.id or 0,
            at=now,
        )
    )
    db.flush()
    record(db, by.id, f"approach.{step}", f"approach:{approach.id}", at=now)
    return approach


def _own(db: Session, number: int, by: User) -> Approach:
    """An open approach that the person may move: its owner's, their messenger's, Coordinators'."""
    require(by.reader, Act.PLAN)
    approach = get_approach(db, by.reader, number)[0]
    wait_for_turn(db)
    db.refresh(approach, with_for_update=True)  # whoever is before us ends first
    row = get_approach(db, by.reader, number)[1]
    require_change(by.reader, approach.origin)
    if row.step not in OPEN_STEPS:
        raise Refused("", _("This approach is over already."))
    if not may_move(by, approach):
        said = _("Only its owner, its messenger and Coordinators move an approach.")
        raise Forbidden(said)
    return approach


def may_move(by: User, approach: Approach) -> bool:
    """Whether this person may change, confirm, finish or drop an approach that they may read."""
    if not may(by.reader, Act.PLAN) or not may_change(by.reader, approach.origin):
        return False
    theirs = approach.owner_id == by.id or approach.messenger == by.messenger
    return theirs or may(by.reader, Act.COORDINATE)


def _may_change_level(by: User, approach: Approach) -> bool:
    return approach.author_id == by.id or may(by.reader, Act.COORDINATE)


def _check(db: Session, wish: Terms, today: date) -> None:
    if wish.messenger not in {one.code for one in can_be_sent(db, today)}:
        raise Refused("messenger", _("Please choose one of the messengers offered."))
    if wish.window_to < max(wish.window_from, today):
        said = _("The window must end after it begins, and not in the past.")
        raise Refused("window_to", said)


def _owner(db: Session, wish: AmendApproach, approach: Approach, by: User) -> int:
    """Whose approach it is from now on: somebody who plans and who may read it."""
    number = wish.owner or approach.owner_id
    if number != approach.owner_id and not may(by.reader, Act.COORDINATE):
        said = _("Only Coordinators give an approach to somebody else.")
        raise Refused("owner", said)
    owner = db.get(User, number)
    able = owner and is_open(db, owner.id) and may(owner.reader, Act.PLAN)
    if owner is None or not able or not may_change(owner.reader, approach.origin):
        raise Refused("owner", _("Please choose somebody who can take it on."))
    if not may_read(owner.reader, wish.visibility, approach.author_id, [wish.messenger]):
        said = _("%(person)s, whose approach it is, could not read it then.", person=owner.name)
        raise Refused("visibility", said)
    return number


def _door(db: Session, typed: str, today: date) -> Door:
    iso3 = resolve(book(db).states.values(), typed)
    if iso3 is None:
        said = _("“%(text)s” is not clearly one State. Which one do you mean?", text=typed)
        raise Refused("state", said)
    door = door_of(db, iso3, today)
    if door is None:
        name = book(db).name(iso3)
        said = _("%(state)s is a State Party: it has no open door.", state=name)
        raise Refused("state", said)
    return door


def heed(warnings: list[str], reason: str) -> None:
    """Raise Refused while there are warnings and no reason to go on."""
    if warnings and not reason:
        raise Refused(OVERRIDE, _("Please read the warning, then say why you go on."))
