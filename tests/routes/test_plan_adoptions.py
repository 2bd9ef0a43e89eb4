"""Adopting a plan, on its pages."""

import re
from datetime import timedelta

import pytest
from sqlmodel import func, select

from app.advice.models import Approach
from app.doors.forms import HoldDoor, RestDoor
from app.doors.resting import put_to_rest
from app.doors.service import hold_door
from app.kit.dates import spoken
from app.kit.origin import Origin
from tests.advice.plan_cast import Made, planned_round
from tests.advice.test_gathering import take_part
from tests.routes.test_plan_changes import held, page, wish
from tests.routes.test_plans import asked, text
from tests.world import NOW, TODAY, user


@pytest.fixture
def made(db, world) -> Made:
    take_part(db)
    return planned_round(db, world.coordinator)


def ticked(shown: str) -> list[str]:
    return re.findall(r'name="line" value="([^"]+)" checked', shown)


def approaches(db) -> int:
    return db.exec(select(func.count()).select_from(Approach)).one()


def test_all_lines_are_ticked_at_first_and_each_becomes_an_approach(client_for, db, world, made):
    client = client_for(world.coordinator)
    offered = ticked(client.get(f"/plans/{made.number}/adoption/new").text)
    assert sorted(offered) == sorted(made.codes)
    reply = client.post(f"/plans/{made.number}/adoption", data={"line": offered[:4]})
    assert reply.headers["location"] == f"/plans/{made.number}"
    assert approaches(db) == 4
    shown = page(client, made)
    assert "Adopted: 4 lines are approaches now." in shown
    assert "4 knocks are approaches now." in shown
    assert shown.count(">taken on</span>") == 4
    assert shown.count("Not adopted") == len(made.codes) - 4
    assert 'value="pin"' not in shown
    assert "Adopt the plan" not in shown


def test_the_list_of_plans_says_which_was_adopted_by_whom(client_for, db, world, made):
    client = client_for(world.coordinator)
    assert "Adopted" not in text(client.get("/plans"))
    client.post(f"/plans/{made.number}/adoption", data={"line": made.codes[:1]})
    shown = text(client.get("/plans"))
    row = shown[shown.index(f'href="/plans/{made.number}"') :]
    assert row.index("Adopted") < row.index(f"By {world.coordinator.name}") < row.index("</tr>")
    assert "worked out" not in row[: row.index("</tr>")]


def test_a_plan_that_this_one_has_overtaken_offers_nothing_and_leads_to_it(
    client_for, db, world, made
):
    other, client = planned_round(db, world.coordinator), client_for(world.coordinator)
    other.run.begun_at = NOW - timedelta(minutes=5)
    client.post(f"/plans/{made.number}/adoption", data={"line": made.codes[:1]})
    for path in (f"/plans/{other.number}", f"/plans/{other.number}/adoption/new"):
        shown = text(client.get(path))
        assert "Another plan was adopted since this one was worked out" in shown
        assert f'<a href="/plans/{made.number}">The plan that was adopted</a>' in shown
        for offered in (
            'value="pin"',
            "Make the plan again",
            "Adopt the plan<",
            "Adopt the ticked",
        ):
            assert offered not in shown
    reply = client.post(f"/plans/{other.number}/adoption", data={"line": other.codes[:1]})
    assert reply.status_code == 422
    assert "Another plan was adopted since" in reply.text
    assert approaches(db) == 1


def test_a_demonstration_account_is_told_why_it_can_change_nothing(client_for, db, world, made):
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    shown = page(client_for(demo), made)
    assert "This is a demonstration account: it changes what is of the demonstration" in shown
    assert 'value="pin"' not in shown
    assert "Adopt the plan" not in shown
    assert "demonstration account" not in page(client_for(world.coordinator), made)


def test_a_plan_of_the_demonstration_offers_no_adoption_to_others_and_says_why(
    client_for, db, world, made
):
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    own, client = planned_round(db, demo), client_for(world.coordinator)
    for path in (f"/plans/{own.number}", f"/plans/{own.number}/adoption/new"):
        shown = text(client.get(path))
        assert "what it wished for becomes no real approach" in shown
        assert '<a href="/plans#ask">Ask for a plan</a>' in shown
        for offered in ("Adopt the plan<", "Adopt the ticked"):
            assert offered not in shown
    reply = client.post(f"/plans/{own.number}/adoption", data={"line": own.codes[:1]})
    assert reply.status_code == 422
    assert "what it wished for becomes no real approach" in reply.text
    assert approaches(db) == 0
    assert "Adopt the plan<" in page(client_for(demo), own)
    assert "Adopt the plan<" in page(client, made)


