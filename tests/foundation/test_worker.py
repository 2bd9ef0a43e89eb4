"""The worker as a process: it works plans out, and ends with whoever started it."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Role
from app.advice.models import PlanRun, RunState
from app.advice.runs import StartRun, start_run
from app.cli.working import beside
from app.kit.dates import now
from app.kit.db import reading, writing

PATIENCE = timedelta(seconds=60)


def asked() -> int:
    with writing() as db:
        by = db.exec(select(User).where(User.role == Role.COORDINATOR)).first()
        return start_run(db, StartRun(seconds="10", weeks=4), by=by, now=now()).id or 0


@pytest.fixture
def coordinator(own_database):
    with writing() as db:
        db.add(User(email="c@example.org", name="C", role=Role.COORDINATOR, created_at=now()))


def became(number: int, *states: RunState) -> RunState:
    """What it has become, as soon as it is one of these."""
    until = now() + PATIENCE
    while now() < until:
        with reading() as db:
            state = _state(db, number)
        if state in states:
            return state
        time.sleep(0.1)
    raise AssertionError(f"still {state}")


def _state(db: Session, number: int) -> RunState:
    return db.get_one(PlanRun, number).state


def test_a_worker_beside_the_server_works_a_plan_out_and_ends_with_it(coordinator):
    with beside() as process:
        assert became(asked(), RunState.DONE, RunState.FAILED) is RunState.DONE
    assert not process.is_alive()


def test_a_plan_that_was_asked_for_while_no_worker_ran_is_worked_out_by_the_next(coordinator):
    number = asked()
    command = [sys.executable, "-c", "from app.cli.main import main; main()", "worker"]
    worker = subprocess.Popen(command, env=os.environ)
    try:
        assert became(number, RunState.DONE, RunState.FAILED) is RunState.DONE
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
