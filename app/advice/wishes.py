"""What Coordinators want otherwise of a plan: pinned, taken out, edited, and solved again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, require, require_change
from app.accounts.queries import origin_of
from app.advice.around import Knock, Wish, WishKind, draft_around
from app.advice.hindrance_words import hindrance_words
from app.advice.hindrances import Hindrance
from app.advice.kept import KeptPlan, code_of, from_json
from app.advice.plan import Line
from app.advice.plan_models import PlanAdoption, PlanRun, PlanWish, RunState
from app.advice.rounds import Round, Terms, round_problem
from app.advice.runs import StartRun, get_run, overtaken_by, start_run
from app.audit.service import record, wait_for_turn
from app.contacts.terms import Channel, Level
from app.doors.door import Door
from app.kit.errors import Missing, Refused
from app.kit.numbers import LARGEST
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.kit.translation import marked

OVERTAKEN = marked(
    "Another plan was adopted since this one was worked out, and its knocks are approaches now: "
    "ask for a new plan."
)


class WishLine(BaseModel):
    """What is wanted of the line with this code; `seen` is the number of the wish that the person
    saw standing there, 0 for none."""

    line: str = Field(min_length=1, max_length=80)
    kind: Literal["pin", "not then", "never"]
    seen: Annotated[int, Field(ge=0, le=LARGEST)] = 0


class EditLine(BaseModel):
    """What the line with this code is to become; `week` is the Monday of its week."""

    line: str = Field(min_length=1, max_length=80)
    messenger: str = Field(min_length=1, max_length=12)
    week: date
    level: Level
    channel: Channel
    seen: Annotated[int, Field(ge=0, le=LARGEST)] = 0


def make_wish(
    db: Session, wish: WishLine | EditLine, *, number: int, by: User, now: datetime, today: date
) -> PlanWish:
    """Keep what is wanted of a line, in place of what stood there before.

    Raises Forbidden, Missing, and Refused: where another Coordinator has wanted something of the
    line since, and on `messenger`, `week`, `level` or `channel` where what is to stay breaks a hard
    rule beside what stays already.
    """
    require(by.reader, Act.COORDINATE)
    wait_for_turn(db)
    run = changeable(db, number, by)
    kept = plan_of(run)
    line = line_of(kept, wish.line)
    standing = wishes_of(db, run)
    before = at_line(standing, kept.knock(line))
    if (before.id if before else 0) != wish.seen:
        raise Refused("", _("Somebody else changed this line in the meantime. Please look again."))
    wanted = _wanted(kept, line, wish)
    others = [as_wish(one) for one in standing if one is not before]
    hindrance = hindrance_of(db, by.reader, run, wanted, others, today)
    if hindrance:
        said = hindrance_words(db, by.reader, hindrance, line.door, today)
        raise Refused(hindrance.field, said)
    if before:
        _take_back(db, before, by, now)
    made = _row(run, wanted, by, now)
    db.add(made)
    db.flush()
    record(db, by.id, "plan.wish", f"plan:{run.id}", at=now, detail=f"wish {made.id}")
    return made


def take_wish_back(db: Session, number: int, *, by: User, now: datetime) -> PlanWish:
    """Let a line be as the plan has it. Raises Forbidden, Missing, and Refused where that was done
    before."""
    require(by.reader, Act.COORDINATE)
    wish = db.get(PlanWish, number) if number <= LARGEST else None
    if wish is None:
        raise Missing(_("There is no such change of a plan."))
    wait_for_turn(db)
    run = changeable(db, wish.run_id, by)
    db.refresh(wish)
    if wish.taken_back_at:
        raise Refused("", _("This change is taken back already."))
    _take_back(db, wish, by, now)
    record(db, by.id, "plan.wish_back", f"plan:{run.id}", at=now, detail=f"wish {wish.id}")
    return wish


def solve_again(db: Session, number: int, *, by: User, now: datetime) -> PlanRun:
    """Ask for another plan on the same terms, with all that stands; of what a demonstration account
    wants, nothing enters a real plan. Raises Forbidden, Missing, and Refused where nothing is
    changed or while a plan is being worked out."""
    require(by.reader, Act.COORDINATE)
    wait_for_turn(db)
    run = changeable(db, number, by)
    if not pending(db, run):
        raise Refused("", _("Nothing is changed yet: pin a line, take it out or edit it first."))
    standing = [one for one in wishes_of(db, run) if _enters(db, one, by)]
    if run.origin is not by.origin and not standing:
        raise Refused(
            "",
            _(
                "What is changed here is of the demonstration and enters no real plan: ask for a "
                "new plan instead."
            ),
        )
    terms = StartRun(
        weeks=run.weeks,
        seconds=str(run.seconds),  # type: ignore[arg-type]  # it was one of these
        envoy_days=run.envoy_days,
        envoy_trips=run.envoy_trips,
    )
    made = start_run(db, terms, by=by, now=now, parent=run)
    for one in standing:
        carried = _row(made, as_wish(one), by, now)
        carried.carried, carried.author_id = True, one.author_id
        db.add(carried)
    db.flush()
    return made


def changeable(db: Session, number: int, by: User) -> PlanRun:
    """A run whose plan this person may change: worked out, not adopted, and not overtaken by one
    that is. Raises Forbidden, Missing or Refused."""
    run = get_run(db, by.reader, number)
    require_change(by.reader, run.origin)
    if run.state is not RunState.DONE or run.plan is None:
        raise Refused("", _("There is no plan to change yet."))
    if db.get(PlanAdoption, run.id):
        raise Refused("", _("This plan is adopted: from now on its approaches are changed."))
    if overtaken_by(db, run):
        raise Refused("", _(OVERTAKEN))
    return run


def plan_of(run: PlanRun) -> KeptPlan:
    """Raises Missing where there is none yet."""
    if run.plan is None:
        raise Missing(_("There is no plan to change yet."))
    return from_json(run.plan)


def line_of(kept: KeptPlan, code: str) -> Line:
    """The line with this code. Raises Missing where the plan has none that can be changed."""
    line = kept.open_lines.get(code)
    if line is None:
        raise Missing(_("There is no such line in this plan, or it is an approach already."))
    return line


def wishes_of(db: Session, run: PlanRun) -> list[PlanWish]:
    """What stands of a run, by week."""
    query = select(PlanWish).where(PlanWish.run_id == run.id, col(PlanWish.taken_back_at).is_(None))
    return list(db.exec(query.order_by(col(PlanWish.monday), col(PlanWish.id))))


def carried_by(db: Session, run: PlanRun) -> list[Wish]:
    """What a run is worked out around."""
    query = select(PlanWish).where(PlanWish.run_id == run.id, col(PlanWish.carried).is_(True))
    return [as_wish(one) for one in db.exec(query.order_by(col(PlanWish.id)))]


def pending(db: Session, run: PlanRun) -> bool:
    """Whether what stands of a run is other than what it was worked out around."""
    query = select(PlanWish.id).where(
        PlanWish.run_id == run.id,
        col(PlanWish.carried) == col(PlanWish.taken_back_at).is_not(None),
    )
    return db.exec(query.limit(1)).first() is not None


def at_line(standing: Iterable[PlanWish], knock: Knock) -> PlanWish | None:
    """The wish that stands at a line of the plan."""
    code = code_of(knock)
    return next((one for one in standing if shown_at(one) == code), None)


def shown_at(row: PlanWish) -> str:
    """The code of the line that a wish is shown at: of what stays where it came from the plan
    before, else of the line that it was made at."""
    wish = as_wish(row)
    return code_of(wish.stays if row.carried and wish.stays else wish.was)


def as_wish(row: PlanWish) -> Wish:
    door = Door(row.state_iso3, row.ask)
    was = Knock(row.monday, door, row.messenger, row.level, row.channel)
    to = None
    if row.to_monday and row.to_messenger and row.to_level and row.to_channel:
        to = Knock(row.to_monday, door, row.to_messenger, row.to_level, row.to_channel)
    return Wish(row.kind, was, to)


def round_of(db: Session, reader: Reader, run: PlanRun, kept: KeptPlan, today: date) -> Round:
    """The round of a plan as it stands today, in the weeks of the plan."""
    weeks = len(kept.quarters)
    terms = Terms(weeks, run.envoy_days, run.envoy_trips, first=kept.first)
    return round_problem(db, reader, today, terms)


def hindrance_of(
    db: Session, reader: Reader, run: PlanRun, wish: Wish, others: Iterable[Wish], today: date
) -> Hindrance | None:
    """The rule that what is to stay breaks beside what others want; None if it breaks none."""
    if wish.stays is None:
        return None
    asked = round_of(db, reader, run, plan_of(run), today).problem
    draft, _let_go = draft_around(asked, others, today)
    return draft.hindrance(wish.stays.line(asked))


def _wanted(kept: KeptPlan, line: Line, wish: WishLine | EditLine) -> Wish:
    was = kept.knock(line)
    if isinstance(wish, WishLine):
        return Wish(WishKind(wish.kind), was)
    to = Knock(wish.week, line.door, wish.messenger, wish.level, wish.channel)
    if wish.week.weekday():
        raise Refused("week", _("Please choose one of the answers offered."))
    return Wish(WishKind.PIN, was) if to == was else Wish(WishKind.INSTEAD, was, to)


def _row(run: PlanRun, wish: Wish, by: User, now: datetime) -> PlanWish:
    was, to = wish.was, wish.to
    return PlanWish(
        run_id=run.id or 0,
        kind=wish.kind,
        state_iso3=was.door.iso3,
        ask=was.door.ask,
        messenger=was.messenger,
        monday=was.monday,
        level=was.level,
        channel=was.channel,
        to_messenger=to.messenger if to else None,
        to_monday=to.monday if to else None,
        to_level=to.level if to else None,
        to_channel=to.channel if to else None,
        author_id=by.id or 0,
        made_at=now,
    )


def _enters(db: Session, wish: PlanWish, by: User) -> bool:
    """Whether a wish may enter a plan that this person asks for."""
    demonstration = origin_of(db, wish.author_id) is Origin.DEMONSTRATION
    return by.origin is Origin.DEMONSTRATION or not demonstration


def _take_back(db: Session, wish: PlanWish, by: User, now: datetime) -> None:
    wish.taken_back_at, wish.taken_back_by = now, by.id
    db.add(wish)
    db.flush()
