"""The worker as a process: it works plans out, and ends with whoever started it."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
import structlog
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Role
from app.advice.plan_models import PlanRun, RunState
from app.advice.runs import StartRun, start_run
from app.cli.working import FIRST_PAUSE, LONGEST_PAUSE, STEADY, beside, next_pause
from app.kit.dates import now
from app.kit.db import reading, writing

PATIENCE = timedelta(seconds=60)


@pytest.fixture
def logged():
    with structlog.testing.capture_logs() as found:
        yield found


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
    with beside() as worker:
        assert became(asked(), RunState.DONE, RunState.FAILED) is RunState.DONE
    assert not worker.process.is_alive()


def test_a_worker_that_crashes_is_started_again_and_it_is_logged(coordinator, logged):
    with beside() as worker:
        first = worker.process
        os.kill(first.pid, signal.SIGKILL)
        assert became(asked(), RunState.DONE, RunState.FAILED) is RunState.DONE
        assert worker.process.pid != first.pid
    assert not worker.process.is_alive()
    assert logged == [
        {
            "event": "the worker ended by itself",
            "exit_code": -signal.SIGKILL,
            "again_in_seconds": FIRST_PAUSE,
            "log_level": "error",
        }
    ]


def crash(_parent: int) -> None:
    os._exit(3)


def test_a_worker_that_crashes_again_and_again_does_not_hold_up_the_end(logged):
    with beside(crash) as worker:
        until = now() + PATIENCE
        while len(logged) < 2 and now() < until:
            time.sleep(0.05)
    assert not worker.process.is_alive()
    assert [one["again_in_seconds"] for one in logged[:2]] == [FIRST_PAUSE, 2 * FIRST_PAUSE]


@pytest.mark.parametrize(
    ("before", "lived", "pause"),
    [
        (0, 0, FIRST_PAUSE),
        (4, STEADY - 1, 8),
        (LONGEST_PAUSE, 0, LONGEST_PAUSE),
        (LONGEST_PAUSE - 1, 0, LONGEST_PAUSE),
        (LONGEST_PAUSE, STEADY, FIRST_PAUSE),
    ],
)
def test_the_pause_doubles_up_to_a_minute_until_a_worker_has_lived_so_long(before, lived, pause):
    assert next_pause(before, lived) == pause


def test_a_plan_that_was_asked_for_while_no_worker_ran_is_worked_out_by_the_next(coordinator):
    number = asked()
    command = [sys.executable, "-c", "from app.cli.main import main; main()", "worker"]
    worker = subprocess.Popen(command, env=os.environ)
    try:
        assert became(number, RunState.DONE, RunState.FAILED) is RunState.DONE
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
