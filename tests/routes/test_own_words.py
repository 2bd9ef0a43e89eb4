"""Who keeps all that somebody else saved sees their own words once more, to be copied."""

from typing import Any

import pytest

from app.messages.queries import get_message
from tests.advice.test_acts import plan
from tests.messages.cast import TEXTS, draft, redraft
from tests.routes.test_approaches import typed
from tests.routes.test_contacts import LEAST
from tests.routes.test_meetings import MEETING, meet
from tests.transfer.entries import log
from tests.trips.cast import APPOINTMENT, TRIP, appoint, travel

MINE = "What I wrote"


def contact(db, world) -> tuple[Any, str, dict[str, Any], str]:
    """A thing, where it is changed, a form that changes it, and the field of the text."""
    one = log(db, world.member)
    return one, f"/contacts/{one.id}", LEAST | {"version": "1"}, "note"


def approach(db, world):
    one = plan(db, world.member)
    return one, f"/approaches/{one.id}", typed(version="1"), "note"


def trip(db, world):
    one = travel(db, world.member, messenger="AUT")
    return one, f"/trips/{one.id}", TRIP | {"messenger": "AUT", "version": "1"}, "title"


def appointment(db, world):
    one = appoint(db, world.member, travel(db, world.member, messenger="AUT"))
    return one, f"/appointments/{one.id}", APPOINTMENT | {"version": "1"}, "place"


def meeting(db, world):
    one = meet(db, world.member)
    return one, f"/meetings/{one.id}", MEETING | {"version": "1"}, "source"


@pytest.mark.parametrize("made", [contact, approach, trip, appointment, meeting])
def test_own_words_stay_to_be_copied_and_nothing_is_saved(client_for, world, db, made):
    one, where, form, field = made(db, world)
    assert client_for(world.coordinator).post(where, data=form | {field: "Theirs"}).is_redirect
    client, mine = client_for(world.member), form | {field: MINE}
    conflict = client.post(where, data=mine)
    assert conflict.status_code == 409
    assert 'name="keep" value="theirs"' in conflict.text
    for version in ("1", "2"):
        reply = client.post(where, data=mine | {"version": version, "keep": "theirs"})
        assert reply.status_code == 200
        assert "Nothing of yours was saved" in reply.text
        assert MINE in reply.text
        assert f'href="{where}/edit"' in reply.text
        db.refresh(one)
        assert (getattr(one, field), one.version) == ("Theirs", 2)


def test_own_words_of_a_draft_of_a_message_stay_to_be_copied(client_for, world, db):
    one = draft(db, world.member, ask="ratify")
    redraft(db, world.stranger, one, title="Theirs")
    told = TEXTS | {"title": MINE, "revision": "1"}
    client, where = client_for(world.member), f"/messages/{one.id}"
    assert 'name="keep" value="theirs"' in client.post(where, data=told).text
    reply = client.post(where, data=told | {"revision": "2", "keep": "theirs"})
    assert (reply.status_code, MINE in reply.text) == (200, True)
    assert (get_message(db, one.id).title, get_message(db, one.id).revision) == ("Theirs", 2)


def test_who_wrote_the_same_is_told_so(client_for, world, db):
    _one, where, form, _field = trip(db, world)
    reply = client_for(world.member).post(where, data=form | {"keep": "theirs"})
    assert "The two texts are the same" in reply.text


def test_a_form_that_makes_no_sense_comes_back_with_what_was_typed(client_for, world, db):
    one, where, form, _field = trip(db, world)
    wrong = form | {"title": MINE, "ends_on": "", "keep": "theirs"}
    reply = client_for(world.member).post(where, data=wrong)
    assert (reply.status_code, MINE in reply.text) == (422, True)
    assert one.title == TRIP["title"]


def test_nobody_is_told_so_of_what_they_may_not_read(client_for, world, db):
    one, where, form, _field = trip(db, world)
    one.visibility = "coordinators"
    reply = client_for(world.stranger).post(where, data=form | {"keep": "theirs"})
    assert reply.status_code == 404
