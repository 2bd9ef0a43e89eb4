"""Recording a treaty act, and retracting one, as pages."""

import re

import pytest

from app.kit.origin import Origin

ACT = {
    "state": "Angola", "action": "ratification", "date": "2026-10-01",
    "effective_date": "2027-04-01", "source": "A test's own notification",
}  # fmt: skip


def test_a_coordinator_records_an_act_and_the_states_page_follows(client_for, world):
    client = client_for(world.coordinator)
    assert 'value="Angola"' in client.get("/treaty-acts/new?state=ago").text
    reply = client.post("/treaty-acts", data=ACT)
    assert (reply.status_code, reply.headers["location"]) == (303, "/states/AGO")
    page = client.get("/states/AGO").text
    assert "State Party by ratification of 1 October 2026" in page
    assert "No open door" in page
    assert "Recorded by Cora Coordinator on 24 November 2026" in page


def test_a_refused_act_comes_back_with_what_was_typed(client_for, world):
    reply = client_for(world.coordinator).post("/treaty-acts", data=ACT | {"state": "Korea"})
    assert reply.status_code == 422
    assert "is not clearly one State" in reply.text
    assert "A test&#39;s own notification" in reply.text


@pytest.mark.parametrize("missing", ["state", "action", "date", "source"])
def test_what_is_missing_is_said(client_for, world, missing):
    reply = client_for(world.coordinator).post("/treaty-acts", data=ACT | {missing: ""})
    assert reply.status_code == 422
    assert f'id="{missing}-error"' in reply.text


@pytest.mark.parametrize("role", ["member", "campaigner", "envoy", "observer", "administrator"])
def test_others_may_not(client_for, world, role):
    client = client_for(getattr(world, role))
    assert client.get("/treaty-acts/new").status_code == 403
    assert client.post("/treaty-acts", data=ACT).status_code == 403
    assert "Record a treaty act" not in client.get("/states/AGO").text


def test_a_wrong_entry_is_retracted_with_a_reason(client_for, world):
    client = client_for(world.coordinator)
    client.post("/treaty-acts", data=ACT)
    link = re.search(r'href="(/treaty-acts/\d+/retraction)"', client.get("/states/AGO").text)[1]
    assert "ratification of 1 October 2026" in client.get(link).text
    assert client.post(link, data={"reason": ""}).status_code == 422
    reply = client.post(link, data={"reason": "Another State was meant"})
    assert reply.headers["location"] == "/states/AGO"
    page = client.get("/states/AGO").text
    assert "Signatory since 3 December 2008" in page
    assert "Another State was meant" in page
    assert client.get(link).status_code == 404


def test_what_rests_on_a_demonstration_act_is_marked(client_for, world, db):
    world.coordinator.origin = Origin.DEMONSTRATION
    db.flush()
    client = client_for(world.coordinator)
    client.post("/treaty-acts", data=ACT)
    assert "Demonstration entry" in client.get("/states/AGO").text.split('id="door"')[0]
    page = client.get("/states").text
    assert "Some of these standings rest on an act of a demonstration account" in page
    assert "act of a demonstration" not in client_for(world.member).get("/states/AUT").text
