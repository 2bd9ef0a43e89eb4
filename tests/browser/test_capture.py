"""Corridor capture: a contact is logged with no network, and sent exactly once when it is back."""

import sqlite3

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.programs import Program, ready, until

pytestmark = pytest.mark.browser

SAID = "Kept on this device; it will be sent when the network is back."
DRAFTS = "async () => keeping.all('drafts', device.dataset.person)"
KEPT = """async () => {
  const names = (await indexedDB.databases()).map((one) => one.name);
  if (!names.includes("samedoor")) return 0;
  const opening = indexedDB.open("samedoor");
  await new Promise((done) => { opening.onsuccess = done; });
  const db = opening.result;
  let count = 0;
  for (const store of db.objectStoreNames) {
    const asked = db.transaction(store).objectStore(store).count();
    count += await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  }
  db.close();
  return count;
}"""
"""How many records this device holds."""


def write(page: Page, note: str, *, state: str = "Tuvalu", level: str = "group") -> None:
    field = page.get_by_label("State", exact=True)
    field.press_sequentially(state[:5].lower(), delay=20)
    page.locator("#state-options [role=option]").filter(has_text=state).first.click()
    page.get_by_text("Letter", exact=True).click()
    page.get_by_label("Note", exact=True).fill(note)
    page.get_by_label("Who reads it").select_option(level)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def logged(program: Program, note: str) -> int:
    """How many contacts say this."""
    path = program.env["SAMEDOOR_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as db:
        found = db.execute("SELECT count(*) FROM contacts WHERE note = ?", (note,))
        return int(found.fetchone()[0])


def test_a_contact_logged_without_a_network_waits_and_is_sent_once(phone, program):
    page, note = phone("member"), "Demonstration entry, from a corridor"
    page.context.set_offline(True)
    page.goto("/contacts/new?state=TUV")
    expect(page.get_by_label("State", exact=True)).to_have_value("Tuvalu")
    page.get_by_text("Letter", exact=True).click()
    page.get_by_label("Note", exact=True).fill(note)
    save(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    expect(page.locator("#queue-mark")).to_have_text("1 waiting")
    page.get_by_role("link", name="See what waits").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")
    expect(page.get_by_role("heading", level=2, name="Tuvalu")).to_be_visible()
    expect(page.get_by_text("Waits for the network")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("link", name="Sent: Tuvalu.")).to_be_visible()
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert logged(program, note) == 1


def test_an_entry_whose_answer_was_lost_is_logged_once(phone, program):
    page, note = phone("member"), "Demonstration entry, its answer lost"
    answers = 0

    def lose(route: Route) -> None:
        nonlocal answers
        answers += 1
        if route.request.method == "POST" and answers == 1:
            route.fetch()
            return route.abort()
        return route.continue_()

    page.goto("/contacts/new")
    page.context.route("**/contacts", lose)
    write(page, note)
    save(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    assert logged(program, note) == 1
    page.goto("/queue")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert answers == 2
    assert logged(program, note) == 1


def test_what_the_program_did_not_answer_is_tried_again_while_a_page_is_open(phone, program):
    page, note = phone("member"), "Demonstration entry, tried again"
    page.clock.install()
    page.goto("/contacts/new")
    page.context.route("**/contacts", lambda route: route.abort())
    write(page, note)
    save(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    page.goto("/queue")
    expect(page.get_by_text("The program did not answer")).to_be_visible()
    page.context.unroute("**/contacts")
    page.clock.fast_forward(31_000)
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert logged(program, note) == 1


def test_two_tabs_send_what_waits_once(phone, program):
    page, note = phone("member"), "Demonstration entry, two tabs"
    other = page.context.new_page()
    other.goto("/queue")
    page.context.set_offline(True)
    page.goto("/contacts/new")
    write(page, note)
    save(page)
    expect(other.get_by_role("heading", level=2, name="Tuvalu")).to_be_visible()
    sent: list[str] = []
    page.context.on(
        "request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None
    )
    page.context.set_offline(False)
    expect(other.get_by_text("Nothing waits")).to_be_visible()
    assert len(sent) == 1
    assert logged(program, note) == 1


def test_an_entry_that_is_not_accepted_says_why_and_can_be_corrected(phone, program):
    page, note = phone("member"), "Demonstration entry, to be corrected"
    page.context.set_offline(True)
    page.goto("/contacts/new")
    page.get_by_label("State", exact=True).fill("Korea")
    page.get_by_text("Letter", exact=True).click()
    page.get_by_label("Note", exact=True).fill(note)
    save(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    page.context.set_offline(False)
    page.goto("/queue")
    expect(page.get_by_text("not clearly one State")).to_be_visible()
    page.get_by_role("link", name="Open to correct").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value(note)
    page.get_by_label("State", exact=True).fill("Palau")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Palau")
    page.goto("/queue")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert logged(program, note) == 1


def test_any_other_page_leads_to_the_form_and_to_what_waits(phone):
    page = phone("member")
    page.goto("/contacts")
    page.context.set_offline(True)
    page.goto("/contacts")
    expect(page.get_by_role("heading", level=1)).to_have_text("No network")
    page.get_by_role("main").get_by_role("link", name="Log a contact").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log a contact")
    page.goto("/")
    page.get_by_role("link", name="See what waits").click()
    expect(page.get_by_text("Nothing waits")).to_be_visible()


def test_a_restricted_entry_is_kept_only_if_the_person_asks(phone):
    page = phone("member")
    page.context.set_offline(True)
    page.goto("/contacts/new")
    before = page.evaluate(KEPT)
    write(page, "Demonstration entry, restricted", level="delegations")
    save(page)
    expect(
        page.get_by_role("alert").filter(has_text="kept on this device only if you")
    ).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Demonstration entry, restricted")
    until(page, f"async () => (await ({KEPT})()) === {before}")
    page.get_by_label("Keep this restricted entry").check()
    save(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    assert page.evaluate(KEPT) == before + 1


def test_signing_out_asks_about_what_is_unsent_and_leaves_nothing(phone):
    page = phone("envoy")
    page.context.set_offline(True)
    page.goto("/contacts/new")
    write(page, "Demonstration entry, never sent")
    save(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    page.context.route("**/contacts", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/sessions")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Entries that have not been sent: 1.")
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(page.locator("#queue-mark")).to_have_text("1 waiting")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    dialog.get_by_role("button", name="Sign out and discard").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert page.evaluate(KEPT) == 0
    assert page.evaluate("async () => (await caches.keys()).length") == 0
    assert page.evaluate("localStorage.length") == 0


def test_after_seven_days_nothing_is_kept_even_without_a_network(phone):
    page = phone("member")
    page.context.set_offline(True)
    page.goto("/contacts/new")
    write(page, "Demonstration entry, a week old")
    save(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    page.evaluate("Date.now = ((now) => () => now() + 8 * 24 * 3600 * 1000)(Date.now)")
    assert page.evaluate("async () => { await keeping.expire(); return 0 }") == 0
    assert page.evaluate(KEPT) == 0
    page.goto("/contacts/new")
    expect(page.get_by_role("heading", level=1)).to_have_text("No network")


def test_a_page_that_is_opened_after_seven_days_shows_what_was_kept_no_more(phone):
    page = phone("member")
    page.context.set_offline(True)
    page.clock.install()
    page.clock.set_fixed_time(page.evaluate("Date.now()") + 8 * 24 * 3600 * 1000)
    page.goto("/contacts/new")
    expect(page.get_by_role("heading", level=1)).to_have_text("No network")
    assert page.evaluate(KEPT) == 0


def test_the_worker_itself_forgets_after_seven_days(phone):
    page = phone("member")
    page.evaluate(
        """async () => {
          const form = await keeping.get("facts", "form");
          await keeping.put("facts", { ...form, at: Date.now() - 8 * 24 * 3600 * 1000 });
        }"""
    )
    page.context.set_offline(True)
    page.goto("/contacts/new")
    expect(page.get_by_role("heading", level=1)).to_have_text("No network")


def test_another_account_on_the_device_neither_sees_nor_sends_what_waits(phone, program):
    page, note = phone("member"), "Demonstration entry, for its author alone"
    page.context.set_offline(True)
    page.goto("/contacts/new")
    write(page, note)
    save(page)
    expect(page.get_by_text(SAID)).to_be_visible()
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.goto(program.link("envoy"))
    page.get_by_role("button", name="Sign in as").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/queue")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    ready(page)
    assert logged(program, note) == 0
    page.context.clear_cookies()
    page.goto(program.link("member"))
    page.get_by_role("button", name="Sign in as").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/queue")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert logged(program, note) == 1


def test_an_ended_session_loses_no_word(phone, program):
    page, note = phone("member"), "Demonstration entry, the session ended"
    page.goto("/contacts/new")
    write(page, note)
    page.context.clear_cookies()
    save(page)
    page.wait_for_url("**/sign-in?**")
    page.goto(program.link("member"))
    page.get_by_role("button", name="Sign in as").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/contacts/new")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value(note)
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tuvalu")
    assert logged(program, note) == 1


def test_what_was_typed_is_given_back_after_a_reload(phone):
    page = phone("member")
    page.goto("/contacts/new")
    write(page, "Demonstration entry, half written")
    page.get_by_text("More: messengers").click()
    page.get_by_label("Commitment, line 1").fill("To send a paper")
    page.get_by_role("button", name="Add another").first.click()
    page.get_by_label("Commitment, line 2").fill("To call again")
    until(page, f"async () => JSON.stringify(await ({DRAFTS})()).includes('call again')")
    page.reload()
    offer = page.get_by_text("A draft from")
    expect(offer).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Demonstration entry, half written")
    expect(page.get_by_label("State", exact=True)).to_have_value("Tuvalu")
    expect(page.get_by_label("Commitment, line 2")).to_have_value("To call again")
    expect(page.get_by_role("checkbox", name="Accede")).to_be_checked()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tuvalu")
    page.goto("/contacts/new")
    expect(page.get_by_label("Note", exact=True)).to_be_visible()
    expect(offer).to_have_count(0)


def test_a_restricted_draft_is_not_kept_unless_asked(phone):
    page = phone("member")
    page.goto("/contacts/new")
    write(page, "Demonstration entry, a restricted draft", level="delegations")
    until(page, f"async () => (await ({DRAFTS})()).length === 0")
    page.get_by_label("Keep this restricted entry").check()
    until(page, f"async () => (await ({DRAFTS})()).length === 1")


def test_two_who_logged_the_same_meeting_join_it(phone):
    one, other = phone("member"), phone("coordinator")
    for page, words in ((one, "first account"), (other, "second account")):
        page.goto("/contacts/new")
        write(page, f"Demonstration entry, {words}", state="Cook Islands")
        if page is other:
            expect(page.get_by_text("Logged already by")).to_be_visible()
        save(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Cook Islands")
    other.get_by_role("button", name="Join with").click()
    expect(other.get_by_text("Joint contact")).to_be_visible()
    expect(other.get_by_text("Demonstration entry, second account")).to_be_visible()
    one.goto(other.url)
    one.get_by_role("button", name="Part the two").click()
    expect(one.get_by_text("Is this the same meeting?")).to_be_visible()


def test_the_pages_can_be_installed(phone, program):
    page = phone("member")
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    told = page.evaluate(
        "async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json()"
    )
    assert told["display"] == "standalone"
    assert {one["sizes"] for one in told["icons"]} == {"192x192", "512x512", "any"}
    for icon in told["icons"]:
        assert page.request.get(icon["src"]).headers["content-type"] == icon["type"]
    wrong = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in wrong] == ["in-incognito"], "all but the window of this test"
