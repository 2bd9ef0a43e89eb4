"""Find and act: the palette, the shortcuts and the search, by keyboard, by touch and without
scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.programs import DESKTOP, drawn, fits, signed_in

pytestmark = pytest.mark.browser


def violations(page):
    return [one["id"] for one in Axe().run(page).response["violations"]]


def options(page):
    return page.locator("#palette").get_by_role("option")


def open_palette(page):
    drawn(page)
    page.keyboard.press("Control+k")
    expect(options(page).first).to_be_visible()


@pytest.fixture
def own_page(chromium, program):
    """A page with a session of its own, which may end."""
    state = signed_in(chromium, program, "member")
    context = chromium.new_context(base_url=program.url, storage_state=state, viewport=DESKTOP)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_a_contact_is_begun_by_keyboard_alone(page_as):
    page = page_as("member")
    page.goto("/")
    drawn(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("log with cambodia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contacts/new?state=KHM")
    expect(page.get_by_label("State", exact=True)).to_have_value("Cambodia")


def test_arrows_choose_escape_closes_and_the_focus_returns(page_as):
    page = page_as("coordinator")
    page.goto("/doors")
    button = page.get_by_role("link", name="Find and act")
    button.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Where to, or what to do")
    expect(field).to_be_focused()
    field.press_sequentially("angola", delay=20)
    expect(options(page).first).to_have_text("Angola")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    chosen = page.locator("#palette [aria-selected=true]")
    expect(chosen).to_have_text("Log a contact with Angola")
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(chosen).to_have_text("Search everything for “angola”")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_palette_opens_from_within_a_field_and_closes_by_the_same_keys(page_as):
    page = page_as("member")
    page.goto("/contacts/new")
    note = page.get_by_label("Note", exact=True)
    note.fill("Demonstration entry, begun")
    open_palette(page)
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_hidden()
    expect(note).to_be_focused()
    expect(note).to_have_value("Demonstration entry, begun")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_palette_fits_and_leads_by_touch(page_as, scheme):
    page = page_as("member", phone=True, color_scheme=scheme)
    page.goto("/")
    page.get_by_role("link", name="Find and act").tap()
    page.locator("#palette-q").fill("angola")
    option = page.get_by_role("option", name="Briefing on Angola")
    expect(option).to_be_visible()
    assert fits(page)
    assert violations(page) == []
    option.tap()
    page.wait_for_url("**/briefings/AGO")


def test_nobody_is_offered_what_they_may_not_do(page_as):
    page = page_as("observer")
    page.goto("/")
    open_palette(page)
    page.locator("#palette-q").fill("cambodia")
    expect(page.get_by_role("option", name="Briefing on Cambodia")).to_be_visible()
    assert [text.strip() for text in options(page).all_inner_texts()] == [
        "Cambodia", "Briefing on Cambodia", "The door of Cambodia",
        "Search everything for “cambodia”",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "path"),
    [("gd", "/doors"), ("gs", "/states"), ("gc", "/contacts"), ("gb", "/briefings"), ("gh", "/"),
     ("l", "/contacts/new")],
)  # fmt: skip
def test_keys_lead_to_pages(page_as, keys, path):
    page = page_as("member")
    page.goto("/messengers")
    page.keyboard.type(keys)
    page.wait_for_url(re.compile(rf"^http://[^/]+{path}$"))


def test_a_shortcut_does_nothing_while_one_types_nor_with_another_key_held(page_as):
    page = page_as("member")
    page.goto("/states")
    page.get_by_label("Name or code").press_sequentially("gdl?/", delay=20)
    expect(page.get_by_label("Name or code")).to_have_value("gdl?/")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Alt+l")
    page.keyboard.press("x")
    page.wait_for_timeout(300)
    assert "/states" in page.url
    expect(page.locator("#help")).to_be_hidden()


def test_a_slash_goes_to_the_search_of_the_page(page_as):
    page = page_as("member")
    page.goto("/doors")
    drawn(page)
    page.keyboard.press("/")
    expect(page.get_by_label("Find anything")).to_be_focused()
    page.keyboard.type("angola")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=angola")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page.get_by_label("Words or names")).to_be_focused()


def test_the_sheet_opens_and_shortcuts_are_switched_off_and_on_again(page_as):
    page = page_as("member", color_scheme="dark")
    page.goto("/states")
    drawn(page)
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_contain_text("Log a contact")
    assert violations(page) == []
    sheet.get_by_label("Use shortcuts of a single key").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.type("gd")
    page.keyboard.press("?")
    page.wait_for_timeout(300)
    assert page.url.endswith("/states")
    expect(sheet).to_be_hidden()
    open_palette(page)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Keyboard shortcuts").click()
    page.get_by_label("Use shortcuts of a single key").check()
    page.get_by_role("heading", level=1).click()
    page.keyboard.type("gd")
    page.wait_for_url("**/doors")


def test_what_was_opened_lately_is_offered_and_is_gone_after_signing_out(own_page):
    page = own_page
    for path in ("/states/KHM", "/briefings/AGO", "/contacts/1", "/states/KHM"):
        page.goto(path)
    kept = page.evaluate("JSON.parse(localStorage.getItem('samedoor-recent')).opened")
    assert [one["address"] for one in kept] == ["/states/KHM", "/contacts/1", "/briefings/AGO"]
    assert {tuple(sorted(one)) for one in kept} == {("address", "at", "kind", "title")}
    assert "Demonstration" not in str(kept)
    open_palette(page)
    lately = page.get_by_role("group", name="Opened lately").get_by_role("option")
    expect(lately).to_have_text(["CambodiaState", re.compile("Contact 1"), "AngolaBriefing"])
    page.locator("#palette-q").fill("sign out")
    page.get_by_role("option", name="Sign out", exact=True).click()
    page.wait_for_url("**/sign-in")
    assert page.evaluate("localStorage.getItem('samedoor-recent')") is None


def test_what_one_person_opened_is_not_kept_for_another(page_as):
    page = page_as("member")
    page.goto("/states/KHM")
    page.evaluate(
        "() => localStorage.setItem('samedoor-recent', localStorage.getItem('samedoor-recent')"
        '.replace(/"person":"\\d+"/, \'"person":"0"\'))'
    )
    page.goto("/doors")
    open_palette(page)
    expect(page.get_by_role("group", name="Opened lately")).to_have_count(0)
    page.goto("/states/KHM")
    page.context.clear_cookies()
    page.goto("/doors")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert page.evaluate("localStorage.getItem('samedoor-recent')") is None


def test_results_follow_what_is_typed_and_the_address_keeps_them(page_as):
    page = page_as("coordinator")
    page.goto("/search")
    page.get_by_label("Words or names").press_sequentially("swazi", delay=20)
    expect(page.locator("#found")).to_contain_text("Eswatini")
    page.wait_for_url("**/search?q=swazi")
    page.reload()
    expect(page.locator("#found")).to_contain_text("Eswatini")
    page.get_by_label("Words or names").fill("eswatni")
    expect(page.locator("#found")).to_contain_text("Nothing found")
    page.get_by_role("link", name="Eswatini").click()
    expect(page.locator("#found mark").first).to_have_text("Eswatini")


def test_without_scripts_the_button_is_a_link_to_the_search(page_as):
    page = page_as("member", phone=True, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Find and act").click()
    page.get_by_label("Words or names").fill("angola")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="States", level=2)).to_be_visible()
    expect(page.locator(".hit").first).to_contain_text("Angola")


def test_when_the_program_does_not_answer_the_palette_says_so(page_as):
    page = page_as("member")
    page.goto("/")
    page.route("**/search/commands*", lambda route: route.fulfill(status=429))
    drawn(page)
    page.keyboard.press("Control+k")
    expect(page.locator("#palette").get_by_role("status")).to_contain_text("did not answer")
