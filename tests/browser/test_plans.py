"""A plan in a browser: asked for, watched until the worker beside the server has it, changed by
line, solved again, adopted."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.programs import DESKTOP, fits, running, signed_in
from tests.browser.test_pages import RULES, SHIFTS

pytestmark = pytest.mark.browser
WORKED_OUT = 60_000


def test_a_plan_is_asked_for_on_a_phone_and_comes_by_itself(page_as):
    page = page_as("coordinator", phone=True)
    page.goto("/approaches")
    page.get_by_role("link", name="Plan of the round").click()
    expect(page.get_by_role("button", name="Ask for a plan")).to_be_visible()
    assert fits(page)
    page.get_by_label("Weeks").fill("2")
    page.get_by_role("button", name="Ask for a plan").click()
    expect(page.get_by_role("alert")).to_contain_text("please give 4 or more")
    page.get_by_label("Weeks").fill("8")
    page.get_by_label("Time to work it out").select_option("10")
    page.get_by_role("button", name="Ask for a plan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Plan of")
    expect(page.get_by_role("heading", name="Week by week")).to_be_visible(timeout=WORKED_OUT)
    expect(page.get_by_text("taken on already").first).to_be_visible()
    assert fits(page)


def test_without_scripts_a_plan_is_cancelled_or_looked_at_again(page_as):
    page = page_as("coordinator", java_script_enabled=False)
    page.goto("/plans")
    page.get_by_label("Time to work it out").select_option("300")
    page.get_by_role("button", name="Ask for a plan").click()
    expect(page.get_by_role("link", name="See how far it has come now")).to_be_visible()
    page.get_by_role("button", name="Cancel it").click()
    said = page.get_by_text(re.compile("is being cancelled|^Cancelled|was cancelled"))
    expect(said.first).to_be_visible()


@pytest.fixture
def own_page(chromium: Browser, tmp_path) -> Iterator[Callable[..., Page]]:
    """`own_page()`: a page of a program of its own, where nobody else sets aside or adopts."""
    with running(tmp_path) as program:
        state = signed_in(chromium, program, "coordinator")
        contexts = []

        def page(**options: Any) -> Page:
            context = chromium.new_context(
                base_url=program.url, storage_state=state, viewport=DESKTOP, **options
            )
            contexts.append(context)
            made = context.new_page()
            made.set_default_timeout(10_000)
            return made

        yield page
        for context in contexts:
            context.close()


def press(place: Locator, key: str = "Enter") -> None:
    place.focus()
    place.page.keyboard.press(key)


def at_line(page: Page, number: int) -> Locator:
    """What stands at the n-th line that is no approach."""
    return page.locator(".wish").nth(number)


def test_a_plan_is_made_changed_solved_again_and_adopted_by_keyboard(own_page):
    page = own_page()
    page.add_init_script(SHIFTS)
    page.goto("/plans")
    page.get_by_label("Weeks").focus()
    page.keyboard.type("6")
    page.get_by_label("Time to work it out").focus()
    page.keyboard.type("10")
    press(page.get_by_role("button", name="Ask for a plan"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Plan of")
    expect(page.get_by_role("heading", name="Week by week")).to_be_visible(timeout=WORKED_OUT)

    first, second = (at_line(page, number) for number in range(2))
    third = page.locator(".wish:not([id*='-ENVOY-'])").nth(2)  # whom protocol lets reach less
    kept = first.get_attribute("id")
    left = second.get_attribute("id")
    page.evaluate("() => { window.shifts.length = 0 }")
    tops = [one.bounding_box()["y"] for one in (first, second, third)]
    press(first.get_by_role("button", name="Pin"))
    expect(first.locator("[data-wish=pin]")).to_be_focused()
    press(second.get_by_role("button", name="Not this week"), "Space")
    expect(second.locator("[data-wish='not then']")).to_be_focused()
    expect(page.locator("#plan-state")).to_contain_text("2 changes are not in the plan yet")
    expect(page.locator("#plan-changes li")).to_have_count(2)
    assert [one.bounding_box()["y"] for one in (first, second, third)] == tops
    press(second.get_by_role("button", name="Take it back"))
    expect(second.get_by_role("button", name="Pin")).to_be_focused()
    press(second.get_by_role("button", name="Not this week"))
    expect(page.locator("#plan-state")).to_contain_text("2 changes are not in the plan yet")
    assert [one.bounding_box()["y"] for one in (first, second, third)] == tops
    assert page.evaluate("window.shifts") == []

    press(third.get_by_role("link", name="Edit"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Edit a line")
    page.get_by_label("Level").select_option("head")
    page.get_by_label("Channel").select_option("letter")
    press(page.get_by_role("button", name="Save the change"))
    expect(page.get_by_role("alert")).to_contain_text("goes up to")
    expect(page.get_by_label("Channel")).to_have_value("letter")
    page.get_by_label("Level").select_option("expert")
    press(page.get_by_role("button", name="Save the change"))
    expect(page.locator("[data-wish=instead]")).to_contain_text("by letter, expert level")
    expect(page.locator("[data-wish=instead]")).to_be_in_viewport()
    expect(page.locator(".wish:has([data-wish=instead])")).to_be_focused()

    press(page.get_by_role("button", name="Make the plan again"))
    expect(page.get_by_role("heading", name="Week by week")).to_be_visible(timeout=WORKED_OUT)
    expect(page.locator(f"#{kept} [data-wish=pin]")).to_be_visible()
    expect(page.locator(f"#{left}")).to_have_count(0)
    expect(page.get_by_text("by letter, expert", exact=True)).to_be_visible()
    expect(page.locator("th .badge", has_text="pinned")).to_have_count(2)
    expect(page.get_by_role("link", name="The plan that it came from", exact=True)).to_be_visible()

    press(page.get_by_role("link", name="Adopt the plan"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Adopt the plan")
    boxes = page.get_by_role("checkbox")
    number = boxes.count()
    expect(page.locator("input[name=line]:checked")).to_have_count(number)
    press(boxes.first, "Space")
    press(page.get_by_role("button", name="Adopt the ticked lines"))
    expect(page.get_by_role("heading", name="Adopted")).to_be_visible(timeout=WORKED_OUT)
    expect(page.locator(".wish .badge", has_text="taken on")).to_have_count(number - 1)
    assert Axe().run(page, options=RULES).violations_count == 0
    page.locator(".wish").get_by_role("link", name="The approach").first.click()
    expect(page.get_by_role("link", name="A plan of the round")).to_be_visible()
    page.goto("/approaches")
    expect(page.get_by_role("heading", name="Collisions")).to_have_count(0)


def test_without_scripts_a_line_is_pinned_and_the_pin_taken_back(own_page):
    page = own_page(java_script_enabled=False)
    page.goto("/plans/1")
    line = at_line(page, 5)
    line.get_by_role("button", name="Pin").click()
    expect(at_line(page, 5)).to_be_in_viewport()
    expect(at_line(page, 5)).to_contain_text("Stays as it is")
    at_line(page, 5).get_by_role("button", name="Take it back").click()
    expect(at_line(page, 5).get_by_role("button", name="Pin")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_folded_week_unfolds_for_an_address_and_on_paper(page_as, scripts):
    page = page_as("coordinator", java_script_enabled=scripts)
    page.goto("/plans/1")
    last = page.locator(".plan-week").last
    expect(page.locator(".plan-week[open]")).to_have_count(1)
    expect(last.locator("table")).to_be_hidden()
    page.goto(f"/plans/1#{last.locator('.wish').last.get_attribute('id')}")
    expect(last.locator("table")).to_be_visible()
    expect(last.locator(".wish").last).to_be_in_viewport()
    folded = page.locator(".plan-week").nth(1)
    expect(folded.locator("table")).to_be_hidden()
    page.emulate_media(media="print")
    if scripts:
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(folded.locator("table")).to_be_visible()
    page.emulate_media(media="screen")
    if scripts:
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(folded.locator("table")).to_be_hidden()
