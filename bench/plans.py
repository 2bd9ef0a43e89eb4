"""A plan of the round that is worked out, so that its pages are measured too."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.models import User
from app.advice.kept import as_json
from app.advice.plan_models import RunState
from app.advice.rounds import round_problem
from app.advice.run_queue import claim, finish
from app.advice.runs import StartRun, start_run
from app.advice.solving import Limits, solve

QUICK = Limits(seconds=0)
"""Greedy: the page is as long as that of the best plan."""


def make_plan(db: Session, by: User, now: datetime) -> None:
    """Half a year, as a worker would leave it."""
    problem = round_problem(db, by.reader, now.date()).problem
    run = start_run(db, StartRun(), by=by, now=now)
    claim(db, "bench", now)
    kept = as_json(problem, solve(problem, limits=QUICK))
    finish(db, run.id or 0, "bench", RunState.DONE, now, kept)
