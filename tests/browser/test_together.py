"""Two people at work at once: each sees by itself what the other did, and nothing else moves."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.programs import signed_in

pytestmark = pytest.mark.browser

LIVE = re.compile("/changes")


def news(page: Page) -> Locator:
    return page.locator("#news [data-said=news]")


def writing(page: Page) -> Locator:
    return page.get_by_text("Someone is writing about this door now.")


def opened(page: Page, path: str) -> Page:
    """A page whose stream has begun."""
    with page.expect_response(LIVE):
        page.goto(path)
    return page


def log_form(page: Page, path: str) -> Locator:
    page.goto(path)
    page.get_by_role("link", name="Log a contact here").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Phone call").check()
    dialog.get_by_label("Note", exact=True).fill("Demonstration entry")
    return dialog


def test_a_contact_that_another_logs_is_offered_and_shown_where_one_reads(page_as):
    one, other = page_as("coordinator"), opened(page_as("member"), "/doors/MMR/accede")
    knocks = other.locator(".lanes .knock")
    before = knocks.count()
    other.get_by_text("The same as a table").click()
    other.evaluate("scrollTo(0, 420)")
    log_form(one, "/doors/MMR/accede").get_by_role("button", name="Save").click()
    expect(one.locator("#saved")).to_have_text("Logged.")

    expect(news(other)).to_have_text("Something new at this door.")
    assert knocks.count() == before, "nothing is shown before it is asked for"
    assert other.evaluate("scrollY") == 420
    with other.expect_response(LIVE):  # the part that is new is told of what comes later
        other.get_by_role("button", name="Show it").click()
    expect(knocks).to_have_count(before + 1)
    expect(news(other)).to_be_hidden()
    expect(other.locator("#door_parts")).to_be_focused()
    expect(other.locator("#lanes-table")).to_have_attribute("open", "")
    assert other.evaluate("scrollY") == 420
    expect(news(one)).to_be_hidden()


def test_somebody_is_writing_is_seen_while_they_are_and_names_nobody(page_as):
    one, other = page_as("coordinator"), opened(page_as("member"), "/doors/MNG/accede")
    beacons = []
    one.on("request", lambda sent: beacons.append(sent.url))
    dialog = log_form(one, "/doors/MNG/accede")
    assert not any("/presences" in url for url in beacons), "a level that nobody chose"
    dialog.get_by_label("Who reads it").focus()
    one.keyboard.press("Tab")  # gone past, and left as it is
    expect(writing(other)).to_be_visible()
    expect(writing(one)).to_be_hidden()
    assert "Coordinator" not in other.locator("#news").inner_text()

    level = dialog.get_by_label("Who reads it")
    level.select_option("coordinators")
    expect(writing(other)).to_be_hidden()
    level.select_option("group")
    expect(writing(other)).to_be_visible()
    one.keyboard.press("Escape")
    expect(writing(other)).to_be_hidden()


def test_who_writes_something_restricted_is_not_seen_and_nor_is_what_they_log(page_as):
    one, other = page_as("coordinator"), opened(page_as("member"), "/doors/TLS/accede")
    one.goto("/doors/TLS/accede")
    one.get_by_role("link", name="Log a contact here").click()
    dialog = one.get_by_role("dialog")
    heard = []
    one.on("request", lambda sent: heard.append(sent.url))
    dialog.get_by_label("Who reads it").select_option("coordinators")
    dialog.get_by_label("Phone call").check()
    dialog.get_by_label("Note", exact=True).fill("Demonstration entry")
    dialog.get_by_role("button", name="Save").click()
    expect(one.locator("#saved")).to_have_text("Logged.")
    assert not any("/presences" in url for url in heard)
    # what comes later comes alone
    one.get_by_role("link", name="Plan an approach").click()
    expect(writing(other)).to_be_hidden()
    expect(news(other)).to_be_hidden()


def claim(page: Page, iso3: str) -> None:
    page.goto(f"/approaches/new?state={iso3}")
    form = page.locator("#plan")
    form.get_by_label("Messenger").select_option("AUT")
    form.get_by_label("Channel").select_option("letter")
    form.get_by_label("Level", exact=True).select_option("ambassador")
    form.get_by_role("button", name="Claim this approach").click()
    expect(page).to_have_url(re.compile("/approaches/[0-9]+$"))


def test_a_claimed_door_is_renewed_in_its_row_where_nothing_that_one_sees_moves(page_as):
    one, other = page_as("coordinator"), opened(page_as("member"), "/doors?ask=accede&sort=state")
    other.evaluate("scrollTo(0, 100)")
    tops = "[...document.querySelectorAll('[id^=door-]')].slice(0, 8).map(one => one.offsetTop)"
    seen = f"[scrollY, ...{tops}].join()"
    before = other.evaluate(seen)
    with other.expect_response(LIVE):  # below what is read
        claim(one, "TJK")
    expect(other.locator("#door-TJK-accede td").last).to_contain_text("Austria")
    expect(other.locator("#door-TJK-accede")).to_have_class("renewed")
    expect(news(other)).to_be_hidden()
    assert other.evaluate(seen) == before


def test_a_row_in_sight_that_would_grow_waits_for_one_who_asks(page_as):
    path = "/doors?q=armenia"
    one, other = page_as("coordinator"), opened(page_as("member", phone=True), path)
    row = other.locator("#door-ARM-accede")
    row.scroll_into_view_if_needed()
    before = row.inner_text()
    claim(one, "ARM")
    expect(news(other)).to_have_text("Something new at the doors.")
    assert row.inner_text() == before
    steps = other.evaluate("history.length")
    with other.expect_response(LIVE):
        other.get_by_role("button", name="Show it").click()
    expect(row.locator("td").last).to_contain_text("Austria")
    assert other.evaluate("history.length") == steps, "no step back was added"


def test_what_is_ticked_in_a_list_is_not_taken_away_unasked(page_as):
    one, other = page_as("coordinator"), opened(page_as("member", phone=True), "/doors?q=azer")
    tick = other.get_by_label("Tick Azerbaijan")
    tick.check()
    claim(one, "AZE")
    other.get_by_role("button", name="Show it").click()
    expect(other.get_by_text("What you typed or ticked there is not saved")).to_be_visible()
    expect(tick).to_be_checked()
    with other.expect_response(LIVE):
        other.get_by_role("button", name="Show it").click()
    expect(other.locator("#door-AZE-accede td").last).to_contain_text("Austria")


def test_a_card_of_the_board_says_that_its_door_is_claimed(page_as):
    one, other = page_as("coordinator"), opened(page_as("member"), "/board?q=kuwait")
    claim(one, "KWT")
    card = other.locator("#door-KWT-accede")
    expect(card.get_by_text("Austria").or_(news(other))).to_be_visible()
    if news(other).is_visible():
        other.get_by_role("button", name="Show it").click()
    expect(card).to_contain_text("Austria")


def test_what_came_while_the_network_was_away_is_told_when_it_is_back(page_as):
    one, other = page_as("coordinator"), opened(page_as("member"), "/doors/PAK/accede")
    other.evaluate("navigator.serviceWorker.ready.then(() => true)")  # asked for by now
    other.context.set_offline(True)
    log_form(one, "/doors/PAK/accede").get_by_role("button", name="Save").click()
    expect(one.locator("#saved")).to_have_text("Logged.")
    lost = other.get_by_text("Reconnecting.")
    expect(lost).to_be_visible(timeout=20_000)
    expect(news(other)).to_be_hidden()
    other.context.set_offline(False)
    expect(news(other)).to_be_visible()
    expect(lost).to_be_hidden()


def test_what_is_being_typed_is_never_replaced(page_as):
    one, other = page_as("coordinator"), opened(page_as("member"), "/doors/SGP/accede")
    typed = log_form(other, "/doors/SGP/accede").get_by_label("Note", exact=True)
    log_form(one, "/doors/SGP/accede").get_by_role("button", name="Save").click()
    expect(news(other)).not_to_have_attribute("hidden", "")
    expect(typed).to_have_value("Demonstration entry")
    expect(typed).to_be_focused()


def test_not_now_puts_the_notice_away_by_keyboard(page_as):
    one, other = page_as("coordinator"), opened(page_as("member"), "/doors/TKM/accede")
    log_form(one, "/doors/TKM/accede").get_by_role("button", name="Save").click()
    later = other.get_by_role("button", name="Not now")
    expect(later).to_be_visible()
    later.focus()
    other.keyboard.press("Enter")
    expect(news(other)).to_be_hidden()


def test_who_is_signed_out_elsewhere_is_told_and_keeps_what_was_typed(chromium, program):
    states = [signed_in(chromium, program, "campaigner") for _ in range(2)]
    contexts = [chromium.new_context(base_url=program.url, storage_state=one) for one in states]
    one, other = (context.new_page() for context in contexts)
    opened(other, "/contacts")
    other.get_by_label("Search", exact=True).fill("a word")
    one.goto("/sessions")
    one.get_by_role("button", name=re.compile("^End")).filter(has_not_text="other").first.click()
    expect(other.get_by_text("You are signed out here.")).to_be_visible(timeout=10_000)
    expect(other.get_by_label("Search", exact=True)).to_have_value("a word")
    for context in contexts:
        context.close()
