"""Giving several open approaches to another messenger at once, each by the rules of one alone."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, Reader, may, require
from app.advice.forms import AmendApproach, AssignApproaches
from app.advice.models import OPEN_STEPS, Approach
from app.advice.queries import (
    ApproachRow,
    can_be_sent,
    get_approach,
    open_approaches,
    warnings_at,
)
from app.advice.service import amend_approach
from app.advice.snapshot import snapshot, typed_of
from app.audit.service import wait_for_turn
from app.kit.errors import Conflict, Forbidden, Missing, Refused
from app.kit.translation import gettext as _
from app.states.names import alphabetical

CODE = re.compile(r"(\d{1,9})\.(\d{1,9})")


class Outcome(NamedTuple):
    """What became of one approach: `why` it was left as it was, "" if it was given."""

    row: ApproachRow
    why: str = ""


def chosen_approaches(db: Session, reader: Reader, codes: Iterable[str]) -> list[ApproachRow]:
    """The open approaches among those that were ticked, each once, by the names of the States."""
    numbers = {number for number, _version in _parsed(codes)}
    rows = [row for row in open_approaches(db, reader) if row.id in numbers]
    return sorted(rows, key=lambda row: alphabetical(row.state))


def assign_approaches(
    db: Session, wish: AssignApproaches, *, by: User, now: datetime, today: date
) -> list[Outcome]:
    """Give each of the ticked approaches to another messenger, and to somebody else if that is
    said; say of each that stays why.

    All else stays as it is, and the earlier text readable. One with a warning that nobody answered
    yet is left for its own form, where a reason can be given; so is one that somebody changed since
    it was ticked. What is theirs already stays so: pressed twice is once. For Coordinators; raises
    Refused where the answers as a whole make no sense.
    """
    require(by.reader, Act.COORDINATE)
    if wish.messenger not in {one.code for one in can_be_sent(db, today)}:
        raise Refused("messenger", _("Please choose one of the messengers offered."))
    if wish.owner is not None and not can_take_on(db.get(User, wish.owner)):
        raise Refused("owner", _("Please choose somebody who can take it on."))
    wait_for_turn(db)  # pressed twice: the second sees what the first has changed
    found = []
    for number, version in _parsed(wish.approach):
        try:
            approach, row = get_approach(db, by.reader, number)
        except Missing:
            continue
        why = _given(db, wish, approach, row, version, by=by, now=now, today=today)
        found.append(Outcome(get_approach(db, by.reader, number)[1], why))
    if not found:
        raise Refused("approach", _("None of the ticked approaches is there any more."))
    return sorted(found, key=lambda one: alphabetical(one.row.state))


def can_take_on(one: User | None) -> bool:
    """Whether an approach may be this person's."""
    return one is not None and not one.disabled_at and may(one.reader, Act.PLAN)


def _given(
    db: Session,
    wish: AssignApproaches,
    approach: Approach,
    row: ApproachRow,
    version: int,
    *,
    by: User,
    now: datetime,
    today: date,
) -> str:
    """Why it was left, as far as this person may know it; "" if it is theirs now."""
    owner = wish.owner or approach.owner_id
    theirs = (approach.messenger, approach.owner_id) == (wish.messenger, owner)
    if theirs and row.step in OPEN_STEPS:
        return ""
    said = _unanswered(db, wish, approach, row, by, today)
    if said and row.step in OPEN_STEPS:
        return " ".join(said)
    content = typed_of(snapshot(approach)) | {"messenger": wish.messenger, "owner": owner}
    amended = AmendApproach.model_validate(content | {"version": version})
    try:
        with db.begin_nested():
            amend_approach(db, amended, number=row.id, by=by, now=now, today=today)
    except (Refused, Forbidden, Conflict) as refusal:
        return str(refusal)
    return ""


def _unanswered(
    db: Session,
    wish: AssignApproaches,
    approach: Approach,
    row: ApproachRow,
    by: User,
    today: date,
) -> list[str]:
    """What warns of the new messenger there and not of the one before; all that warns where no
    reason to go on was given yet."""

    def warnings(messenger: str) -> list[str]:
        return warnings_at(db, by.reader, row.door, today, but_approach=row.id, messenger=messenger)

    known = warnings(approach.messenger) if approach.override_reason else []
    return [one for one in warnings(wish.messenger) if one not in known]


def _parsed(codes: Iterable[str]) -> list[tuple[int, int]]:
    """Number and version of each approach, each number once, as it was ticked first."""
    found: dict[int, int] = {}
    for code in codes:
        parts = CODE.fullmatch(code)
        if parts:
            found.setdefault(int(parts[1]), int(parts[2]))
    return list(found.items())
