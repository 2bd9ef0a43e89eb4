"""The contact log as a file, with the list's filters; each export is itself in the audit."""

import tempfile
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Annotated

from anyio import CancelScope
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from app.contacts.filters import Filters, read_filters
from app.kit.errors import Refused
from app.kit.translation import gettext as _
from app.kit.translation import listed
from app.transfer.contacts_export import (
    COLUMNS,
    TEXTS,
    count_rows,
    file_name,
    record_export,
    rows,
)
from app.transfer.spreadsheet import MEDIA, Format, csv_chunks, write_xlsx
from app.web import deps
from app.web.deps import Me, Now, Today, WriteDb
from app.web.threads import OwnThread

router = APIRouter(prefix="/exports")

Cells = Callable[[], Iterator[list[str]]]
"""Rows, read only once the answer has begun and the turn to write is given up."""

PIECE = 256 * 1024
_exporting = OwnThread("exporting")

StreamDb = Annotated[Session, Depends(deps.reading, scope="request")]
"""Open until the last row has left: what is counted is what is streamed."""


@dataclass(frozen=True)
class Wanted:
    """An export that the person may have: what, and how many rows."""

    form: Format
    filters: Filters
    count: int
    name: str


def wanted(request: Request, db: StreamDb, me: Me, today: Today) -> Wanted:
    """Counted before the turn to write is asked for. Raises Forbidden, or Refused."""
    form = Format(request.url.path.rpartition(".")[2])
    filters, wrong = read_filters(dict(request.query_params))
    if wrong:
        raise Refused("", _("These filters make no sense: %(names)s.", names=listed(wrong)))
    return Wanted(
        form=form,
        filters=filters,
        count=count_rows(db, me.reader, filters, today, form),
        name=file_name(db, form, today),
    )


@router.get("/contacts.csv", name="exports.csv")
@router.get("/contacts.xlsx", name="exports.xlsx")
def contacts(
    db: StreamDb,
    me: Me,
    wish: Annotated[Wanted, Depends(wanted)],
    writing: WriteDb,
    now: Now,
    today: Today,
) -> Response:
    """The audit's entry is committed before the first row leaves."""
    record_export(writing, me.id, wish.filters, wish.form, wish.count, now=now)
    make = _csv if wish.form is Format.CSV else _xlsx
    content = make(lambda: rows(db, me.reader, wish.filters, today, wish.form))
    headers = {
        "Content-Disposition": f'attachment; filename="{wish.name}"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(streamed(content), media_type=MEDIA[wish.form], headers=headers)


def _csv(cells: Cells) -> Generator[bytes, None, None]:
    yield from csv_chunks(COLUMNS, cells(), texts=TEXTS)


def _xlsx(cells: Cells) -> Generator[bytes, None, None]:
    """A workbook ends with its table of contents: it is written to disk first, then sent."""
    with tempfile.TemporaryFile() as file:
        write_xlsx(COLUMNS, cells(), file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


async def streamed(content: Generator[bytes, None, None]) -> AsyncGenerator[bytes, None]:
    """The pieces, made on the one thread for exports, or two large workbooks at once would take
    the threads that answer pages; whoever goes away early leaves nothing open."""
    try:
        while piece := await _exporting.run(next, content, b""):
            yield piece
    finally:
        with CancelScope(shield=True):
            await _exporting.run(content.close)
