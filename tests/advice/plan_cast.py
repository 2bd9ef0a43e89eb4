"""Plans of the round for tests: each problem is solved once, whatever asks for it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlmodel import Session

from app.accounts.models import User
from app.advice.around import draft_around
from app.advice.kept import KeptPlan, as_json
from app.advice.plan import Line, Plan
from app.advice.plan_models import PlanRun, RunState
from app.advice.problem import Problem
from app.advice.rounds import Terms, round_problem
from app.advice.run_queue import claim, finish
from app.advice.runs import StartRun, start_run
from app.advice.solving import Limits, solve
from app.advice.successors import begun_from_before
from app.advice.weighing import change_weights, last_change
from app.advice.weights import ChangeWeights, Weights, called
from app.advice.wishes import carried_by, plan_of
from app.audit.derived import forget
from tests.world import NOW, TODAY

CLOSE = Limits(gap=0.01, seconds=30)
GREEDY = Limits(seconds=0)


@cache
def solved(problem: Problem, limits: Limits = CLOSE) -> Plan:
    """The answer depends on the problem alone, so both databases and all tests share it."""
    return solve(problem, limits=limits)


@dataclass(frozen=True)
class Made:
    """A run of which there is a plan."""

    run: PlanRun
    plan: Plan

    @property
    def number(self) -> int:
        return self.run.id or 0

    @property
    def kept(self) -> KeptPlan:
        return plan_of(self.run)

    @property
    def codes(self) -> list[str]:
        return list(self.kept.open_lines)

    def code(self, place: int = 0) -> str:
        return self.codes[place]

    def line(self, code: str) -> Line:
        return self.kept.open_lines[code]


def planned_round(
    db: Session, by: User, *, weeks: int | None = 8, limits: Limits = GREEDY, today: date = TODAY
) -> Made:
    """A plan that somebody asked for and a worker has worked out."""
    forget(db)
    run = start_run(db, StartRun(seconds="10", weeks=weeks), by=by, now=NOW)
    return worked_out(db, run, by, limits=limits, today=today)


def worked_out(
    db: Session,
    run: PlanRun,
    by: User,
    *,
    limits: Limits = GREEDY,
    today: date = TODAY,
    now: datetime = NOW,
) -> Made:
    """What a worker does with a run, without its clock."""
    terms = Terms(run.weeks, run.envoy_days, run.envoy_trips)
    asked = round_problem(db, by.reader, today, terms).problem
    asked = begun_from_before(db, run, asked)
    draft, let_go = draft_around(asked, carried_by(db, run), today)
    plan = solved(draft.problem, limits)
    claim(db, "a", now)
    finish(db, run.id or 0, "a", RunState.DONE, now, as_json(draft.problem, plan, let_go))
    db.expire_all()
    return Made(run, plan)


def never_tired(db: Session, by: User) -> None:
    """An answered knock speaks against none that follows, so doors get several in a short plan."""
    weights = Weights(rest=0)
    shown = called(weights, last_change(db))
    wish = ChangeWeights(**weights.model_dump(), reason="Test reason", shown=shown)
    change_weights(db, wish, by=by, now=NOW)
