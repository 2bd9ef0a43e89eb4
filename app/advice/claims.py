"""Taking on the next approach at several doors at once, each by the rules of one alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, Reader, Visibility, may, require, strictest
from app.advice.forms import ClaimDoors, PlanApproach
from app.advice.gathering import advice
from app.advice.models import Verdict
from app.advice.queries import ApproachRow, can_be_sent, open_approaches, warnings_at
from app.advice.rules import Resting
from app.advice.service import plan_at
from app.advice.suggest import Advice, Suggestion
from app.audit.service import wait_for_turn
from app.contacts.checks import usual_messenger
from app.doors.door import Door
from app.doors.queries import open_doors, round_settings
from app.kit.errors import Refused
from app.kit.translation import SOURCE, language, speaking
from app.kit.translation import gettext as _
from app.messengers.queries import Sender
from app.states.queries import book


@dataclass(frozen=True)
class Ticked:
    """An open door that somebody ticked, as they may know it; `claimed` is the open approach there
    that is theirs already, `line` what is suggested or why nothing is."""

    door: Door
    state: str
    line: Suggestion | Resting | None
    claimed: ApproachRow | None
    warnings: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return code_of(self.door)

    @property
    def suggestion(self) -> Suggestion | None:
        return self.line if isinstance(self.line, Suggestion) else None


@dataclass(frozen=True)
class Outcome:
    """What became of one door: the number of the approach there, or why it was not claimed."""

    door: Door
    state: str
    approach: int | None = None
    why: str = ""


def code_of(door: Door) -> str:
    return f"{door.iso3}-{door.ask}"


def may_send(db: Session, by: User, today: date) -> list[Sender]:
    """The messengers for which a person claims many doors at once: for Coordinators all that can
    be sent, for others their own, if they have one."""
    able = can_be_sent(db, today)
    own = [one for one in able if one.code == usual_messenger(by)]
    return able if may(by.reader, Act.COORDINATE) or not own else own


def ticked_doors(
    db: Session, by: User, codes: Iterable[str], today: date, *, warned: bool = True
) -> list[Ticked]:
    """The open doors among those that were ticked, each once, by the names of the States; with
    what warns there, in the reader's words, if `warned`: else as a decision keeps it, in English.
    """
    wanted = set(codes)
    with speaking(language() if warned else SOURCE):
        given = advice(db, by.reader, today)
    own = _own(open_approaches(db, by.reader), by)
    doors = [door for door in open_doors(db, today) if code_of(door) in wanted]
    return [_ticked(db, by.reader, door, given, own, today, warned) for door in doors]


def claim_doors(
    db: Session, wish: ClaimDoors, *, by: User, now: datetime, today: date
) -> list[Outcome]:
    """Claim each of the ticked doors that may be claimed, and say of each of the others why not.

    A door with a warning is left for its own form, where a reason can be given; one that this
    person has claimed for that messenger already stays claimed once. Raises Refused where the
    answers as a whole make no sense.
    """
    require(by.reader, Act.PLAN)
    if wish.messenger not in {one.code for one in may_send(db, by, today)}:
        raise Refused("messenger", _("Please choose one of the messengers offered."))
    if wish.window_to and wish.window_to < max(wish.window_from or today, today):
        said = _("The window must end after it begins, and not in the past.")
        raise Refused("window_to", said)
    wait_for_turn(db)  # pressed twice: the second sees what the first has claimed
    doors = ticked_doors(db, by, wish.door, today, warned=False)
    if not doors:
        raise Refused("door", _("None of the ticked doors is open any more."))
    return [_claimed(db, wish, one, by, now, today) for one in doors]


def _ticked(
    db: Session,
    reader: Reader,
    door: Door,
    given: Advice,
    own: dict[Door, ApproachRow],
    today: date,
    warned: bool,
) -> Ticked:
    said = warnings_at(db, reader, door, today) if warned else []
    name = book(db).name(door.iso3)
    return Ticked(door, name, given.at(door), own.get(door), tuple(said))


def _own(rows: Iterable[ApproachRow], by: User) -> dict[Door, ApproachRow]:
    """The first open approach of theirs at each door."""
    return {row.door: row for row in reversed(list(rows)) if row.owner_id == by.id}


def _claimed(
    db: Session, wish: ClaimDoors, one: Ticked, by: User, now: datetime, today: date
) -> Outcome:
    if one.claimed and one.claimed.messenger == wish.messenger:
        return Outcome(one.door, one.state, one.claimed.id)
    why = _against(db, wish, one, by, today)
    if why:
        return Outcome(one.door, one.state, why=why)
    plan, verdict = _plan(db, wish, one, today)
    acting: dict[str, Any] = {"by": by, "now": now, "today": today}
    try:
        with db.begin_nested():
            made = plan_at(db, plan, one.door, line=one.suggestion, verdict=verdict, **acting)
    except Refused as refusal:
        return Outcome(one.door, one.state, why=refusal.message)
    return Outcome(one.door, one.state, made.id)


def _against(db: Session, wish: ClaimDoors, one: Ticked, by: User, today: date) -> str:
    """Why a door is left, as far as this person may know it; "" if it is not."""
    if one.claimed:
        who = one.claimed.messenger_name
        return _("You have claimed it for %(messenger)s already.", messenger=who)
    said = warnings_at(db, by.reader, one.door, today, messenger=wish.messenger)
    if said:
        return " ".join(said)
    if one.suggestion is None and (wish.channel is None or wish.level is None):
        return _("Nothing is suggested here that says how: please choose a channel and a level.")
    return ""


def _plan(
    db: Session, wish: ClaimDoors, one: Ticked, today: date
) -> tuple[PlanApproach, Verdict | None]:
    """What is taken on at one door, and what becomes of the suggestion there if it is used."""
    line = one.suggestion
    first, last = line.window if line else (today, _usual_end(db, today))
    first = wish.window_from or min(first, wish.window_to or first)
    plan = PlanApproach(
        state=one.door.iso3,
        messenger=wish.messenger,
        **_how(wish, line),
        window_from=first,
        window_to=wish.window_to or max(last, first),
        note=wish.note,
        visibility=strictest((wish.visibility, _level(line, wish.messenger))),
        warn_others=wish.warn_others,
    )
    if line is None or line.messenger != wish.messenger:
        return plan, None
    answers = (wish.channel, wish.level, wish.window_from, wish.window_to)
    return plan, Verdict.ADJUSTED if any(answers) else Verdict.ACCEPTED


def _how(wish: ClaimDoors, line: Suggestion | None) -> dict[str, Any]:
    """Channel and level: as wished, else as suggested; `_against` has seen that both are there."""
    suggested = {"channel": line.channel, "level": line.level} if line else {}
    wished = {"channel": wish.channel, "level": wish.level}
    return suggested | {field: value for field, value in wished.items() if value}


def _level(line: Suggestion | None, messenger: str) -> Visibility:
    """The level of what a suggestion rests on, as `sources.level_on` has it for this messenger."""
    if line is None:
        return Visibility.GROUP
    closed = line.visibility is Visibility.MESSENGER and line.messenger != messenger
    return Visibility.COORDINATORS if closed else line.visibility


def _usual_end(db: Session, today: date) -> date:
    return today + timedelta(days=round_settings(db).spacing_days)
