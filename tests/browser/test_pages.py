"""Every page at both widths, light and dark: it fits, and axe finds nothing to complain about."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.screenshots import PAGES

pytestmark = pytest.mark.browser
SEEN = [(role, path) for role, paths in PAGES.items() for path in paths]


@pytest.mark.parametrize(("role", "path"), SEEN)
@pytest.mark.parametrize("phone", [True, False], ids=["390", "1440"])
def test_a_page_fits_and_is_accessible(page_as, role, path, phone):
    scheme = "dark" if phone else "light"
    page = page_as(role, phone=phone, color_scheme=scheme)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
