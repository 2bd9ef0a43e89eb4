"""Says at the end of a run what was not tested and why.

Under SAMEDOOR_REQUIRE_ALL=1 a test that skips for want of a browser, PostgreSQL, poppler or
LibreOffice fails instead.
"""

import os
from collections import Counter
from collections.abc import Generator
from typing import Any

import pytest

REQUIRE_ALL = os.environ.get("SAMEDOOR_REQUIRE_ALL") == "1"
NEEDS = {"browser", "office", "poppler", "postgres"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    needed = NEEDS & {marker.name for marker in item.iter_markers()}
    if REQUIRE_ALL and report.skipped and needed and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} may not be skipped here: {_reason(report)}"
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    terminalreporter.section("what was not tested, and why")
    if not reasons:
        terminalreporter.write_line("Nothing was skipped.")
    for reason, tests in reasons.most_common():
        terminalreporter.write_line(f"{tests} skipped: {reason}")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")
