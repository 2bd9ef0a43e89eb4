"""A real Chromium against the real program with its demonstration entries."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.programs import (
    DESKTOP,
    PHONE,
    Program,
    launch,
    ready,
    running,
    signed_in,
)
from tests.browser.screenshots import NOBODY

expect.set_options(timeout=10_000)
"""As long as for everything else: two tests at once, each with a browser and a program."""


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("program")) as started:
        yield started


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Skips where no browser starts."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except Error as reason:
            pytest.skip(f"no browser: {str(reason).splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sign_in_as(chromium: Browser, program: Program) -> Callable[[str], Any]:
    """The stored state of a browser signed in as a demonstration account, by role; made once."""
    kept: dict[str, Any] = {}

    def state(role: str) -> Any:
        if role not in kept:
            kept[role] = signed_in(chromium, program, role)
        return kept[role]

    return state


@pytest.fixture
def page_as(
    chromium: Browser, program: Program, sign_in_as: Callable[[str], Any]
) -> Iterator[Callable[..., Page]]:
    """`page_as("member", phone=True)`: a page of a signed-in browser; console errors fail."""
    pages: list[Page] = []
    errors: list[str] = []
    opened = opening(chromium, program, sign_in_as, errors)

    def page(role: str, **options: Any) -> Page:
        pages.append(opened(role, **options))
        return pages[-1]

    yield page
    for one in pages:
        one.context.close()
    assert not errors, errors


def opening(
    chromium: Browser, program: Program, sign_in_as: Callable[[str], Any], errors: list[str]
) -> Callable[..., Page]:
    """Opens the first page of a new signed-in browser, each in a context of its own; what its
    console has for errors is added to `errors`."""

    def page(role: str, *, phone: bool = False, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=program.url,
            storage_state=sign_in_as(role) if role != NOBODY else None,
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            **options,
        )
        made = context.new_page()
        made.set_default_timeout(10_000)
        made.on("pageerror", lambda error: errors.append(str(error)))
        made.on("console", lambda said: _note(said, errors))
        return made

    return page


def _note(said: Any, errors: list[str]) -> None:
    """Chromium logs every 4xx as an error: those are answers that a test asks for."""
    if said.type == "error" and "the server responded with a status of 4" not in said.text:
        errors.append(said.text)


@pytest.fixture
def phone(chromium, program) -> Iterator[Callable[..., Page]]:
    """`phone("member")`: a page with a session of its own, ready for times without a network. Its
    console may complain: requests fail here."""
    contexts: list[BrowserContext] = []

    def page(role: str) -> Page:
        context = chromium.new_context(
            base_url=program.url,
            storage_state=signed_in(chromium, program, role),
            viewport=PHONE,
            has_touch=True,
            service_workers="allow",
        )
        contexts.append(context)
        made = context.new_page()
        made.set_default_timeout(10_000)
        made.goto("/glossary")
        ready(made)
        return made

    yield page
    for context in contexts:
        context.close()
