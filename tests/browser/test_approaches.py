"""The next approach in a browser: taken on, set aside and planned, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.programs import fits

pytestmark = pytest.mark.browser


def test_a_suggestion_is_snoozed_in_place(page_as):
    page = page_as("coordinator")
    page.goto("/approaches")
    page.evaluate("window.stayed = true")
    card = page.locator("article.suggestion").last
    name = card.get_attribute("id")
    card.get_by_role("button", name="Snooze").click()
    expect(page.locator(f"#{name}")).to_contain_text("Snoozed for 30 days.")
    assert page.evaluate("window.stayed")


def test_a_suggestion_is_declined_with_a_reason_and_listed_as_set_aside(page_as):
    page = page_as("coordinator", phone=True)
    page.goto("/approaches")
    card = page.locator("article.suggestion").last
    name = card.get_attribute("id")
    card.locator("summary", has_text="Decline").click()
    card.get_by_placeholder("Why not? The group reads it.").fill("A reason of the browser test")
    card.locator(".decline button").click()
    expect(page.locator(f"#{name}")).to_contain_text("does not come back for 90 days")
    page.goto("/approaches")
    expect(page.get_by_text("A reason of the browser test")).to_be_visible()
    assert fits(page)


def test_a_reason_of_spaces_alone_brings_the_form_back_with_what_is_wrong_in_focus(page_as):
    page = page_as("coordinator")
    page.goto("/approaches")
    card = page.locator("article.suggestion").first
    name = card.get_attribute("id")
    card.locator("summary", has_text="Decline").click()
    card.get_by_placeholder("Why not? The group reads it.").fill("   ")
    card.locator(".decline button").click()
    expect(page.locator(f"#{name} #error-summary")).to_be_focused()
    page.locator(f"#{name}").get_by_label("Why").fill("A second reason of the browser test")
    page.locator(f"#{name}").get_by_role("button", name="Decline").click()
    expect(page.locator(f"#{name}")).to_contain_text("does not come back for 90 days")


def test_without_scripts_a_suggestion_is_accepted_and_confirmed_and_dropped(page_as):
    page = page_as("member", java_script_enabled=False)
    page.goto("/approaches")
    page.locator("article.suggestion").last.get_by_role("button", name="Accept").click()
    expect(page).to_have_url(re.compile(r"/approaches/\d+$"))
    expect(page.get_by_role("heading", name="What was suggested")).to_be_visible()
    page.get_by_role("button", name="Confirm the date").click()
    expect(page.get_by_text("Confirmed.")).to_be_visible()
    page.locator("summary", has_text="Drop it").click()
    page.get_by_label("Why?").fill("A reason of the browser test")
    page.get_by_role("button", name="Drop").click()
    expect(page.get_by_text("Dropped.")).to_be_visible()


def test_a_suggestion_is_adjusted_on_a_phone_and_changed_again(page_as):
    page = page_as("member", phone=True)
    page.goto("/approaches")
    page.locator("article.suggestion").last.get_by_role("link", name="Adjust").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Adjust the suggestion")
    assert fits(page)
    page.get_by_label("Channel").select_option("letter")
    page.get_by_role("button", name="Claim this approach").click()
    expect(page.get_by_text("Claimed.", exact=True)).to_be_visible()
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Channel").select_option("phone_call")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert fits(page)


def test_the_list_fits_a_phone_and_says_what_speaks_for_and_against(page_as):
    page = page_as("member", phone=True)
    page.goto("/approaches")
    assert fits(page)
    card = page.locator("article.suggestion").first
    expect(card.get_by_role("list", name="What speaks for it")).to_be_visible()
    expect(card.get_by_role("list", name="What speaks against it")).to_be_visible()
    card.locator("summary", has_text="What would change it").click()
    expect(card.get_by_text("points in all")).to_be_visible()
    assert fits(page)


def test_another_state_and_another_messenger_bring_their_own_warnings(page_as):
    page = page_as("member")
    page.goto("/approaches/new")
    page.get_by_label("Note", exact=True).fill("A note of the browser test")
    page.get_by_label("State", exact=True).fill("braz")
    page.get_by_role("option", name="Brazil").click()
    expect(page.get_by_role("alert")).to_contain_text("Please speak to a Coordinator")
    expect(page.get_by_text("Brazil is asked to accede.")).to_be_visible()
    page.get_by_label("Why do you go on all the same?").fill("A reason of the browser test")
    with page.expect_response("**/approaches/new?*messenger=PRT*"):
        page.get_by_label("Messenger", exact=True).select_option("PRT")
    expect(page.get_by_label("Why do you go on all the same?")).to_have_value(
        "A reason of the browser test"
    )
    expect(page.get_by_label("Note", exact=True)).to_have_value("A note of the browser test")
    page.get_by_label("State", exact=True).fill("tuva")
    page.get_by_role("option", name="Tuvalu").click()
    expect(page.get_by_text("Tuvalu is asked to accede.")).to_be_visible()
    expect(page.get_by_label("Messenger", exact=True)).to_have_value("PRT")


def test_an_approach_that_ended_meanwhile_gives_back_what_was_typed(page_as):
    page = page_as("member")
    page.goto("/approaches/new?state=QAT&messenger=AUT")
    page.get_by_label("Channel").select_option("letter")
    page.get_by_label("Level").select_option("director")
    page.get_by_role("button", name="Claim this approach").click()
    expect(page.get_by_text("Claimed.", exact=True)).to_be_visible()
    page.get_by_role("link", name="Change").click()
    other = page.context.new_page()
    other.goto(page.url.removesuffix("/edit"))
    other.locator("summary", has_text="Drop it").click()
    other.get_by_label("Why?").fill("A reason of the browser test")
    other.get_by_role("button", name="Drop").click()
    page.get_by_label("Note", exact=True).fill("Typed meanwhile")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This approach is over")
    expect(page.get_by_role("alert").last).to_contain_text("A reason of the browser test")
    page.get_by_role("button", name="Claim as a new approach").click()
    expect(page.get_by_text("Typed meanwhile")).to_be_visible()
