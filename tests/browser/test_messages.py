"""A message from a draft to its adoption, by keyboard alone, and without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.programs import fits

pytestmark = pytest.mark.browser
MARK = "Demonstration entry"
MOST_TABS = 150


def tab_to(page, what):
    """Press Tab until it is reached, as somebody does who has no mouse."""
    expect(what).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if what.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{what} is not reached by keyboard")


def press(page, role, name):
    tab_to(page, page.get_by_role(role, name=name, exact=True))
    page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_draft_is_reviewed_by_a_second_person_adopted_and_compared(page_as, scripts):
    ask = "vote for the resolution" if scripts else "declare a moratorium"
    member = page_as("member", java_script_enabled=scripts)
    member.goto("/messages")
    card = member.get_by_role("region", name=f"To {ask}")
    tab_to(member, card.get_by_role("heading", level=3).get_by_role("link"))
    member.keyboard.press("Enter")
    press(member, "link", "Draft the next version")
    tab_to(member, member.get_by_label("Title", exact=True))
    member.keyboard.press("End")
    member.keyboard.type(f". {MARK}")
    press(member, "button", "Save the draft")
    expect(member.get_by_text("A second person has to review it")).to_be_visible()
    expect(member.get_by_role("button", name="It is right: reviewed")).to_have_count(0)
    path = member.url

    second = page_as("campaigner", java_script_enabled=scripts)
    second.goto(path)
    press(second, "button", "It is right: reviewed")
    expect(second.locator(".flash")).to_contain_text("Reviewed.")

    coordinator = page_as("coordinator", java_script_enabled=scripts)
    coordinator.goto(path)
    press(coordinator, "button", "Adopt this version")
    expect(coordinator.locator(".flash")).to_contain_text("Adopted")
    expect(coordinator.get_by_text("behind: version 1")).to_be_visible()
    press(coordinator, "link", "with version 1")
    expect(coordinator.locator("ins")).to_contain_text(MARK)
    expect(coordinator.get_by_text("1 part differs.")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_label_of_two_lines_stands_within_its_cell_on_a_phone(page_as, language):
    page = page_as("coordinator", phone=True)
    page.set_extra_http_headers({"Accept-Language": language})
    page.goto("/messages/2")
    counted = page.locator("table.stacked td.number").first
    assert "".join(counted.all_inner_texts()).strip() == "0"
    inside = "cell => [cell.scrollHeight, cell.clientHeight, cell.scrollWidth, cell.clientWidth]"
    height, room, width, breadth = counted.evaluate(inside)
    assert height <= room
    assert width <= breadth
    assert height > 1.5 * page.locator("table.stacked td").first.evaluate("it => it.clientHeight")


def test_the_pages_fit_a_phone_also_from_the_right(page_as):
    page = page_as("member", phone=True)
    for language in ("ar", "en"):
        page.goto("/messages")
        page.get_by_role("contentinfo").get_by_role(
            "button", name={"ar": "العربية", "en": "English"}[language]
        ).click()
        for path in ("/messages", "/messages/2", "/messages/new", "/messages/2/comparison?other=1"):
            page.goto(path)
            assert fits(page), path
