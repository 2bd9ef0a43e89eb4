"""Handing over by keyboard alone, with and without a script, and the pack that it makes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.programs import fits
from tests.browser.test_messages import press, tab_to

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("scripts", "whose"), [(True, "Demo Campaigner"), (False, "Demo Envoy")])
def test_what_is_open_is_handed_over_by_keyboard(page_as, scripts, whose):
    page = page_as("coordinator", java_script_enabled=scripts)
    page.goto("/hand-overs")
    press(page, "link", f"Hand over: {whose}")
    successor = page.get_by_label("Who takes over", exact=True)
    tab_to(page, successor)
    page.keyboard.type("Demo Member")
    press(page, "button", "Show what would move")
    expect(page.get_by_text("What Demo Member may not read, if there is anything")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ approach"))).to_be_visible()
    press(page, "button", "Hand over to Demo Member")
    expect(page.locator(".flash")).to_contain_text("Handed over to Demo Member.")
    expect(
        page.get_by_role("heading", level=1, name=f"Hand-over from {whose} to Demo Member")
    ).to_be_visible()
    path = page.url
    member = page_as("member", java_script_enabled=scripts)
    member.goto("/")
    press(member, "link", f"From {whose}")
    expect(member).to_have_url(path)
    expect(member.get_by_role("heading", name="What to know first")).to_be_visible()


def test_its_pages_fit_a_phone_also_from_the_right(page_as):
    page = page_as("coordinator", phone=True)
    for language in ("ar", "en"):
        page.goto("/hand-overs")
        page.get_by_role("contentinfo").get_by_role(
            "button", name={"ar": "العربية", "en": "English"}[language]
        ).click()
        for path in ("/hand-overs", "/hand-overs/new?account=2&successor=3", "/hand-overs/1"):
            page.goto(path)
            assert fits(page), path
