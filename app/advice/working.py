"""Working runs of the plan out, in a process that does nothing else."""

import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from app.accounts.models import User
from app.advice.around import draft_around
from app.advice.kept import as_json
from app.advice.plan import Status
from app.advice.plan_models import PlanRun, RunState
from app.advice.rounds import Terms, round_problem
from app.advice.run_queue import anything_due, beat, claim, finish, hand_back
from app.advice.solving import Limits, Progress, solve
from app.advice.successors import begun_from_before
from app.advice.wishes import carried_by
from app.kit.db import reading, writing
from app.kit.errors import DomainError

BEAT = 1.0
"""Seconds between two words of a worker."""
Clock = Callable[[], datetime]
log = structlog.get_logger()


def name() -> str:
    """What this process is called in the database."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def work_once(worker: str, clock: Clock, stopped: Callable[[], bool]) -> bool:
    """Work the oldest run out that is due; whether there was one."""
    with reading() as db:
        if not anything_due(db, clock()):
            return False
    with writing() as db:
        run = claim(db, worker, clock())
    if run is None:
        return False
    try:
        _work_out(run, worker, clock, stopped)
    except Exception:
        with writing() as db:
            finish(db, run.id or 0, worker, RunState.FAILED, clock())
        log.exception("a plan failed", plan=run.id)
    return True


@dataclass
class Pulse:
    """Tells the database once a second how far the run has come, and hears whether to go on.

    `asked` is whether somebody cancelled the run, or another worker has it."""

    run: PlanRun
    worker: str
    clock: Clock
    stopped: Callable[[], bool]
    heard: list[Progress] = field(default_factory=list)
    asked: bool = False
    last: float = float("-inf")

    def hear(self, progress: Progress) -> None:
        """Of what comes between two beats, the newest counts."""
        self.heard = [progress]
        self.cancelled()

    def cancelled(self) -> bool:
        if not self.asked and time.monotonic() - self.last >= BEAT:
            self.last = time.monotonic()
            with writing() as db:
                goes_on = beat(db, self.run.id or 0, self.worker, self.clock(), self.heard)
            self.heard, self.asked = [], not goes_on
        return self.asked or self.stopped()


def _work_out(run: PlanRun, worker: str, clock: Clock, stopped: Callable[[], bool]) -> None:
    number = run.id or 0
    terms = Terms(run.weeks, run.envoy_days, run.envoy_trips)
    try:
        with reading() as db:
            author = db.get_one(User, run.author_id)
            today, wishes = clock().date(), carried_by(db, run)
            asked = round_problem(db, author.reader, today, terms).problem
            asked = begun_from_before(db, run, asked)
    except DomainError:  # its author is a Coordinator no longer
        with writing() as db:
            finish(db, number, worker, RunState.FAILED, clock())
        return
    draft, let_go = draft_around(asked, wishes, today)
    problem, pulse = draft.problem, Pulse(run, worker, clock, stopped)
    limits = Limits(seconds=float(run.seconds))
    plan = solve(problem, limits=limits, progress=pulse.hear, cancelled=pulse.cancelled)
    with writing() as db:
        if plan.status is Status.CANCELLED and not pulse.asked:
            hand_back(db, number, worker, clock())
            return
        finish(
            db, number, worker, RunState.DONE, clock(), as_json(problem, plan, let_go), pulse.heard
        )
