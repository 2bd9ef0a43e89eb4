"""Streams of the real program: two processes on one database, as several workers are."""

import http.client
import re
import secrets
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from urllib.parse import urlencode, urlsplit

import pytest
from sqlalchemy import create_engine, text

from app.accounts.queries import get_user
from app.accounts.service import start_session
from app.kit.dates import now
from app.kit.db import make_engine, writing
from tests.browser.programs import Program, running

READERS = ("coordinator", "member", "campaigner", "envoy", "observer")


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def workers(request, tmp_path_factory) -> Iterator[tuple[Program, Program]]:
    """Two processes that know nothing of each other but their database."""
    folders = [tmp_path_factory.mktemp("worker") for _ in range(2)]
    if request.param == "sqlite":
        url = f"sqlite:///{folders[0]}/samedoor.db"
    else:
        url = of_its_own(request.getfixturevalue("postgres_url"))
    with ExitStack() as stack:
        yield tuple(stack.enter_context(running(folder, url)) for folder in folders)


def of_its_own(url: str) -> str:
    """A new database on that server."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE streams"))
    engine.dispose()
    return url.replace("@/postgres", "@/streams")


class Person:
    """Somebody who is signed in at one of the processes."""

    def __init__(self, program: Program, role: str) -> None:
        self.place = urlsplit(program.url).netloc
        source = make_engine(program.env["SAMEDOOR_DATABASE_URL"])
        with writing(source) as db:
            user = get_user(db, f"{role}@demo.example.org")
            self.cookie = f"samedoor={start_session(db, user, 'a test', now())}"
        source.dispose()

    def ask(self, method: str, path: str, **form: str) -> http.client.HTTPResponse:
        """An answer, read to its end."""
        with closing(http.client.HTTPConnection(self.place, timeout=20)) as connection:
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, path, urlencode(form) or None, headers)
            reply = connection.getresponse()
            reply.text = reply.read().decode()
            return reply

    def log(self, state: str, visibility: str = "group") -> None:
        reply = self.ask(
            "POST", "/contacts", state=state, held_on="2020-01-02", channel="letter",
            note="Demonstration entry", visibility=visibility, override_reason="A test",
            warn_others="no", submission=secrets.token_hex(8),
        )  # fmt: skip
        assert reply.status == 303, reply.text


class Page:
    """A page that is open, and what it hears."""

    def __init__(self, person: Person, state: str) -> None:
        seen = re.search(r'data-seen="([^"]+)"', person.ask("GET", "/doors").text)
        asked = urlencode({"state": state, "seen": seen[1] if seen else ""})
        self.connection = http.client.HTTPConnection(person.place, timeout=20)
        self.connection.request("GET", f"/changes?{asked}", headers={"Cookie": person.cookie})
        self.stream = self.connection.getresponse()
        assert self.read() == "still"
        if not seen:  # who reads no entries has no live page
            assert self.next() == "old"

    def next(self) -> str:
        """The next word that tells something; "" at the stream's end."""
        return next(word for word in iter(self.read, None) if word != "still")

    def read(self) -> str:
        lines = [self.stream.readline().decode() for _ in range(3)]
        assert lines[1:] in (["data: \n", "\n"], ["", ""])
        return lines[0].removeprefix("event: ").strip()

    def close(self) -> None:
        self.stream.close()
        self.connection.close()


@pytest.fixture
def opened() -> Iterator[Callable[[Person, str], Page]]:
    with ExitStack() as stack:
        yield lambda person, state: stack.enter_context(closing(Page(person, state)))


def test_what_is_done_at_one_process_is_heard_at_the_other(workers, opened):
    here, there = workers
    page = opened(Person(there, "member"), "KHM")
    coordinator = Person(here, "coordinator")
    coordinator.ask("POST", "/presences", state="KHM", visibility="group")
    assert page.next() == "writing"
    coordinator.ask("POST", "/presences", state="KHM", visibility="")
    assert page.next() == "not writing"
    coordinator.log("KHM")
    assert page.next() == "news"


def test_what_one_may_not_read_is_not_heard_whoever_one_is(workers, opened):
    here, there = workers
    people = {role: Person(there, role) for role in READERS[1:]}
    pages = {role: opened(person, "AGO") for role, person in people.items()}
    author = Person(here, "coordinator")
    for _ in range(3):
        author.log("AGO", "coordinators")
    for visibility in ("group", ""):  # what is heard next is this, and not what was hidden
        author.ask("POST", "/presences", state="AGO", visibility=visibility)
        heard = "writing" if visibility else "not writing"
        assert {pages[role].next() for role in READERS[1:4]} == {heard}
    author.log("KHM")
    author.log("AGO")
    assert {pages[role].next() for role in READERS[1:4]} == {"news"}
    for person in people.values():
        assert person.ask("POST", "/sign-out").status == 303
    assert {page.next() for page in pages.values()} == {"over"}


def test_a_program_that_is_told_to_stop_ends_its_streams_first(tmp_path, opened):
    with running(tmp_path) as program:
        pages = [opened(Person(program, role), "AGO") for role in READERS[:3]]
        program.process.send_signal(signal.SIGTERM)
        assert [page.next() for page in pages] == ["", "", ""]
        assert program.process.wait(10) in (0, -signal.SIGTERM)
        assert "Cancel" not in (tmp_path / "log").read_text()
