"""What a person sees when a part of a page could not be brought, and what a printed sheet says."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium, program, sign_in_as):
    """A member's page whose console may complain: these tests make requests fail."""
    context = chromium.new_context(base_url=program.url, storage_state=sign_in_as("member"))
    yield context.new_page()
    context.close()


def test_a_failed_request_is_said_on_the_page_that_stays(page):
    page.goto("/states")
    page.route("**/states?q=*", lambda route: route.continue_(url=f"{page.url}/nowhere"))
    page.get_by_label("Name or code").fill("a")
    said = page.locator("#page-errors")
    expect(said).to_contain_text("There is no State with the code")
    expect(page.locator("header.masthead")).to_have_count(1)
    expect(page.locator("#found")).to_be_visible()
    page.unroute("**/states?q=*")
    page.get_by_label("Name or code").fill("ang")
    expect(said).to_be_empty()


def test_a_program_that_does_not_answer_is_said(page):
    page.goto("/states")
    page.route("**/states?q=*", lambda route: route.abort())
    page.get_by_label("Name or code").fill("a")
    expect(page.locator("#page-errors")).to_contain_text("The program did not answer")


def test_a_decision_on_a_suggestion_takes_the_focus_along(page_as):
    page = page_as("coordinator")
    page.goto("/approaches")
    page.locator(".suggestion").last.get_by_role("button", name="Snooze").press("Enter")
    expect(page.get_by_text("Snoozed for")).to_be_focused()


@pytest.mark.parametrize("path", ["/briefings/AGO", "/states/AGO", "/doors"])
def test_the_notice_heads_every_printed_sheet(page_as, path):
    page = page_as("coordinator")
    page.goto(path)
    page.emulate_media(media="print")
    expect(page.locator("body > aside")).to_have_css("display", "table-header-group")


def test_the_handling_line_heads_every_printed_sheet_of_a_briefing(page_as):
    page = page_as("envoy")
    page.goto("/briefings/AGO")
    page.emulate_media(media="print")
    expect(page.locator(".handling").first).to_have_css("display", "table-header-group")
    expect(page.locator(".handling").last).not_to_be_visible()


def test_what_can_only_be_clicked_is_not_printed(page_as):
    page = page_as("coordinator")
    page.goto("/doors/AGO/ratify")
    names = ("Plan an approach", "It no longer holds")
    acts = [page.get_by_role("link", name=name) for name in names]
    for act in acts:
        expect(act.first).to_be_visible()
    page.emulate_media(media="print")
    for act in acts:
        expect(act.first).not_to_be_visible()
