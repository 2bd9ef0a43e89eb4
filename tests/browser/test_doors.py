"""The doors list and the acts at a door, in a browser: mouse, finger, keyboard, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.programs import fits

pytestmark = pytest.mark.browser


def test_a_filter_changes_the_list_and_the_address_without_a_new_page(page_as):
    page = page_as("member")
    page.goto("/doors")
    page.evaluate("window.stayed = true")
    page.get_by_label("Asked to").select_option("ratify")
    expect(page.get_by_text("12 of 85 doors")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/doors\?ask=ratify$"))
    page.get_by_label("State", exact=True).press_sequentially("ango", delay=30)
    expect(page.get_by_text("1 of 85 doors")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/doors\?q=ango&ask=ratify$"))
    assert page.evaluate("window.stayed")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_back_brings_the_earlier_list_and_nothing_is_kept_in_the_browser(page_as):
    page = page_as("member")
    page.goto("/doors")
    page.get_by_label("Group by").select_option("region")
    expect(page.get_by_role("rowheader", name=re.compile(r"^African \d"))).to_be_visible()
    page.get_by_label("Asked to").select_option("ratify")
    expect(page.get_by_text("12 of 85 doors")).to_be_visible()
    kept = page.evaluate("JSON.stringify([sessionStorage, localStorage])")
    assert "Angola" not in kept
    page.go_back()
    expect(page.get_by_text("85 of 85 doors")).to_be_visible()


def test_the_list_is_sorted_by_keyboard(page_as):
    page = page_as("member")
    page.goto("/doors")
    page.get_by_role("link", name="Silence").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sort=-silence"))
    expect(page.get_by_role("columnheader", name="Silence")).to_have_attribute(
        "aria-sort", "descending"
    )
    page.get_by_label("Group by").focus()
    page.keyboard.type("st")
    expect(page).to_have_url(re.compile("group=stage"))


def test_doors_are_cards_on_a_phone(page_as):
    page = page_as("member", phone=True)
    page.goto("/doors")
    assert fits(page)
    page.get_by_text("More filters").tap()
    page.get_by_label("No knock known").tap()
    expect(page.get_by_text("no knock known ×")).to_be_visible()
    assert fits(page)


@pytest.mark.parametrize("phone", [False, True], ids=["1440", "390"])
def test_the_list_works_without_scripts(page_as, phone: bool):
    page = page_as("member", phone=phone, java_script_enabled=False)
    page.goto("/doors")
    page.get_by_label("State", exact=True).fill("ango")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 of 85 doors")).to_be_visible()
    page.get_by_role("link", name="“ango”").click()
    expect(page.get_by_text("85 of 85 doors")).to_be_visible()


def test_a_stage_is_moved_on_the_doors_page(page_as):
    page = page_as("member")
    page.goto("/doors/VEN/accede")
    page.get_by_role("link", name="Move the stage").click()
    expect(page.get_by_role("heading", name="Where does this door stand?")).to_be_visible()
    expect(page).to_have_url(re.compile("/doors/VEN/accede$"))
    page.get_by_label("under review").check()
    page.get_by_label("Why", exact=True).fill("Demonstration entry")
    page.get_by_role("button", name="Move the stage").click()
    expect(page.locator("#saved")).to_have_text("Saved: this door is moved to “under review”.")
    expect(page.get_by_text("(first assessed)")).to_be_visible()


def test_a_stage_is_moved_without_scripts(page_as):
    page = page_as("member", phone=True, java_script_enabled=False)
    page.goto("/doors/VNM/accede")
    page.get_by_role("link", name="Move the stage").click()
    page.get_by_label("in dialogue").check()
    page.get_by_label("Why", exact=True).fill("   ")
    page.get_by_role("button", name="Move the stage").click()
    expect(page.get_by_role("alert").get_by_text("Why: please fill this in.")).to_be_visible()
    expect(page.get_by_label("in dialogue")).to_be_checked()
    page.get_by_label("Why", exact=True).fill("Demonstration entry")
    page.get_by_role("button", name="Move the stage").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Viet Nam")


def test_a_hold_warns_everybody_else_in_one_sentence(page_as):
    page = page_as("coordinator")
    page.goto("/doors/TUV/accede")
    page.get_by_role("link", name="Put on hold").click()
    page.get_by_label("Why", exact=True).fill("Demonstration entry")
    page.get_by_role("button", name="Put on hold").click()
    expect(page.get_by_text("On hold.")).to_be_visible()
    other = page_as("member")
    other.goto("/doors/TUV/accede")
    warning = "Please speak to a Coordinator before you approach this door"
    expect(other.get_by_text(warning).first).to_be_visible()
    page.get_by_role("button", name="Lift the hold").click()
    expect(page.locator("#saved")).to_have_text("The hold is lifted.")
    other.reload()
    expect(other.get_by_text(warning)).to_have_count(0)
