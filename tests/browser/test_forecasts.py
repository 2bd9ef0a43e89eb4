"""Writing a forecast down in a browser, and changing one's mind; with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.programs import fits

pytestmark = pytest.mark.browser
REASON = "Demonstration entry: a reading of the browser test"


def test_a_forecast_is_written_down_on_a_phone_and_revised(page_as):
    page = page_as("coordinator", phone=True)
    page.goto("/learning")
    page.get_by_role("link", name="Forecasts", exact=True).click()
    write = page.get_by_role("link", name="Write a forecast down")
    expect(write).to_be_visible()
    assert fits(page)
    write.click()
    page.get_by_label("State", exact=True).fill("Ango")
    page.get_by_role("option", name="Angola").click()
    page.get_by_label("within 24 months").check()
    page.get_by_label("Chance in per cent").fill("400")
    page.get_by_label("Why", exact=True).fill(REASON)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert")).to_contain_text("please give 100 or less")
    expect(page.get_by_label("Why", exact=True)).to_have_value(REASON)
    expect(page.get_by_label("within 24 months")).to_be_checked()
    page.get_by_label("Chance in per cent").fill("40")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Your forecast is written down.")).to_be_visible()
    row = page.get_by_role("row", name="Angola")
    expect(row).to_contain_text("40%")
    expect(row).to_contain_text("Demonstration entry")
    row.get_by_role("link", name="Change your mind").click()
    expect(page.get_by_text(REASON)).to_be_visible()
    assert fits(page)
    page.get_by_label("Chance in per cent, now").fill("25")
    page.get_by_label("Why you changed your mind").fill(REASON)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("row", name="Angola")).to_contain_text("before: 40%")
    assert fits(page)


def test_without_scripts_the_envoy_writes_one_down(page_as):
    page = page_as("envoy", java_script_enabled=False)
    page.goto("/forecasts?state=Nepal")
    page.get_by_label("within 12 months").check()
    page.get_by_label("Chance in per cent").fill("5")
    page.get_by_label("Why", exact=True).fill(REASON)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Your forecast is written down.")).to_be_visible()
    expect(page.get_by_role("row", name="Nepal")).to_contain_text("Demo Envoy")
