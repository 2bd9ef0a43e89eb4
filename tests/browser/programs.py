"""A running program with a database of its own, and the Chromium to look at it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, Route
from sqlmodel import Session, col, select

from app.accounts.queries import get_user
from app.accounts.service import make_link
from app.advice.plan_models import UNDER_WAY, PlanRun
from app.kit.dates import now
from app.kit.db import make_engine

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
    """A running `samedoor serve --demo`."""

    url: str
    env: dict[str, str]
    process: subprocess.Popen[bytes]

    def run(self, *arguments: str, **more: Any) -> str:
        """One `samedoor` command against the same database; its output."""
        command = [str(Path(sys.executable).with_name("samedoor")), *arguments]
        done = subprocess.run(
            command, env=self.env, cwd=ROOT, check=True, capture_output=True, text=True, **more
        )
        return done.stdout

    def link(self, role: str) -> str:
        """A fresh one-time sign-in link of a demonstration account. Written into the program's
        database from here: its own command takes a second or two to start."""
        engine = make_engine(self.env["SAMEDOOR_DATABASE_URL"])
        try:
            with Session(engine.execution_options(writes=True)) as db, db.begin():
                user = get_user(db, f"{role}@demo.example.org")
                return f"{self.url}/sign-in/{make_link(db, user, by=None, now=now())}"
        finally:
            engine.dispose()


@contextmanager
def running(folder: Path, database: str = "") -> Iterator[Program]:
    """Start the program on a free port with a database in `folder` or the one at that URL; stop
    it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {
        "SAMEDOOR_DATABASE_URL": database or f"sqlite:///{folder}/samedoor.db",
        "SAMEDOOR_PORT": str(port),
    }
    command = [str(Path(sys.executable).with_name("samedoor")), "serve", "--demo"]
    with (folder / "log").open("w") as log:
        served = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, served, folder / "log")
            _wait_for_plan(env["SAMEDOOR_DATABASE_URL"])
            yield Program(url, env, served)
        finally:
            served.terminate()
            served.wait(20)


def launch(playwright: Playwright) -> Browser:
    """The system's Chromium, or Playwright's own; raises its Error where neither starts."""
    path = next((found for name in NAMES if name and (found := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=path, args=ARGS)


def signed_in(browser: Browser, program: Program, role: str) -> Any:
    """The stored state of a browser that is signed in as a demonstration account."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(program.link(role))
    page.get_by_role("button", name="Sign in as").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    state = context.storage_state()
    context.close()
    return state


def drawn(page: Page) -> None:
    """Wait until the page has been drawn: Chromium takes no key before."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def fits(page: Page) -> bool:
    """No horizontal scrolling, once the page is there."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def held_back(page: Page, address: str) -> Callable[[], None]:
    """Keep the answers from an address back; what this gives lets them all go."""
    kept: list[Route] = []
    free: list[bool] = []
    page.route(address, lambda route: route.continue_() if free else kept.append(route))

    def let_go() -> None:
        free.append(True)
        for route in kept:
            route.continue_()

    return let_go


def until(page: Page, condition: str) -> None:
    """Wait for what a function of the page says, which may have to be awaited."""
    page.evaluate(
        """async (condition) => {
          const holds = eval(condition), until = Date.now() + 10000;
          while (!(await holds())) {
            if (Date.now() > until) throw new Error(`never: ${condition}`);
            await new Promise((again) => setTimeout(again, 50));
          }
        }""",
        condition,
    )


def ready(page: Page) -> None:
    """The worker answers for this page, and the form is kept."""
    until(page, "() => navigator.serviceWorker.controller")
    until(
        page, "async () => (await keeping.get('facts', 'form'))?.person === device.dataset.person"
    )


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


def _wait_for_plan(database: str) -> None:
    """The worker makes the plan of the demonstration; until then, nobody can ask for another."""
    engine = make_engine(database)
    until = time.monotonic() + 60
    under_way = select(PlanRun.id).where(col(PlanRun.state).in_(UNDER_WAY))
    with Session(engine) as db:
        while db.exec(under_way).first():
            assert time.monotonic() < until, "the plan of the demonstration is not worked out"
            time.sleep(0.2)
            db.rollback()
    engine.dispose()
