"""States in a real browser: the list that follows what is typed, and a State's page on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.programs import fits

pytestmark = pytest.mark.browser


def violations(page):
    found = Axe().run(page)
    return [one["id"] for one in found.response["violations"]]


def test_the_list_follows_what_is_typed_and_the_address_keeps_it(page_as):
    page = page_as("member")
    page.goto("/states")
    page.get_by_label("Name or code").press_sequentially("swazi")
    page.get_by_text("1 State shown").wait_for()
    assert page.get_by_role("row").count() == 2
    assert "q=swazi" in page.url
    page.reload()
    assert page.get_by_role("link", name="Eswatini").is_visible()


def test_the_counts_of_another_day_are_shown(page_as):
    page = page_as("observer")
    page.goto("/states")
    page.get_by_text("Standing, regional group, as of a day").click()
    page.get_by_label("As of").fill("2020-04-01")
    page.get_by_role("heading", name="On 1 April 2020").wait_for()
    assert page.locator(".count.party .figure").inner_text() == "108"


def test_the_list_works_without_scripts(page_as):
    page = page_as("member", java_script_enabled=False)
    page.goto("/states")
    page.get_by_label("Name or code").fill("cape verde")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="Cabo Verde")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("/states", "light"),
        ("/states/AGO", "light"),
        ("/states/AGO", "dark"),
        ("/states/AUT", "light"),
        ("/messengers", "dark"),
        ("/messages/1", "light"),
    ],
)
def test_pages_fit_a_phone_and_are_accessible(page_as, path, scheme):
    page = page_as("coordinator", phone=True, color_scheme=scheme)
    page.goto(path)
    assert fits(page)
    assert violations(page) == []


def test_a_coordinator_finds_the_state_of_an_act_by_an_old_name(page_as):
    page = page_as("coordinator")
    page.goto("/treaty-acts/new")
    page.get_by_label("State", exact=True).press_sequentially("swazi")
    page.get_by_role("option", name="Eswatini (Swaziland)").click()
    expect(page.get_by_label("State", exact=True)).to_have_value("Eswatini")
    assert violations(page) == []
