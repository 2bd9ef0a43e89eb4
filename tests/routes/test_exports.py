"""The log as a file, over HTTP."""

import csv
import io
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing

import anyio
from anyio import from_thread, to_thread
from python_calamine import CalamineWorkbook
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Visibility
from app.audit.models import Entry
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from app.contacts.terms import Channel
from app.routes import exports
from tests.judge import Judge
from tests.world import NOW, TODAY, World

Client = Callable[[User | None], Judge]


def log(db: Session, by: User, note: str, visibility: Visibility = Visibility.GROUP) -> None:
    wish = LogContact(
        state="AGO", held_on=TODAY, channel=Channel.MARGINS, note=note, visibility=visibility
    )
    log_contact(db, wish, by=by, now=NOW, today=TODAY)


def notes(text: str) -> list[str]:
    return [row["note"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))]


def test_a_member_gets_the_log_as_csv(client_for: Client, db: Session, world: World) -> None:
    log(db, world.member, "One.")
    log(db, world.member, "Two.")
    reply = client_for(world.stranger).get("/exports/contacts.csv")
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.headers["content-disposition"] == 'attachment; filename="contacts-2026-11-24.csv"'
    assert reply.headers["cache-control"] == "no-store"
    assert reply.content.startswith("\ufeff".encode())
    assert notes(reply.text) == ["Two.", "One."]


def test_and_as_a_workbook(client_for: Client, db: Session, world: World) -> None:
    log(db, world.member, "One.")
    reply = client_for(world.stranger).get("/exports/contacts.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(reply.content))
    header, row = book.get_sheet_by_index(0).to_python()
    assert row[header.index("note")] == "One."


def test_it_holds_what_its_reader_may_read(client_for: Client, db: Session, world: World) -> None:
    log(db, world.member, "Open.")
    log(db, world.member, "Restricted.", Visibility.MESSENGER)
    text = client_for(world.stranger).get("/exports/contacts.csv").text
    assert notes(text) == ["Open."]
    assert "Restricted" not in text


def test_the_list_s_filters_hold(client_for: Client, db: Session, world: World) -> None:
    log(db, world.member, "Green.")
    log(db, world.member, "Orange.")
    client = client_for(world.member)
    assert notes(client.get("/exports/contacts.csv?q=green").text) == ["Green."]
    assert notes(client.get("/exports/contacts.csv?state=ZMB").text) == []


def test_a_filter_that_makes_no_sense_is_not_left_out(client_for: Client, world: World) -> None:
    reply = client_for(world.member).get("/exports/contacts.csv?channel=carrier_pigeon")
    assert reply.status_code == 409
    assert "channel" in reply.text


def test_each_export_is_in_the_audit_without_any_text(
    client_for: Client, db: Session, world: World
) -> None:
    log(db, world.member, "Green.")
    client_for(world.member).get("/exports/contacts.csv?q=green")
    entry = db.exec(select(Entry).where(Entry.verb == "contacts.exported")).one()
    assert (entry.actor_id, entry.subject) == (world.member.id, "csv")
    assert entry.detail == "1 rows, filters: q"


def test_observers_and_administrators_may_not(
    client_for: Client, db: Session, world: World
) -> None:
    for person in (world.observer, world.administrator):
        assert client_for(person).get("/exports/contacts.csv").status_code == 403
    assert not db.exec(select(Entry).where(Entry.verb == "contacts.exported")).all()


def test_nobody_gets_it_without_signing_in(client_for: Client, world: World) -> None:
    assert client_for(None).get("/exports/contacts.csv").status_code == 303


def test_there_is_no_other_kind_of_file(client_for: Client, world: World) -> None:
    assert client_for(world.member).get("/exports/contacts.pdf").status_code == 404


def test_exports_take_no_thread_from_the_pages_and_are_closed_if_nobody_waits_any_more() -> None:
    taken: list[float] = []

    def pieces() -> Generator[bytes, None, None]:
        try:
            while True:
                taken.append(from_thread.run_sync(_taken))
                yield b"a piece"
        finally:
            taken.append(-1)

    async def leave_early() -> None:
        async with aclosing(exports.streamed(pieces())) as answer:
            async for _ in answer:
                break

    with ThreadPoolExecutor(1) as thread:  # the browser tests run a loop in this one
        thread.submit(anyio.run, leave_early).result()
    assert taken == [0, -1]


def _taken() -> float:
    return to_thread.current_default_thread_limiter().borrowed_tokens
