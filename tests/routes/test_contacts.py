import re

import pytest
from sqlmodel import func, select

from app.audit.models import Entry
from app.contacts.models import Contact
from tests.contacts.builders import LEAST

PROMISE = {"commitment_side": "ours", "commitment_text": "To send a paper", "commitment_due": ""}


def logged(db) -> int:
    return db.exec(select(func.count()).select_from(Contact)).one()


def test_a_contact_is_logged_and_shown(client_for, db, world):
    client = client_for(world.member)
    reply = client.post("/contacts", data=LEAST | PROMISE | {"submission": "one"})
    assert reply.status_code == 303
    page = client.get(reply.headers["location"]).text
    assert "A note" in page
    assert "To send a paper" in page
    assert "Austria" in page


def test_pressing_save_twice_logs_once(client_for, db, world):
    client = client_for(world.member)
    first = client.post("/contacts", data=LEAST | {"submission": "one"})
    second = client.post("/contacts", data=LEAST | {"submission": "one"})
    assert first.headers["location"] == second.headers["location"]
    assert logged(db) == 1


def test_choosing_a_state_brings_its_door_and_only_that(client_for, world):
    asked = {"HX-Request": "true", "HX-Target": "at_door"}
    client = client_for(world.member)
    part = client.get("/contacts/new?state=Angola", headers=asked).text
    assert "What Angola was asked" in part
    assert 'value="ratify"' in part
    assert "<form" not in part
    assert 'value="accede"' in client.get("/contacts/new?state=KHM", headers=asked).text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("Ireland", "No door is open at Ireland"),
        ("Korea", "Did you mean Democratic People"),
        ("zzzqq", "No State is called “zzzqq”"),
    ],
)
def test_a_state_without_a_clear_door_is_said_before_saving(client_for, world, state, said):
    asked = {"HX-Request": "true", "HX-Target": "at_door"}
    page = client_for(world.member).get(f"/contacts/new?state={state}", headers=asked)
    assert said in page.text


def test_every_form_brings_its_own_submission_key(client_for, world):
    client = client_for(world.member)
    keys = {
        client.get("/contacts/new").text.split('name="submission" value="')[1][:20] for _ in "ab"
    }
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"held_on": "soon"}, "Please give a date"),
        ({"note": ""}, "Note: please fill this in."),
        ({"channel": ""}, "Channel: please fill this in."),
        ({"state": "Korea"}, "Republic of Korea"),
        ({"note": "x" * 20_001}, "20,000"),
        ({"commitment_text": "To do", "commitment_due": "soon"}, "Commitments: please give due"),
        ({"held_on": "2027-01-01"}, "cannot lie in the future"),
    ],
)
def test_bad_input_comes_back_with_a_clear_message_and_what_was_typed(
    client_for, db, world, wrong, said
):
    typed = LEAST | {"place": "A place of mine"} | wrong
    reply = client_for(world.member).post("/contacts", data=typed)
    assert reply.status_code == 422
    assert said in reply.text
    assert "A place of mine" in reply.text
    assert logged(db) == 0


def test_a_knock_within_the_spacing_by_somebody_else_is_said_before_saving(client_for, db, world):
    client_for(world.stranger).post("/contacts", data=LEAST)
    client = client_for(world.member)
    reply = client.post("/contacts", data=LEAST | {"note": "Mine"})
    assert reply.status_code == 422
    assert "Zambia knocked here on 20 November 2026" in reply.text
    assert "Mine" in reply.text
    assert logged(db) == 1
    again = client.post("/contacts", data=LEAST | {"note": "Mine", "override_reason": "Agreed"})
    assert again.status_code == 303
    assert "Agreed" in client.get(again.headers["location"]).text


def test_ones_own_knock_is_no_warning(client_for, db, world):
    client = client_for(world.member)
    client.post("/contacts", data=LEAST)
    assert client.post("/contacts", data=LEAST | {"note": "A second"}).status_code == 303


def test_another_line_is_added_without_a_script(client_for, db, world):
    client = client_for(world.member)
    reply = client.post("/contacts", data=LEAST | PROMISE | {"add": "commitment"})
    assert reply.status_code == 200
    assert reply.text.count('name="commitment_text"') == 2
    assert logged(db) == 0


