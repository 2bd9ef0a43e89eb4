"""The same page in four languages, mirrored where one reads from the right."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SAID = {
    "en": ("Doors", "Log a contact", "Cambodia", "ltr"),
    "fr": ("Portes", "Consigner un contact", "Cambodge", "ltr"),
    "es": ("Puertas", "Registrar un contacto", "Camboya", "ltr"),
    "ar": ("الأبواب", "تسجيل اتصال", "كمبوديا", "rtl"),
}


@pytest.mark.parametrize("spoken", SAID)
def test_a_page_speaks_the_language_that_the_browser_asks_for(page_as, spoken):
    doors, log, cambodia, way = SAID[spoken]
    page = page_as("member", locale=spoken)
    page.goto("/doors")
    expect(page.locator("html")).to_have_attribute("lang", spoken)
    expect(page.locator("html")).to_have_attribute("dir", way)
    expect(page.locator("h1")).to_have_text(doors)
    expect(page.locator(".log-button")).to_have_text(log)
    expect(page.get_by_role("link", name=cambodia, exact=True)).to_be_visible()


def test_one_chooses_a_language_by_keyboard_and_stays_on_the_page(page_as):
    page = page_as("member")
    page.goto("/states/AGO?on=2026-01-01")
    page.get_by_role("button", name="العربية").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url.endswith("/states/AGO?on=2026-01-01")
    brand, log = page.locator(".brand").bounding_box(), page.locator(".log-button").bounding_box()
    assert brand["x"] > log["x"], "the page is mirrored"
    page.goto("/doors")
    expect(page.locator("h1")).to_have_text("الأبواب")


def test_a_contact_is_logged_in_arabic_with_the_states_name_in_arabic(page_as):
    page = page_as("member", locale="ar")
    page.goto("/contacts/new")
    page.locator("#state").fill("كمبود")
    page.get_by_role("option", name="كمبوديا").click()
    expect(page.locator("#state")).to_have_value("كمبوديا")
    page.locator("label", has_text="رسالة خطية").click()
    page.locator("#note").fill("مدخل للاختبار")
    page.locator(".save button").click()
    expect(page.locator("h1")).to_contain_text("كمبوديا")
    expect(page.locator("main")).to_contain_text("مدخل للاختبار")
