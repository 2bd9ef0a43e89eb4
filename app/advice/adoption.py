"""Adopting a plan: its lines become approaches, each by the rules that hold on that day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Act, Reader, may, require
from app.advice.around import WishKind
from app.advice.draft import Draft
from app.advice.forms import PlanApproach
from app.advice.hindrances import Hindrance
from app.advice.kept import KeptPlan
from app.advice.models import Approach
from app.advice.plan import Line
from app.advice.plan_models import AdoptedLine, PlanAdoption, PlanRun
from app.advice.problem import Kind
from app.advice.queries import warnings_at
from app.advice.rounds import Round
from app.advice.runs import get_run
from app.advice.service import plan_at
from app.advice.wishes import changeable, line_of, plan_of, round_of, wishes_of
from app.audit.service import record, wait_for_turn
from app.kit.errors import Refused
from app.kit.origin import Origin
from app.kit.translation import SOURCE, marked, speaking
from app.kit.translation import gettext as _

OF_THE_DEMONSTRATION = marked(
    "A demonstration account asked for this plan, and what it wished for becomes no real approach: "
    "ask for a plan of your own, and adopt that."
)
A_WEEK = timedelta(days=6)
"""A line is an approach from the Monday to the Sunday of its week."""


class AdoptPlan(BaseModel):
    """The codes of the lines that are to become approaches."""

    line: list[str] = Field(min_length=1, max_length=20_000)


@dataclass(frozen=True)
class Adopted:
    """What came of an adoption: the number of the approach of each line by its code, and why the
    others were refused."""

    by_id: int
    at: datetime
    approaches: dict[str, int]
    refused: dict[str, Hindrance]


def adopt_plan(
    db: Session, wish: AdoptPlan, *, number: int, by: User, now: datetime, today: date
) -> Adopted:
    """Make an approach of each of the lines, the soonest first; a line that breaks a rule by now is
    left, and kept with the rule. What is an approach already stays as it is.

    Adopted once: a second time changes nothing and says the same. Raises Forbidden, Missing for
    a line that the plan does not have, and Refused where lines were taken out or edited and the
    plan was not worked out anew, or where the plan is of the demonstration and the person is not.
    """
    run = get_run(db, by.reader, number)
    wait_for_turn(db)
    before = adopted(db, run)
    if before:
        return before
    changeable(db, number, by)
    if not may_adopt(by.reader, run):
        raise Refused("", _(OF_THE_DEMONSTRATION))
    if unsolved(db, run):
        said = _("Lines are taken out or edited: have it made again, or take that back first.")
        raise Refused("", said)
    kept = plan_of(run)
    lines = {code: line_of(kept, code) for code in wish.line}
    refused = _adopt(db, run, lines, {"by": by, "now": now, "today": today})
    why = [{"line": code, "why": one.as_json()} for code, one in refused.items()]
    made = PlanAdoption(run_id=number, refused=why, author_id=by.id or 0, adopted_at=now)
    db.add(made)
    db.flush()
    detail = f"{len(lines) - len(refused)} of {len(kept.open_lines)} lines"
    record(db, by.id, "plan.adopted", f"plan:{number}", at=now, detail=detail)
    return _come_of(db, made)


def may_adopt(reader: Reader, run: PlanRun) -> bool:
    """Whether a plan that this reader may change may become their approaches. One that a
    demonstration account asked for becomes approaches of the demonstration alone: what it wished
    for would stay when the demonstration is taken away (domain rule 6)."""
    return run.origin is not Origin.DEMONSTRATION or reader.origin == Origin.DEMONSTRATION


def adopted(db: Session, run: PlanRun) -> Adopted | None:
    """What came of the adoption of a run; None while it is not adopted."""
    found = db.get(PlanAdoption, run.id)
    return _come_of(db, found) if found else None


def adoptions(db: Session, reader: Reader) -> dict[int, PlanAdoption]:
    """The plans that were adopted, by number. Raises Forbidden for all but Coordinators."""
    require(reader, Act.COORDINATE)
    return {one.run_id: one for one in db.exec(select(PlanAdoption))}


def _come_of(db: Session, found: PlanAdoption) -> Adopted:
    rows = db.exec(select(AdoptedLine).where(AdoptedLine.run_id == found.run_id))
    refused = {one["line"]: Hindrance.from_json(one["why"]) for one in found.refused}
    approaches = {one.line: one.approach_id for one in rows}
    return Adopted(found.author_id, found.adopted_at, approaches, refused)


def plan_behind(db: Session, reader: Reader, approach: Approach) -> int | None:
    """The number of the plan that an approach came from, for Coordinators alone."""
    if not may(reader, Act.COORDINATE):
        return None
    found = db.get(AdoptedLine, approach.id)
    return found.run_id if found else None


def refused_lines(kept: KeptPlan, of: Adopted) -> list[tuple[Line, Hindrance]]:
    """Each line that was refused, with the rule."""
    return [(kept.open_lines[code], why) for code, why in of.refused.items()]


def unsolved(db: Session, run: PlanRun) -> bool:
    """Whether lines are taken out or edited that the plan still has as they were."""
    return any(one.kind is not WishKind.PIN and not one.carried for one in wishes_of(db, run))


def _adopt(
    db: Session, run: PlanRun, lines: dict[str, Line], acting: dict[str, Any]
) -> dict[str, Hindrance]:
    """Take the lines on one after the other; those that a rule keeps out, with the rule. Nothing is
    decided about what is suggested at their doors: nobody has looked at it."""
    reader, today = acting["by"].reader, acting["today"]
    made = round_of(db, reader, run, plan_of(run), today)
    draft = Draft(made.problem, today)
    refused: dict[str, Hindrance] = {}
    taken: list[AdoptedLine] = []
    for code, line in sorted(lines.items(), key=lambda one: one[1]):
        hindrance = draft.add(line, Kind.APPROACH)
        if hindrance:
            refused[code] = hindrance
            continue
        wish = _approach(db, reader, made, line, today)
        approach = plan_at(db, wish, line.door, line=None, verdict=None, **acting)
        taken.append(AdoptedLine(approach_id=approach.id or 0, run_id=run.id or 0, line=code))
    db.add_all(taken)
    return refused


def _approach(db: Session, reader: Reader, made: Round, line: Line, today: date) -> PlanApproach:
    """The draft has held the line to the spacing from every knock that is known: where others
    claimed or knocked here, that is the answer to the warning."""
    monday = made.problem.day(line.week)
    warned = warnings_at(db, reader, line.door, today, messenger=line.messenger)
    with speaking(SOURCE):
        reason = _("The spacing from what others did or claimed here is kept.") if warned else ""
    return PlanApproach(
        state=line.door.iso3,
        messenger=line.messenger,
        channel=line.channel,
        level=line.level,
        window_from=monday,
        window_to=monday + A_WEEK,
        visibility=made.visibility(line),
        override_reason=reason,
    )
