"""The page on how suggestions fared: who reads what, and what it does not claim."""

from datetime import timedelta

import pytest

from app.advice.decisions import decline_suggestion
from app.advice.effects import NEEDED
from app.advice.forms import Decline
from app.advice.models import Decision
from app.advice.shares import ENOUGH
from app.audit.derived import forget
from app.contacts.models import Contact, ContactDoor, ContactMessenger
from app.doors.asks import Ask
from tests.advice.test_acts import AGO, line_at, log
from tests.advice.test_fared import follow
from tests.advice.test_gathering import take_part
from tests.routes.test_approaches import counted
from tests.world import NOW, TODAY

SHADOW, FORESEEN = "in shadow", "the engine’s"


def decline(db, by, reason):
    wish = Decline(messenger=line_at(db, by).messenger, reason=reason)
    return decline_suggestion(db, wish, door=AGO, by=by, now=NOW, today=TODAY)


def has_logged(db, by, number, response="no_reply", **more):
    """So many contacts that were suggested, a year ago and before."""
    said = {"messenger": "AUT", "channel": "letter", "level": "director", "demonstration": False,
            "window": ["2025-01-01", "2025-12-31"]}  # fmt: skip
    for place in range(number):
        on = TODAY - timedelta(days=365 + place + (100 if more else 0))
        contact = Contact(
            state_iso3="AGO", held_on=on, channel="letter", level="director", note="Test entry",
            visibility="group", author_id=by.id, logged_at=NOW, response=response,
            submission=f"{more}{place}",
        )  # fmt: skip
        db.add(contact)
        db.flush()
        db.add(ContactDoor(contact_id=contact.id, ask=Ask.RATIFY))
        db.add(ContactMessenger(contact_id=contact.id, messenger=more.get("messenger", "AUT")))
        decision = Decision(
            state_iso3="AGO", ask=Ask.RATIFY, messenger="AUT", verdict="snoozed", decided_on=on,
            returns_on=on, suggestion=said, author_id=by.id, recorded_at=NOW,
        )  # fmt: skip
        db.add(decision)
    db.flush()
    forget(db)


def test_before_anything_is_decided_the_page_says_what_will_stand_there(client_for, world):
    text = client_for(world.member).get("/learning").text
    assert "Nobody has decided about a suggestion yet" in text
    assert SHADOW not in text
    assert FORESEEN not in text


def test_coordinators_are_told_what_is_in_shadow_and_how_much_is_missing(client_for, db, world):
    has_logged(db, world.member, 3, "interested")
    text = client_for(world.coordinator).get("/learning").text
    assert "In shadow: it enters no suggestion, no order and no plan." in text
    assert f"3 of {NEEDED}" in text
    assert "nothing yet" in text


@pytest.mark.parametrize(("name", "foreseen"), [("envoy", True), ("member", False)])
def test_others_are_told_nothing_of_what_is_in_shadow(client_for, db, world, name, foreseen):
    has_logged(db, world.member, 3, "interested")
    text = client_for(getattr(world, name)).get("/learning").text
    assert SHADOW not in text
    assert (FORESEEN in text) is foreseen


@pytest.mark.parametrize("name", ["observer", "administrator"])
def test_who_reads_no_entries_may_not_read_it(client_for, world, name):
    assert client_for(getattr(world, name)).get("/learning").status_code == 403


def test_of_too_few_knocks_the_numbers_are_shown_and_no_share(client_for, db, world):
    has_logged(db, world.member, 3, "interested")
    text = client_for(world.member).get("/learning").text
    assert f"3 of {ENOUGH} needed" in text
    assert "100%" not in text
    assert f"nothing can be said before each of the two has {ENOUGH} knocks." in text


def test_of_enough_knocks_shares_stand_with_their_interval_and_a_difference_is_told(
    client_for, db, world
):
    has_logged(db, world.member, 20, "interested")
    has_logged(db, world.stranger, 20, messenger="ZMB")
    text = client_for(world.member).get("/learning").text
    assert "100%" in text
    assert "(84% to 100%)" in text
    assert "20 of 20" in text
    assert "An answer came: more often as suggested, by 100% (77% to 100%)." in " ".join(
        text.split()
    )


def test_reasons_are_listed_by_frequency_and_only_those_that_one_may_read(client_for, db, world):
    take_part(db, "AUT", "ZMB", "IRL")
    for reason, level in (("Too soon", "group"), ("too soon.", "group"), ("Quiet", "coordinators")):
        decline(db, world.coordinator, reason).visibility = level
    forget(db)
    texts = [" ".join(client_for(one).get("/learning").text.split())
             for one in (world.member, world.coordinator)]  # fmt: skip
    for text in texts:
        assert '<bdi>Too soon</bdi> <span class="soft">2 times</span>' in text
    assert ["Quiet" in text for text in texts] == [False, True]


def test_a_reason_that_looks_like_a_page_is_shown_as_it_was_typed(client_for, db, world):
    take_part(db, "AUT", "ZMB", "IRL")
    decline(db, world.member, "<b>bold</b>")
    assert "&lt;b&gt;bold&lt;/b&gt;" in client_for(world.member).get("/learning").text


def test_who_followed_is_counted_on_the_page(client_for, db, world):
    take_part(db, "AUT", "ZMB", "IRL")
    follow(db, world.member)
    log(db, world.stranger, state="NPL", messengers=["ZMB"], override_reason="Yes")
    text = client_for(world.member).get("/learning").text
    assert f"1 of {ENOUGH} needed" in text


def test_the_page_needs_the_same_number_of_queries_however_many_decisions(client_for, db, world):
    has_logged(db, world.member, 2)
    client = client_for(world.coordinator)
    with counted(db) as few:
        client.get("/learning")
    has_logged(db, world.stranger, 30, messenger="ZMB")
    with counted(db) as many:
        client.get("/learning")
    assert len(many) == len(few)
