"""The stream of a page: what it answers first, when a page is opened or comes back."""

import re

import pytest

from app.accounts.service import end_other_sessions
from tests.advice.test_acts import log
from tests.world import NOW

STILL = "event: still\ndata: \n\n"


@pytest.fixture
def opened(client_for):
    """A page, and what its stream says first when it is asked for: `page()`."""

    def page(user, path="/doors/AGO/ratify", state="AGO", part=""):
        client = client_for(user, judged=False)
        headers = {"HX-Request": "true", "HX-Target": part} if part else {}
        reply = client.get(path, headers=headers)
        seen = reply.headers.get("seen") or re.search(r'data-seen="([^"]+)"', reply.text)[1]
        asked = {"state": state, "seen": seen}
        return lambda: client.get("/changes", params=asked).text.removeprefix(STILL)

    return page


def test_a_page_hears_what_came_after_it(db, world, opened):
    page = opened(world.stranger)
    assert page() == ""
    log(db, world.member)
    assert page() == "event: news\ndata: \n\n"
    assert opened(world.stranger)() == "", "a page that was made since shows it"


def test_a_part_that_was_renewed_hears_what_came_after_that(db, world, opened):
    log(db, world.member)
    page = opened(world.stranger, part="door_parts")
    assert page() == ""
    log(db, world.member, note="Another")
    assert page() == "event: news\ndata: \n\n"


@pytest.mark.parametrize("path", ["/", "/doors", "/contacts", "/states/AGO"])
def test_the_pages_that_show_what_others_do_are_live(db, world, opened, path):
    page = opened(world.member, path, state="")
    log(db, world.stranger)
    assert page() == "event: news\ndata: \n\n"


def test_who_reads_no_entries_has_no_live_page_and_hears_nothing(db, world, client_for):
    token = client_for(world.member).get("/doors").text.split('data-seen="')[1].split('"')[0]
    log(db, world.member)
    for user in (world.observer, world.administrator):
        client = client_for(user, judged=False)
        for path in ("/", "/doors", "/doors/AGO/ratify", "/states/AGO"):
            text = client.get(path).text
            assert "data-live" not in text
            assert 'id="news"' not in text
        assert client.get("/changes", params={"seen": token}).text == STILL


def test_a_page_that_nobody_remembers_is_old(world, client_for):
    reply = client_for(world.member, judged=False).get("/changes?state=AGO&seen=nonsense")
    assert reply.text == STILL + "event: old\ndata: \n\n"


def test_who_is_signed_out_is_told_so(db, world, client_for):
    client = client_for(world.member, judged=False)
    end_other_sessions(db, world.member, 0, now=NOW)
    for one in (client, client_for(None, judged=False)):
        reply = one.get("/changes?state=AGO")
        assert reply.text == STILL + "event: over\ndata: \n\n"
        assert reply.headers["content-type"].startswith("text/event-stream")
        assert reply.headers["cache-control"] == "no-store"


def test_a_word_of_a_form_is_answered_with_nothing(db, world, client_for, opened):
    page = opened(world.stranger)
    client = client_for(world.member)
    for asked in ({"state": "Angola", "visibility": "group"}, {"state": "x" * 999}, {}):
        reply = client.post("/presences", data=asked)
        assert (reply.status_code, reply.content) == (204, b"")
    assert page() == "event: writing\ndata: \n\n"
    client.post("/presences", data={"state": "Angola", "visibility": "messenger"})
    assert page() == ""
