"""The pages of reports: who may, what they say, what comes back."""

import re

import pytest

from tests.reports.cast import PERIOD, YESTERDAY, begin, finalise, log
from tests.world import NOW, TODAY, World

TEXT = {"language": "en", "text": "A text of ours.", "number": "0", "of_number": "0"}


@pytest.fixture
def draft(db, world: World) -> int:
    return begin(db, world.coordinator).id or 0


def test_a_coordinator_begins_a_report_from_the_period_that_is_proposed(client_for, world):
    client = client_for(world.coordinator)
    shown = client.get("/reports").text
    assert f'value="{YESTERDAY.isoformat()}"' in shown
    reply = client.post("/reports", data=PERIOD)
    assert reply.status_code == 303
    page = client.get(reply.headers["location"]).text
    assert "Standing under the Convention on 23 November 2026" in page
    assert "Text proposed from the figures" in page


def test_a_period_that_cannot_be_comes_back_as_it_was_typed(client_for, world):
    reply = client_for(world.coordinator).post("/reports", data=PERIOD | {"ends_on": "2024-01-01"})
    assert reply.status_code == 422
    assert 'value="2024-01-01"' in reply.text
    assert "cannot end before it begins" in reply.text


@pytest.mark.parametrize("name", ["member", "campaigner", "envoy", "observer"])
def test_others_read_what_is_final_and_are_offered_no_form(client_for, db, world, draft, name):
    client = client_for(getattr(world, name))
    assert client.get(f"/reports/{draft}").status_code == 404
    assert client.get(f"/reports/{draft}/report.pdf").status_code == 404
    assert client.get(f"/reports/{draft}/texts/regions").status_code == 403
    assert client.post("/reports", data=PERIOD).status_code == 403
    finalise(db, world.coordinator, draft)
    shown = client.get(f"/reports/{draft}").text
    assert "Edit the text" not in shown
    assert "Marked as final by Cora Coordinator" in shown
    assert "Begin the report" not in client.get("/reports").text


def test_the_administrator_reads_none(client_for, db, world, draft):
    finalise(db, world.coordinator, draft)
    client = client_for(world.administrator)
    assert client.get("/reports").status_code == 403
    assert client.get(f"/reports/{draft}").status_code == 403


def test_a_text_is_edited_beside_its_figures(client_for, db, world, draft):
    log(db, world.member)
    client, path = client_for(world.coordinator), f"/reports/{draft}/texts/regions"
    shown = client.get(path).text
    assert "Contacts recorded: African (1)." in shown
    assert "Contacts by regional group" in shown
    reply = client.post(path, data=TEXT)
    assert reply.headers["location"] == f"/reports/{draft}"
    assert "A text of ours." in client.get(f"/reports/{draft}").text
    log(db, world.member)
    assert "The figures have changed since this text was written" in client.get(path).text


def test_a_preview_saves_nothing(client_for, world, draft):
    client, path = client_for(world.coordinator), f"/reports/{draft}/texts/regions"
    reply = client.post(path, data=TEXT | {"preview": "true"})
    assert "Preview, not saved yet" in reply.text
    assert "A text of ours." in reply.text
    assert "A text of ours." not in client.get(f"/reports/{draft}").text


def test_saving_what_is_proposed_goes_on_following_the_figures(client_for, db, world, draft):
    client, path = client_for(world.coordinator), f"/reports/{draft}/texts/regions"
    client.post(path, data=TEXT | {"text": "No contact is recorded for the period."})
    log(db, world.member)
    assert "In the period the group recorded 1 contact" in client.get(f"/reports/{draft}").text


def test_a_conflict_shows_both_and_loses_no_word(client_for, world, draft):
    client, path = client_for(world.coordinator), f"/reports/{draft}/texts/regions"
    client.post(path, data=TEXT)
    reply = client.post(path, data=TEXT | {"text": "A text of mine."})
    assert reply.status_code == 409
    assert "A text of ours." in reply.text
    assert "A text of mine." in reply.text
    assert 'name="number" value="1"' in reply.text


def test_a_text_too_long_comes_back(client_for, world, draft):
    path = f"/reports/{draft}/texts/regions"
    reply = client_for(world.coordinator).post(path, data=TEXT | {"text": "long " * 2000})
    assert reply.status_code == 422
    assert "Please keep this under 8,000 characters." in reply.text


def test_a_section_that_is_none_is_not_found(client_for, world, draft):
    client = client_for(world.coordinator, judged=False)
    assert client.get(f"/reports/{draft}/texts/nothing").status_code == 404


def test_a_draft_that_ends_today_says_when_it_can_be_final(client_for, db, world):
    number = begin(db, world.coordinator, ends_on=TODAY).id
    shown = client_for(world.coordinator).get(f"/reports/{number}").text
    assert "A report can be marked as final once its last day is over." in shown
    assert 'name="agreed"' not in shown


def test_marking_as_final_wants_to_be_agreed(client_for, world, draft):
    client, path = client_for(world.coordinator), f"/reports/{draft}/finalisation"
    assert client.post(path, data={}).status_code == 422
    assert client.post(path, data={"agreed": "true"}).status_code == 303
    assert client.get(f"/reports/{draft}/texts/regions").status_code == 303


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_file_is_named_by_its_period_and_made_in_the_language_asked_for(
    client_for, world, draft, kind
):
    client, path = client_for(world.coordinator), f"/reports/{draft}/report.{kind}"
    reply = client.get(path, params={"language": "es"})
    named = f"report-2025-01-01-{YESTERDAY.isoformat()}.{kind}"
    assert reply.headers["content-disposition"] == f'attachment; filename="{named}"'
    assert client.get(path, params={"language": "xx"}).status_code == 409


def test_a_report_is_made_without_the_clock(client_for, db, world, draft):
    """The figures of a final report are those of the day on which it was marked."""
    finalise(db, world.coordinator, draft)
    shown = client_for(world.member).get(f"/reports/{draft}").text
    assert f"with figures as of {NOW.day} November {NOW.year}" in shown


@pytest.mark.parametrize("changed", ["text", "figure"])
def test_what_changed_since_it_was_read_is_read_before_it_is_final(
    client_for, db, world, draft, changed
):
    client, path = client_for(world.coordinator), f"/reports/{draft}"
    field = re.compile(r'name="seen" value="(\w+)"')
    seen = field.search(client.get(path).text)[1]
    if changed == "text":
        client.post(f"{path}/texts/regions", data=TEXT)
    else:
        log(db, world.member)
    reply = client.post(f"{path}/finalisation", data={"agreed": "true", "seen": seen})
    assert reply.status_code == 422
    assert "has changed since you read the report" in reply.text
    again = {"agreed": "true", "seen": field.search(reply.text)[1]}
    assert client.post(f"{path}/finalisation", data=again).status_code == 303


def test_discarding_a_draft_wants_to_be_meant(client_for, world, draft):
    client, path = client_for(world.coordinator), f"/reports/{draft}/discard"
    refused = client.post(path, data={})
    assert (refused.status_code, "no longer wanted" in refused.text) == (422, True)
    assert client.post(path, data={"sure": "true"}).headers["location"] == "/reports"
    assert client.get(f"/reports/{draft}").status_code == 404
    assert client_for(world.member).post(path, data={"sure": "true"}).status_code == 403
