"""The calendar, recording a meeting, and who attends, as pages."""

import re

import pytest

from app.audit.derived import forget
from app.kit.origin import Origin
from tests.opportunities.cast import MEETING, meet
from tests.routes.test_approaches import counted

BLOCK = {"HX-Request": "true", "HX-Target": "attendance"}


def test_the_calendar_shows_what_is_ahead_first_with_dates_and_sources(client_for, world, db):
    meet(db, world.member, "Angola", "Austria", institutions=("ISU",))
    page = client_for(world.campaigner).get("/meetings").text
    ahead, _, folded = page.partition('id="undated"')
    assert "1 to 5 December 2026" in ahead
    assert "Angola, Austria" in ahead
    assert "Test entry" in ahead
    assert "3RC Third Review Conference" not in ahead
    undated, _, past = folded.partition('id="past"')
    assert "not known" in undated
    assert "14 to 18 September 2026" in past
    assert 'href="/meetings"' in client_for(world.member).get("/states").text


def test_an_empty_calendar_says_what_to_do(client_for, world, db, monkeypatch):
    monkeypatch.setattr("app.opportunities.queries.meetings", lambda db: [])
    assert "Record one, and say who attends it" in client_for(world.member).get("/meetings").text
    page = client_for(world.observer).get("/meetings").text
    assert "No meeting ahead is known" in page
    assert "/meetings/new" not in page


def test_a_member_records_a_meeting_and_says_who_attends(client_for, world):
    client = client_for(world.member)
    assert "The whole group reads this" in client.get("/meetings/new").text
    reply = client.post("/meetings", data=MEETING)
    where = reply.headers["location"]
    assert (reply.status_code, re.fullmatch(r"/meetings/\d+", where) is not None) == (303, True)
    page = client.get(where).text
    assert "nothing is claimed of anybody" in page
    assert "The whole group reads this" in page
    assert client.post("/meetings", data=MEETING).headers["location"] == where
    said = {"states": "Swaziland\nago", "institutions": ["ISU"]}
    reply = client.post(f"{where}/attendances", data=said)
    assert (reply.status_code, reply.headers["location"]) == (303, where)
    page = client.get(where).text
    assert "Eswatini" in page
    assert "Implementation Support Unit" in page
    assert "Recorded by Mia Member on 24 November 2026" in page
    back = re.findall(r'action="(/meetings/attendances/\d+/retraction)"', page)[0]
    assert client.post(back).headers["location"] == where
    assert "Angola" not in client.get(where).text.partition("Taken back: Angola")[2]


def test_htmx_is_given_the_block_of_who_attends(client_for, world, db):
    where = f"/meetings/{meet(db, world.member).id}"
    client = client_for(world.stranger)
    block = client.post(f"{where}/attendances", data={"states": "Angola"}, headers=BLOCK)
    assert block.status_code == 200
    assert "<h1" not in block.text
    assert "Recorded." in block.text
    again = client.post(f"{where}/attendances", data={"states": "Angola"}, headers=BLOCK)
    assert "That was recorded already." in again.text
    back = re.search(r'hx-post="(/meetings/attendances/\d+/retraction)"', block.text)[1]
    taken = client.post(back, headers=BLOCK)
    assert "Taken back: Angola." in taken.text
    assert "<h1" not in taken.text


@pytest.mark.parametrize("missing", ["name", "starts_on", "source"])
def test_what_is_missing_of_a_meeting_is_said_and_the_rest_comes_back(client_for, world, missing):
    reply = client_for(world.member).post("/meetings", data=MEETING | {missing: ""})
    assert reply.status_code == 422
    assert f'id="{missing}-error"' in reply.text
    assert 'value="Geneva"' in reply.text


@pytest.mark.parametrize("headers", [{}, BLOCK], ids=["page", "htmx"])
def test_a_refused_attendance_comes_back_with_what_was_typed(client_for, world, db, headers):
    where = f"/meetings/{meet(db, world.member).id}/attendances"
    typed = {"states": "Angola\nKorea", "institutions": ["ISU"]}
    reply = client_for(world.member).post(where, data=typed, headers=headers)
    assert reply.status_code == 422
    assert "“Korea” is not clearly one State" in reply.text
    assert "Angola\nKorea</textarea>" in reply.text.replace("\r", "")
    assert 'value="ISU" checked' in reply.text


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_who_reads_no_entries_sees_the_facts_alone_and_changes_nothing(client_for, world, db, who):
    made = meet(db, world.member, "Angola")
    client = client_for(getattr(world, who))
    page = client.get("/meetings").text
    assert "3RC Third Review Conference" in page
    assert "Test Meeting" not in page
    assert "Who attends" not in page
    assert client.get(f"/meetings/{made.id}").status_code == 404
    assert "Who attend" not in client.get("/meetings/1").text
    assert client.get("/meetings/new").status_code == 403
    assert client.post("/meetings", data=MEETING | {"name": "Other"}).status_code == 403
    for number in (1, made.id):
        reply = client.post(f"/meetings/{number}/attendances", data={"states": "Angola"})
        assert reply.status_code == 403
    assert client.post("/meetings/attendances/1/retraction").status_code == 403
    assert "Meetings ahead" not in client.get("/states/AGO").text


