"""A door is put to rest, and wakes by what somebody else records."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.test_door import kept, press

pytestmark = pytest.mark.browser
TODAY = datetime.now(UTC).date().isoformat()


def test_a_door_is_put_to_rest_by_keyboard_and_wakes_once_the_election_is_recorded(page_as):
    page = page_as("member")
    page.goto("/doors/GNQ/accede")
    page.evaluate("window.stayed = true")
    said, dialog = page.locator("#saved"), page.get_by_role("dialog")
    opener = page.get_by_role("link", name="Put to rest")

    # a reason alone is not enough
    press(page, opener)
    expect(dialog.get_by_role("heading", name="Until what does this door rest?")).to_be_focused()
    dialog.get_by_label("Why", exact=True).focus()
    page.keyboard.type("Demonstration entry")
    press(page, dialog.get_by_role("button", name="Put to rest"))
    expect(dialog.get_by_role("alert")).to_contain_text("Nothing rests without a trigger")
    expect(dialog.get_by_label("Why", exact=True)).to_have_value("Demonstration entry")

    dialog.get_by_label("an election is recorded").focus()
    page.keyboard.press("Space")
    press(page, dialog.get_by_role("button", name="Put to rest"))
    expect(said).to_have_text("Saved: this door is at rest.")
    expect(dialog).to_be_hidden()
    note = page.get_by_role("note").filter(has_text="until an election is recorded")
    expect(note).to_contain_text("Demonstration entry")
    expect(page.locator("#next-head + *")).to_contain_text("At rest since")
    expect(page.locator(".picture .event.rest")).to_have_count(1)

    # somebody else records the election at the State's page; nothing is sent, the door is awake
    other = page_as("campaigner")
    other.goto("/states/GNQ")
    other.get_by_role("link", name="Record what happened").click()
    other.get_by_label("election", exact=True).check()
    other.get_by_label("When it happened").fill(TODAY)
    other.get_by_label("What, in a few words").fill("Demonstration entry")
    other.get_by_label("Source").fill("Demonstration entry, a paper")
    other.get_by_role("button", name="Record").click()
    expect(other).to_have_url(re.compile("/states/GNQ$"))

    page.evaluate("htmx.trigger(document.body, 'saved', {value: ''})")
    woke = page.get_by_role("note").filter(has_text="Woke up on")
    expect(woke).to_contain_text("election: Demonstration entry")
    expect(woke).to_contain_text("Source: Demonstration entry, a paper")
    expect(page.locator(".picture .event.happening")).to_have_count(1)
    assert kept(page)

    home = page_as("coordinator")
    home.goto("/")
    expect(home.locator("section", has=home.locator("#woken"))).to_contain_text("Equatorial Guinea")


def test_without_scripts_a_rest_is_ended_by_its_link(page_as):
    page = page_as("member", java_script_enabled=False)
    page.goto("/doors/ERI/accede")
    page.get_by_role("link", name="Put to rest").click()
    page.get_by_label("a new minister is recorded").check()
    page.get_by_label("Why", exact=True).fill("Demonstration entry")
    page.get_by_role("button", name="Put to rest").click()
    expect(page).to_have_url(re.compile("/doors/ERI/accede$"))
    page.get_by_role("link", name="End the rest").click()
    page.get_by_label("Why", exact=True).fill("Demonstration entry, ended")
    page.get_by_role("button", name="End the rest").click()
    expect(page.locator(".flash")).to_have_text("Saved: the rest has ended.")
    expect(page.get_by_text("At rest since")).to_have_count(0)
