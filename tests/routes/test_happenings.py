"""Recording what happened in a State, as pages."""

import re

import pytest

from tests.opportunities.cast import HAPPENING, happen

DONE = HAPPENING | {"state": "Angola"}


def test_a_member_records_and_the_states_page_shows_it(client_for, world):
    client = client_for(world.member)
    assert 'value="Angola"' in client.get("/happenings/new?state=ago").text
    reply = client.post("/happenings", data=DONE)
    assert (reply.status_code, reply.headers["location"]) == (303, "/states/AGO")
    page = client.get("/states/AGO").text
    assert "What happened there" in page
    assert "Recorded by Mia Member on 24 November 2026" in page
    assert "Recorded by Mia Member" not in client_for(world.observer).get("/states/AGO").text


@pytest.mark.parametrize(
    "wrong", [{"state": "Korea"}, {"happened_on": "tomorrow"}, {"kind": ""}, {"source": ""}]
)
def test_what_is_wrong_is_said_at_its_field_with_what_was_typed(client_for, world, wrong):
    reply = client_for(world.member).post("/happenings", data=DONE | wrong)
    assert reply.status_code == 422
    assert f'href="#{next(iter(wrong))}"' in reply.text
    assert 'value="Test entry"' in reply.text


def test_it_goes_back_to_the_door_that_it_was_opened_from(client_for, world):
    reply = client_for(world.member).post("/happenings", data=DONE | {"back": "door"})
    assert reply.headers["location"] == "/doors/AGO/ratify"
    party = DONE | {"back": "door", "state": "Austria"}
    reply = client_for(world.member).post("/happenings", data=party)
    assert reply.headers["location"] == "/states/AUT"


def test_a_wrong_entry_is_retracted_from_the_states_page(client_for, world, db):
    happen(db, world.member)
    client = client_for(world.coordinator)
    link = re.search(r'href="(/happenings/\d+/retraction)"', client.get("/states/AGO").text)[1]
    assert "Angola: election of 20 November 2026" in client.get(link).text
    assert client.post(link, data={"reason": ""}).status_code == 422
    reply = client.post(link, data={"reason": "Another State was meant"})
    assert reply.headers["location"] == "/states/AGO"
    page = client.get("/states/AGO").text
    assert "Another State was meant" in page
    assert link not in page
    assert client.get(link).status_code == 404


def test_others_retract_nothing(client_for, world, db):
    number = happen(db, world.member).id
    client = client_for(world.stranger)
    assert "/retraction" not in client.get("/states/AGO").text
    assert client.get(f"/happenings/{number}/retraction").status_code == 403
    assert client.post(f"/happenings/{number}/retraction", data={"reason": "x"}).status_code == 403


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_record_none(client_for, world, who):
    client = client_for(getattr(world, who))
    assert client.get("/happenings/new").status_code == 403
    assert client.post("/happenings", data=DONE).status_code == 403
