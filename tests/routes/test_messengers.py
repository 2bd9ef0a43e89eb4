"""The page of messengers, and what Coordinators change on it."""

import re

import pytest

from app.messengers.queries import get_messenger


def mark(client, code="AUT", **changed):
    return client.post(f"/messengers/{code}", data={"takes_part": "true", "version": "1"} | changed)


def test_everybody_sees_who_takes_part(client_for, world):
    mark(client_for(world.coordinator), languages="de, en", capacity="4")
    page = client_for(world.observer).get("/messengers").text
    marked = page.split('id="marked"')[1].split('id="others"')[0]
    assert "Austria" in marked
    assert "German, English" in marked
    assert ">4<" in marked
    assert "never suggested; contacts can be logged" in page
    assert "Change" not in page


def test_delegations_of_states_that_are_not_party_are_not_listed(client_for, world):
    page = client_for(world.member).get("/messengers").text
    assert ">Angola<" not in page


def test_a_delegation_is_found_by_name(client_for, world):
    page = client_for(world.member).get("/messengers?q=zamb").text
    others = page.split('id="others"')[1]
    assert "Zambia" in others
    assert "Zimbabwe" not in others


def test_the_form_shows_what_is_set_and_what_is_usual(client_for, world):
    client = client_for(world.coordinator)
    mark(client, languages="German, french", capacity="4")
    page = client.get("/messengers/AUT/edit").text
    assert 'value="German, French"' in page
    assert "such as English, French, Portuguese" in page
    assert 'value="4"' in page
    assert "Empty: the usual 6" in page


def test_a_wrong_answer_comes_back(client_for, world):
    reply = mark(client_for(world.coordinator), languages="German, Atlantic")
    assert reply.status_code == 422
    assert "“Atlantic” is no language known here" in reply.text
    assert 'value="German, Atlantic"' in reply.text


def test_one_that_may_not_take_part_has_no_form_for_it(client_for, world):
    client = client_for(world.coordinator)
    page = client.get("/messengers/ICRC/edit").text
    assert "is never suggested" in page
    assert 'name="takes_part"' not in page
    assert mark(client, "ICRC").status_code == 422


def test_two_at_once_are_shown_both(client_for, world, db):
    client = client_for(world.coordinator)
    mark(client, languages="de", capacity="4")
    reply = mark(client, languages="fr", capacity="9")
    assert reply.status_code == 409
    assert "languages: German; knocks a quarter: 4" in reply.text
    assert 'value="fr"' in reply.text
    assert get_messenger(db, "AUT").languages == "de"
    version = re.search(r'name="version" value="(\d+)"', reply.text)[1]
    assert mark(client, languages="fr", version=version).status_code == 303


def test_excluded_pairs_and_causes_are_for_coordinators_alone(client_for, world):
    client = client_for(world.coordinator)
    pair = {"state": "Angola", "cause": "A cause for Coordinators"}
    assert client.post("/messengers/AUT/exclusions", data=pair).status_code == 303
    assert "A cause for Coordinators" in client.get("/messengers").text
    assert "A cause for Coordinators" in client.get("/messengers/AUT/edit").text
    for person in (world.member, world.envoy, world.observer, world.administrator):
        page = client_for(person).get("/messengers").text
        assert "A cause for Coordinators" not in page
        assert "Excluded pairs" not in page


def test_a_pair_is_lifted(client_for, world):
    client = client_for(world.coordinator)
    client.post("/messengers/AUT/exclusions", data={"state": "Angola", "cause": "A cause"})
    link = re.search(
        r'action="(/messengers/exclusions/\d+/lifting)"', client.get("/messengers").text
    )
    assert client.post(link[1]).status_code == 303
    assert "A cause" not in client.get("/messengers").text


def test_a_pair_with_no_clear_state_comes_back(client_for, world):
    pair = {"state": "Korea", "cause": "A cause"}
    reply = client_for(world.coordinator).post("/messengers/AUT/exclusions", data=pair)
    assert reply.status_code == 422
    assert "is not clearly one State" in reply.text


@pytest.mark.parametrize("role", ["member", "campaigner", "envoy", "observer", "administrator"])
def test_others_change_nothing(client_for, world, role):
    client = client_for(getattr(world, role))
    assert client.get("/messengers/AUT/edit").status_code == 403
    assert mark(client).status_code == 403
    pair = {"state": "Angola", "cause": "A cause"}
    assert client.post("/messengers/AUT/exclusions", data=pair).status_code == 403
    assert client.post("/messengers/exclusions/1/lifting").status_code == 403


def test_an_unknown_messenger_is_not_found(client_for, world):
    assert client_for(world.coordinator).get("/messengers/NOBODY/edit").status_code == 404


def test_ones_own_page_calls_the_messenger_by_its_name(client_for, world):
    page = client_for(world.coordinator).get("/sessions").text
    assert "messenger: Coordinators on Universalization" in page
    assert "messenger: COORDINATORS" not in page
    assert "messenger:" not in client_for(world.observer).get("/sessions").text
