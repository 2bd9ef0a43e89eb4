"""What a delegate does in a corridor, on a phone 390 pixels wide."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.programs import fits, held_back

pytestmark = pytest.mark.browser
HALF_A_MINUTE = 30


def test_a_contact_is_logged_on_a_phone_in_under_thirty_seconds(page_as):
    page = page_as("member", phone=True)
    page.goto("/")
    began = time.monotonic()
    page.get_by_role("banner").get_by_role("link", name="Log a contact").click()
    page.get_by_label("State", exact=True).press_sequentially("tuva", delay=60)
    page.get_by_role("option", name="Tuvalu").tap()
    page.get_by_text("Phone call").tap()
    page.get_by_text("Noncommittal").tap()
    page.get_by_label("Note", exact=True).press_sequentially("Demonstration entry, typed", delay=40)
    assert fits(page)
    page.get_by_role("button", name="Save").first.tap()
    expect(page.locator(".flash")).to_have_text("Logged.")
    assert time.monotonic() - began < HALF_A_MINUTE
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tuvalu")
    assert fits(page)


def test_what_must_be_filled_in_and_save_are_on_a_phone_s_first_screen(page_as):
    page = page_as("member", phone=True)
    page.goto("/contacts/new")
    last = page.get_by_label("Note", exact=True).bounding_box()
    save = page.get_by_role("button", name="Save").bounding_box()
    assert last["y"] + last["height"] <= save["y"]
    assert save["y"] + save["height"] <= page.viewport_size["height"]


def test_another_state_brings_its_own_door_and_warnings(page_as):
    page = page_as("member")
    page.goto("/contacts/new?state=AGO")
    expect(page.get_by_role("checkbox", name="Ratify")).to_be_checked()
    page.get_by_label("Note", exact=True).fill("Demonstration entry, begun")
    field = page.get_by_label("State", exact=True)
    field.fill("braz")
    page.get_by_role("option", name="Brazil").click()
    expect(page.get_by_role("checkbox", name="Accede")).to_be_checked()
    expect(page.get_by_role("alert")).to_contain_text("Please speak to a Coordinator")
    expect(page.get_by_role("checkbox", name="Ratify")).to_have_count(0)
    expect(page.get_by_label("Note", exact=True)).to_have_value("Demonstration entry, begun")


def test_a_tap_on_a_state_touches_no_field_beneath_it(page_as):
    page = page_as("member", phone=True)
    page.goto("/contacts/new")
    page.get_by_label("State", exact=True).press_sequentially("angol", delay=20)
    page.get_by_role("option", name="Angola").tap()
    expect(page.get_by_role("checkbox", name="Ratify")).to_be_checked()
    expect(page.get_by_label("State", exact=True)).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("swazi", "Eswatini"),
        ("cape ver", "Cabo Verde"),
        ("cote d", "Côte"),
        ("AGO", "Angola"),
        ("etats", "United States"),
    ],
)
def test_states_are_found_by_part_of_any_name_without_accents(page_as, typed, name):
    page = page_as("member")
    page.goto("/contacts/new")
    page.get_by_label("State", exact=True).press_sequentially(typed, delay=20)
    expect(page.locator("#state-options [role=option]").first).to_contain_text(name)


def test_the_states_list_works_by_keyboard_alone(page_as):
    page = page_as("member")
    page.goto("/contacts/new")
    field = page.get_by_role("combobox", name="State", exact=True)
    field.press_sequentially("kir", delay=30)
    expect(page.locator("#state-options [role=option]").first).to_contain_text("Kiribati")
    field.press("ArrowDown")
    expect(page.locator("#state-options [aria-selected=true]")).to_have_count(1)
    field.press("Enter")
    expect(field).to_have_value("Kiribati")
    expect(page.locator("#state-options [role=option]")).to_have_count(0)
    field.press_sequentially("x")
    field.press("Escape")
    expect(page.locator("#state-options [role=option]")).to_have_count(0)


def an_old_list(page: Page) -> tuple[Locator, Locator, Callable[[], None]]:
    """The State's field and the list of "a", and what lets the list of "ango" come."""
    let_go = held_back(page, "**/states/options?q=ango")
    page.goto("/contacts/new")
    field = page.get_by_role("combobox", name="State", exact=True)
    options = page.locator("#state-options [role=option]")
    field.press_sequentially("a")
    expect(options.first).to_contain_text("Afghanistan")
    return field, options, let_go


@pytest.mark.parametrize("by", ["Enter", "click"])
def test_a_state_is_taken_only_from_the_list_of_what_is_typed(page_as, by):
    page = page_as("member")
    field, options, let_go = an_old_list(page)
    with page.expect_request("**/states/options?q=ango"):
        field.press_sequentially("ngo")
        field.press("Enter") if by == "Enter" else options.filter(has_text="Angola").click()
    expect(field).to_have_value("ango")
    assert page.url.endswith("/contacts/new")
    let_go()
    expect(field).to_have_value("Angola")
    expect(options).to_have_count(0)


def test_a_state_of_an_old_list_that_no_longer_fits_is_not_taken(page_as):
    page = page_as("member")
    field, options, let_go = an_old_list(page)
    with page.expect_request("**/states/options?q=ango"):
        field.press_sequentially("ngo")
        options.first.click()
    let_go()
    expect(options.first).to_contain_text("Angola")
    expect(field).to_have_value("ango")


def test_a_contact_is_logged_without_javascript(page_as):
    page = page_as("member", java_script_enabled=False)
    page.goto("/contacts/new")
    page.get_by_label("State", exact=True).fill("Nauru")
    page.get_by_text("Letter", exact=True).click()
    page.get_by_label("Note", exact=True).fill("Demonstration entry, without a script")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nauru")


def test_what_was_typed_comes_back_with_the_error(page_as):
    page = page_as("member", phone=True)
    page.goto("/contacts/new")
    page.get_by_label("State", exact=True).fill("Korea")
    page.get_by_text("Letter", exact=True).tap()
    page.get_by_label("Note", exact=True).fill("Demonstration entry, to be kept")
    page.get_by_role("button", name="Save").first.tap()
    expect(page.get_by_role("alert").first).to_contain_text("not clearly one State")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Demonstration entry, to be kept")
    page.get_by_role("button", name="Republic of Korea", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Republic of Korea")


def test_pressing_save_twice_logs_once(page_as):
    page = page_as("member")
    page.goto("/contacts/new?state=Palau")
    page.get_by_text("Letter", exact=True).click()
    page.get_by_label("Note", exact=True).fill("Demonstration entry, pressed twice")
    page.get_by_role("button", name="Save").first.dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Palau")
    page.goto("/contacts?q=pressed+twice")
    expect(page.locator("#results tbody tr")).to_have_count(1)


def test_the_list_answers_as_one_types_and_its_address_reproduces_it(page_as):
    page = page_as("coordinator")
    page.goto("/contacts")
    page.get_by_label("Search").press_sequentially("kenya", delay=20)
    page.wait_for_url("**/contacts?q=kenya")
    expect(page.locator("#results tbody tr").first).to_contain_text("Kenya")
    shown = page.locator("#results").inner_text()
    page.reload()
    assert page.locator("#results").inner_text() == shown


def test_the_enter_key_settles_no_commitment(page_as):
    page = page_as("coordinator")
    page.goto("/commitments")
    lines = page.locator("tbody tr").count()
    word = page.get_by_label("A word on how it ended").first
    word.fill("Demonstration entry")
    word.press("Enter")
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(lines)
