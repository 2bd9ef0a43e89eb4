"""The weights in a browser: looked at, saved, and taken again, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.programs import fits

pytestmark = pytest.mark.browser
PATH = "/settings/weights"


def look(page: Page, label: str, value: str) -> None:
    page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.get_by_role("heading", name="What it would change")).to_be_visible()


def save(page: Page, reason: str) -> None:
    page.get_by_label("Why").fill(reason)
    page.get_by_role("button", name="Save these weights").click()
    expect(page.get_by_text("Saved: the weights are in force now.")).to_be_visible()


def test_a_change_is_seen_in_place_saved_and_the_defaults_are_taken_again(page_as):
    page = page_as("coordinator")
    page.goto(PATH)
    page.evaluate("window.stayed = true")
    look(page, "Signature", "0")
    assert page.evaluate("window.stayed")
    expect(page.get_by_role("heading", name="What it would change")).to_be_in_viewport()
    expect(page.locator(".shifts tbody tr").first).to_be_visible()
    save(page, "A reason of the browser test")
    expect(page.get_by_label("Signature", exact=True)).to_have_value("0")
    expect(page.get_by_text("A reason of the browser test")).to_be_visible()
    page.get_by_role("link", name="Take the defaults again").click()
    expect(page.get_by_label("Signature", exact=True)).to_have_value("20")
    save(page, "Back to the defaults")


def test_without_scripts_nonsense_comes_back_and_a_change_is_seen_and_saved(page_as):
    page = page_as("coordinator", java_script_enabled=False)
    page.goto(PATH)
    page.get_by_label("Shared language", exact=True).fill("much")
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.get_by_text("please give a number.").first).to_be_visible()
    expect(page.get_by_label("Shared language", exact=True)).to_have_value("much")
    look(page, "Shared language", "60")
    save(page, "Without scripts")
    page.get_by_role("link", name="Take the defaults again").click()
    save(page, "Back again")
    expect(page.get_by_label("Shared language", exact=True)).to_have_value("10")


def test_the_page_and_its_comparison_fit_a_phone(page_as):
    page = page_as("coordinator", phone=True)
    page.goto(PATH)
    assert fits(page)
    look(page, "Signature", "0")
    assert fits(page)


def test_all_that_a_line_rests_on_fits_a_phone(page_as):
    page = page_as("coordinator", phone=True)
    page.goto("/approaches")
    card = page.locator("article.suggestion").first
    card.locator("summary", has_text="What would change it").click()
    expect(card.get_by_role("heading", name="How old it is")).to_be_visible()
    expect(card.get_by_role("heading", name="Nearest precedents")).to_be_visible()
    assert fits(page)
