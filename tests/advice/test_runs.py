"""Runs of the plan: asked for, claimed by one worker, kept alive, cancelled, taken up again."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select as columns
from sqlmodel import select

from app.advice import working
from app.advice.kept import as_json, from_json, moved_to
from app.advice.plan import Status
from app.advice.plan_models import PlanPoint, PlanRun, RunState
from app.advice.rounds import round_problem
from app.advice.run_queue import LEASE, MOST_TURNS, beat, claim, finish, hand_back
from app.advice.runs import StartRun, cancel_run, get_run, points, runs, start_run
from app.advice.solving import Limits, Progress, solve
from app.audit.models import Entry
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.transfer.demonstration import remove
from tests.advice.test_gathering import take_part
from tests.world import NOW, TODAY, user

LATER = NOW + LEASE + timedelta(seconds=1)
COMING = Progress("prices", 1.5, float("inf"), 0.2)


def asked(db, world, **more):
    return start_run(db, StartRun(**more), by=world.coordinator, now=NOW)


def kept(db, run):
    db.expire_all()
    return db.get(PlanRun, run.id)


def verbs(db):
    found = columns(Entry.verb).where(Entry.subject.like("plan:%")).order_by(Entry.id)
    return list(db.execute(found).scalars())


@pytest.mark.parametrize("who", ["member", "campaigner", "envoy", "observer", "administrator"])
def test_only_coordinators_ask_for_see_and_cancel_plans(db, world, who):
    run, by = asked(db, world), getattr(world, who)
    for act in (
        lambda: start_run(db, StartRun(), by=by, now=NOW),
        lambda: cancel_run(db, run.id, by=by, now=NOW),
        lambda: get_run(db, by.reader, 987_654),
        lambda: runs(db, by.reader),
    ):
        with pytest.raises(Forbidden):
            act()


def test_one_is_worked_out_at_a_time(db, world):
    run = asked(db, world)
    with pytest.raises(Refused):
        asked(db, world)
    claim(db, "a", NOW)
    with pytest.raises(Refused):
        asked(db, world)
    finish(db, run.id, "a", RunState.DONE, NOW, {})
    assert asked(db, world).id != run.id
    assert len(runs(db, world.coordinator.reader)) == 2


def test_a_run_is_claimed_once(db, world):
    run = asked(db, world, weeks=8, envoy_days=3)
    claimed = claim(db, "a", NOW)
    assert (claimed.id, claimed.state, claimed.worker) == (run.id, RunState.RUNNING, "a")
    assert claim(db, "b", NOW) is None
    assert verbs(db) == ["plan.asked", "plan.begun"]


def test_two_runs_are_never_worked_out_side_by_side(db, world):
    for _ in range(2):
        db.add(PlanRun(seconds=10, author_id=world.coordinator.id, asked_at=NOW))
    db.flush()
    first = claim(db, "a", NOW)
    assert claim(db, "b", NOW) is None
    finish(db, first.id, "a", RunState.DONE, NOW, {})
    assert claim(db, "b", NOW).id > first.id


def test_a_worker_that_beats_keeps_its_run_and_one_that_is_silent_loses_it(db, world):
    run = asked(db, world)
    claim(db, "a", NOW)
    assert beat(db, run.id, "a", LATER)
    assert claim(db, "b", LATER + LEASE / 2) is None
    assert claim(db, "b", LATER + LEASE * 2).turns == 2
    assert not beat(db, run.id, "a", LATER + LEASE * 2)
    assert not finish(db, run.id, "a", RunState.DONE, LATER + LEASE * 2, {"of": "a"})
    assert kept(db, run).state is RunState.RUNNING
    assert finish(db, run.id, "b", RunState.DONE, LATER + LEASE * 2, {"of": "b"})
    assert kept(db, run).plan == {"of": "b"}


def test_what_has_stopped_its_worker_so_often_is_said_to_be_interrupted(db, world):
    run, now = asked(db, world), NOW
    for _ in range(MOST_TURNS):
        assert claim(db, "a", now)
        now += LEASE * 2
    assert claim(db, "a", now) is None
    assert (kept(db, run).state, kept(db, run).ended_at) == (RunState.INTERRUPTED, now)
    assert verbs(db)[-1] == "plan.interrupted"


def test_a_worker_that_is_told_to_stop_hands_its_run_back(db, world):
    run = asked(db, world)
    for _ in range(MOST_TURNS + 2):
        claim(db, "a", NOW)
        hand_back(db, run.id, "a", NOW)
    assert kept(db, run).state is RunState.WAITING
    assert claim(db, "b", NOW).turns == 1


def test_a_run_that_waits_is_cancelled_at_once(db, world):
    run = asked(db, world)
    cancel_run(db, run.id, by=world.coordinator, now=NOW)
    assert kept(db, run).state is RunState.CANCELLED
    assert claim(db, "a", NOW) is None
    with pytest.raises(Refused):
        cancel_run(db, run.id, by=world.coordinator, now=NOW)


def test_a_run_under_way_is_cancelled_when_its_worker_hears_of_it(db, world):
    run = asked(db, world)
    claim(db, "a", NOW)
    cancel_run(db, run.id, by=world.coordinator, now=NOW)
    assert kept(db, run).state is RunState.RUNNING
    assert not beat(db, run.id, "a", NOW)


@pytest.mark.parametrize("first", ["the cancellation", "the lease's end"])
def test_a_run_whose_worker_is_dead_can_be_cancelled(db, world, first):
    run = asked(db, world)
    claim(db, "a", NOW)
    cancel_run(db, run.id, by=world.coordinator, now=NOW if first == "the cancellation" else LATER)
    claim(db, "b", LATER)
    assert kept(db, run).state is RunState.CANCELLED


def test_there_is_no_such_plan(db, world):
    for number in (987_654, 10**30):
        with pytest.raises(Missing):
            get_run(db, world.coordinator.reader, number)


def test_how_far_it_has_come_is_kept_and_begins_anew_with_each_turn(db, world):
    run = asked(db, world)
    claim(db, "a", NOW)
    beat(db, run.id, "a", NOW, [COMING])
    beat(db, run.id, "a", NOW, [Progress("plans", 2.0, 2.5, 1.0)])
    assert [(one.objective, one.bound) for one in points(db, run)] == [(1.5, None), (2.0, 2.5)]
    claim(db, "b", LATER)
    beat(db, run.id, "b", LATER, [COMING])
    assert [one.elapsed for one in points(db, run)] == [0.2]


def test_a_demonstration_account_cancels_none_of_others_and_its_plans_go_with_it(db, world):
    run = asked(db, world)
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    with pytest.raises(Forbidden):
        cancel_run(db, run.id, by=demo, now=NOW)
    cancel_run(db, run.id, by=world.coordinator, now=NOW)
    own = start_run(db, StartRun(), by=demo, now=NOW)
    claim(db, "a", NOW)
    beat(db, own.id, "a", NOW, [COMING])
    assert remove(db, now=NOW)["plans"] == 1
    assert [one.id for one in runs(db, world.coordinator.reader)] == [run.id]
    assert db.exec(select(PlanPoint)).all() == []


def test_a_plan_is_kept_as_it_was(db, world):
    take_part(db)
    problem = round_problem(db, world.coordinator.reader, TODAY).problem
    plan = solve(problem, limits=Limits(seconds=0))
    found = from_json(as_json(problem, plan))
    assert found.plan == plan
    assert (found.first, found.quarters) == (problem.first, problem.quarters)
    week_later = moved_to(found, problem.first + timedelta(weeks=1))
    assert [one.week + 1 for one in week_later] == [one.week for one in plan.lines]


@pytest.fixture
def worked(db, monkeypatch):
    """Work one run out in the session of the test."""

    @contextmanager
    def session():
        with db.begin_nested():
            yield db

    monkeypatch.setattr(working, "reading", session)
    monkeypatch.setattr(working, "writing", session)
    return lambda stopped=lambda: False: working.work_once("a", lambda: NOW, stopped)


def test_a_worker_works_it_out_and_tells_how_far_it_has_come(db, world, worked):
    take_part(db)
    run = asked(db, world, seconds="10", weeks=8)
    assert worked()
    found = kept(db, run)
    assert (found.state, found.worker, found.ended_at) == (RunState.DONE, None, NOW)
    plan = from_json(found.plan)
    assert len(plan.quarters) == 8
    assert plan.plan.lines
    assert points(db, run)
    assert verbs(db) == ["plan.asked", "plan.begun", "plan.done"]
    assert not worked()


def test_a_worker_hears_of_a_cancellation_and_keeps_the_best_so_far(db, world, worked, monkeypatch):
    take_part(db)
    monkeypatch.setattr(working, "BEAT", 0.0)
    run = asked(db, world, weeks=8)
    heard = working.Pulse.hear

    def cancel_then_hear(pulse, progress):
        if kept(db, run).cancel_asked_at is None:
            cancel_run(db, run.id, by=world.coordinator, now=NOW)
        heard(pulse, progress)

    monkeypatch.setattr(working.Pulse, "hear", cancel_then_hear)
    assert worked()
    found = kept(db, run)
    assert found.state is RunState.DONE
    assert from_json(found.plan).plan.status is Status.CANCELLED


def test_a_worker_that_is_stopped_hands_back_what_it_had_begun(db, world, worked):
    take_part(db)
    run = asked(db, world)
    assert worked(lambda: True)
    assert (kept(db, run).state, kept(db, run).plan) == (RunState.WAITING, None)


def test_a_plan_of_somebody_who_is_a_coordinator_no_longer_fails(db, world, worked):
    run = asked(db, world)
    world.coordinator.role = world.member.role
    db.flush()
    assert worked()
    assert kept(db, run).state is RunState.FAILED


def test_what_goes_wrong_is_said_and_does_not_stop_the_worker(db, world, worked, monkeypatch):
    run = asked(db, world)
    monkeypatch.setattr(working, "solve", lambda *_, **__: 1 / 0)
    assert worked()
    assert kept(db, run).state is RunState.FAILED
    assert verbs(db)[-1] == "plan.failed"
