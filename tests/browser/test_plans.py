"""A plan is asked for in a browser and watched until the worker beside the server has it."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_approaches import fits

pytestmark = pytest.mark.browser
WORKED_OUT = 60_000


def test_a_plan_is_asked_for_on_a_phone_and_comes_by_itself(page_as):
    page = page_as("coordinator", phone=True)
    page.goto("/approaches")
    page.get_by_role("link", name="Plan of the round").click()
    assert fits(page)
    page.get_by_label("Weeks").fill("2")
    page.get_by_role("button", name="Ask for a plan").click()
    expect(page.get_by_role("alert")).to_contain_text("please give 4 or more")
    page.get_by_label("Weeks").fill("8")
    page.get_by_label("Work on it").select_option("10")
    page.get_by_role("button", name="Ask for a plan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Plan of")
    expect(page.get_by_role("heading", name="Week by week")).to_be_visible(timeout=WORKED_OUT)
    expect(page.get_by_text("taken on already").first).to_be_visible()
    assert fits(page)


def test_without_scripts_a_plan_is_cancelled_or_looked_at_again(page_as):
    page = page_as("coordinator", java_script_enabled=False)
    page.goto("/plans")
    page.get_by_label("Work on it").select_option("300")
    page.get_by_role("button", name="Ask for a plan").click()
    expect(page.get_by_role("link", name="See how far it has come now")).to_be_visible()
    page.get_by_role("button", name="Cancel it").click()
    expect(page.get_by_text("The plan is being cancelled")).to_be_visible()
