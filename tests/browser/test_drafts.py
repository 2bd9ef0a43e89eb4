"""Long writing is kept on the device while it is typed: offered again, gone once it is saved."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.programs import Program, until
from tests.browser.test_capture import DRAFTS, KEPT

pytestmark = pytest.mark.browser

MARK = "Demonstration entry"
REPORT = "/reports/1/texts/regions?language=fr"
NONE = f"async () => (await ({DRAFTS})()).length === 0"


def kept(page: Page, words: str) -> None:
    until(page, f"async () => JSON.stringify(await ({DRAFTS})()).includes('{words}')")


def restore(page: Page) -> None:
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("A draft from")).to_have_count(0)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def not_offered(page: Page, path: str) -> None:
    page.goto(path)
    until(page, NONE)
    expect(page.get_by_text("A draft from")).to_have_count(0)


def begun(page: Page, occasion: str) -> str:
    """The form of a brief that is edited for an occasion."""
    page.goto("/edited-briefs/new?state=AGO")
    page.get_by_label("What it is").fill(f"{MARK}, {occasion}")
    page.get_by_label("On which day").fill("2030-01-01")
    press(page, "Begin")
    expect(page.get_by_label("The line to add")).to_be_visible()
    return urlsplit(page.url).path


def test_a_message_is_offered_again_with_every_line_and_is_gone_once_saved(phone):
    page = phone("member")
    page.goto("/messages")
    page.get_by_role("link", name="Draft a message").click()
    form = page.url
    page.get_by_label("What it asks for").select_option(index=3)
    page.get_by_label("Language of this text").select_option("en")
    page.get_by_label("Title", exact=True).fill(f"{MARK}, a title")
    for line in (1, 2):
        page.get_by_label(f"What they may raise, line {line}").fill(f"{MARK}, raised {line}")
    press(page, "Add another")
    page.get_by_label("Our answer, line 3").fill(f"{MARK}, answer 3")
    kept(page, "answer 3")
    page.goto("/messages")
    page.goto(form)
    restore(page)
    expect(page.get_by_label("Title", exact=True)).to_have_value(f"{MARK}, a title")
    expect(page.get_by_label("What they may raise, line 2")).to_have_value(f"{MARK}, raised 2")
    expect(page.get_by_label("Our answer, line 3")).to_have_value(f"{MARK}, answer 3")
    page.get_by_label("What they may raise, line 3").fill(f"{MARK}, raised 3")
    for label in ("Objective", "The one ask", "Talking points", "Source"):
        page.get_by_label(label, exact=True).fill(MARK)
    page.get_by_label("Our answer, line 1").fill(MARK)
    page.get_by_label("Our answer, line 2").fill(MARK)
    press(page, "Save the draft")
    expect(page.locator(".flash")).to_contain_text("Drafted")
    not_offered(page, form)


def test_a_form_that_comes_back_offers_nothing_and_leaves_no_second_draft(phone):
    page = phone("coordinator")
    page.goto(REPORT)
    page.get_by_label("Text in this language").fill(f"{MARK}, previewed")
    press(page, "Preview")
    expect(page.get_by_role("heading", name="Preview, not saved yet")).to_be_visible()
    until(page, f"async () => (await ({DRAFTS})()).every((one) => !one.sent)")
    kept(page, "previewed")
    expect(page.get_by_text("A draft from")).to_have_count(0)
    page.get_by_label("Text in this language").fill(f"{MARK}, written on")
    kept(page, "written on")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.get_by_label("Text in this language: English")).to_be_visible()
    expect(page.get_by_text("A draft from")).to_have_count(0)
    page.goto(REPORT)
    restore(page)
    expect(page.get_by_label("Text in this language")).to_have_value(f"{MARK}, written on")
    press(page, "Save the text")
    expect(page.locator(".flash")).to_have_text("Saved.")
    not_offered(page, REPORT)


def test_what_was_sent_after_the_session_ended_is_offered_after_signing_in(phone, program: Program):
    page = phone("coordinator")
    page.goto(REPORT)
    page.get_by_label("Text in this language").fill(f"{MARK}, for nobody yet")
    kept(page, "for nobody yet")
    page.context.clear_cookies()
    press(page, "Save the text")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")
    page.goto(program.link("coordinator"))
    page.get_by_role("button", name="Sign in as").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    until(page, f"async () => (await ({DRAFTS})()).every((one) => !one.sent)")
    page.goto(REPORT)
    restore(page)
    expect(page.get_by_label("Text in this language")).to_have_value(f"{MARK}, for nobody yet")
    page.get_by_label("Text in this language").fill(f"{MARK}, still for nobody")
    kept(page, "still for nobody")
    page.goto("/sessions")
    press(page, "Sign out")
    press(page, "Sign out and discard")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")
    assert page.evaluate(KEPT) == 0


def test_the_lines_of_an_edited_brief_come_back_each_to_its_own(phone):
    page = phone("coordinator")
    form = begun(page, "a call")
    lines = page.locator(".edited-line:not([data-restricted])")
    lines.nth(1).locator("summary").click()
    lines.nth(1).get_by_label("In our words").fill(f"{MARK}, reworded")
    kept(page, "reworded")
    page.goto("/briefings")
    page.goto(form)
    # A line came to stand before the others meanwhile.
    page.evaluate(
        """() => {
          const line = document.querySelectorAll(".edited-line")[1], added = line.cloneNode(true);
          added.querySelector("[name=key]").value = "invented:1";
          document.querySelector(".edited-line").before(added);
        }"""
    )
    restore(page)
    words = page.locator(".edited-line textarea")
    filled = [at for at, one in enumerate(words.all()) if one.input_value()]
    assert len(filled) == 1
    assert words.nth(filled[0]).is_visible()
    own = page.locator(".edited-line:not([data-restricted])").nth(2).locator("textarea")
    assert own.input_value() == f"{MARK}, reworded"
    page.reload()
    restore(page)
    press(page, "Save and go on editing")
    expect(page.locator(".flash")).to_have_text("Saved.")
    until(page, NONE)
    expect(page.get_by_text("A draft from")).to_have_count(0)


def test_words_on_a_restricted_line_of_a_brief_are_not_kept_unless_asked(phone):
    page = phone("coordinator")
    form = begun(page, "another call")
    page.get_by_label("The line to add").fill(f"{MARK}, for some")
    page.get_by_label("Who reads it").select_option("delegations")
    until(page, NONE)
    press(page, "Save and go on editing")
    line = page.locator("[data-restricted]").filter(has_text="for some")
    key = line.locator("[name=key]").input_value()
    page.get_by_label("The line to add").fill(f"{MARK}, for the group")
    kept(page, "for the group")
    assert key not in page.evaluate(f"async () => JSON.stringify(await ({DRAFTS})())")
    page.goto(form)
    restore(page)
    expect(line.locator("textarea")).to_have_value(f"{MARK}, for some")
    line.locator("textarea").fill(f"{MARK}, for some others")
    until(page, NONE)
    page.get_by_label("Keep this restricted entry").check()
    kept(page, "for some others")
    page.reload()
    restore(page)
    expect(line.locator("textarea")).to_have_value(f"{MARK}, for some others")
    expect(page.get_by_label("Keep this restricted entry")).to_be_checked()
    page.get_by_label("The line to add").fill("")
    press(page, "Save and go on editing")
    expect(page.locator(".flash")).to_have_text("Saved.")
    until(page, NONE)


def test_where_there_is_no_worker_nothing_that_is_typed_is_kept(page_as):
    page = page_as("member")
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto("/messages/new")
    page.get_by_label("Title", exact=True).fill(f"{MARK}, a title")
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    assert page.evaluate(KEPT) == 0
