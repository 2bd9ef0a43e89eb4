"""Reading the group's messages, and agreeing on them."""

import re

import pytest

from app.doors.asks import Ask
from app.messages.queries import current_message, get_message, message_versions
from app.messages.status import State
from app.messages.themes import Theme
from tests.messages.cast import TEXTS, adopted, draft, redraft, retire, review
from tests.transfer.entries import log


def words(page):
    """The text of a page, as one reads it."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_message_is_read_with_all_that_it_says(client_for, world, db):
    message = current_message(db, Ask.RATIFY)
    page = client_for(world.member).get(f"/messages/{message.id}").text
    for said in (message.the_ask, message.press_line, "To the defence ministry", "Press line"):
        assert said in page
    assert "to be reviewed by the group" in page
    assert "(other priorities)" in page
    assert page.count("<li>") >= 9


def test_the_list_shows_every_ask_with_the_state_of_each_language_in_words(client_for, world, db):
    page = client_for(world.member).get("/messages").text
    assert page.count("<h3>") == len(Theme)
    assert page.count("missing") >= 2 * len(Theme)
    adopted(db, world, message=current_message(db, Ask.RATIFY).message_id)
    assert "behind: version 2" in client_for(world.member).get("/messages").text


def test_the_list_and_the_message_are_in_the_readers_language(client_for, world, db):
    client = client_for(world.member)
    client.post("/language", data={"language": "fr", "back": "/"})
    assert "Achever ce que la signature a commencé" in client.get("/messages").text
    assert "<bdi>Finish what the signature began" not in client.get("/messages").text


def test_an_older_version_points_to_the_newer_one(client_for, world, db):
    old = current_message(db, Ask.RATIFY)
    made = adopted(db, world, message=old.message_id)
    client = client_for(world.member)
    assert (
        f'href="/messages/{made.id}">version {made.number}</a>'
        in client.get(f"/messages/{old.id}").text
    )
    assert "There is a newer version" not in client.get(f"/messages/{made.id}").text


@pytest.mark.parametrize("name", ["observer", "administrator"])
@pytest.mark.parametrize("path", ["", "/new", "/1", "/1/edit", "/1/comparison", "/1/revisions"])
def test_who_reads_no_entries_reads_no_message(client_for, world, name, path):
    assert client_for(getattr(world, name)).get(f"/messages{path}").status_code == 403


def test_a_message_goes_from_a_draft_to_every_door(client_for, world, db):
    message = current_message(db, Ask.RATIFY)
    member, stranger, coordinator = map(
        client_for, (world.member, world.stranger, world.coordinator)
    )
    begun = member.get(f"/messages/new?message={message.message_id}")
    assert message.the_ask in begun.text
    told = TEXTS | {"message": message.message_id, "language": "en"}
    made = member.post("/messages", data=told, follow_redirects=False)
    assert made.status_code == 303
    path = made.headers["location"]
    assert "A second person has to review it" in member.get(path).text
    assert "/review" not in member.get(path).text
    stranger.post(f"{path}/review", data={"revision": 1})
    assert "Adopt this version" not in stranger.get(path).text
    assert "Adopt this version" in coordinator.get(path).text
    coordinator.post(f"{path}/adoption", data={"revision": 1})
    page = member.get("/doors/AGO/ratify").text
    assert "A test message" in page
    said = words(coordinator.get(path).text)
    for person, what in (("Mia Member", "Drafted"), ("Sam Stranger", "Reviewed"),
                         ("Cora Coordinator", "Adopted")):  # fmt: skip
        assert f"{what} by {person} on 24 November 2026" in said


def test_a_form_that_is_refused_comes_back_with_what_was_typed(client_for, world, db):
    client = client_for(world.member)
    told = TEXTS | {"title": "", "language": "en", "ask": "ratify", "the_ask": "Kept words"}
    reply = client.post("/messages", data=told)
    assert reply.status_code == 422
    assert "Kept words" in reply.text
    assert "We can help." in reply.text
    assert reply.text.count('name="may_raise"') >= 2
    one = draft(db, world.member, ask="ratify")
    spoilt = TEXTS | {"revision": "1", "answer": ["", "We answer that."]}
    reply = client.post(f"/messages/{one.id}", data=spoilt)
    assert reply.status_code == 422
    assert "Please give both" in words(reply.text).replace("please give", "Please give")
    assert get_message(db, one.id).revision == 1


def test_another_line_is_added_without_saving(client_for, world, db):
    client = client_for(world.member)
    told = TEXTS | {"title": "", "language": "en", "ask": "ratify", "add": "raised"}
    reply = client.post("/messages", data=told)
    assert reply.status_code == 200
    assert reply.text.count('name="may_raise"') == 4
    assert "Not saved yet" not in reply.text


def test_two_people_who_change_a_draft_see_both_texts(client_for, world, db):
    one = draft(db, world.member, ask="ratify")
    redraft(db, world.stranger, one, title="Their title")
    client = client_for(world.member)
    told = TEXTS | {"title": "My title", "revision": "1"}
    reply = client.post(f"/messages/{one.id}", data=told)
    assert reply.status_code == 409
    for said in ("Their title", "My title", "Nothing of yours is lost"):
        assert said in reply.text
    taken = told | {"revision": "2", "take": ["title"], "objective": "Mine"}
    assert client.post(f"/messages/{one.id}", data=taken).status_code == 303
    saved = get_message(db, one.id)
    assert (saved.title, saved.objective) == ("Their title", "Mine")
    page = client.get(f"/messages/{one.id}/revisions").text
    assert "<del>" in page
    assert "Mia Member" in page
    assert "Sam Stranger" in page


def test_a_draft_that_was_adopted_meanwhile_loses_nothing_that_was_typed(client_for, world, db):
    one = adopted(db, world, ask="ratify")
    client = client_for(world.member)
    reply = client.post(f"/messages/{one.id}", data=TEXTS | {"title": "Kept", "revision": "1"})
    assert reply.status_code == 422
    assert "Kept" in reply.text
    assert "its text stays" in reply.text
    assert client.get(f"/messages/{one.id}/edit", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("act", "name", "data", "status", "said"),
    [
        ("review", "member", {"revision": "1"}, 422, "A second person reviews it"),
        ("review", "stranger", {"revision": "7"}, 422, "Please read it again"),
        ("review", "envoy", {"revision": "1"}, 403, "may not draft messages"),
        ("adoption", "coordinator", {"revision": "1"}, 422, "review it first"),
        ("adoption", "member", {"revision": "1"}, 403, "Coordinators"),
        ("retirement", "coordinator", {}, 422, "fill this in"),
        ("retirement", "member", {"reason": "Old"}, 403, "Coordinators"),
        ("retirement", "observer", {"reason": "Old"}, 403, "read entries"),
    ],
)
def test_what_may_not_be_done_is_said_and_not_done(
    client_for, world, db, act, name, data, status, said
):
    one = draft(db, world.member, ask="ratify")
    reply = client_for(getattr(world, name)).post(f"/messages/{one.id}/{act}", data=data)
    assert reply.status_code == status
    assert said in reply.text
    assert get_message(db, one.id).state is State.DRAFT


def test_a_retired_version_says_so_and_its_contacts_stay_readable(client_for, world, db):
    one = adopted(db, world, ask="ratify")
    contact = log(db, world.member, message_version_id=one.id)
    retire(db, world.coordinator, one, "It is outdated")
    client = client_for(world.member)
    assert "It is outdated" in client.get(f"/messages/{one.id}").text
    assert "A test message" in client.get(f"/contacts/{contact.id}").text
    assert client.get(f"/contacts/{contact.id}/edit").status_code == 200


def test_a_translation_is_drafted_beside_its_source(client_for, world, db):
    source = current_message(db, Ask.ACCEDE)
    client = client_for(world.member)
    page = client.get(f"/messages/new?translates={source.id}&language=es").text
    assert source.points.splitlines()[0] in page
    assert re.search(r'<option value="es"\s+selected', page)
    told = TEXTS | {"translates": source.id, "language": "es", "title": "Un mensaje"}
    made = client.post("/messages", data=told, follow_redirects=False)
    assert "translated from: English" in client.get(made.headers["location"]).text


def test_two_versions_are_compared_word_by_word_also_for_who_hears_them(client_for, world, db):
    old = adopted(db, world, ask="ratify")
    one = draft(db, world.member, message=old.message_id, the_ask="We ask for a better test.")
    client = client_for(world.member)
    page = client.get(f"/messages/{one.id}/comparison").text
    assert "1 part differs." in page
    assert "We ask for a added: better end of what was added. test." in words(page)
    assert "<ins>" in page
    assert "<del>" not in page
    back = client.get(f"/messages/{old.id}/comparison?other={one.id}").text
    assert "removed: better" in words(back)
    for nonsense in ("99999", "x", str(current_message(db, Ask.ACCEDE).id)):
        reply = client.get(f"/messages/{one.id}/comparison?other={nonsense}")
        assert reply.status_code == 404


def test_a_first_version_has_nothing_to_be_compared_with(client_for, world, db):
    one = draft(db, world.member, ask="ratify")
    page = client_for(world.member).get(f"/messages/{one.id}/comparison").text
    assert "This is the only version" in page


def test_where_a_version_was_used_is_counted_for_each_reader(client_for, world, db):
    one = adopted(db, world, ask="ratify")
    log(db, world.member, message_version_id=one.id)
    log(db, world.coordinator, message_version_id=one.id, visibility="coordinators")

    def shown(person):
        return words(client_for(person).get(f"/messages/{one.id}").text)

    assert "2 contacts that you may read carried it" in shown(world.coordinator)
    assert "1 contact that you may read carried it" in shown(world.campaigner)
    assert "Coordinators only" not in shown(world.campaigner)


def test_a_reviewed_draft_that_is_changed_says_that_its_review_counts_no_more(
    client_for, world, db
):
    one = review(db, world.stranger, draft(db, world.member, ask="ratify"))
    redraft(db, world.member, one, title="Changed")
    page = client_for(world.coordinator).get(f"/messages/{one.id}").text
    assert "counts no more" in page
    assert "Adopt this version" not in page


def test_messages_are_found_in_the_readers_language_and_drafts_are_not(client_for, world, db):
    draft(db, world.member, ask="ratify", title="Zebrafinch draft")
    client = client_for(world.member)
    found = words(client.get("/search?q=signature+began&kind=messages").text)
    assert "Finish what the signature began" in found
    assert "/messages/" not in client.get("/search?q=zebrafinch&kind=messages").text
    client.post("/language", data={"language": "fr", "back": "/"})
    assert "Achever ce que" in words(client.get("/search?q=achever&kind=messages").text)
    client.post("/language", data={"language": "en", "back": "/"})
    commands = client.get("/search/commands?q=draft+message").text
    assert "/messages/new" in commands


def test_only_what_was_adopted_is_offered_for_a_contact(client_for, world, db):
    one = draft(db, world.member, ask="ratify", title="Not agreed yet")
    page = client_for(world.member).get("/contacts/new?state=AGO").text
    assert "Not agreed yet" not in page
    assert "Finish what the signature began (version 2, English)" in page
    assert one.id in message_versions(db)


def test_a_translation_that_was_corrected_says_so_and_the_two_are_told_apart(client_for, world, db):
    source = adopted(db, world, ask="vote_yes")
    told = {"translates": source.id, "language": "fr"}
    first, second = (adopted(db, world, title=title, **told) for title in ("Un", "Deux"))
    page = words(client_for(world.member).get(f"/messages/{first.id}").text)
    assert "There is a newer translation: translation 2 ." in page
    assert "adopted · translation 2" in page
    assert "with version 1 · translation 2" in page
    assert "newer" not in client_for(world.member).get(f"/messages/{second.id}").text
    compared = client_for(world.member).get(f"/messages/{first.id}/comparison").text
    assert "version 1, French · translation 2: adopted" in compared


def test_forty_objections_can_be_changed_in_the_form_that_shows_them(client_for, world, db):
    raised = {name: ["One"] * 40 for name in ("may_raise", "answer")} | {"barrier": [""] * 40}
    made = draft(db, world.member, ask="vote_yes", **raised)
    client, path = client_for(world.member), f"/messages/{made.id}"
    lines = client.get(f"{path}/edit").text.count('name="may_raise"')
    assert lines == 41
    typed = {name: [*values, *[""] * (lines - 40)] for name, values in raised.items()}
    told = TEXTS | typed | {"title": "Another title", "revision": "1"}
    assert client.post(path, data=told).status_code == 303
    more = told | {name: ["One"] * 41 for name in ("may_raise", "answer")}
    assert client.post(path, data=more | {"revision": "2"}).status_code == 422