def test_a_states_page_and_briefing_name_the_meetings_ahead_that_it_attends(client_for, world, db):
    client = client_for(world.member)
    assert "Meetings ahead" not in client.get("/states/AGO").text
    assert "They attend" not in client.get("/briefings/AGO").text
    made = meet(db, world.member, "Angola", "Austria")
    page = client.get("/states/AGO").text
    assert f'href="/meetings/{made.id}"' in page.split("Meetings ahead")[1]
    brief = client.get("/briefings/AGO").text
    assert "They attend the Test Meeting in Geneva, from 1 to 5 December 2026." in brief
    assert "also there: Austria" in brief
    assert "Meetings ahead" in client.get("/states/AUT").text
    assert "Meetings ahead" not in client.get("/states/ZMB").text


def test_a_contact_may_have_been_at_a_recorded_meeting(client_for, world, db):
    made = meet(db, world.member)
    client = client_for(world.member)
    form = client.get("/contacts/new").text
    assert f'<option value="{made.id}">Test Meeting, 1 December 2026</option>' in form
    logged = {
        "state": "Angola", "held_on": "2026-11-20", "channel": "margins", "note": "A note",
        "meeting_id": str(made.id),
    }  # fmt: skip
    assert client.post("/contacts", data=logged).status_code == 303


def test_a_real_contact_is_at_no_meeting_of_the_demonstration(client_for, world, db):
    made = meet(db, world.member)
    made.origin = Origin.DEMONSTRATION
    db.flush()
    client = client_for(world.member)
    assert "Test Meeting" not in client.get("/contacts/new").text
    assert "Demonstration entry" in client.get("/meetings").text
    logged = {
        "state": "Angola", "held_on": "2026-11-20", "channel": "margins", "note": "A note",
        "meeting_id": str(made.id),
    }  # fmt: skip
    assert client.post("/contacts", data=logged).status_code == 422


def test_the_calendar_needs_the_same_number_of_queries_however_long_it_is(client_for, world, db):
    client = client_for(world.member)
    forget()
    with counted(db) as few:
        client.get("/meetings")
    for number in range(12):
        meet(db, world.member, "Angola", "Austria", "Zambia", name=f"Test Meeting {number}")
    forget()
    with counted(db) as many:
        client.get("/meetings")
    assert len(many) == len(few)


def test_a_meeting_is_changed_on_a_page_of_its_own(client_for, world, db):
    where = f"/meetings/{meet(db, world.member, 'Angola').id}"
    client = client_for(world.member)
    page = client.get(where).text
    assert f'href="{where}/edit"' in page
    assert "Earlier versions" not in page
    form = client.get(f"{where}/edit").text
    assert 'name="starts_on" type="date" value="2026-12-01"' in form.replace("\n", " ")
    changed = MEETING | {"version": "1", "starts_on": "2026-12-03", "city": "Vienna"}
    reply = client.post(where, data=changed)
    assert (reply.status_code, reply.headers["location"]) == (303, where)
    page = client_for(world.campaigner).get(where).text
    assert "3 to 5 December 2026" in page
    assert "Vienna" in page
    assert f"{where}/edit" not in page
    kept = client_for(world.campaigner).get(f"{where}/versions").text
    assert "Version 1" in kept
    assert "1 December 2026" in kept
    assert "Geneva" in kept
    assert "by Mia Member" in kept


def test_a_refused_change_comes_back_with_what_was_typed(client_for, world, db):
    made = meet(db, world.member)
    wrong = MEETING | {"version": "1", "ends_on": "2026-11-30", "city": "Vienna"}
    reply = client_for(world.member).post(f"/meetings/{made.id}", data=wrong)
    assert reply.status_code == 422
    assert "A meeting cannot end before it begins" in reply.text
    assert 'value="Vienna"' in reply.text
    assert made.city == "Geneva"


def test_two_who_change_a_meeting_are_shown_both_texts_and_may_take_theirs(client_for, world, db):
    made = meet(db, world.member)
    where = f"/meetings/{made.id}"
    client_for(world.coordinator).post(where, data=MEETING | {"version": "1", "city": "Vienna"})
    client = client_for(world.member)
    mine = MEETING | {"version": "1", "source": "Another note"}
    reply = client.post(where, data=mine)
    assert reply.status_code == 409
    assert "Two people changed this meeting" in reply.text
    assert 'name="take" value="city"' in reply.text
    assert "Another note</textarea>" in reply.text
    assert 'name="version" value="2"' in reply.text
    assert (made.city, made.source) == ("Vienna", "Test entry")
    reply = client.post(where, data=mine | {"version": "2", "take": ["city"]})
    assert reply.status_code == 303
    assert (made.city, made.source, made.version) == ("Vienna", "Another note", 3)


@pytest.mark.parametrize("who", ["stranger", "observer", "administrator"])
def test_others_are_shown_no_form_and_change_nothing(client_for, world, db, who):
    made = meet(db, world.member)
    client = client_for(getattr(world, who))
    assert client.get(f"/meetings/{made.id}/edit").status_code == 403
    changed = MEETING | {"version": "1", "city": "Vienna"}
    assert client.post(f"/meetings/{made.id}", data=changed).status_code == 403
    assert made.city == "Geneva"
