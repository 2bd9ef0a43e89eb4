"""The export: one row a contact, what the reader may read and nothing else."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import THE_GROUP, Visibility
from app.audit.derived import forget
from app.audit.models import Entry
from app.contacts.filters import Filters
from app.contacts.forms import EndStep, Join, Retract
from app.contacts.joining import join_contacts
from app.contacts.service import retract_contact
from app.contacts.stepping import end_step
from app.contacts.terms import Channel, Level, Response
from app.kit.errors import Forbidden
from app.kit.origin import NOTICES, Origin
from app.transfer.contacts_export import (
    COLUMNS,
    NAMED,
    TEXTS,
    count_rows,
    export_to,
    file_name,
    record_export,
    rows,
)
from app.transfer.spreadsheet import Format, as_written
from tests.transfer.entries import log
from tests.world import NOW, TODAY, World


def exported(db: Session, reader: User, filters: Filters | None = None) -> list[dict[str, str]]:
    file = io.BytesIO()
    export_to(db, file, Format.CSV, reader.reader, filters or Filters(), TODAY)
    text = file.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_holds_codes_names_and_iso_dates(db: Session, world: World) -> None:
    contact = log(
        db,
        world.member,
        held_on=date(2026, 9, 14),
        messengers=["ZMB", "AUT"],
        channel=Channel.DEMARCHE,
        level=Level.DIRECTOR,
        response=Response.NO_REPLY,
        place="A room",
        counterpart_office=["An office", "Another"],
        counterpart_name=["", "Somebody"],
        commitment_side=["theirs"],
        commitment_text=["A paper"],
        commitment_due=["2026-12-01"],
        note="The note, with “quotes” and é.",
        next_step="A step",
        next_step_due=date(2026, 12, 24),
    )
    taken = EndStep(outcome="taken", on=TODAY, note="By phone", version=1)
    end_step(db, taken, number=contact.id or 0, by=world.member, now=NOW, today=TODAY)
    (row,) = exported(db, world.member)
    assert row == {
        "contact": str(contact.id),
        "date": "2026-09-14",
        "date_precision": "day",
        "state_iso3": "AGO",
        "state": "Angola",
        "regional_group": "African",
        "asks": "ratify",
        "messengers": "ZMB; AUT",
        "messenger_names": "Zambia; Austria",
        "channel": "démarche",
        "level": "director",
        "place": "A room",
        "meeting": "",
        "message": "",
        "response": "no reply",
        "counterparts": "An office; Another (Somebody)",
        "note": "The note, with “quotes” and é.",
        "commitments": "theirs: A paper (due 2026-12-01, open)",
        "next_step": "A step",
        "next_step_owner": "Mia Member",
        "next_step_due": "2026-12-24",
        "next_step_outcome": "taken on 2026-11-24: By phone",
        "visibility": "group",
        "author": "Mia Member",
        "logged_at": "2026-11-24T09:30:00Z",
        "version": "1",
        "retracted": "",
        "joined_accounts": "",
        "joined_into": "",
        "origin": "real",
        "notice": "",
    }


def test_both_kinds_of_file_say_the_same(db: Session, world: World) -> None:
    log(db, world.member, note="=HYPERLINK(“x”)")
    log(db, world.member, note="Two\nlines", place="@here")
    file = io.BytesIO()
    export_to(db, file, Format.XLSX, world.member.reader, Filters(), TODAY)
    file.seek(0)
    header, *sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    own = [[as_written(cell) for cell in row.values()] for row in exported(db, world.member)]
    assert tuple(header) == COLUMNS
    assert sheet == own
    assert own[1][COLUMNS.index("note")] == "=HYPERLINK(“x”)"


def test_no_cell_is_one_that_a_spreadsheet_would_run(db: Session, world: World) -> None:
    risky = {
        "place": "@a", "counterpart_office": ["+b"], "commitment_side": ["ours"],
        "commitment_text": ["=c"], "note": "=1+1", "next_step": "-d", "counterpart_name": ["=e"],
    }  # fmt: skip
    contact = log(db, world.member, **risky)
    retraction = Retract(reason="＝f")
    retract_contact(db, retraction, number=contact.id or 0, by=world.member, now=NOW)
    world.member.name = "=g"
    db.add(world.member)
    db.flush()
    (row,) = exported(db, world.member)
    assert all(not cell.lstrip().startswith(tuple("=+-@＝")) for cell in row.values())
    assert as_written(row["author"]) == "=g"
    assert as_written(row["retracted"]) == "＝f"


def test_every_column_that_a_person_writes_is_guarded() -> None:
    ours = {name for place, name in enumerate(COLUMNS) if place not in TEXTS} - NAMED
    assert ours == {
        "contact", "date", "date_precision", "state_iso3", "asks", "messengers", "channel",
        "level", "response", "next_step_due", "visibility", "logged_at", "version",
        "joined_into", "origin", "notice",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        (Visibility.GROUP, {"member", "stranger", "campaigner", "envoy", "coordinator"}),
        (Visibility.DELEGATIONS, {"member", "stranger", "envoy", "coordinator"}),
        (Visibility.MESSENGER, {"member", "envoy", "coordinator"}),
        (Visibility.COORDINATORS, {"member", "coordinator"}),
    ],
)
def test_a_reader_gets_the_rows_that_they_may_read(
    db: Session, world: World, level: Visibility, readers: set[str]
) -> None:
    log(db, world.member, visibility=level)
    for name in ("member", "stranger", "campaigner", "envoy", "coordinator"):
        person: User = getattr(world, name)
        assert len(exported(db, person)) == (name in readers), name


def test_the_group_gets_what_the_whole_group_reads(db: Session, world: World) -> None:
    log(db, world.member)
    log(db, world.member, visibility=Visibility.DELEGATIONS, note="Another.")
    assert count_rows(db, THE_GROUP, Filters(), TODAY, Format.CSV) == 1


def test_observers_and_administrators_may_not_export(db: Session, world: World) -> None:
    for person in (world.observer, world.administrator):
        with pytest.raises(Forbidden):
            rows(db, person.reader, Filters(), TODAY, Format.CSV)
        with pytest.raises(Forbidden):
            count_rows(db, person.reader, Filters(), TODAY, Format.CSV)


def test_it_has_the_list_s_filters(db: Session, world: World) -> None:
    log(db, world.member, note="Kept.", channel=Channel.LETTER)
    log(db, world.member, note="Left out.", channel=Channel.EMAIL)
    found = exported(db, world.member, Filters(channel=Channel.LETTER))
    assert [row["note"] for row in found] == ["Kept."]
    found = exported(db, world.member, Filters(q="left"))
    assert [row["note"] for row in found] == ["Left out."]


def test_while_demonstration_entries_exist_each_row_and_the_name_say_so(
    db: Session, world: World
) -> None:
    log(db, world.member, note="Real.")
    assert file_name(db, Format.CSV, TODAY) == "contacts-2026-11-24.csv"
    contact = log(db, world.member, note="Another.")
    contact.origin = Origin.DEMONSTRATION
    db.add(contact)
    db.flush()
    assert {row["notice"] for row in exported(db, world.member)} == {NOTICES[Origin.DEMONSTRATION]}
    name = "contacts-2026-11-24-contains-demonstration-entries.xlsx"
    assert file_name(db, Format.XLSX, TODAY) == name


def test_the_audit_keeps_how_much_and_which_filters_but_no_text(db: Session, world: World) -> None:
    wanted = Filters(q="secret words", state="AGO")
    record_export(db, world.member.id, wanted, Format.CSV, 12, now=NOW)
    entry = db.exec(select(Entry).where(Entry.verb == "contacts.exported")).one()
    assert entry.detail == "12 rows, filters: q, state"
    assert "secret" not in str(entry)


def test_more_rows_need_no_more_queries(db: Session, world: World) -> None:
    def queries() -> int:
        seen: list[str] = []
        forget(db)
        bind = db.get_bind()
        listen = lambda *call: seen.append(call[2])  # noqa: E731  # a listener to take off again
        event.listen(bind, "before_cursor_execute", listen)
        exported(db, world.coordinator)
        event.remove(bind, "before_cursor_execute", listen)
        return len(seen)

    log(db, world.member, note="One.", counterpart_office=["a"])
    few = queries()
    for number in range(20):
        log(db, world.member, note=f"More {number}.", counterpart_office=["a", "b"])
    assert queries() == few


def test_joint_contacts_are_one_row_with_every_account(db: Session, world: World) -> None:
    mine = log(db, world.member, note="What Mia heard")
    theirs = log(db, world.stranger, note="What Sam heard")
    joint_of = Join(other=theirs.id or 0)
    join_contacts(db, joint_of, number=mine.id or 0, by=world.member, now=NOW)
    (row,) = exported(db, world.envoy)
    assert (row["note"], row["messengers"]) == ("What Mia heard", "AUT; ZMB")
    assert row["messenger_names"] == "Austria; Zambia"
    assert row["joined_accounts"] == "Sam Stranger: What Sam heard"
    assert count_rows(db, world.envoy.reader, Filters(), TODAY, Format.CSV) == 1
    (found,) = exported(db, world.envoy, Filters(q="Sam heard"))
    assert found["joined_into"] == str(mine.id)


def test_an_account_that_the_reader_may_not_read_is_in_no_row(db: Session, world: World) -> None:
    shared = log(db, world.stranger, note="What all read")
    hidden = log(db, world.coordinator, note="Hidden", visibility=Visibility.MESSENGER)
    joint_of = Join(other=hidden.id or 0)
    join_contacts(db, joint_of, number=shared.id or 0, by=world.coordinator, now=NOW)
    for user in (world.member, world.campaigner):
        (row,) = exported(db, user)
        assert (row["note"], row["messengers"]) == ("What all read", "ZMB")
        assert (row["joined_accounts"], row["joined_into"]) == ("", "")
    (row,) = exported(db, world.envoy)
    assert row["joined_accounts"] == "Cora Coordinator: Hidden"


@pytest.mark.parametrize(("retracted", "count"), [(True, 1), (False, 1), (None, 2)])
def test_an_export_is_filtered_by_what_is_retracted(
    db: Session, world: World, retracted: bool | None, count: int
) -> None:
    log(db, world.member)
    gone = log(db, world.member, note="Wrong")
    retract_contact(db, Retract(reason="Wrong"), number=gone.id or 0, by=world.member, now=NOW)
    assert len(exported(db, world.member, Filters(retracted=retracted))) == count
