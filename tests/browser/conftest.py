"""A real Chromium against the real program with its demonstration entries."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Program:
    """A running `samedoor serve --demo` with a database of its own."""

    url: str
    env: dict[str, str]

    def run(self, *arguments: str, **more: Any) -> str:
        """One `samedoor` command against the same database; its output."""
        command = [str(Path(sys.executable).with_name("samedoor")), *arguments]
        done = subprocess.run(
            command, env=self.env, cwd=ROOT, check=True, capture_output=True, text=True, **more
        )
        return done.stdout

    def link(self, email: str) -> str:
        """A fresh one-time sign-in link."""
        printed = self.run("user", "link", email)
        return next(word for word in printed.split() if "/sign-in/" in word)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("program")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {
        "SAMEDOOR_DATABASE_URL": f"sqlite:///{folder}/samedoor.db",
        "SAMEDOOR_PORT": str(port),
    }
    log = (folder / "log").open("w")
    served = subprocess.Popen(
        [str(Path(sys.executable).with_name("samedoor")), "serve", "--demo"],
        env=env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, served, folder / "log")
        yield Program(url, env)
    finally:
        served.terminate()
        served.wait(20)
        log.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's own; skips where neither starts."""
    path = next((found for name in NAMES if name and (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=ARGS)
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
            context = chromium.new_context()
            page = context.new_page()
            page.goto(program.link(f"{role}@demo.example.org"))
            page.get_by_role("button", name="Sign in as").click()
            page.wait_for_url(lambda url: "/sign-in" not in url)
            kept[role] = context.storage_state()
            context.close()
        return kept[role]

    return state


@pytest.fixture
def page_as(
    chromium: Browser, program: Program, sign_in_as: Callable[[str], Any]
) -> Iterator[Callable[..., Page]]:
    """`page_as("member", phone=True)`: a page of a signed-in browser; console errors fail."""
    contexts, errors = [], []

    def page(role: str, *, phone: bool = False, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=program.url,
            storage_state=sign_in_as(role),
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            **options,
        )
        contexts.append(context)
        made = context.new_page()
        made.set_default_timeout(10_000)
        made.on("pageerror", lambda error: errors.append(str(error)))
        made.on("console", lambda said: _note(said, errors))
        return made

    yield page
    for context in contexts:
        context.close()
    assert not errors, errors


def _note(said: Any, errors: list[str]) -> None:
    """Chromium logs every 4xx as an error: those are answers that a test asks for."""
    if said.type == "error" and "the server responded with a status of 4" not in said.text:
        errors.append(said.text)


def _wait_for(url: str, served: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert served.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the program did not answer within 60 seconds:\n{log.read_text()}")
