"""What dates suggest, in a browser: the slider by keyboard, without scripts, filters, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.programs import drawn

pytestmark = pytest.mark.browser


def test_the_slider_is_moved_by_keyboard_and_keeps_it(page_as):
    page = page_as("coordinator")
    page.goto("/hindcast")
    page.evaluate("window.stayed = true")
    slider = page.get_by_role("slider", name="Month by month")
    expect(page.get_by_role("heading", name="On 1 August 2012")).to_be_visible()
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="On 1 September 2012")).to_be_visible()
    expect(page).to_have_url(re.compile(r"month=20"))
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "1 September 2012")
    page.keyboard.press("Home")
    expect(page.get_by_role("heading", name="On 1 January 2011")).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_role("heading", name="On 1 February 2024")).to_be_visible()
    assert page.evaluate("window.stayed")
    page.go_back()
    expect(page.get_by_role("heading", name="On 1 January 2011")).to_be_visible()
    expect(slider).to_have_value("0")


def test_a_quick_hand_comes_to_the_month_that_it_stops_at(page_as):
    page = page_as("coordinator")
    page.goto("/hindcast?day=2012-08-01")
    slider = page.get_by_role("slider", name="Month by month")
    slider.focus()
    drawn(page)
    said = page.locator("output[for=month]")
    days = ["September", "October", "November", "December"]
    for month in days:
        with page.expect_request(re.compile("month=")):  # the answer to which may yet be on its way
            page.keyboard.press("ArrowRight")
        expect(said).to_have_text(f"1 {month} 2012")
    expect(page.get_by_role("heading", name="On 1 December 2012")).to_be_visible()
    expect(page).to_have_url(re.compile("month=23"))
    expect(slider).to_have_value("23")
    expect(slider).to_be_focused()


def test_the_months_stay_when_the_slider_moves(page_as):
    page = page_as("envoy")
    page.goto("/hindcast?day=2013-08-01&months=36")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", name="On 1 July 2013")).to_be_visible()
    expect(page.get_by_label("Joined within")).to_have_value("36")
    expect(page.get_by_role("columnheader", name="Chance in 36 months").first).to_be_visible()


def test_a_day_is_chosen_without_scripts(page_as):
    page = page_as("coordinator", java_script_enabled=False)
    page.goto("/hindcast")
    page.get_by_label("Or a day").fill("2014-06-15")
    page.get_by_label("Joined within").select_option("36")
    page.get_by_role("button", name="Show the day").click()
    expect(page.get_by_role("heading", name="On 15 June 2014")).to_be_visible()
    page.get_by_role("link", name="The whole list").click()
    expect(page.get_by_role("table", name="All doors of that day")).to_be_visible()


def test_doors_are_filtered_and_sorted_without_a_new_page(page_as):
    page = page_as("coordinator")
    page.goto("/readiness")
    page.evaluate("window.stayed = true")
    page.get_by_label("Region").select_option("Middle Africa")
    expect(page.get_by_text("5 of 85 doors")).to_be_visible()
    page.get_by_label("Sort by").select_option("state")
    expect(page.locator("tbody tr").nth(3)).to_contain_text("Equatorial Guinea")
    expect(page).to_have_url(re.compile("region=Middle"))
    assert page.evaluate("window.stayed")


def test_who_would_follow_a_state_is_found_by_any_name_without_scripts(page_as):
    page = page_as("envoy", java_script_enabled=False)
    page.goto("/expected-joins")
    page.get_by_label("If this State joined").fill("gabon")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="Gabon")).to_be_visible()
    expect(page.get_by_label("If this State joined")).to_have_value("Gabon")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_bar_begins_where_one_begins_to_read(page_as, locale):
    page = page_as("coordinator", locale=locale)
    page.goto("/readiness")
    bar, point = (
        page.locator(f"tbody tr:last-child .interval {part}").evaluate(
            "one => { const box = one.getBoundingClientRect(); return [box.left, box.right] }"
        )
        for part in (".whole", ".middle")
    )
    low = point[0] - bar[0] if locale == "en" else bar[1] - point[1]
    assert low < 0.1 * (bar[1] - bar[0])


def test_the_bars_are_on_paper(page_as):
    page = page_as("coordinator")
    page.goto("/readiness")
    page.emulate_media(media="print")
    assert page.locator("tbody .interval").first.is_visible()
    assert page.get_by_label("Sort by").is_hidden()
    drawn = page.locator("tbody .interval .span").first.evaluate(
        "one => getComputedStyle(one).stroke"
    )
    assert drawn not in ("none", "rgb(255, 255, 255)")
