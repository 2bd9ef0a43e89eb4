"""What a fragment brings moves nothing that one reads or holds; and the keyboard gets through."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import SHIFTS

pytestmark = pytest.mark.browser


def opened(page_as, role: str, path: str) -> Page:
    page = page_as(role)
    page.add_init_script(SHIFTS)
    page.goto(path)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("() => { window.shifts.length = 0 }")  # a page that arrives: test_pages
    return page


def tops(page: Page, *places: str) -> list[float]:
    return [page.locator(place).first.bounding_box()["y"] for place in places]


def test_filtering_the_doors_moves_nothing_but_the_list(page_as):
    page = opened(page_as, "member", "/doors")
    held = ("h1", "#q", "#results")
    before = tops(page, *held)
    page.locator("#q").fill("mongolia")
    expect(page.locator("#results [role=status]").first).to_contain_text("1 of")
    assert tops(page, *held) == before
    assert page.evaluate("window.shifts") == []


def test_searching_the_log_moves_nothing_but_the_list(page_as):
    page = opened(page_as, "member", "/contacts")
    held = ("h1", "#q", "#results")
    before = tops(page, *held)
    page.locator("#q").fill("Angola")
    expect(page.locator("#results [role=status]").first).to_contain_text("Show all")
    assert tops(page, *held) == before
    assert page.evaluate("window.shifts") == []


def test_a_suggestion_that_is_decided_stays_in_its_place(page_as):
    page = opened(page_as, "coordinator", "/approaches")
    page.set_viewport_size({"width": 1440, "height": 1600})  # the whole card in sight
    card = page.locator(".suggestion").first
    name = card.get_attribute("id")
    card.get_by_role("button", name="Snooze").focus()
    before = card.bounding_box()["y"]
    page.keyboard.press("Enter")
    expect(page.locator(f"#{name} [autofocus]")).to_be_focused()
    assert page.locator(f"#{name}").bounding_box()["y"] == before


def test_a_month_of_the_world_moves_nothing(page_as):
    page = opened(page_as, "member", "/world")
    held = ("h1", "#month", "#world .tabs", "#over-time")
    before = tops(page, *held)
    page.locator("#month").fill("60")
    expect(page.locator("#world output")).not_to_contain_text("2026")
    assert tops(page, *held) == before
    assert page.evaluate("window.shifts") == []


@pytest.mark.parametrize(
    "path", ["/", "/contacts/new?state=AGO", "/doors/AGO/ratify", "/settings", "/gallery"]
)
def test_the_keyboard_walks_through_a_page_and_out_of_it(page_as, path):
    page = opened(page_as, "coordinator", path)
    page.evaluate("document.activeElement.blur(); window.met = []")
    for _ in range(400):
        page.keyboard.press("Tab")
        # a date has several places in one field
        ended = page.evaluate(
            "() => { const at = document.activeElement, met = window.met;"
            " if (met.at(-1) === at) return false;"
            " if (at === document.body || met.includes(at)) return true;"
            " met.push(at); return false; }"
        )
        if ended:
            break
    walked = page.evaluate("window.met.map((one) => one.getAttribute('href') ?? one.id)")
    assert walked[0] == "#main"
    assert "/shortcuts" in walked, "the walk ends at the foot of the page"
