"""Trips as pages: the itinerary, its pack, forms that come back, and the log form filled in."""

import re
from datetime import date, datetime

import pytest
from icalendar import Calendar

from app.audit.derived import forget
from app.briefings.files import MEDIA, Kind
from tests.doors.cast import audited
from tests.routes.test_approaches import counted
from tests.trips.cast import APPOINTMENT, TRIP, appoint, confirmed, met, travel


def test_an_envoy_plans_a_trip_and_says_whom_she_meets(client_for, world):
    client = client_for(world.envoy)
    assert 'value="ENVOY" selected' in client.get("/trips/new").text
    where = client.post("/trips", data=TRIP).headers["location"]
    assert re.fullmatch(r"/trips/\d+", where)
    page = client.get(where).text
    assert "No appointment yet" in page
    assert "pack.pdf" not in page
    reply = client.post(f"{where}/appointments", data=APPOINTMENT)
    assert (reply.status_code, reply.headers["location"]) == (303, where)
    page = client.get(where).text
    for said in ("Angola", "09:30", "Test office (Test name)", "Test place", "Portuguese"):
        assert said in page
    assert "1 appointment" in client_for(world.campaigner).get("/trips").text
    assert f'href="{where}/pack.docx?language=ar"' in page


def test_a_trip_to_a_meeting_begins_with_its_name_and_days(client_for, world):
    page = client_for(world.envoy).get("/trips/new?meeting=1").text
    assert 'value="1" selected' in page
    assert re.search(r'name="title"[^>]* value="[^"]+"', page.replace("\n", " "))


@pytest.mark.parametrize("field", ["title", "messenger", "starts_on", "ends_on"])
def test_what_is_missing_of_a_trip_is_said_and_the_rest_comes_back(client_for, world, field):
    reply = client_for(world.envoy).post("/trips", data=TRIP | {field: ""})
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text
    kept = "2026-12-05" if field != "ends_on" else "Test Trip"
    assert f'value="{kept}"' in reply.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"state": "Korea"}, "is not clearly one State"),
        ({"held_on": "2026-12-24"}, "Please choose one of its days"),
        ({"at": "soon"}, "Please give a time such as 09:30"),
        ({"asks": "accede"}, "That is no door of Angola today"),
    ],
)
def test_a_refused_appointment_comes_back_with_what_was_typed(client_for, world, db, wrong, said):
    trip = travel(db, world.envoy)
    reply = client_for(world.envoy).post(f"/trips/{trip.id}/appointments", data=APPOINTMENT | wrong)
    assert reply.status_code == 422
    assert said in reply.text
    assert 'value="Test office"' in reply.text


def test_a_warning_is_shown_and_heeded_with_a_reason(client_for, world, db):
    trip, client = travel(db, world.envoy), client_for(world.envoy)
    confirmed(db, world.member, messenger="AUT")
    form = client.get(f"/trips/{trip.id}/appointments/new?state=AGO").text
    assert "Austria has claimed the next approach here" in form
    assert "Your reason is kept with the appointment." in form
    where = f"/trips/{trip.id}/appointments"
    assert client.post(where, data=APPOINTMENT).status_code == 422
    told = APPOINTMENT | {"override_reason": "They asked for both"}
    assert client.post(where, data=told).status_code == 303


def test_confirmed_approaches_are_offered_and_added(client_for, world, db):
    trip, approach = travel(db, world.envoy), confirmed(db, world.envoy)
    client, where = client_for(world.envoy), f"/trips/{trip.id}"
    assert f'name="approach" value="{approach.id}"' in client.get(where).text
    reply = client.post(f"{where}/approaches", data={})
    assert reply.status_code == 422
    assert "Please fill this in" in reply.text
    assert client.post(f"{where}/approaches", data={"approach": approach.id}).status_code == 303
    page = client.get(where).text
    assert "1 appointment added" in page
    assert f'href="/approaches/{approach.id}"' in page
    assert 'name="approach"' not in page


def test_the_log_form_is_one_tap_away_filled_in_and_leads_back(client_for, world, db):
    trip = travel(db, world.envoy)
    made = appoint(db, world.envoy, trip)
    client = client_for(world.envoy)
    assert f'href="/contacts/new?appointment={made.id}"' in client.get(f"/trips/{trip.id}").text
    form = client.get(f"/contacts/new?appointment={made.id}").text
    assert f'name="appointment_id" value="{made.id}"' in form
    for said in (
        'value="Angola"',
        'value="Test office"',
        'value="Test name"',
        'value="ENVOY" selected',
    ):
        assert said in form
    typed = {
        "state": "Angola", "held_on": "2026-11-24", "channel": "bilateral_meeting",
        "note": "Test entry", "appointment_id": str(made.id), "submission": "one",
    }  # fmt: skip
    reply = client.post("/contacts", data=typed | {"note": ""})
    assert reply.status_code == 422
    assert f'name="appointment_id" value="{made.id}"' in reply.text
    reply = client.post("/contacts", data=typed)
    assert (reply.status_code, reply.headers["location"]) == (303, f"/trips/{trip.id}")
    page = client.get(f"/trips/{trip.id}").text
    assert "Logged" in page
    assert f"appointment={made.id}" not in page


