"""Pinning, taking out, editing and solving again, on the page of a plan."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.advice.plan_desk import mondays
from app.advice.plan_models import PlanRun, PlanWish
from app.doors.forms import HoldDoor
from app.doors.service import hold_door
from tests.advice.plan_cast import Made, planned_round, worked_out
from tests.advice.test_gathering import take_part
from tests.advice.test_rounds import planned
from tests.routes.test_plans import asked, text
from tests.world import NOW, TODAY

OTHERS = ["member", "campaigner", "envoy", "observer", "administrator"]


@pytest.fixture
def made(db, world) -> Made:
    take_part(db)
    planned(db, world.member, "AGO", 14, 20)
    return planned_round(db, world.coordinator)


def htmx(code):
    return {"HX-Request": "true", "HX-Target": f"wish-{code}"}


def page(client, made):
    return text(client.get(f"/plans/{made.number}"))


def wish(client, made, code, kind, **more):
    data = {"line": code, "kind": kind}
    return client.post(f"/plans/{made.number}/wishes", data=data, **more)


def held(db, world, code, made):
    by = {"by": world.coordinator, "now": NOW, "today": TODAY}
    hold_door(db, HoldDoor(reason="Test reason"), door=made.line(code).door, **by)


def test_every_line_but_an_approach_can_be_pinned_taken_out_and_edited(client_for, world, made):
    shown = page(client_for(world.coordinator), made)
    assert shown.count('value="pin"') == len(made.codes)
    assert shown.count("/edits/new?line=") == len(made.codes)
    assert shown.count("taken on already") == 1
    assert "Nothing is changed yet." in shown


@pytest.mark.parametrize(
    ("kind", "stands", "sentence"),
    [
        ("pin", "Stays as it is", "stays in the week of"),
        ("not then", "Not in this week", "in the week of"),
        ("never", "Not in this round", "in this round."),
    ],
)
def test_without_scripts_one_comes_back_to_the_line(
    client_for, db, world, made, kind, stands, sentence
):
    client, code = client_for(world.coordinator), made.code(3)
    reply = wish(client, made, code, kind)
    assert (reply.status_code, reply.headers["location"]) == (
        303,
        f"/plans/{made.number}#wish-{code}",
    )
    shown = page(client, made)
    assert stands in shown
    assert sentence in shown[shown.index("What you changed") :]
    assert "1 change is not in the plan yet" in shown
    [row] = db.exec(select(PlanWish)).all()
    reply = client.post(f"/plans/wishes/{row.id}/retraction")
    assert reply.headers["location"] == f"/plans/{made.number}#wish-{code}"
    assert "Nothing is changed yet." in page(client, made)


def test_htmx_gets_the_line_what_waits_and_the_list_of_changes(client_for, world, made):
    client, code = client_for(world.coordinator), made.code()
    shown = wish(client, made, code, "pin", headers=htmx(code)).text
    assert f'id="wish-{code}"' in shown
    assert "Stays as it is" in shown
    assert "<h1" not in shown
    for place in ("plan-state", "plan-changes"):
        assert f'id="{place}"' in shown
    assert shown.count('hx-swap-oob="true"') == 2
    assert shown.count("autofocus") == 1


def test_a_pin_that_breaks_a_rule_is_refused_at_its_line(client_for, db, world, made):
    client, code = client_for(world.coordinator), made.code()
    held(db, world, code, made)
    reply = wish(client, made, code, "pin", headers=htmx(code))
    assert reply.status_code == 422
    assert "The door is held or at rest in the week of" in reply.text
    reply = wish(client, made, code, "pin")
    assert reply.status_code == 422
    assert reply.text.count("The door is held or at rest in the week of") == 2
    assert "Week by week" in reply.text
    assert db.exec(select(PlanWish)).all() == []


def edit(made, code, **more):
    knock = made.kept.knock(made.line(code))
    typed = {
        "line": code, "messenger": knock.messenger, "week": knock.monday.isoformat(),
        "level": knock.level.value, "channel": knock.channel.value, "seen": "0",
    }  # fmt: skip
    return typed | more


def test_a_line_is_edited_on_a_page_of_its_own(client_for, world, made):
    client, code = client_for(world.coordinator), made.code()
    asked = text(client.get(f"/plans/{made.number}/edits/new?line={code}"))
    line = made.line(code)
    assert f'<option value="{line.messenger}" selected>' in asked
    assert f'<option value="{made.kept.monday(line)}" selected>' in asked
    assert asked.count(">Week of") == 8
    reply = client.post(f"/plans/{made.number}/edits", data=edit(made, code, channel="letter"))
    assert reply.headers["location"] == f"/plans/{made.number}#wish-{code}"
    shown = page(client, made)
    assert "Becomes another" in shown
    assert "by letter" in shown


@pytest.mark.parametrize(
    ("more", "field", "says"),
    [
        ({"messenger": "ICRC"}, "messenger", "does not take part"),
        ({"messenger": ""}, "messenger", "Please"),
        ({"level": "head"}, "level", "goes up to"),
        ({"week": "2028-01-03"}, "week", "lies outside the plan"),
        ({"week": "soon"}, "week", "Please"),
        ({"channel": "pigeon"}, "channel", "Please choose"),
    ],
)
def test_an_edit_that_is_refused_comes_back_as_it_was_typed(
    client_for, db, world, made, more, field, says
):
    code = made.code()
    typed = edit(made, code, **{"channel": "letter"} | more)
    reply = client_for(world.coordinator).post(f"/plans/{made.number}/edits", data=typed)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text
    assert says in reply.text
    if field != "channel":
        assert '<option value="letter" selected>' in reply.text
    assert db.exec(select(PlanWish)).all() == []


def test_two_at_one_line_are_told_and_the_second_may_go_on(client_for, db, world, made):
    client, code = client_for(world.coordinator), made.code()
    wish(client, made, code, "pin")
    typed = edit(made, code, channel="letter")
    reply = client.post(f"/plans/{made.number}/edits", data=typed)
    assert reply.status_code == 422
    assert "Somebody else changed this line in the meantime" in reply.text
    assert '<option value="letter" selected>' in reply.text
    [row] = db.exec(select(PlanWish)).all()
    assert f'name="seen" value="{row.id}"' in reply.text
    reply = client.post(f"/plans/{made.number}/edits", data=typed | {"seen": str(row.id)})
    assert reply.status_code == 303


def test_a_plan_is_solved_again_and_shows_what_stayed_beside_where_it_came_from(
    client_for, db, world, made
):
    client, code = client_for(world.coordinator), made.code()
    assert "disabled>Make the plan again</button>" in page(client, made)
    reply = client.post(f"/plans/{made.number}/successor")
    assert (reply.status_code, reply.headers["location"]) == (303, f"/plans/{made.number}")
    assert "Nothing is changed yet: pin a line" in page(client, made)
    wish(client, made, code, "pin")
    assert "disabled>Make the plan again" not in page(client, made)
    assert "Make the plan again</button>" in page(client, made)
    other = made.code(1)
    wish(client, made, other, "never")
    reply = client.post(f"/plans/{made.number}/successor")
    run = db.exec(select(PlanRun).order_by(PlanRun.id.desc())).first()
    assert reply.headers["location"] == f"/plans/{run.id}"
    again = client.post(f"/plans/{made.number}/successor")
    assert again.headers["location"] == f"/plans/{made.number}"
    assert "A plan is being worked out already" in page(client, made)
    later = worked_out(db, run, world.coordinator)
    newer = f'<a href="/plans/{run.id}">A newer plan was made around changes of this one</a>'
    assert newer in page(client, made)
    shown = page(client, later)
    assert "A newer plan was made" not in shown
    assert shown.count(">pinned</span>") == 1
    assert "Compared with the plan that it came from" in shown
    assert f'<a href="/plans/{made.number}">The plan that it came from</a>' in shown
    assert shown.count("The plan is made around it.") == 2
    assert "Nothing is changed yet." in shown
    assert other not in later.codes


def test_what_could_not_stay_is_said_on_the_page_of_the_plan(client_for, db, world, made):
    client, code = client_for(world.coordinator), made.code()
    wish(client, made, code, "pin")
    client.post(f"/plans/{made.number}/successor")
    run = db.exec(select(PlanRun).order_by(PlanRun.id.desc())).first()
    held(db, world, code, made)
    shown = page(client, worked_out(db, run, world.coordinator))
    assert "Could not stay" in shown
    assert "The door is held or at rest in the week of" in shown


def test_a_pin_that_is_taken_back_in_the_next_plan_waits_to_be_solved(client_for, db, world, made):
    client, code = client_for(world.coordinator), made.code()
    wish(client, made, code, "pin")
    client.post(f"/plans/{made.number}/successor")
    later = worked_out(
        db, db.exec(select(PlanRun).order_by(PlanRun.id.desc())).first(), world.coordinator
    )
    row = db.exec(select(PlanWish).where(PlanWish.run_id == later.number)).one()
    reply = client.post(f"/plans/wishes/{row.id}/retraction", headers=htmx(code))
    assert reply.status_code == 200
    assert "A change was taken back" in reply.text


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_changes_a_plan(client_for, db, world, made, name):
    code = made.code()
    wish(client_for(world.coordinator), made, code, "pin")
    [row] = db.exec(select(PlanWish)).all()
    client = client_for(getattr(world, name))
    for number in (made.number, 987_654):
        assert client.get(f"/plans/{number}/edits/new?line={code}").status_code == 403
        assert client.get(f"/plans/{number}/adoption/new").status_code == 403
        for act, data in (
            ("wishes", {"line": code, "kind": "pin"}),
            ("edits", edit(made, code)),
            ("successor", {}),
            ("adoption", {"line": code}),
        ):
            assert client.post(f"/plans/{number}/{act}", data=data).status_code == 403
    for number in (row.id, 987_654):
        assert client.post(f"/plans/wishes/{number}/retraction").status_code == 403
    assert len(db.exec(select(PlanWish)).all()) == 1


@pytest.mark.parametrize("line", ["", "XXX-accede-AUT-2026-11-30", "%00", "x" * 200])
def test_there_is_no_such_line(client_for, world, made, line):
    client = client_for(world.coordinator)
    assert client.get(f"/plans/{made.number}/edits/new?line={line}").status_code == 404
    assert wish(client, made, line, "pin").status_code == 404
    reply = client.post(f"/plans/{made.number}/edits", data={"line": line})
    assert reply.status_code == 404


def test_a_week_that_is_over_is_not_offered(client_for, db, world, made):
    run = db.get(PlanRun, made.number)
    assert len(mondays(run, made.kept.first + timedelta(days=6))) == 8
    assert len(mondays(run, made.kept.first + timedelta(days=7))) == 7


def test_a_plan_that_is_not_worked_out_yet_has_no_line_to_change(client_for, db, world):
    run = asked(db, world)
    client, code = client_for(world.coordinator), "AGO-ratify-AUT-2026-11-30"
    assert client.get(f"/plans/{run.id}/edits/new?line={code}").status_code == 404
    for act, data in (
        ("wishes", {"line": code, "kind": "pin"}),
        ("edits", {"line": code}),
    ):
        assert client.post(f"/plans/{run.id}/{act}", data=data).status_code == 404
    reply = client.post(f"/plans/{run.id}/successor")
    assert reply.headers["location"] == f"/plans/{run.id}"
    assert "There is no plan to change yet." in text(client.get(f"/plans/{run.id}"))
