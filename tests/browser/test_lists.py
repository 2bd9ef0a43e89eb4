"""The board and what lists share, in a browser: drag, menus, kept views, columns, many at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.programs import fits

pytestmark = pytest.mark.browser


def test_a_card_is_dragged_to_a_column_and_moves_once_a_reason_is_given(page_as):
    page = page_as("member")
    page.goto("/board?q=argentina")
    page.evaluate("window.stayed = true")
    card, to = page.locator("#door-ARG-accede"), page.locator("#rung-1")
    card.drag_to(to)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="the door of Argentina")).to_be_focused()
    expect(dialog.get_by_label("in dialogue")).to_be_checked()
    expect(page.locator("#rung-none #door-ARG-accede")).to_have_count(1)
    dialog.get_by_label("Why", exact=True).fill("Demonstration entry")
    dialog.get_by_role("button", name="Move the stage").click()
    expect(page.locator("#saved")).to_have_text("Saved: this door is moved to “in dialogue”.")
    expect(page.locator("#rung-1 #door-ARG-accede")).to_be_visible()
    expect(page.locator("#rung-none .count-of")).to_have_text("0")
    expect(page).to_have_url(re.compile(r"/board\?q=argentina$"))
    assert page.evaluate("window.stayed")


def test_a_card_is_not_dropped_where_a_treaty_act_alone_leads(page_as):
    page = page_as("member")
    page.goto("/board?q=armenia")
    page.locator("#door-ARM-accede").drag_to(page.locator("#rung-6"))
    expect(page.locator("#rung-none #door-ARM-accede")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_card_is_moved_by_keyboard_and_found_again_in_its_column(page_as):
    page = page_as("member")
    page.goto("/board")
    card = page.locator("#door-AZE-accede")
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(card.locator("details")).not_to_have_attribute("open", "")
    expect(card.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(card.get_by_role("link", name="under review")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("under review")).to_be_checked()
    page.keyboard.press("Escape")
    expect(card.get_by_role("link", name="under review")).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_label("Why", exact=True).focus()
    page.keyboard.type("Demonstration entry")
    dialog.get_by_role("button", name="Move the stage").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#rung-2 #door-AZE-accede summary")).to_be_focused()
    expect(page.locator("#saved")).to_contain_text("under review")


def test_the_board_is_swept_from_column_to_column_on_a_phone(page_as):
    page = page_as("member", phone=True)
    page.goto("/board")
    assert fits(page)
    page.get_by_role("navigation", name="Columns").get_by_text("under review").tap()
    expect(page.locator("#rung-2")).to_be_in_viewport(ratio=0.5)
    assert fits(page)


def test_the_board_works_without_scripts(page_as):
    page = page_as("member", phone=True, java_script_enabled=False)
    page.goto("/board?q=barbados")
    page.locator("#door-BRB-accede summary").click()
    page.get_by_role("link", name="in dialogue", exact=True).click()
    expect(page.get_by_label("in dialogue")).to_be_checked()
    page.get_by_label("Why", exact=True).fill("Demonstration entry")
    page.get_by_role("button", name="Move the stage").click()
    expect(page.locator(".flash")).to_contain_text("this door is moved to “in dialogue”")
    expect(page.locator("#rung-1 #door-BRB-accede")).to_have_count(1)


def test_a_filtered_list_is_kept_and_shared_and_another_opens_it(page_as):
    page, other = page_as("member"), page_as("coordinator")
    page.goto("/doors")
    page.get_by_label("Asked to").select_option("ratify")
    views = page.get_by_role("navigation", name="Kept views")
    views.get_by_role("link", name="Keep this view").click()
    page.get_by_label("Name").fill("Demonstration: signatories")
    page.get_by_label("Share it with the group").check()
    page.get_by_role("button", name="Keep this view").click()
    expect(page.locator(".flash")).to_have_text("Kept as “Demonstration: signatories”.")
    expect(views.locator("[aria-current]")).to_contain_text("Demonstration: signatories")
    other.goto("/doors")
    other.get_by_role("link", name=re.compile("Demonstration: signatories")).click()
    expect(other.get_by_text("12 of 85 doors")).to_be_visible()
    other.get_by_role("link", name="All kept views").click()
    expect(other.get_by_text("Shared by Demo Member")).to_be_visible()
    delete = other.get_by_role("button", name="Delete Demonstration: signatories")
    delete.click()
    expect(delete).to_have_count(0)
    page.reload()
    expect(page.get_by_role("link", name=re.compile("Demonstration: sign"))).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
@pytest.mark.parametrize("path", ["/doors", "/contacts"])
def test_columns_are_chosen_and_stay_chosen(page_as, path: str, scripts: bool):
    page = page_as("member", java_script_enabled=scripts)
    page.goto(path)
    head = page.get_by_role("columnheader", name="Messengers")
    expect(head).to_be_visible()
    page.locator("#columns summary").click()
    page.locator("#columns").get_by_label("Messengers").uncheck()
    page.get_by_role("button", name="Show these").click()
    expect(page).to_have_url(re.compile("columns="))
    expect(head).to_be_hidden()
    page.goto(path)
    expect(head).to_be_hidden()


def test_the_columns_stay_while_the_list_is_filtered_on_a_phone(page_as):
    page = page_as("member", phone=True)
    page.goto("/doors?columns=when")
    page.get_by_label("State", exact=True).fill("angola")
    expect(page.get_by_text("1 of 85 doors")).to_be_visible()
    row = page.locator("tbody tr").first
    expect(row).to_contain_text("Angola")
    expect(row.locator(".c-when")).to_be_visible()
    expect(row.locator(".c-stage")).to_be_hidden()
    assert fits(page)


def test_several_doors_are_claimed_at_once_and_each_outcome_is_told(page_as):
    page = page_as("member")
    page.goto("/doors?ask=accede")
    page.get_by_label("Tick all that are shown").first.check()
    expect(page.get_by_text("73 ticked")).to_be_visible()
    page.get_by_label("Tick all that are shown").last.uncheck()
    for state in ("Kazakhstan", "Jordan", "Brazil"):
        page.get_by_label(f"Tick {state}", exact=True).check()
    expect(page.get_by_text("3 ticked")).to_be_in_viewport()
    assert page.url.endswith("ask=accede"), "ticking filters nothing"
    page.get_by_role("button", name="Claim the ticked ones").click()
    expect(page.get_by_role("heading", name="Claim 3 doors")).to_be_visible()
    expect(page.get_by_text("Please speak to a Coordinator").first).to_be_visible()
    page.get_by_label(re.compile("Brazil")).check()
    page.get_by_label("Channel", exact=True).select_option("letter")
    page.get_by_label("Level", exact=True).select_option("director")
    page.get_by_label("Note for each").fill("Demonstration entry")
    page.get_by_role("button", name="Claim the ticked ones").click()
    expect(page.get_by_role("heading", name="2 claimed, 1 not")).to_be_visible()
    expect(page.get_by_role("region", name="Not claimed")).to_contain_text("Brazil")
    page.goto("/doors?q=kazakhstan")
    expect(page.locator("tbody .c-next")).to_contain_text("Austria")


def test_several_suggestions_are_assigned_without_scripts(page_as):
    page = page_as("coordinator", phone=True, java_script_enabled=False)
    page.goto("/approaches")
    ticks = page.locator(".suggestion .tick-one")
    ticks.nth(4).check()
    ticks.nth(5).check()
    page.get_by_role("button", name="Assign or claim the ticked ones").click()
    page.get_by_label("Messenger").select_option("NZL")
    page.get_by_role("button", name="Claim the ticked ones").click()
    expect(page.get_by_role("heading", name="2 claimed")).to_be_visible()


def test_several_claimed_approaches_are_given_to_another_messenger(page_as):
    member = page_as("member")
    for state in ("BHR", "OMN"):
        member.goto(f"/approaches/new?state={state}&messenger=AUT")
        member.get_by_label("Channel").select_option("letter")
        member.get_by_label("Level").select_option("director")
        member.get_by_role("button", name="Claim this approach").click()
        expect(member.get_by_text("Claimed.", exact=True)).to_be_visible()
    page = page_as("coordinator")
    page.goto("/approaches")
    others = page.get_by_role("region", name="Claimed by others")
    for state in ("Bahrain", "Oman"):
        others.get_by_label(f"Tick {state} (Austria)", exact=True).check()
    expect(others.get_by_text("2 ticked")).to_be_in_viewport()
    suggested = page.get_by_role("region", name="Suggested", exact=True)
    expect(suggested.get_by_text("Tick suggestions to claim several")).to_be_visible()
    others.get_by_role("button", name="Give the ticked ones").click()
    expect(page.get_by_role("heading", name="Give 2 approaches to another")).to_be_visible()
    page.get_by_label("Messenger", exact=True).select_option("NZL")
    page.get_by_role("button", name="Give the ticked ones").click()
    expect(page.get_by_role("heading", name="2 given to New Zealand")).to_be_visible()
    page.goto("/approaches")
    expect(page.get_by_label("Tick Oman (New Zealand)")).to_be_visible()
