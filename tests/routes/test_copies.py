"""The pages that a device keeps a copy of: small, whole, and only what their reader may read."""

import json
import re
from html import unescape

import pytest

from app.web.assets import assets
from tests.edited_briefs.cast import begin, edit
from tests.trips.cast import appoint, travel

LARGEST = 100 * 1024


def test_the_copy_of_a_brief_is_the_brief_and_says_when_it_was_made(client_for, world):
    page = client_for(world.envoy).get("/copies/briefings/ago").text
    assert 'data-copy="/briefings/AGO"' in page
    assert 'data-made="1795512600000"' in page
    assert "A copy, made on 24 November 2026, 09:30 UTC." in page
    assert "For Eva Envoy only" in page
    assert "Our objective" in page
    assert "What dates suggest" not in page


def test_the_copy_of_an_edited_brief_has_its_edits_and_opens_at_its_address(client_for, world, db):
    begun = begin(db, world.coordinator, visibility="delegations")
    edit(db, begun, world.coordinator, section="ask", text="Words of our own")
    address = f"/copies/edited-briefs/{begun.id}"
    page = client_for(world.envoy).get(address).text
    assert f'data-copy="/edited-briefs/{begun.id}"' in page
    assert "Words of our own" in page
    assert address in client_for(world.envoy).get(f"/edited-briefs/{begun.id}").text
    assert client_for(world.campaigner).get(address).status_code == 404


def test_with_its_styles_and_scripts_it_is_at_most_a_hundred_kilobytes(client_for, world):
    client = client_for(world.coordinator)
    files = [assets()[name].plain for name in ("copy.css", "copy.js", "door.svg")]
    for iso3 in ("AGO", "KHM", "NPL", "USA", "AUT"):
        page = client.get(f"/copies/briefings/{iso3}").content
        assert len(page) + sum(map(len, files)) <= LARGEST


def test_the_copy_of_a_trip_has_the_log_form_of_each_appointment_ready(client_for, world, db):
    trip = travel(db, world.envoy)
    made = appoint(db, world.envoy, trip)
    page = client_for(world.envoy).get(f"/copies/trips/{trip.id}").text
    assert f'data-copy="/trips/{trip.id}"' in page
    found = re.search(r'data-log="(\d+)" data-fields="([^"]+)"', page)
    assert found
    assert found[1] == str(made.id)
    fields = dict(json.loads(unescape(found[2])))
    told = {
        "state": "Angola", "held_on": "2026-12-02", "messengers": "ENVOY",
        "counterpart_office": "Test office", "appointment_id": str(made.id),
    }  # fmt: skip
    assert told.items() <= fields.items()
    assert "submission" not in fields


def test_a_copy_holds_no_appointment_that_its_reader_may_not_read(client_for, world, db):
    trip = travel(db, world.envoy)
    appoint(db, world.coordinator, trip, place="Hidden", visibility="coordinators")
    assert "Hidden" in client_for(world.coordinator).get(f"/copies/trips/{trip.id}").text
    assert "Hidden" not in client_for(world.envoy).get(f"/copies/trips/{trip.id}").text


def test_the_copy_of_a_single_brief_has_its_log_form_one_tap_away(client_for, world, db):
    begun = begin(db, world.coordinator)
    client = client_for(world.envoy)
    for path in ("/copies/briefings/AGO", f"/copies/edited-briefs/{begun.id}"):
        page = client.get(path).text
        assert 'href="/contacts/new?state=AGO"' in page
        assert "data-log" not in page


@pytest.mark.parametrize(
    ("path", "says"),
    [("/copies", "reads no entry, so it keeps no copies"), ("/hand-overs", "none to hand over")],
)
def test_an_observer_is_told_what_is_true_there(client_for, world, path, says):
    reply = client_for(world.observer).get(path)
    assert reply.status_code == 403
    assert says in reply.text
    assert "log a contact" not in reply.text


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_who_logs_nothing_is_given_no_copy(client_for, world, db, who):
    trip = travel(db, world.envoy)
    client = client_for(getattr(world, who))
    for path in ("", "/briefings/AGO", f"/trips/{trip.id}"):
        assert client.get(f"/copies{path}").status_code == 403
    assert "data-keep-copy" not in client.get("/briefings/AGO").text


def test_a_device_is_told_that_nobody_is_signed_in(client_for, world):
    headers = {"HX-Request": "true", "Same-Door-Person": str(world.member.id)}
    for who in (None, world.envoy):
        reply = client_for(who).get("/copies", headers=headers)
        assert reply.status_code == 401
        assert "HX-Redirect" in reply.headers
    assert client_for(world.member).get("/copies", headers=headers).status_code == 200
