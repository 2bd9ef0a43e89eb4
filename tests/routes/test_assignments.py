"""Giving several approaches to another messenger through its pages."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.advice.models import Approach
from tests.advice.test_acts import amend, plan
from tests.judge import Judge
from tests.world import World

Client = Callable[[User | None], Judge]


@pytest.fixture
def planned(db: Session, world: World) -> list[Approach]:
    return [plan(db, world.member, state=state) for state in ("AGO", "KHM")]


@pytest.fixture
def form(planned: list[Approach]) -> dict[str, list[str]]:
    codes = [f"{one.id}.{one.version}" for one in planned]
    return {"approach": codes, "listed": codes}


def test_coordinators_tick_claimed_approaches_in_the_list(client_for: Client, world: World, form):
    page = client_for(world.coordinator).get("/approaches").text
    assert (
        f'name="approach" value="{form["approach"][0]}" aria-label="Tick Angola (Austria)"' in page
    )
    assert "Give the ticked ones to another messenger" in page
    for person in (world.member, world.stranger, world.envoy):
        assert 'name="approach"' not in client_for(person).get("/approaches").text


def test_the_form_says_of_each_where_it_stands(client_for: Client, world: World, form):
    first, second = form["approach"]
    page = client_for(world.coordinator).get(f"/assignments/new?approach={first}").text
    assert "Give 1 approach to another messenger" in page
    assert "Now with Austria: démarche, ambassador level, 24 November 2026 to" in page
    assert f'value="{first}" checked>' in page
    assert second not in page
    assert (
        "No open approach is ticked" in client_for(world.coordinator).get("/assignments/new").text
    )


def test_the_outcome_is_told_one_by_one(
    client_for: Client, world: World, db: Session, planned, form
):
    amend(db, world.member, planned[1], note="Typed meanwhile")
    client = client_for(world.coordinator)
    reply = client.post("/assignments", data=form | {"messenger": "ZMB"})
    assert "1 given to Zambia, 1 not" in reply.text
    assert "Somebody else saved this approach while you were writing." in reply.text
    assert f'href="/approaches/{planned[1].id}/edit"' in reply.text
    assert [one.messenger for one in planned] == ["ZMB", "AUT"]
    again = client.post("/assignments", data=form | {"messenger": "ZMB"})
    assert "1 given to Zambia, 1 not" in again.text


def test_a_refused_form_comes_back_with_what_was_ticked_and_chosen(
    client_for: Client, world: World, db: Session, planned, form
):
    amend(db, world.member, planned[1], note="Typed meanwhile")
    wrong = form | {"approach": form["approach"][:1], "owner": str(world.stranger.id)}
    reply = client_for(world.coordinator).post("/assignments", data=wrong)
    assert reply.status_code == 422
    assert f'value="{form["approach"][0]}" checked>' in reply.text
    assert f'value="{form["approach"][1]}">' in reply.text, "as it was ticked, not as it is now"
    assert f'value="{world.stranger.id}" selected' in reply.text
    assert [one.messenger for one in planned] == ["AUT", "AUT"]


def test_nothing_ticked_is_said(client_for: Client, world: World, form):
    reply = client_for(world.coordinator).post(
        "/assignments", data={"messenger": "ZMB", "listed": form["listed"]}
    )
    assert reply.status_code == 422
    assert "Please fill this in" in reply.text


@pytest.mark.parametrize("who", ["member", "envoy", "observer", "administrator"])
def test_others_than_coordinators_are_shown_no_form(client_for: Client, world: World, form, who):
    client = client_for(getattr(world, who))
    assert client.get("/assignments/new").status_code == 403
    assert client.post("/assignments", data=form | {"messenger": "ZMB"}).status_code == 403
