"""The contact log as a file: one row a contact, streamed, and nothing that a spreadsheet runs."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from typing import IO, Any

import xlsxwriter
from sqlalchemy import String, cast, func, select
from sqlmodel import Session, col

from app.accounts.models import User
from app.accounts.policy import Act, Reader, require
from app.audit.service import record
from app.contacts.filters import Filters
from app.contacts.listing import selected
from app.contacts.models import (
    Commitment,
    CommitmentOutcome,
    Contact,
    ContactDoor,
    ContactMessenger,
    Counterpart,
    Retraction,
)
from app.messages.models import MessageVersion
from app.opportunities.models import Meeting
from app.states.models import State
from app.transfer.origins import notices

CHUNK = 1000
RISKY = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet take a cell for a formula, full-width forms too."""
BOM = "\ufeff"


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


MEDIA = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

COLUMNS = (
    "id", "state_iso3", "state", "asks", "date", "date_precision", "messengers", "counterparts",
    "channel", "level", "place", "meeting", "message", "response", "commitments", "note",
    "next_step", "next_step_due", "visibility", "author", "logged_at", "version", "retracted",
    "origin", "notice",
)  # fmt: skip


def record_export(
    db: Session, by: int | None, filters: Filters, form: Format, *, now: datetime
) -> None:
    """An export is itself in the audit: which filters were used, never what they said."""
    used = ", ".join(filters.used) or "none"
    record(db, by, "contacts.exported", form.value, at=now, detail=f"filters: {used}")


def file_name(db: Session, form: Format, today: date) -> str:
    """Such as contacts-2026-11-24.csv; says so while there are demonstration entries."""
    marked = "".join(f"-{notice.split()[1]}-entries" for notice in notices(db))
    return f"contacts-{today.isoformat()}{marked.replace(',', '')}.{form}"


def rows(db: Session, reader: Reader, filters: Filters, today: date) -> Iterator[list[Any]]:
    """The readable contacts that fit, as cells in the order of COLUMNS, read as they are needed.

    Raises Forbidden for who may not export.
    """
    require(reader, Act.EXPORT)
    notice = "; ".join(notices(db))
    query = selected(db, reader, filters, today).with_only_columns(*_cells())
    query = query.outerjoin(Retraction, col(Retraction.contact_id) == col(Contact.id))
    query = query.outerjoin(Meeting, col(Meeting.id) == col(Contact.meeting_id))
    query = query.outerjoin(
        MessageVersion, col(MessageVersion.id) == col(Contact.message_version_id)
    )
    found = db.execute(query, execution_options={"yield_per": CHUNK})
    return ([*row, notice] for row in found)


def csv_chunks(cells: Iterator[list[Any]]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, a chunk of rows at a time."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for position, row in enumerate(cells, 1):
        writer.writerow([safe(cell) if type(cell) is str else _iso(cell) for cell in row])
        if position % CHUNK == 0:
            yield lines.taken()
    yield lines.taken()


def safe(text: str) -> str:
    """The text, with ' before it if a spreadsheet would run it."""
    return f"'{text}" if text.startswith(RISKY) else text


def write_xlsx(cells: Iterator[list[Any]], file: IO[bytes]) -> int:
    """One sheet of texts, written row by row; the number of rows."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet("Contacts")
    sheet.freeze_panes(1, 0)
    count = -1
    for count, row in enumerate(chain([list(COLUMNS)], cells)):
        sheet.write_row(count, 0, [_iso(cell) for cell in row])
    book.close()
    return count


def export_to(
    db: Session, file: IO[bytes], form: Format, reader: Reader, filters: Filters, today: date
) -> int:
    """Write the export to an open file; the number of contacts."""
    counted = _Counted(rows(db, reader, filters, today))
    if form is Format.XLSX:
        write_xlsx(iter(counted), file)
    else:
        for chunk in csv_chunks(iter(counted)):
            file.write(chunk)
    return counted.count


class _Lines:
    """What the csv writer writes, until somebody takes it."""

    def __init__(self) -> None:
        self.kept = [BOM]

    def write(self, line: str) -> None:
        self.kept.append(line)

    def taken(self) -> bytes:
        text, self.kept = "".join(self.kept), []
        return text.encode()


class _Counted:
    """Rows, counted as they pass."""

    def __init__(self, cells: Iterator[list[Any]]) -> None:
        self.cells, self.count = cells, 0

    def __iter__(self) -> Iterator[list[Any]]:
        for row in self.cells:
            self.count += 1
            yield row


def _iso(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else cell


def _cells() -> tuple[Any, ...]:
    number = col(Contact.id)
    return (
        Contact.id,
        Contact.state_iso3,
        State.name,
        _gathered(col(ContactDoor.ask), col(ContactDoor.contact_id) == number),
        Contact.held_on,
        _plain(Contact.precision),
        _gathered(col(ContactMessenger.messenger), col(ContactMessenger.contact_id) == number),
        _gathered(col(Counterpart.office), col(Counterpart.contact_id) == number),
        _plain(Contact.channel),
        _plain(Contact.level),
        Contact.place,
        Meeting.name,
        MessageVersion.title,
        _plain(Contact.response),
        _commitments(number),
        Contact.note,
        Contact.next_step,
        Contact.next_step_due,
        _plain(Contact.visibility),
        User.name,
        Contact.logged_at,
        Contact.version,
        Retraction.reason,
        _plain(Contact.origin),
    )


def _gathered(column: Any, condition: Any) -> Any:
    """The values of a contact's parts in one cell, parted by "; "."""
    text = func.aggregate_strings(_plain(column), "; ")
    return select(text).where(condition).correlate(Contact).scalar_subquery()


def _commitments(number: Any) -> Any:
    side, due = _plain(Commitment.side), _plain(Commitment.due_on)
    outcome = func.coalesce(_plain(CommitmentOutcome.outcome), "open")
    text = side + ": " + col(Commitment.text) + " (due " + func.coalesce(due, "not said")
    return (
        select(func.aggregate_strings(text + ", " + outcome + ")", "; "))
        .select_from(Commitment)
        .outerjoin(CommitmentOutcome, col(CommitmentOutcome.commitment_id) == col(Commitment.id))
        .where(col(Commitment.contact_id) == number, col(Commitment.removed_in).is_(None))
        .correlate(Contact)
        .scalar_subquery()
    )


def _plain(column: Any) -> Any:
    """A choice or date as the text that the database keeps."""
    return cast(column, String)
