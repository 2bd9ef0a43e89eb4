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


@pytest.mark.parametrize(
    ("path", "act", "anchored"),
    [
        ("/approaches", "Snooze", "auto"),
        ("/approaches", "Decline", "none"),
        ("/", "Snooze", "none"),
    ],
)
def test_a_suggestion_that_reaches_beyond_the_window_is_answered_in_sight(
    page_as, path, act, anchored
):
    page = opened(page_as, "coordinator", path)
    page.set_viewport_size({"width": 390, "height": 420})
    _anchor(page, anchored)
    card = page.locator("article.suggestion").nth(1)
    name, below = card.get_attribute("id"), page.locator("article.suggestion").nth(2)
    below = page.locator(f"#{below.get_attribute('id')}")
    button = card.get_by_role("button", name=act)
    if act == "Decline":
        card.locator("summary", has_text="Decline").click()
        card.locator("[name=reason]").fill("Another reason of the browser test")
        button = card.locator(".decline button")
    button.focus()
    assert card.bounding_box()["y"] < 0, "it begins above the window"
    before = below.bounding_box()["y"]
    page.keyboard.press("Enter")
    answer = page.locator(f"#{name}")
    expect(answer.locator("[autofocus]")).to_be_focused()
    assert below.bounding_box()["y"] == pytest.approx(before, abs=1)
    expect(answer).to_be_in_viewport(ratio=1)


def _anchor(page: Page, anchored: str) -> None:
    """Whether the browser keeps its own place when something above changes: some never do."""
    page.evaluate("(how) => { document.documentElement.style.overflowAnchor = how }", anchored)


def test_a_suggestion_just_below_the_edge_scrolls_no_further_than_its_answer(page_as):
    page = opened(page_as, "coordinator", "/approaches")
    _anchor(page, "none")
    page.set_viewport_size({"width": 1440, "height": 420})
    card = page.locator("article.suggestion").nth(1)
    name = card.get_attribute("id")
    card.get_by_role("button", name="Snooze").evaluate(
        "(one) => scrollBy(0, one.getBoundingClientRect().bottom - 60)"
    )
    assert card.bounding_box()["y"] < 0
    card.get_by_role("button", name="Snooze").evaluate("(one) => one.click()")
    answer = page.locator(f"#{name}")
    expect(answer.locator("[autofocus]")).to_be_focused()
    assert answer.bounding_box()["y"] == pytest.approx(0, abs=1)


def test_a_month_of_the_world_moves_nothing(page_as):
    page = opened(page_as, "member", "/world")
    held = ("h1", "#month", "#world .tabs", "#over-time")
    before = tops(page, *held)
    page.locator("#month").fill("60")
    expect(page.locator("#world .lede")).to_contain_text("31 December 2013: ")
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
