"""The pages of the plan of the round: for Coordinators alone."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from app.advice.drawn_up import drawn_up
from app.advice.plan import Status
from app.advice.plan_models import PlanRun, RunState
from app.advice.run_queue import beat, claim, finish
from app.advice.runs import StartRun, get_run, start_run
from app.advice.solving import Progress
from tests.advice.plan_cast import CLOSE, GREEDY, planned_round
from tests.advice.test_gathering import take_part
from tests.advice.test_rounds import planned
from tests.world import NOW, TODAY

FORM = {"weeks": "8", "seconds": "10", "envoy_days": "3", "envoy_trips": "1"}


def asked(db, world):
    return start_run(db, StartRun(seconds="10"), by=world.coordinator, now=NOW)


def worked_out(db, world, *, weeks=8, limits=CLOSE, today=TODAY):
    """A run with its plan."""
    made = planned_round(db, world.coordinator, weeks=weeks, limits=limits, today=today)
    return made.number, made.plan


def text(reply):
    assert reply.status_code == 200
    return " ".join(reply.text.split())


def test_a_coordinator_asks_for_a_plan_and_is_shown_how_far_it_is(client_for, db, world):
    client = client_for(world.coordinator)
    assert "No plan yet" in text(client.get("/plans"))
    reply = client.post("/plans", data=FORM)
    (run,) = db.exec(select(PlanRun)).all()
    assert reply.headers["location"] == f"/plans/{run.id}"
    assert (run.weeks, run.seconds, run.envoy_days, run.envoy_trips) == (8, 10, 3, 1)
    assert "Not begun yet." in text(client.get(f"/plans/{run.id}"))
    assert "waiting to be worked out" in text(client.get("/plans"))


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("weeks", "3", "Please give 4 or more."),
        ("weeks", "53", "Please give 52 or less."),
        ("weeks", "many", "Please give a whole number."),
        ("envoy_days", "-1", "Please give 0 or more."),
        ("envoy_trips", "31", "Please give 30 or less."),
        ("seconds", "7", "Please choose one of the answers offered."),
    ],
)
def test_a_wrong_answer_comes_back_with_what_was_typed(client_for, db, world, field, typed, says):
    reply = client_for(world.coordinator).post("/plans", data=FORM | {field: typed})
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text
    assert says in reply.text
    for other in FORM.keys() - {field, "seconds"}:
        assert f'value="{FORM[other]}"' in reply.text
    assert db.exec(select(PlanRun)).all() == []


def test_a_second_one_is_refused_while_one_is_under_way(client_for, db, world):
    asked(db, world)
    reply = client_for(world.coordinator).post("/plans", data=FORM)
    assert reply.status_code == 422
    assert "A plan is being worked out already" in reply.text
    assert len(db.exec(select(PlanRun)).all()) == 1


@pytest.mark.parametrize("name", ["member", "campaigner", "envoy", "observer", "administrator"])
def test_nobody_else_sees_asks_for_or_cancels_one(client_for, db, world, name):
    run = asked(db, world)
    client = client_for(getattr(world, name))
    for path in ("/plans", f"/plans/{run.id}", "/plans/987654"):
        assert client.get(path).status_code == 403
    assert client.post("/plans", data=FORM).status_code == 403
    for number in (run.id, 987_654):
        assert client.post(f"/plans/{number}/cancellation").status_code == 403
    assert "/plans" not in client.get("/").text


def test_the_page_asks_again_until_it_is_worked_out(client_for, db, world):
    take_part(db)
    run = asked(db, world)
    client = client_for(world.coordinator)
    claim(db, "a", NOW)
    beat(db, run.id, "a", NOW, [Progress("prices", 2.0, 2.5, 1.0)])
    beat(db, run.id, "a", NOW, [Progress("plans", 2.0, 2.1, 4.0)])
    htmx = {"HX-Request": "true", "HX-Target": "div#run_parts"}
    shown = client.get(f"/plans/{run.id}", headers=htmx).text
    assert 'hx-trigger="every 2s"' in shown
    assert "better than the best so far by more than 5.0%" in " ".join(shown.split())
    assert "4 seconds of 10" in shown
    assert "<polyline" in shown
    finish(db, run.id, "a", RunState.FAILED, NOW)
    db.expire_all()
    shown = client.get(f"/plans/{run.id}", headers=htmx).text
    assert "hx-trigger" not in shown
    assert "could not be worked out" in shown


def test_the_page_says_that_nothing_is_heard_of_a_worker_and_that_the_next_began_again(
    client_for, db, world
):
    run = asked(db, world)
    client = client_for(world.coordinator)
    claim(db, "a", NOW - timedelta(seconds=5))
    assert "Nothing was heard" not in text(client.get(f"/plans/{run.id}"))
    run.beat_at = NOW - timedelta(seconds=25)
    db.flush()
    shown = text(client.get(f"/plans/{run.id}"))
    assert "Nothing was heard for 25 seconds from what works on it. After 60 it is" in shown
    run.beat_at = NOW - timedelta(seconds=61)
    db.flush()
    claim(db, "b", NOW)
    shown = text(client.get(f"/plans/{run.id}"))
    assert "It was begun again: what worked on it had stopped." in shown
    assert "Nothing was heard" not in shown


def test_the_parts_of_a_long_plan_are_linked_from_its_top(client_for, db, world):
    take_part(db)
    number, _ = worked_out(db, world, limits=GREEDY)
    shown = text(client_for(world.coordinator).get(f"/plans/{number}"))
    top, rest = shown.split("<nav", 2)[2].split("</nav>", 1)
    for part in ("by-week", "plan-changes", "load", "limits", "changed"):
        assert f'href="#{part}"' in top
        assert f'id="{part}"' in rest


def test_the_weeks_are_folded_with_their_counts_and_the_present_one_is_open(client_for, db, world):
    take_part(db)
    planned(db, world.member, "AGO", 14, 20)
    number, _ = worked_out(db, world, limits=GREEDY)
    shown = text(client_for(world.coordinator).get(f"/plans/{number}"))
    reader = world.coordinator.reader
    drawn = drawn_up(db, reader, get_run(db, reader, number), TODAY)
    folds = re.findall(r'<details class="plan-week unfolds" id="week-([^"]+)"( open)?>', shown)
    assert [day for day, _open in folds] == [monday.isoformat() for monday, _ in drawn.weeks]
    assert [day for day, is_open in folds if is_open] == [drawn.weeks[0][0].isoformat()]
    for monday, lines in drawn.weeks:
        head = shown[shown.index(f'id="week-{monday}"') :].split("</summary>")[0]
        assert f"{len(lines)} knock" in head
        taken = sum(one.taken_on for one in lines)
        assert (f"{taken} approach" in head) is bool(taken)


def test_the_week_that_is_open_is_the_first_that_is_not_over(db, world):
    take_part(db)
    number, _ = worked_out(db, world, limits=GREEDY)
    run = get_run(db, world.coordinator.reader, number)
    drawn = drawn_up(db, world.coordinator.reader, run, TODAY)
    mondays = [monday for monday, _ in drawn.weeks]
    assert drawn.present(mondays[1] + timedelta(days=6)) == mondays[1]
    assert drawn.present(mondays[0] + timedelta(days=7)) == mondays[1]
    assert drawn.present(mondays[-1] + timedelta(days=100)) == mondays[-1]


def test_a_plan_is_cancelled_once(client_for, db, world):
    run = asked(db, world)
    client = client_for(world.coordinator)
    assert client.post(f"/plans/{run.id}/cancellation").status_code == 303
    shown = text(client.get(f"/plans/{run.id}"))
    assert "It was cancelled before there was a plan." in shown
    assert "the best so far is kept" not in shown
    reply = client.post(f"/plans/{run.id}/cancellation")
    assert reply.status_code == 409
    assert "no longer being worked out" in reply.text


def test_each_line_says_when_who_how_and_why(client_for, db, world):
    take_part(db)
    planned(db, world.member, "AGO", 14, 20)
    number, plan = worked_out(db, world)
    shown = text(client_for(world.coordinator).get(f"/plans/{number}"))
    assert f"{len(plan.lines)} knocks" in shown
    assert "Week of 14 December 2026" in shown
    assert shown.count("taken on already") == 1
    assert "Proven: no plan under these rules is better by more than" in shown
    assert shown.count('data-label="Why"') == len(plan.lines)
    assert "Each by itself, and at most so much" in shown


def test_what_one_more_day_of_the_envoy_would_bring_is_said_however_little(client_for, db, world):
    take_part(db)
    made = planned_round(db, world.coordinator, limits=GREEDY)
    capacity = {"scarce": "capacity", "messenger": "AUT", "quarter": 0, "week": None}
    binding = [capacity | {"worth": 0.05} for _ in range(9)]
    days = capacity | {"scarce": "days", "messenger": "ENVOY", "worth": 0.011}
    made.run.plan = made.run.plan | {"binding": [*binding, days]}
    db.flush()
    shown = text(client_for(world.coordinator).get(f"/plans/{made.number}"))
    assert shown.count("If Austria could make one knock more") == 8
    assert re.search(
        r'If High-level envoy had one day more, [^:]+: <span class="strong">1\.1 points', shown
    )


def test_a_greedy_plan_says_that_nothing_is_proven(client_for, db, world):
    take_part(db)
    number, plan = worked_out(db, world, limits=GREEDY)
    assert plan.status is Status.GREEDY
    shown = text(client_for(world.coordinator).get(f"/plans/{number}"))
    assert "Not proven" in shown
    assert "Greedy, not proven" in shown


def test_a_plan_stands_beside_the_one_before_it_week_by_week(client_for, db, world):
    take_part(db)
    first, before = worked_out(db, world)
    client = client_for(world.coordinator)
    assert "There is no plan before this one." in text(client.get(f"/plans/{first}"))
    again, _ = worked_out(db, world)
    shown = text(client.get(f"/plans/{again}"))
    assert f"{len(before.lines)} knocks are the same." in shown
    later, _ = worked_out(db, world, today=TODAY + timedelta(days=14))
    shown = text(client.get(f"/plans/{later}"))
    assert "Gone" in shown or "Moved" in shown


def test_a_plan_without_anybody_who_takes_part_says_so(client_for, db, world):
    number, plan = worked_out(db, world)
    assert plan.lines == ()
    assert "No knock" in text(client_for(world.coordinator).get(f"/plans/{number}"))