def test_sent_twice_it_adopts_once(client_for, db, world, made):
    client = client_for(world.coordinator)
    for _ in range(2):
        reply = client.post(f"/plans/{made.number}/adoption", data={"line": made.codes[:2]})
        assert reply.status_code == 303
    assert approaches(db) == 2
    assert "adopted already" in text(client.get(f"/plans/{made.number}/adoption/new"))


def test_what_a_rule_kept_out_is_said_line_by_line(client_for, db, world, made):
    client = client_for(world.coordinator)
    code, other = made.codes[:2]
    held(db, world, code, made)
    client.post(f"/plans/{made.number}/adoption", data={"line": [code, other]})
    shown = page(client, made)
    assert "A rule kept these out by then" in shown
    assert shown.count("The door is held or at rest in the week of") == 2
    assert approaches(db) == 1


def test_of_a_door_that_was_shut_by_then_it_is_said_until_when_it_still_is(
    client_for, db, world, made
):
    client = client_for(world.coordinator)
    by = {"by": world.coordinator, "now": NOW, "today": TODAY}
    asleep, dated, held_for, open_end = made.codes[:4]
    until = TODAY + timedelta(days=300)
    triggers = {"triggers": ["election"], "reason": "Test entry"}
    put_to_rest(db, RestDoor(**triggers), door=made.line(asleep).door, **by)
    put_to_rest(db, RestDoor(**triggers, until=until), door=made.line(dated).door, **by)
    hold = HoldDoor(reason="Test reason", until=until)
    hold_door(db, hold, door=made.line(held_for).door, **by)
    held(db, world, open_end, made)
    client.post(f"/plans/{made.number}/adoption", data={"line": made.codes[:4]})
    shown = page(client, made)
    shown = shown[shown.index("A rule kept these out by then") :].split("</section>")[0]
    assert shown.count("At rest until an election is recorded") == 2
    assert f"an election is recorded, at the latest on {spoken(until)}." in shown
    assert f"Held until {spoken(until)}." in shown
    assert "Held until a Coordinator lifts it." in shown


def test_with_nothing_ticked_it_is_asked_again(client_for, db, world, made):
    client = client_for(world.coordinator)
    reply = client.post(f"/plans/{made.number}/adoption", data={})
    assert reply.status_code == 422
    assert 'id="line-error"' in reply.text
    assert ticked(reply.text) == []
    assert approaches(db) == 0


def test_a_plan_with_lines_taken_out_is_solved_again_first(client_for, db, world, made):
    client = client_for(world.coordinator)
    wish(client, made, made.code(), "never")
    assert "have it made again first" in text(client.get(f"/plans/{made.number}/adoption/new"))
    reply = client.post(f"/plans/{made.number}/adoption", data={"line": made.codes})
    assert reply.status_code == 422
    assert approaches(db) == 0


def test_there_is_nothing_to_adopt_while_it_is_worked_out(client_for, db, world):
    run = asked(db, world)
    client = client_for(world.coordinator)
    assert client.get(f"/plans/{run.id}/adoption/new").status_code == 404
    assert client.get("/plans/987654/adoption/new").status_code == 404


def test_an_approach_leads_back_to_its_plan_for_coordinators_alone(client_for, db, world, made):
    client_for(world.coordinator).post(
        f"/plans/{made.number}/adoption", data={"line": made.codes[:1]}
    )
    number = db.exec(select(Approach.id)).one()
    shown = client_for(world.coordinator).get(f"/approaches/{number}").text
    assert f'<a href="/plans/{made.number}">A plan of the round</a>' in shown
    for name in ("member", "envoy", "campaigner"):
        shown = client_for(getattr(world, name)).get(f"/approaches/{number}")
        assert shown.status_code == 200
        assert "/plans" not in shown.text
        assert "plan of the round" not in shown.text
