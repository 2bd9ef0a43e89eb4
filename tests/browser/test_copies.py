"""Copies of briefs and trips: kept before a flight, read without a network, and gone in time."""

import re

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.programs import ready, until
from tests.browser.test_capture import KEPT

pytestmark = pytest.mark.browser

BRIEF, TRIP = "/briefings/NPL", "/trips/1"
LARGEST = 100 * 1024
DAYS = 24 * 3600 * 1000
COPIES = """async () => {
  const cache = (await caches.has("copies")) && (await (await caches.open("copies")).keys());
  const all = await keeping.all("copies", (await keeping.get("facts", "person"))?.person);
  return [cache ? cache.length : 0, all.length];
}"""
"""How many files and copies this device holds."""
NOTHING = f"async () => String(await ({COPIES})()) === '0,0'"


def others(page: Page) -> set[str]:
    """Where each session but this one is ended: those of other tests are to go on."""
    page.goto("/sessions")
    ends = page.locator("form[action$='/revocation']:not([action$='/others/revocation'])")
    return {str(one.get_attribute("action")) for one in ends.all()}


def keep(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.get_by_text("A copy on this device, made")).to_be_visible()


def without_network(page: Page, path: str) -> None:
    page.context.set_offline(True)
    page.goto(path)


def no_network(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("No network")


def gone(page: Page) -> None:
    """The copy that is open goes from the screen too."""
    expect(page.get_by_text("This copy is gone from this device.")).to_be_visible()
    assert page.locator("article, h1").count() == 0
    expect(page).to_have_title("Same Door")


def test_a_brief_that_was_kept_opens_without_a_network_and_says_how_old_it_is(phone):
    page = phone("envoy")
    keep(page, BRIEF)
    without_network(page, BRIEF)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nepal")
    expect(page.get_by_text("A copy on this device, made")).to_contain_text("It goes on")
    expect(page.get_by_role("heading", name="Our objective")).to_be_visible()
    assert page.locator(".brief-part").first.evaluate("one => getComputedStyle(one).display")
    page.goto("/briefings/AGO")
    no_network(page)


def test_a_kept_brief_is_at_most_a_hundred_kilobytes_with_its_styles_and_scripts(phone):
    page = phone("envoy")
    for path in (BRIEF, "/briefings/AGO", "/briefings/TZA"):
        keep(page, path)
        copy = page.evaluate("async (path) => keeping.get('copies', path)", path)
        assert 10_000 < copy["bytes"] <= LARGEST, (path, copy["bytes"])
        files = page.evaluate(
            """async (copy) => {
              const cache = await caches.open("copies");
              const size = async (one) => (await (await cache.match(one)).blob()).size;
              const sizes = await Promise.all([copy.from, ...copy.files].map(size));
              return sizes.reduce((sum, one) => sum + one, 0);
            }""",
            copy,
        )
        assert files == copy["bytes"]


def test_a_copy_that_is_too_large_says_so_and_is_not_kept(phone):
    page = phone("envoy")
    page.route("**/copies/briefings/NPL", lambda asked: asked.fulfill(body="x" * 2 * LARGEST))
    page.goto(BRIEF)
    page.get_by_role("button", name="Keep on this device").click()
    told = page.locator("[data-keep-copy] [data-said]")
    expect(told).to_have_text("This copy would be too large to keep: 200 KB.")
    assert page.evaluate(COPIES)[1] == 0


def test_a_trip_opens_whole_and_what_is_logged_from_it_is_filled_in_and_waits(phone):
    page = phone("envoy")
    keep(page, TRIP)
    assert (
        page.evaluate("async () => (await keeping.get('copies', '/trips/1')).bytes") <= 3 * LARGEST
    )
    without_network(page, TRIP)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Trip pack: Demonstration entry: a trip"
    )
    expect(page.get_by_role("heading", name="Itinerary")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name=re.compile("Nepal"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Log it ?: Nepal")).click()
    expect(page.get_by_label("State", exact=True)).to_have_value("Nepal")
    expect(page.get_by_label("Bilateral meeting")).to_be_checked()
    expect(page.get_by_label("Office, line 1")).to_be_visible()
    expect(page.get_by_label("Office, line 1")).to_have_value("Demonstration entry: an office")
    expect(page.locator("#messengers")).to_have_value("ENVOY")
    page.get_by_label("Note", exact=True).fill("Demonstration entry, after an appointment")
    page.get_by_label("If somebody knocked here lately").fill("Demonstration entry")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#queue-mark")).to_have_text("1 waiting")
    page.context.set_offline(False)
    expect(page.locator("#queue-mark")).to_be_hidden()
    page.goto(TRIP)
    expect(page.get_by_role("link", name=re.compile("Logged ?: Nepal"))).to_be_visible()


def test_a_device_whose_store_cannot_be_read_shows_our_page_without_a_network(phone):
    page = phone("envoy")
    page.context.service_workers[0].evaluate(
        "() => { IDBDatabase.prototype.transaction = () => { throw new Error('unreadable'); }; }"
    )
    without_network(page, BRIEF)
    no_network(page)


@pytest.mark.parametrize("path", ["/copies", "/queue"])
def test_where_nothing_can_be_kept_the_pages_of_it_say_why(page_as, path):
    page = page_as("envoy")
    why = page.get_by_text("This browser keeps nothing here")
    page.goto(path)
    expect(page.get_by_text(re.compile("Nothing (is kept|waits)"))).to_be_visible()
    expect(why).to_be_hidden()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.reload()
    expect(why).to_be_visible()


def test_the_list_says_what_is_kept_and_renews_and_removes_it(phone):
    page = phone("envoy")
    keep(page, BRIEF)
    keep(page, TRIP)
    without_network(page, "/copies")
    expect(page.get_by_role("heading", level=2)).to_have_count(2)
    expect(page.get_by_text(re.compile(r"made .* KB\."))).to_have_count(2)
    page.get_by_role("button", name="Remove: Briefing: Nepal").click()
    expect(page.get_by_role("heading", level=2)).to_have_count(1)
    page.get_by_role("link", name="Demonstration entry: a trip").click()
    expect(page.get_by_text("A copy on this device, made")).to_be_visible()
    page.get_by_role("button", name="Remove from this device").click()
    gone(page)
    page.context.set_offline(False)
    page.goto("/copies")
    expect(page.get_by_text("Nothing is kept")).to_be_visible()
    until(page, NOTHING)


def test_a_renewed_copy_is_young_again(phone):
    page = phone("envoy")
    keep(page, BRIEF)
    page.evaluate(
        """async (days) => {
          const copy = await keeping.get("copies", "/briefings/NPL");
          await keeping.put("copies", { ...copy, at: copy.at - 6 * days });
        }""",
        DAYS,
    )
    page.goto("/copies")
    expect(page.get_by_text("made 6 days ago")).to_be_visible()
    page.get_by_role("button", name="Renew: Briefing: Nepal").click()
    expect(page.get_by_text("made 6 days ago")).to_be_hidden()
    expect(page.get_by_text("A copy on this device, made")).to_be_visible()


def test_the_copy_of_a_trip_that_was_called_off_is_not_renewed_but_gone(phone):
    page = phone("envoy")
    keep(page, TRIP)
    page.goto(f"{TRIP}/calling-off")
    page.get_by_label("Why?").fill("Demonstration entry")
    page.get_by_role("button", name="Call the trip off").click()
    back = page.get_by_role("button", name="Take it up again")
    expect(back).to_be_visible()
    page.goto("/copies")
    page.get_by_role("button", name="Renew").click()
    expect(page.get_by_text("It was called off, or is no longer for you to read")).to_be_visible()
    until(page, NOTHING)
    page.goto(TRIP)
    back.click()
    expect(page.get_by_role("button", name="Keep on this device")).to_be_visible()


def test_signing_out_removes_every_copy_also_from_the_screen_of_another_tab(phone):
    page = phone("envoy")
    keep(page, BRIEF)
    other = page.context.new_page()
    page.context.set_offline(True)
    other.goto(BRIEF)
    expect(other.get_by_text("A copy on this device, made")).to_be_visible()
    page.context.set_offline(False)
    page.goto("/sessions")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert page.evaluate(KEPT) == 0
    gone(other)
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):  # the worker went too
        page.goto(BRIEF)


def test_a_session_that_was_ended_elsewhere_takes_the_copies_once_there_is_a_network(phone):
    page, elsewhere = phone("envoy"), phone("envoy")
    own = others(elsewhere) - others(page)
    keep(page, BRIEF)
    without_network(page, BRIEF)
    elsewhere.goto("/sessions")
    end = elsewhere.locator(f"form[action='{own.pop()}']")
    end.get_by_role("button", name="End").click()
    expect(end).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nepal")
    page.context.set_offline(False)
    gone(page)
    until(page, NOTHING)
    without_network(page, BRIEF)
    no_network(page)


def test_after_seven_days_a_copy_is_gone_even_without_a_network(phone):
    page = phone("envoy")
    keep(page, BRIEF)
    page.clock.install()
    page.clock.set_fixed_time(page.evaluate("Date.now()") + 8 * DAYS)
    without_network(page, BRIEF)
    gone(page)
    page.goto(BRIEF)
    no_network(page)
    until(page, NOTHING)


def test_a_copy_that_stays_open_goes_from_the_screen_after_seven_days(phone):
    page = phone("envoy")
    keep(page, BRIEF)
    page.clock.install()
    without_network(page, BRIEF)
    expect(page.get_by_text("A copy on this device, made")).to_be_visible()
    page.clock.fast_forward(7 * DAYS + 120_000)
    gone(page)
    until(page, NOTHING)


def test_the_worker_itself_opens_no_copy_that_is_older(phone):
    page = phone("envoy")
    keep(page, BRIEF)
    page.evaluate(
        """async (days) => {
          const copy = await keeping.get("copies", "/briefings/NPL");
          await keeping.put("copies", { ...copy, at: copy.at - 8 * days });
        }""",
        DAYS,
    )
    without_network(page, BRIEF)
    no_network(page)
    until(page, NOTHING)


def test_another_account_on_the_device_sees_no_copy(phone, program):
    page = phone("envoy")
    keep(page, BRIEF)
    page.context.clear_cookies()
    page.goto(program.link("member"))
    page.get_by_role("button", name="Sign in as").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    ready(page)
    until(page, NOTHING)
    page.goto("/copies")
    expect(page.get_by_text("Nothing is kept")).to_be_visible()
    without_network(page, BRIEF)
    no_network(page)


def test_who_is_offered_no_copy_without_a_script_or_without_entries(page_as):
    page = page_as("observer")
    page.goto(BRIEF)
    assert page.get_by_role("button", name="Keep on this device").count() == 0
    page = page_as("envoy", java_script_enabled=False)
    page.goto(BRIEF)
    expect(page.get_by_role("button", name="Keep on this device")).to_be_hidden()
