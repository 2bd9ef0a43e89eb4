"""The withdrawal watch as a page."""

import re

import pytest

SIGNAL = {
    "state": "Austria", "seen_on": "2026-11-01", "what": "Test entry", "source": "Test source",
}  # fmt: skip
PATH = "/withdrawal-signals"


def test_it_says_what_it_is_for_while_nothing_is_known(client_for, world):
    for person in (world.coordinator, world.envoy):
        page = client_for(person).get(PATH).text
        assert "No signal is recorded" in page
        assert "only Coordinators and the envoy read it" in page
        assert "Lithuania" in page
        assert "in effect from 6 March 2025" in page
        assert ("Record a signal" in page) is (person is world.coordinator)


def test_a_coordinator_records_and_retracts(client_for, world):
    client = client_for(world.coordinator)
    assert 'value="Austria"' in client.get(f"{PATH}?state=aut").text
    reply = client.post(PATH, data=SIGNAL)
    assert (reply.status_code, reply.headers["location"]) == (303, PATH)
    page = client.get(PATH).text
    assert "Test entry" in page
    assert "Test source" in page
    link = re.search(rf'href="({PATH}/\d+/retraction)"', page)[1]
    assert link not in client_for(world.envoy).get(PATH).text
    assert client.get(link).status_code == 200
    assert client.post(link, data={"reason": ""}).status_code == 422
    assert client.post(link, data={"reason": "A slip"}).headers["location"] == PATH
    page = client_for(world.envoy).get(PATH).text
    assert "A slip" in page
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"state": "Angola"}, {"seen_on": "soon"}, {"what": ""}, {"source": ""}]
)
def test_what_is_wrong_is_said_at_its_field_with_what_was_typed(client_for, world, wrong):
    reply = client_for(world.coordinator).post(PATH, data=SIGNAL | wrong)
    assert reply.status_code == 422
    assert f'id="{next(iter(wrong))}-error"' in reply.text
    assert ("Test entry" if "source" in wrong else "Test source") in reply.text


@pytest.mark.parametrize("who", ["member", "stranger", "campaigner", "observer", "administrator"])
def test_others_neither_find_nor_open_it(client_for, world, who):
    client = client_for(getattr(world, who))
    assert client.get(PATH).status_code == 403
    assert client.post(PATH, data=SIGNAL).status_code == 403
    assert client.get(f"{PATH}/1/retraction").status_code == 403
    assert client.post(f"{PATH}/1/retraction", data={"reason": "x"}).status_code == 403
    assert PATH not in client.get("/").text
    assert PATH not in client.get("/search/commands?q=withdrawal").text


def test_the_envoy_reads_and_records_nothing(client_for, world):
    client = client_for(world.envoy)
    assert PATH in client.get("/").text
    assert PATH in client.get("/search/commands?q=withdrawal").text
    assert client.post(PATH, data=SIGNAL).status_code == 403