def test_two_people_who_edit_at_once_see_both_texts_and_lose_nothing(client_for, db, world):
    first, second = client_for(world.member), client_for(world.coordinator)
    where = first.post("/contacts", data=LEAST).headers["location"]
    assert 'name="version" value="1"' in second.get(f"{where}/edit").text
    first.post(where, data=LEAST | {"note": "The first text", "version": "1"})
    reply = second.post(where, data=LEAST | {"note": "The second text", "version": "1"})
    assert reply.status_code == 409
    assert "The first text" in reply.text
    assert "The second text" in reply.text
    assert 'name="version" value="2"' in reply.text
    second.post(where, data=LEAST | {"note": "Both texts", "version": "2"})
    assert "Both texts" in first.get(where).text
    versions = first.get(f"{where}/versions").text
    assert "The first text" in versions
    assert "A note" in versions


def test_a_version_that_is_hidden_is_neither_linked_nor_counted(client_for, db, world):
    own, others = client_for(world.coordinator), client_for(world.member)
    where = own.post("/contacts", data=LEAST | {"visibility": "coordinators"}).headers["location"]
    own.post(where, data=LEAST | {"version": "1", "visibility": "group"})
    link = f'href="{where}/versions"'
    assert link in own.get(where).text
    assert link not in others.get(where).text
    assert "No earlier version" in others.get(f"{where}/versions").text
    own.post(where, data=LEAST | {"version": "2", "visibility": "group", "note": "Third"})
    assert "<dd>2, <a" in others.get(where).text
    assert "Version 1</h2>" in others.get(f"{where}/versions").text
    assert "<dd>3, <a" in own.get(where).text


def test_a_retraction_keeps_the_entry_with_its_reason(client_for, db, world):
    client = client_for(world.member)
    where = client.post("/contacts", data=LEAST).headers["location"]
    assert client.post(f"{where}/retraction", data={"reason": ""}).status_code == 422
    assert client.post(f"{where}/retraction", data={"reason": "Wrong State"}).status_code == 303
    page = client_for(world.stranger).get(where).text
    assert "Wrong State" in page
    assert "A note" in page


def test_a_commitment_is_settled_from_the_list(client_for, db, world):
    client = client_for(world.member)
    client.post("/contacts", data=LEAST | PROMISE)
    page = client.get("/commitments").text
    where = page.split('action="/commitments/')[1].split('"')[0]
    assert client.post(f"/commitments/{where}", data={"outcome": "kept"}).status_code == 303
    assert "To send a paper" not in client.get("/commitments").text


def settled(client, page, **outcome):
    where = re.search(r'action="(/commitments/[^"]+)"', page)[1].replace("&amp;", "&")
    return client.post(where, data={"outcome": "kept"} | outcome)


def test_settling_in_the_list_leads_back_to_the_list_as_it_was_filtered(client_for, db, world):
    client = client_for(world.member)
    client.post("/contacts", data=LEAST | PROMISE)
    page = client.get("/commitments?side=ours&due=open").text
    assert settled(client, page).headers["location"] == "/commitments?side=ours&due=open"
    assert "Noted." in client.get("/commitments?side=ours&due=open").text


def test_settling_on_the_page_of_a_contact_leads_back_to_the_contact(client_for, db, world):
    client = client_for(world.member)
    where = client.post("/contacts", data=LEAST | PROMISE).headers["location"]
    assert settled(client, client.get(where).text).headers["location"] == where


def test_settling_twice_answers_as_the_first_time_and_settles_once(client_for, db, world):
    client = client_for(world.member)
    client.post("/contacts", data=LEAST | PROMISE)
    page = client.get("/commitments").text
    first, second = settled(client, page, note="Sent"), settled(client, page, note="Sent")
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    assert len(db.exec(select(Entry).where(Entry.verb == "commitment.settled")).all()) == 1


def test_settling_otherwise_than_somebody_did_is_told(client_for, db, world):
    client = client_for(world.member)
    client.post("/contacts", data=LEAST | PROMISE)
    page = client.get("/commitments").text
    settled(client, page)
    told = settled(client_for(world.stranger), page, outcome="not_kept")
    assert told.status_code == 409
    assert "This was settled already: kept, on 24 November 2026." in told.text


def test_a_page_of_commitments_whose_last_one_was_settled_begins_anew(client_for, db, world):
    client = client_for(world.member)
    client.post("/contacts", data=LEAST | PROMISE)
    reply = client.get("/commitments?side=ours&after=~99999")
    assert reply.headers["location"] == "/commitments?side=ours"


def test_the_list_swaps_only_its_results_for_htmx(client_for, db, world):
    client = client_for(world.member)
    client.post("/contacts", data=LEAST)
    headers = {"HX-Request": "true", "HX-Target": "results"}
    part = client.get("/contacts?q=note", headers=headers).text
    assert part.lstrip().startswith('<div id="results"')
    assert "<mark>note</mark>" in part


def test_the_list_says_which_filters_made_no_sense(client_for, world):
    page = client_for(world.member).get("/contacts?channel=pigeon&state=Atlantis").text
    assert "left out: channel, state" in page