def test_an_appointment_is_changed_kept_and_called_off(client_for, world, db):
    trip = travel(db, world.envoy)
    made = appoint(db, world.envoy, trip)
    client, where = client_for(world.envoy), f"/appointments/{made.id}"
    assert 'value="ratify" checked' in client.get(f"{where}/edit").text
    changed = APPOINTMENT | {"version": "1", "place": "Other place"}
    assert client.post(where, data=changed).headers["location"] == f"/trips/{trip.id}"
    assert "Test place" in client.get(f"{where}/versions").text
    stale = client_for(world.coordinator).post(where, data=changed | {"place": "Third"})
    assert stale.status_code == 409
    assert "Two people changed this appointment" in stale.text
    taking = changed | {"place": "Third", "language": "Dutch", "version": "2", "take": ["place"]}
    assert client_for(world.coordinator).post(where, data=taking).status_code == 303
    assert (made.place, made.language) == ("Other place", "Dutch")
    assert client.post(f"{where}/calling-off").headers["location"] == f"/trips/{trip.id}"
    assert client.get(f"{where}/edit").status_code == 404
    assert "No appointment yet" in client.get(f"/trips/{trip.id}").text


def test_a_trip_is_changed_and_two_who_change_it_are_shown_both_texts(client_for, world, db):
    trip = travel(db, world.envoy)
    client, where = client_for(world.envoy), f"/trips/{trip.id}"
    changed = TRIP | {"version": "1", "title": "Other title"}
    assert client.post(where, data=changed).headers["location"] == where
    assert "Test Trip" in client.get(f"{where}/versions").text
    stale = client_for(world.coordinator).post(where, data=changed | {"title": "Third"})
    assert stale.status_code == 409
    assert "Two people changed this trip" in stale.text
    assert (
        client.post(where, data=changed | {"version": "2", "ends_on": "2026-01-01"}).status_code
        == 422
    )


def test_versions_are_those_that_the_reader_knows_and_none_is_missed(client_for, world, db):
    trip = travel(db, world.coordinator, visibility="coordinators", title="Hidden")
    made = appoint(db, world.coordinator, trip, place="Hidden")
    others, own = client_for(world.envoy), client_for(world.coordinator)
    shown, versions = f"/trips/{trip.id}", f"/trips/{trip.id}/versions"
    change = {"version": 1, "visibility": "group"}
    own.post(f"/appointments/{made.id}", data=APPOINTMENT | change)
    own.post(shown, data=TRIP | change)
    of_trip, of_appointment = f'href="{versions}"', f'href="/appointments/{made.id}/versions"'
    for client, there in ((others, False), (own, True)):
        assert (of_trip in client.get(shown).text) is there
        assert (of_appointment in client.get(f"/appointments/{made.id}/edit").text) is there
        assert ("No earlier version" in client.get(versions).text) is not there
    own.post(shown, data=TRIP | {"version": 2, "title": "Third"})
    assert of_trip in others.get(shown).text
    assert headings(others.get(versions).text) == ["Version 1"]
    assert headings(own.get(versions).text) == ["Version 2", "Version 1"]


def headings(page):
    return re.findall(r"<h2[^>]*>(Version \d+)</h2>", page)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pack_is_handed_out_under_a_name_that_tells_nothing(
    client_for, world, db, kind, language
):
    trip = travel(db, world.envoy)
    appoint(db, world.envoy, trip)
    reply = client_for(world.envoy, judged=False).get(
        f"/trips/{trip.id}/pack.{kind}?language={language}"
    )
    assert reply.headers["content-type"] == MEDIA[kind]
    assert reply.headers["content-disposition"].endswith(f'trip-{trip.id}-2026-11-24.{kind}"')
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_who_reads_no_entries_reads_no_trip(client_for, world, db, who):
    trip = travel(db, world.envoy)
    made = appoint(db, world.envoy, trip)
    client = client_for(getattr(world, who))
    for path in ("/trips", "/trips/new", f"/appointments/{made.id}/edit"):
        assert client.get(path).status_code == 403
    for path in ("", "/pack.pdf", "/pack.docx", "/versions"):
        assert client.get(f"/trips/{trip.id}{path}").status_code == 404
    assert client.post("/trips", data=TRIP).status_code == 403
    assert "/trips" not in client.get("/").text


