"""Saying how a next step ended, where it is listed."""

import re

import pytest

from tests.advice.test_acts import log

TAKEN = {"outcome": "taken", "on": "2026-11-24", "version": "1"}


@pytest.mark.parametrize(
    ("back", "leads"),
    [("", "/contacts/{number}"), ("home", "/"), ("door", "/doors/AGO/ratify")],
)
def test_it_leads_back_to_where_the_step_was_listed(client_for, db, world, back, leads):
    number = log(db, world.member, next_step="To call").id
    client = client_for(world.member)
    page = client.get(f"/contacts/{number}/step-outcome?back={back}").text
    where = re.search(r'action="(/contacts/[^"]+)"', page)[1]
    reply = client.post(where, data=TAKEN | {"back": back})
    assert reply.headers["location"] == leads.format(number=number)
    assert "Noted." in client.get(leads.format(number=number)).text


@pytest.mark.parametrize("page", ["/", "/doors/AGO/ratify", "/contacts/{number}"])
def test_a_step_is_listed_with_a_way_to_end_it_until_it_has_ended(client_for, db, world, page):
    number = log(db, world.member, next_step="To call").id
    client, ends = client_for(world.member), f"/contacts/{number}/step-outcome"
    assert ends in client.get(page.format(number=number)).text
    client.post(ends, data=TAKEN)
    assert ends not in client.get(page.format(number=number)).text


def test_who_may_not_end_it_sees_the_step_without_a_way_to(client_for, db, world):
    log(db, world.member, next_step="To call")
    page = client_for(world.stranger).get("/doors/AGO/ratify").text
    assert "To call" in page
    assert "step-outcome" not in page


def test_home_lists_the_steps_of_who_looks_alone(client_for, db, world):
    log(db, world.member, next_step="To call")
    assert "Your next steps" in client_for(world.member).get("/").text
    assert "Your next steps" not in client_for(world.stranger).get("/").text


def test_how_it_ended_is_on_the_contact_on_the_state_and_in_its_history(client_for, db, world):
    number = log(db, world.member, next_step="To call").id
    client = client_for(world.member)
    dropped = {"outcome": "not_needed", "note": "They called first"}
    client.post(f"/contacts/{number}/step-outcome", data=TAKEN | dropped)
    page = client.get(f"/contacts/{number}").text
    assert "no longer needed" in page
    assert "They called first" in page
    assert "no longer needed" in client.get("/states/AGO").text


def test_a_refused_form_comes_back_with_what_was_typed(client_for, db, world):
    number = log(db, world.member, next_step="To call").id
    client = client_for(world.member)
    answers = TAKEN | {"note": "My words", "on": "2027-01-01", "back": "home"}
    reply = client.post(f"/contacts/{number}/step-outcome", data=answers)
    assert reply.status_code == 422
    assert "What is still ahead has not ended" in reply.text
    assert "My words" in reply.text
    assert 'name="back" value="home"' in reply.text


def test_at_a_door_the_form_opens_and_is_saved_in_its_page(client_for, db, world):
    number = log(db, world.member, next_step="To call").id
    client = client_for(world.member)
    htmx = {"HX-Request": "true", "HX-Target": "door_form", "Same-Page": "true"}
    where = f"/contacts/{number}/step-outcome"
    assert client.get(f"{where}?back=door", headers=htmx).text.lstrip().startswith("<form")
    reply = client.post(where, data=TAKEN | {"back": "door"}, headers=htmx)
    assert (reply.status_code, "Noted." in reply.headers["HX-Trigger"]) == (204, True)


def test_what_has_ended_is_not_asked_again(client_for, db, world):
    number = log(db, world.member, next_step="To call").id
    client = client_for(world.member)
    client.post(f"/contacts/{number}/step-outcome", data=TAKEN)
    reply = client.get(f"/contacts/{number}/step-outcome")
    assert reply.headers["location"] == f"/contacts/{number}"


def test_observers_may_not(client_for, db, world):
    number = log(db, world.member, next_step="To call").id
    client = client_for(world.observer)
    assert client.get(f"/contacts/{number}/step-outcome").status_code == 403
    assert client.post(f"/contacts/{number}/step-outcome", data=TAKEN).status_code == 403
