"""A door's page in a browser: everything that is done at a door, without leaving it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.programs import fits

pytestmark = pytest.mark.browser


def press(page: Page, what: Locator) -> None:
    """As a keyboard does it."""
    what.focus()
    page.keyboard.press("Enter")


def kept(page: Page) -> bool:
    """Whether the page was never left."""
    return bool(page.evaluate("window.stayed === true"))


def lane(page: Page, name: str) -> Locator:
    return page.locator(".lane-names li", has_text=name)


def test_all_that_is_done_at_a_door_is_done_by_keyboard_without_leaving_it(page_as):
    page = page_as("member")
    page.goto("/doors/BTN/accede")
    page.evaluate("window.stayed = true")
    said = page.locator("#saved")
    dialog = page.get_by_role("dialog")
    top = page.locator("#lanes-head").bounding_box()

    # claim what is suggested
    press(page, page.get_by_role("button", name="Accept"))
    expect(said).to_have_text("Claimed: it is yours to do.")
    expect(said).to_be_focused()
    expect(page.locator("#claims-head + ul li")).to_have_count(1)
    expect(page.locator(".lanes .planned.claimed")).to_have_count(1)

    # move the stage; what is wrong is said in place
    opener = page.get_by_role("link", name="Move the stage")
    press(page, opener)
    expect(dialog.get_by_role("heading", name="Where does this door stand?")).to_be_focused()
    dialog.get_by_label("under review").focus()
    page.keyboard.press("Space")
    dialog.get_by_label("Why", exact=True).focus()
    page.keyboard.type("   ")
    press(page, dialog.get_by_role("button", name="Move the stage"))
    expect(dialog.get_by_role("alert")).to_be_focused()
    dialog.get_by_label("Why", exact=True).focus()
    page.keyboard.type("Demonstration entry")
    press(page, dialog.get_by_role("button", name="Move the stage"))
    expect(said).to_have_text("Saved: this door is moved to “under review”.")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    expect(page.locator(".rungs-list [aria-current=step]")).to_contain_text("Under review")

    # add a barrier
    press(page, page.get_by_role("link", name="Record a barrier"))
    expect(dialog.get_by_role("heading", name="Why does this door not move?")).to_be_focused()
    dialog.get_by_label("Barrier", exact=True).select_option("capacity")
    dialog.get_by_label("Source").focus()
    page.keyboard.type("Demonstration entry")
    press(page, dialog.get_by_role("button", name="Save"))
    expect(said).to_have_text("Saved: the group’s reading.")
    expect(page.locator("#barriers-head + ul")).to_contain_text("administrative capacity")

    # log a contact: it appears on its messenger's lane
    opener = page.get_by_role("link", name="Log a contact here")
    press(page, opener)
    expect(dialog.get_by_role("heading", name="Log a contact")).to_be_focused()
    dialog.get_by_label("Phone call").focus()
    page.keyboard.press("Space")
    dialog.get_by_label("Note", exact=True).focus()
    page.keyboard.type("Demonstration entry")
    dialog.get_by_label("Interested").focus()
    page.keyboard.press("Space")
    press(page, dialog.get_by_role("button", name="Save"))
    expect(said).to_have_text("Logged.")
    expect(opener).to_be_focused()
    expect(lane(page, "Austria")).to_have_count(1)
    expect(page.locator(".lanes .knock.interested")).to_have_count(1)
    expect(page.locator(".lanes .knock title").first).to_contain_text("Austria, phone call")

    assert kept(page)
    assert page.locator("#lanes-head").bounding_box()["x"] == top["x"]
    expect(page).to_have_url(re.compile("/doors/BTN/accede$"))


def test_a_lead_messenger_is_set_and_lifted_without_leaving_the_door(page_as):
    page = page_as("coordinator")
    page.goto("/doors/KIR/accede")
    page.evaluate("window.stayed = true")
    said, dialog = page.locator("#saved"), page.get_by_role("dialog")
    opener = page.get_by_role("link", name="Lead messenger", exact=True)
    press(page, opener)
    expect(dialog.get_by_role("heading", name="Who alone knocks")).to_be_focused()
    dialog.get_by_label("Messenger").select_option("NZL")
    dialog.get_by_label("Why?").fill("  ")
    press(page, dialog.get_by_role("button", name="Save"))
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.get_by_label("Messenger")).to_have_value("NZL")
    dialog.get_by_label("Why?").fill("Demonstration entry")
    press(page, dialog.get_by_role("button", name="Save"))
    expect(said).to_have_text("The lead messenger is set.")
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Lead messenger: New Zealand")).to_be_visible()
    press(page, opener)
    press(page, dialog.get_by_role("button", name="No lead messenger any more"))
    expect(said).to_have_text("No lead messenger any more.")
    expect(page.get_by_text("Lead messenger: New Zealand")).to_be_hidden()
    assert kept(page)


def test_what_was_typed_is_still_there_after_escape(page_as):
    page = page_as("member")
    page.goto("/doors/TON/accede")
    opener = page.get_by_role("link", name="Log a contact here")
    press(page, opener)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Note", exact=True).fill("Demonstration entry")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    press(page, opener)
    expect(dialog.get_by_label("Note", exact=True)).to_have_value("Demonstration entry")


def test_the_page_stays_where_it_is_while_its_parts_are_renewed(page_as):
    page = page_as("member")
    page.goto("/doors/UGA/ratify")
    page.get_by_text("The same as a table").click()
    page.evaluate("window.scrollTo(0, 300)")
    before = page.evaluate("document.getElementById('lanes-table').getBoundingClientRect().top")
    with page.expect_response(re.compile("/doors/UGA/ratify")):
        page.evaluate("htmx.trigger(document.body, 'saved', {value: 'Saved.'})")
    expect(page.locator("#lanes-table")).to_have_attribute("open", "")
    after = page.evaluate("document.getElementById('lanes-table').getBoundingClientRect().top")
    assert abs(after - before) < 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lanes_scroll_in_a_box_of_their_own_on_a_phone(page_as, scheme):
    page = page_as("member", phone=True, color_scheme=scheme)
    page.goto("/doors/UGA/ratify")
    assert fits(page)
    box = page.get_by_role("region", name="The picture, which scrolls sideways")
    wide = box.evaluate("box => [box.scrollWidth, box.clientWidth, box.scrollLeft]")
    assert wide[0] > 2 * wide[1]
    assert wide[2] == 0, "begins at its end: today"
    shown = page.locator(".picture .now").bounding_box()
    assert 0 < shown["x"] < 390
    box.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(400)
    assert box.evaluate("box => box.scrollLeft") < 0


def test_without_scripts_the_acts_are_links_that_lead_back_to_the_door(page_as):
    page = page_as("member", java_script_enabled=False)
    page.goto("/doors/FSM/accede")
    page.get_by_role("link", name="Log a contact here").click()
    page.get_by_label("Letter").check()
    page.get_by_label("Note", exact=True).fill("Demonstration entry")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("/doors/FSM/accede$"))
    expect(page.locator(".flash")).to_have_text("Logged.")
    expect(lane(page, "Austria")).to_have_count(1)
