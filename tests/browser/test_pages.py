"""Every page at both widths, light and dark, from the left and from the right: it fits, stands
still, its targets are large enough, the keyboard is seen wherever it is, and axe finds nothing to
complain about.

Two looks see each of these once; `make looks` takes all eight.
"""

import os
import re
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from app.main import create_app
from tests.browser.conftest import opening
from tests.browser.programs import fits
from tests.browser.screenshots import PAGES
from tests.test_leaks import paths

pytestmark = pytest.mark.browser
SEEN = [(role, path) for role, paths in PAGES.items() for path in paths]
LOOKS = (
    list(product(("390", "1440"), ("dark", "light"), ("ar", "en")))
    if os.environ.get("SAMEDOOR_EVERY_LOOK")
    else [("390", "dark", "ar"), ("1440", "light", "en")]
)
RULES = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
"""The rule is off unless asked for; what passes is not told, which takes twice as long. Source:
WCAG 2.2, 2.5.8."""
STILL = 0.01
"""What a large table may move while it arrives, of 0.1 that is counted as good."""
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (!one.hadRecentInput) window.shifts.push([one.value, ...one.sources.map((of) => of.node?.outerHTML?.slice(0, 200) ?? of.node?.nodeName)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""  # noqa: E501  # a script
UNSEEN = """
() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.type !== "hidden")
  .filter((one) => {
    one.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== one) return false;
    return ![one, one.closest("label")].some((shown) => {
      const style = shown && getComputedStyle(shown);
      return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
  })
  .map((one) => one.outerHTML.slice(0, 200))
"""  # noqa: E501  # a script


NO_PAGES = {
    "/briefings/{iso3}/brief.docx", "/briefings/{iso3}/brief.pdf",
    "/edited-briefs/{number}/brief.docx", "/edited-briefs/{number}/brief.pdf",
    "/states/{iso3}/contacts.docx", "/states/{iso3}/contacts.pdf",
    "/reports/{number}/report.docx", "/reports/{number}/report.pdf",
    "/hand-overs/{number}/pack.docx", "/hand-overs/{number}/pack.pdf",
    "/trips/{number}/pack.docx", "/trips/{number}/pack.pdf", "/trips/{number}/trip.ics",
    "/plans/{number}/plan.ics", "/plans/{number}/plan.xlsx",
    "/changes", "/exports/contacts.csv", "/exports/contacts.xlsx", "/favicon.ico", "/healthz",
    "/manifest.webmanifest", "/readyz", "/search/commands", "/service-worker.js",
    "/states/options", "/static/{name}",
}  # fmt: skip
MADE = {
    "/forecasts/{number}/revision", "/plans/{number}/edits/new",
    "/views/{number}/edit", "/treaty-acts/{number}/retraction", "/messages/{number}/edit",
    "/happenings/{number}/retraction", "/withdrawal-signals/{number}/retraction",
}  # fmt: skip
"""Pages of what a test makes first."""


@pytest.fixture(scope="module")
def kept(chromium, program, sign_in_as):
    """A page of each role and look that is used again: what is common to all pages is loaded once,
    as in a person's browser. Console errors fail the test that saw them."""
    pages, errors = {}, []

    def page(role, look):
        if (role, look) not in pages:
            opened = opening(chromium, program, sign_in_as, errors)
            pages[role, look] = looked_at(opened, role, look)
        return pages[role, look]

    yield page, errors
    for one in pages.values():
        one.context.close()


@pytest.fixture
def kept_page(kept):
    page, errors = kept
    yield page
    assert not errors, errors


@pytest.mark.parametrize(("role", "path"), SEEN)
@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_a_page_fits_and_is_accessible(kept_page, role, path, look):
    judge(kept_page(role, look), path, look)


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_a_plan_whose_lines_are_changed_fits_and_is_accessible(page_as, look):
    writing = page_as("coordinator")
    writing.goto("/plans/1")
    edit = writing.locator(".wish").nth(2).get_by_role("link", name="Edit").get_attribute("href")
    for number, wish in enumerate(("Pin", "Not this week")):
        writing.locator(".wish").nth(number).get_by_role("button", name=wish).click()
        writing.locator(".wish").nth(number).locator("[data-wish]").wait_for()
    page = looked_at(page_as, "coordinator", look)
    judge(page, "/plans/1", look)
    judge(page, "/plans/1/adoption/new", look)
    judge(page, edit, look)
    for number in range(2):
        writing.locator(".wish").nth(number).get_by_role("button", name="Take it back").click()
        writing.locator(".wish").nth(number).get_by_role("button", name="Pin").wait_for()


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_the_pages_of_what_one_made_fit_and_are_accessible(page_as, look):
    writing = page_as("coordinator")
    writing.goto("/views/new?listing=doors&query=stage%3Dnone")
    writing.get_by_label("Name", exact=True).fill(f"Demonstration view, {look}")
    onward(writing, "button", "Keep this view")
    writing.goto("/views")
    view = writing.get_by_role("link", name="Rename or share").last.get_attribute("href")
    page = looked_at(page_as, "coordinator", look)
    judge(page, view, look)
    writing.goto("/messages/new?message=1&language=en")
    writing.get_by_label("Title", exact=True).fill(f"Demonstration entry, {look}")
    onward(writing, "button", "Save the draft")
    onward(writing, "link", "Change the draft")
    judge(page, writing.url, look)
    writing.get_by_label("Title", exact=True).fill(f"Demonstration entry, {look}, again")
    onward(writing, "button", "Save the draft")
    judge(page, writing.url, look)
    onward(writing, "link", "1 earlier text")
    judge(page, writing.url, look)
    writing.goto("/forecasts?state=BTN")
    writing.get_by_label("within 12 months").check()
    writing.get_by_label("Chance in per cent").fill("10")
    writing.get_by_label("Why", exact=True).fill(f"Demonstration entry, {look}")
    onward(writing, "button", "Write it down")
    judge(page, "/forecasts", look)
    foreseen = writing.get_by_role("row", name="Bhutan")
    judge(page, foreseen.get_by_role("link").last.get_attribute("href"), look)
    writing.goto("/treaty-acts/new?state=NAM")
    writing.get_by_label("State", exact=True).fill("Namibia")
    writing.get_by_label("Act", exact=True).select_option("provisional_application")
    writing.get_by_label("Date of the act").fill("2026-11-01")
    writing.get_by_label("Source").fill("Demonstration entry")
    onward(writing, "button", "Record")
    act = writing.get_by_role("link", name="Retract this entry").last.get_attribute("href")
    judge(page, act, look)
    writing.goto(act)
    take_back(writing)
    writing.goto("/happenings/new?state=NAM")
    writing.get_by_label("hosted event").check()
    writing.get_by_label("When it happened").fill("2026-11-01")
    writing.get_by_label("What, in a few words").fill(f"Demonstration entry, {look}")
    writing.get_by_label("Source").fill("Demonstration entry")
    onward(writing, "button", "Record")
    happened = writing.locator("#happenings-head ~ ul").get_by_role("link").last
    link = happened.get_attribute("href")
    judge(page, link, look)
    writing.goto(link)
    take_back(writing)
    writing.goto("/withdrawal-signals?state=NAM")
    writing.get_by_label("Date of what was said or done").fill("2026-11-01")
    writing.get_by_label("What was said or done", exact=True).fill(f"Demonstration entry, {look}")
    writing.get_by_label("Source").fill("Demonstration entry")
    onward(writing, "button", "Record")
    signal = writing.get_by_role("link", name="Retract this entry").first.get_attribute("href")
    judge(page, "/withdrawal-signals", look)
    judge(page, signal, look)
    writing.goto(signal)
    take_back(writing)


def take_back(page):
    page.get_by_label("Why the entry is wrong").fill("Demonstration entry, taken back")
    onward(page, "button", "Retract")


def onward(page, role, name):
    """Press what leads to another page, and be there."""
    with page.expect_navigation():
        page.get_by_role(role, name=name).click()


def test_every_page_is_looked_at():
    looked = {path.partition("?")[0] for _, path in SEEN}
    shapes = {path: re.sub(r"\{[^}]*\}", "[^/]+", path) for path in paths(create_app())}
    left = {
        path
        for path, shape in shapes.items()
        if not any(re.fullmatch(shape, one) for one in looked)
    }
    assert left == NO_PAGES | MADE


def looked_at(page_as, role, look):
    width, scheme, spoken = look
    page = page_as(role, phone=width == "390", color_scheme=scheme, locale=spoken)
    page.add_init_script(SHIFTS)
    return page


def judge(page, path, look):
    wide, spoken = page.viewport_size, look[-1]
    page.goto(path)
    assert page.locator("html").get_attribute("dir") == ("rtl" if spoken == "ar" else "ltr")
    assert fits(page)
    moved = page.evaluate("window.shifts")
    assert sum(value for value, *_ in moved) < STILL, moved
    assert page.evaluate(UNSEEN) == []
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": wide["width"], "height": tall})  # all in sight
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size(wide)


@pytest.mark.parametrize("path", ["/board", "/doors"])
def test_a_page_that_arrives_slowly_stands_still(page_as, path):
    """It is drawn once it is all there: each row that arrives would lay its table out anew."""
    page = page_as("coordinator")
    page.add_init_script(SHIFTS)
    page.goto("/glossary")  # style and script are on the device from here on
    slow = {"offline": False, "latency": 20, "downloadThroughput": 20_000, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.goto(path)
    assert page.evaluate("window.shifts") == []


def test_the_figures_beside_the_text_of_a_report_are_seen_whole(page_as):
    page = page_as("coordinator")
    page.goto("/reports/1/texts/ahead")
    table = page.get_by_role("region", name="States by regional group and standing")
    assert table.evaluate("it => it.scrollWidth <= it.clientWidth")
