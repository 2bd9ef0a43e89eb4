"""The first page: where the Convention stands, and what was logged lately."""

from datetime import timedelta

import pytest

from app.transfer.demonstration import load
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
