"""The room itself: its components, Home by role, the world at a glance, the first visit."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
COMPONENTS = (
    "buttons", "fields", "combobox", "table", "cards", "badges", "ladder", "timeline", "said",
    "dialog", "tabs", "progress",
)  # fmt: skip
"""What the gallery's headings are marked with; what is said holds flash and empty state."""
DARK, LIGHT = "rgb(18, 22, 21)", "rgb(251, 250, 246)"
PAPER = "getComputedStyle(document.body).backgroundColor"
HOMES = {
    "member": ("Next approaches", "Since you last looked", "Claimed by you", "Commitments"),
    "coordinator": (
        "This quarter", "Going cold", "Best suggestions", "Collisions",
        "Commitments past their day", "Nothing logged this quarter",
    ),
    "envoy": ("Doors that need your level", "Meetings ahead"),
    "observer": ("States Parties over time",),
}  # fmt: skip


def test_every_component_is_shown_in_the_gallery(page_as):
    page = page_as("member")
    page.goto("/gallery")
    for name in COMPONENTS:
        expect(page.locator(f"#g-{name}")).to_be_visible()


def test_dark_is_chosen_by_keyboard_and_stays(page_as):
    page = page_as("member", color_scheme="light")
    page.goto("/sessions")
    assert page.evaluate(PAPER) == LIGHT
    page.get_by_role("button", name="Dark", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/gallery")
    assert page.evaluate(PAPER) == DARK
    page.goto("/sessions")
    page.get_by_role("button", name="As the system", exact=True).click()
    expect(page.locator("html[data-theme]")).to_have_count(0)
    assert page.evaluate(PAPER) == LIGHT


@pytest.mark.parametrize("role", HOMES)
def test_home_shows_each_role_what_it_comes_for(page_as, role):
    page = page_as(role)
    page.goto("/")
    for head in HOMES[role]:
        expect(page.get_by_role("heading", name=head, exact=True)).to_be_visible()


def test_every_state_is_a_tile_and_on_the_map_and_in_the_table(page_as):
    page = page_as("observer")
    page.goto("/world")
    expect(page.locator(".tiles a")).to_have_count(197)
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_role("link", name="Map", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    drawn = "all => new Set(all.map(one => one.getAttribute('href'))).size"
    assert page.locator("svg a.land, svg a.mark").evaluate_all(drawn) == 197
    page.locator("summary", has_text="The same as a table: 197 States").press("Enter")
    rows = page.locator("#world tbody tr")
    expect(rows).to_have_count(197)
    expect(rows.last).to_be_visible()


def test_a_small_island_is_opened_from_its_mark(page_as):
    page = page_as("observer")
    page.goto("/world?view=map")
    page.locator("a.mark[href='/states/NRU'] circle").last.click()
    expect(page.locator("h1")).to_have_text("Nauru")


def test_the_months_are_walked_through_by_keyboard(page_as):
    page = page_as("observer")
    page.goto("/world")
    shown = page.locator("output[for=month]")
    today = shown.inner_text()
    page.locator("#month").press("ArrowLeft")
    expect(shown).not_to_have_text(today)
    expect(page.locator("#month")).to_be_focused()
    page.locator("#month").press("Home")
    expect(page.locator("#world .lede")).to_contain_text("31 December 2008: 4 States Parties")


def test_the_steps_of_a_first_visit_are_put_away_for_good(page_as):
    page = page_as("member")
    page.goto("/")
    expect(page.locator(".tour li")).to_have_count(3)
    page.get_by_role("button", name="Put this away").press("Enter")
    expect(page.locator(".tour")).to_have_count(0)
    page.goto("/doors")
    page.goto("/")
    expect(page.locator(".tour")).to_have_count(0)
