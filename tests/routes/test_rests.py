"""Putting a door to rest, what the pages say of it, and what they say once it woke."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.advice.gathering import advice
from app.advice.rules import Resting
from app.doors.models import Rest, RestEnd
from tests.advice.test_acts import log, plan
from tests.doors.cast import ANGOLA, rest
from tests.opportunities.cast import happen
from tests.world import NOW, TODAY

RESTS = "/doors/AGO/ratify/rests"
WISH = {"triggers": ["election", "neighbour"], "until": "2027-05-01", "reason": "Test entry"}
UNTIL = "until a State of its sub-region joins or an election is recorded"
THEN = NOW - timedelta(days=60)


def test_a_member_puts_a_door_to_rest_and_it_says_so(client_for, world):
    client = client_for(world.member)
    assert "Until what does this door rest?" in client.get(f"{RESTS}/new").text
    reply = client.post(RESTS, data=WISH)
    assert (reply.status_code, reply.headers["location"]) == (303, "/doors/AGO/ratify")
    page = client_for(world.campaigner).get("/doors/AGO/ratify").text
    assert f"At rest since 24 November 2026, {UNTIL}, at the latest on 1 May 2027." in page
    assert "Test entry" in page
    assert "put to rest by Mia Member" in page
    assert "At rest" in client.get("/board").text
    assert "1</span> of" in client.get("/doors?rest=asleep").text
    assert "Angola" in client.get("/doors?rest=asleep").text
    assert "No door fits" in client.get("/doors?rest=woken").text


def test_a_door_at_rest_gets_no_suggestion(client_for, db, world):
    client = client_for(world.member)
    client.post(RESTS, data=WISH)
    line = advice(db, world.member.reader, TODAY).at(ANGOLA)
    assert isinstance(line, Resting)
    assert "“Test entry”" in client.get("/approaches").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"triggers": []}, "triggers"),
        ({"triggers": ["rain"]}, "triggers"),
        ({"until": "2026-11-01"}, "until"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_refused_rest_comes_back_with_what_was_typed(client_for, db, world, wrong, field):
    reply = client_for(world.member).post(RESTS, data=WISH | wrong)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text
    if field != "triggers":
        assert 'value="election" checked' in reply.text
    assert db.exec(select(Rest)).all() == []


def test_htmx_gets_the_form_alone(client_for, world):
    asked = {"HX-Request": "true", "HX-Target": "door_form"}
    assert "<h1" not in client_for(world.member).get(f"{RESTS}/new", headers=asked).text


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_put_nothing_to_rest_and_see_none(client_for, db, world, who):
    number = rest(db, world.member).id
    client = client_for(getattr(world, who))
    assert client.get(f"{RESTS}/new").status_code == 403
    assert client.post(RESTS, data=WISH).status_code == 403
    assert client.get(f"/rests/{number}/ending/new").status_code == 403
    assert client.post(f"/rests/{number}/ending", data={"reason": "x"}).status_code == 403
    page = client.get("/doors/AGO/ratify").text
    assert "Test entry" not in page
    assert "at rest" not in page.lower()
    assert "to rest" not in page


def test_it_is_ended_by_hand_with_a_reason(client_for, db, world):
    number = rest(db, world.member).id
    client = client_for(world.stranger)
    link = f"/rests/{number}/ending"
    assert f'href="{link}/new"' in client.get("/doors/AGO/ratify").text
    assert "Wake this door now?" in client.get(f"{link}/new").text
    assert client.post(link, data={"reason": ""}).status_code == 422
    reply = client.post(link, data={"reason": "A visit was announced"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/doors/AGO/ratify")
    page = client.get("/doors/AGO/ratify").text
    assert "At rest since" not in page
    assert "rest ended by Sam Stranger: A visit was announced" in page
    assert db.exec(select(RestEnd)).one().reason == "A visit was announced"


def test_who_plans_at_a_door_at_rest_says_why_in_spite_of_it(client_for, db, world):
    rest(db, world.member)
    client = client_for(world.member)
    assert "This door is at rest since" in client.get("/approaches/new?state=AGO").text
    assert "This door is at rest since" not in client.get("/contacts/new?state=AGO").text
    plan(db, world.stranger, override_reason="A visit was announced")


def test_once_it_wakes_its_page_says_by_what_with_source_and_day(client_for, db, world):
    rest(db, world.member, now=THEN)
    happen(db, world.stranger)
    page = client_for(world.campaigner).get("/doors/AGO/ratify").text
    assert "Woke up on 24 November 2026: election: Test entry, 20 November 2026." in page
    assert "A test&#39;s own paper" in page
    assert "It was put to rest on 25 September 2026, until an election is recorded." in page
    assert "woke up: election: Test entry" in page
    assert "Woke up: election: Test entry" in client_for(world.member).get("/board").text
    assert "Angola" in client_for(world.member).get("/doors?rest=woken").text


def test_coordinators_are_told_at_home_until_somebody_knocks(client_for, db, world):
    world.coordinator.previous_visit = NOW - timedelta(days=1)
    rest(db, world.member, now=THEN)
    client = client_for(world.coordinator)
    assert "Woke up" not in client.get("/").text
    happen(db, world.stranger)
    page = client.get("/").text
    assert "Woke up" in page
    assert "Since your last visit" in page
    assert "Awake since 24 November 2026; it was put to rest on 25 September 2026." in page
    log(db, world.stranger, state="AGO", held_on=TODAY)
    assert "Woke up" not in client.get("/").text
    assert "Woke up" not in client.get("/doors/AGO/ratify").text


def test_a_claim_is_a_look_as_well(client_for, db, world):
    rest(db, world.member, now=THEN)
    happen(db, world.stranger)
    plan(db, world.stranger, state="AGO")
    assert "Woke up" not in client_for(world.coordinator).get("/").text