def test_others_read_a_trip_and_change_nothing(client_for, world, db):
    trip = travel(db, world.envoy)
    made = appoint(db, world.envoy, trip)
    client = client_for(world.stranger)
    page = client.get(f"/trips/{trip.id}").text
    assert "Angola" in page
    assert "edit" not in page
    for path in (f"/trips/{trip.id}/edit", f"/appointments/{made.id}/edit"):
        assert client.get(path).status_code == 403
    assert client.post(f"/appointments/{made.id}/calling-off").status_code == 403
    assert client.post(f"/trips/{trip.id}/appointments", data=APPOINTMENT).status_code == 403


def test_a_trip_needs_the_same_number_of_queries_however_long_it_is(client_for, world, db):
    trip, client = travel(db, world.envoy), client_for(world.envoy)
    met(db, world.envoy, appoint(db, world.envoy, trip))
    forget()
    with counted(db) as few:
        client.get(f"/trips/{trip.id}")
    for state in ("KHM", "NPL", "MNG", "UGA"):
        met(db, world.envoy, appoint(db, world.envoy, trip, state=state))
    forget()
    with counted(db) as many:
        client.get(f"/trips/{trip.id}")
    assert len(many) == len(few)


def test_a_trip_is_a_calendar_of_the_appointments_that_its_reader_may_read(client_for, world, db):
    trip = travel(db, world.envoy)
    appoint(db, world.envoy, trip, visibility="delegations")
    appoint(db, world.envoy, trip, state="KHM", at="")
    appoint(db, world.coordinator, trip, state="NPL", visibility="coordinators")
    reply = client_for(world.envoy, judged=False).get(f"/trips/{trip.id}/trip.ics")
    assert reply.headers["content-type"] == "text/calendar; charset=utf-8"
    first, second = Calendar.from_ical(reply.content).walk("VEVENT")
    assert first["summary"] == "Angola [delegations only]"
    assert first.decoded("dtstart") == datetime(2026, 12, 2, 9, 30)  # noqa: DTZ001  # local time
    assert (first["location"], first["class"]) == ("Test place", "CONFIDENTIAL")
    assert "Test office (Test name)" in first["description"]
    assert second.decoded("dtstart") == date(2026, 12, 2)
    assert "Nepal" not in reply.text


def test_the_list_of_what_was_opened_lately_is_told_no_words_of_a_trip(client_for, world, db):
    """A device keeps that list unasked."""
    trip = travel(db, world.coordinator, title="Zanzaborine", visibility="coordinators")
    page = client_for(world.coordinator).get(f"/trips/{trip.id}").text
    assert 'data-opened="Trip" data-title="1 to 5 December 2026"' in page


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_pack_that_is_taken_along_is_in_the_audit(client_for, world, db, kind):
    trip = travel(db, world.coordinator, visibility="coordinators")
    assert client_for(world.member).get(f"/trips/{trip.id}/pack.{kind}").status_code == 404
    assert "trip.exported" not in {verb for _who, verb, _what in audited(db)}
    reply = client_for(world.coordinator).get(f"/trips/{trip.id}/pack.{kind}?language=fr")
    assert reply.headers["content-disposition"] == (
        f'attachment; filename="trip-{trip.id}-2026-11-24.{kind}"'
    )
    assert audited(db)[-1] == (world.coordinator.id, "trip.exported", f"trip:{trip.id}")


def test_a_trip_is_called_off_with_a_reason_and_taken_up_again(client_for, db, world):
    trip = travel(db, world.envoy)
    appoint(db, world.envoy, trip)
    client, where = client_for(world.envoy), f"/trips/{trip.id}"
    assert "Why?" in client.get(f"{where}/calling-off").text
    refused = client.post(f"{where}/calling-off", data={"reason": " "})
    assert (refused.status_code, "Please fill this in" in refused.text) == (422, True)
    client.post(f"{where}/calling-off", data={"reason": "No visa"})
    page = client.get(where).text
    assert page.count("Called off") == 2
    assert "No visa" in page
    for offered in ("pack.pdf", "trip.ics", "/copies/trips", "/contacts/new?appointment", "edit"):
        assert offered not in page
    for path in (f"{where}/pack.pdf", f"{where}/trip.ics", f"/copies/trips/{trip.id}"):
        assert client.get(path).status_code == 409
    assert where not in client.get("/").text
    client.post(f"{where}/resumption")
    assert "pack.pdf" in client.get(where).text
    assert where in client.get("/").text
