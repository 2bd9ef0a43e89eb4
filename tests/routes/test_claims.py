"""Claiming several doors through its pages."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.advice.models import Approach
from tests.advice.test_acts import plan
from tests.advice.test_gathering import take_part
from tests.judge import Judge
from tests.world import World

Client = Callable[[User | None], Judge]
NEW = "/claims/new?door=AGO-ratify&door=KHM-accede"
FORM = {"door": ["AGO-ratify", "KHM-accede"], "listed": ["AGO-ratify", "KHM-accede"]}


@pytest.fixture(autouse=True)
def _taking_part(db: Session) -> None:
    take_part(db)


def test_doors_are_ticked_in_the_list_and_among_suggestions(client_for: Client, world: World):
    client = client_for(world.member)
    doors = client.get("/doors").text
    assert 'name="door" value="AGO-ratify" aria-label="Tick Angola"' in doors
    assert "Claim the ticked ones" in doors
    assert 'form="ticked" name="door"' in client.get("/approaches").text
    assert "Assign or claim the ticked ones" in client_for(world.coordinator).get("/doors").text
    assert 'name="door"' not in client_for(world.observer).get("/doors").text


def test_the_page_says_of_each_door_what_is_suggested_or_warns(
    client_for: Client, world: World, db: Session
):
    plan(db, world.stranger, messenger="ZMB")
    page = client_for(world.member).get(NEW).text
    assert "Zambia has claimed the next approach here" in page
    assert 'value="AGO-ratify">' in page
    assert 'value="KHM-accede" checked>' in page
    assert "Suggested:" in page
    assert '<option value="AUT" selected' in page
    assert 'value="ZMB"' not in page


def test_the_outcome_is_told_door_by_door(client_for: Client, world: World, db: Session):
    plan(db, world.stranger, messenger="ZMB")
    client = client_for(world.member)
    page = client.post("/claims", data=FORM | {"messenger": "AUT"}).text
    assert "1 claimed, 1 not" in page
    assert "Zambia has claimed the next approach here" in page
    assert "/approaches/new?state=AGO&amp;messenger=AUT" in page
    own = select(Approach).where(Approach.messenger == "AUT")
    assert [one.state_iso3 for one in db.exec(own)] == ["KHM"]
    assert "1 claimed, 1 not" in client.post("/claims", data=FORM | {"messenger": "AUT"}).text
    assert len(db.exec(own).all()) == 1


def test_a_refused_form_comes_back_with_what_was_ticked_and_what_was_not(
    client_for: Client, world: World, db: Session
):
    wrong = FORM | {"door": ["AGO-ratify"], "messenger": "AUT", "window_to": "2020-01-01"}
    reply = client_for(world.member).post("/claims", data=wrong | {"note": "Test entry"})
    assert reply.status_code == 422
    assert "The window must end after it begins" in reply.text
    assert "Test entry" in reply.text
    assert 'value="AGO-ratify" checked>' in reply.text
    assert 'value="KHM-accede">' in reply.text
    assert not db.exec(select(Approach)).all()


def test_nothing_ticked_is_said(client_for: Client, world: World):
    client = client_for(world.member)
    assert "No open door is ticked" in client.get("/claims/new").text
    assert client.post("/claims", data={"messenger": "AUT"}).status_code == 422


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_plan_nothing_are_refused(client_for: Client, world: World, who: str):
    client = client_for(getattr(world, who))
    assert client.get(NEW).status_code == 403
    assert client.post("/claims", data=FORM | {"messenger": "AUT"}).status_code == 403
