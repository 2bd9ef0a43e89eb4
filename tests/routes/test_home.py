"""The first page: where the Convention stands, and what was logged lately."""

from datetime import timedelta

import pytest

from app.transfer.demonstration import load
from tests.doors.cast import LITHUANIA, end, rest
from tests.opportunities.cast import happen
from tests.transfer.entries import log
from tests.world import NOW, TODAY

RECORD = "depositary&#39;s page of 2026-02-03; later acts not known"


@pytest.mark.parametrize("who", ["member", "observer"])
def test_standing_says_its_source_in_the_same_words_as_every_page(client_for, world, who):
    client = client_for(getattr(world, who))
    for path in ("/", "/states/AGO", "/doors", "/briefings/AGO"):
        page = client.get(path).text
        assert RECORD in page.replace("D" + RECORD[1:], RECORD), path
        assert "depositary’s page" not in page


def test_what_was_logged_lately_says_when_it_was_logged(client_for, db, world):
    log(db, world.member, held_on=TODAY - timedelta(days=200))
    page = client_for(world.member).get("/").text
    assert "8 May 2026; logged on 24 November 2026" in page


def test_what_the_demonstration_logged_reads_newest_first(client_for, db, world):
    people = load(db, now=NOW)
    page = client_for(people[1]).get("/").text
    lately = page.split("Logged lately")[1]
    assert "Zimbabwe" in lately.split("<li>")[1]
    assert "logged on 12 November 2026" in lately.split("<li>")[1]
    assert "logged on 4 November 2026" in lately.split("<li>")[2]


def since(text):
    return text[text.index("Since you last looked") :].split("</section>")[0]


def test_a_first_visit_says_that_it_is_one(client_for, world):
    assert "This is your first visit" in since(client_for(world.member).get("/").text)


def test_whoever_comes_back_is_told_what_others_recorded_in_between(client_for, db, world):
    log(db, world.stranger, messengers=["ZMB"])
    log(db, world.member, state="KHM")
    world.member.previous_visit = NOW - timedelta(minutes=1)
    told = since(client_for(world.member).get("/").text)
    assert "Angola" in told
    assert "Zambia" in told
    assert "Cambodia" not in told
    assert "24 November 2026, 09:29 UTC" in told


def test_rests_wakings_and_happenings_stand_in_it_with_what_led_there(client_for, db, world):
    world.member.previous_visit = NOW - timedelta(minutes=1)
    rest(db, world.stranger, now=NOW - timedelta(days=30))
    happen(db, world.stranger)
    end(db, world.stranger, rest(db, world.stranger, LITHUANIA).id, reason="A new desk officer")
    told = " ".join(since(client_for(world.member).get("/").text).split())
    happened = "<bdi>election: Test entry, 20 November 2026</bdi>"
    assert f'href="/states/AGO#happenings-head">Angola</a>: {happened}' in told
    assert f'href="/doors/AGO/ratify">Angola</a>: woke up, {happened}' in told
    assert 'href="/doors/LTU/accede">Lithuania</a>: put to rest, until an election' in told
    assert "rest ended, <bdi>A new desk officer</bdi>" in told


def test_nothing_new_says_when_one_was_last_here(client_for, db, world):
    world.member.previous_visit = NOW - timedelta(days=3)
    told = since(client_for(world.member).get("/").text)
    assert "Nothing new since 21 November 2026, 09:30 UTC" in told


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_are_told_none(client_for, db, world, who):
    log(db, world.member)
    getattr(world, who).previous_visit = NOW - timedelta(days=3)
    text = client_for(getattr(world, who)).get("/").text
    assert "Since you last looked" not in text
