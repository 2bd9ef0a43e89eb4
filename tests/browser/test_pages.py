"""Every page at both widths, light and dark, from the left and from the right: it fits, stands
still, its targets are large enough, the keyboard is seen wherever it is, and axe finds nothing to
complain about.

Two looks see each of these once; `make looks` takes all eight.
"""

import os
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.screenshots import PAGES

pytestmark = pytest.mark.browser
SEEN = [(role, path) for role, paths in PAGES.items() for path in paths]
LOOKS = (
    list(product(("390", "1440"), ("dark", "light"), ("ar", "en")))
    if os.environ.get("SAMEDOOR_EVERY_LOOK")
    else [("390", "dark", "ar"), ("1440", "light", "en")]
)
RULES = {"rules": {"target-size": {"enabled": True}}}
"""Off unless asked for. Source: WCAG 2.2, 2.5.8."""
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


@pytest.mark.parametrize(("role", "path"), SEEN)
@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_a_page_fits_and_is_accessible(page_as, role, path, look):
    width, scheme, spoken = look
    page = page_as(role, phone=width == "390", color_scheme=scheme, locale=spoken)
    page.add_init_script(SHIFTS)
    page.goto(path)
    assert page.locator("html").get_attribute("dir") == ("rtl" if spoken == "ar" else "ltr")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert sum(value for value, *_ in page.evaluate("window.shifts")) < STILL
    assert page.evaluate(UNSEEN) == []
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": tall})  # all in sight
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