def test_a_text_that_looks_like_html_is_shown_as_text(client_for, db, world):
    client = client_for(world.member)
    where = client.post("/contacts", data=LEAST | {"note": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get(where.headers["location"]).text
    assert "<script>alert" not in client.get("/contacts?q=alert").text


def test_a_field_may_be_taken_from_the_other_person_and_the_rest_kept(client_for, db, world):
    first, second = client_for(world.member), client_for(world.coordinator)
    where = first.post("/contacts", data=LEAST).headers["location"]
    first.post(where, data=LEAST | {"note": "The first text", "version": "1"})
    mine = LEAST | {"note": "The second text", "place": "Geneva", "version": "1"}
    both = second.post(where, data=mine).text
    assert 'name="take" value="note"' in both
    assert second.post(where, data=mine | {"version": "2", "take": "note"}).status_code == 303
    page = first.get(where).text
    assert "The first text" in page
    assert "Geneva" in page
    assert "The second text" not in page


def test_who_goes_back_to_the_form_and_changes_it_is_asked_and_then_logs_a_second(
    client_for, db, world
):
    client = client_for(world.member)
    client.post("/contacts", data=LEAST | {"submission": "one"})
    reply = client.post("/contacts", data=LEAST | {"submission": "one", "note": "Changed"})
    assert reply.status_code == 422
    assert "logged already" in reply.text
    assert "Changed" in reply.text
    key = reply.text.split('name="submission" value="')[1].split('"')[0]
    assert key != "one"
    again = client.post("/contacts", data=LEAST | {"submission": key, "note": "Changed"})
    assert again.status_code == 303
    assert logged(db) == 2


@pytest.mark.parametrize("page", ["edit", "retraction"])
def test_who_may_not_amend_is_not_shown_the_form(client_for, db, world, page):
    where = client_for(world.member).post("/contacts", data=LEAST).headers["location"]
    assert client_for(world.stranger).get(f"{where}/{page}").status_code == 403
    assert client_for(world.colleague).get(f"{where}/{page}").status_code == 200


@pytest.mark.parametrize("path", ["", "/edit", "/versions", "/retraction"])
def test_a_hidden_contact_answers_as_one_that_does_not_exist(client_for, db, world, path):
    hidden = client_for(world.coordinator).post(
        "/contacts", data=LEAST | {"visibility": "coordinators"}
    )
    client = client_for(world.member)
    one = client.get(f"{hidden.headers['location']}{path}")
    other = client.get(f"/contacts/{2**40}{path}")
    assert (one.status_code, other.status_code) == (404, 404)
    assert "no such contact" in one.text
    assert "no such contact" in other.text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", True),
        ("?side=ours", True),
        ("?side=theirs", False),
        ("?due=passed", False),
        ("?due=ahead", True),
        ("?due=open", False),
        ("?due=whenever", True),
    ],
)
def test_commitments_are_filtered_by_side_and_due_date(client_for, db, world, asked, shown):
    client = client_for(world.member)
    client.post("/contacts", data=LEAST | PROMISE | {"commitment_due": "2026-12-24"})
    assert ("To send a paper" in client.get(f"/commitments{asked}").text) is shown


def test_more_commitments_than_a_page_holds_are_counted_and_a_page_away(client_for, db, world):
    client = client_for(world.member)
    promised = {"commitment_text": [f"Promise {place}" for place in range(20)]}
    for key in ("one", "two", "three"):
        more = {"override_reason": "A test", "submission": key}
        client.post("/contacts", data=LEAST | promised | more)
    first = client.get("/commitments?side=ours").text
    assert "60 open commitments" in first
    assert first.count("Promise ") == 50
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(following).text.count("Promise ") == 10


def test_a_misspelt_state_is_offered_and_never_taken(client_for, db, world):
    reply = client_for(world.member).post("/contacts", data=LEAST | {"state": "Angolla"})
    assert reply.status_code == 422
    assert 'value="AGO"' in reply.text
    assert logged(db) == 0


def test_the_log_is_filtered_by_level_and_retraction(client_for, db, world):
    client = client_for(world.coordinator)
    where = client.post("/contacts", data=LEAST).headers["location"]
    client.post("/contacts", data=LEAST | {"note": "Narrow", "visibility": "coordinators"})
    client.post(f"{where}/retraction", data={"reason": "Wrong"})
    assert "1 contact" in client.get("/contacts?retracted=true").text
    page = client.get("/contacts?retracted=false&visibility=coordinators").text
    assert "Narrow" in page
    assert '<option value="false" selected>' in page
