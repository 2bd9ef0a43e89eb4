"""Reading the reference files: every cell is checked before anything is written."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Table
from sqlmodel import SQLModel

from app.transfer.rows import SOURCES, ArgumentRow, Known, MessageRow, Row, Source


class SeedError(Exception):
    """A file that cannot be loaded; the text names file, line and column."""


@dataclass(frozen=True)
class Read:
    """One row of a file with the line on which it begins."""

    line: int
    row: Row


Files = dict[str, list[Read]]


def read_files(folder: Path) -> Files:
    """Every file of the folder; raises SeedError for the first cell that makes no sense."""
    known: Known = {}
    files: Files = {}
    for source in SOURCES:
        if source.file not in files:
            files[source.file] = _read(folder / source.file, source.row, known)
            first = next(iter(source.row.model_fields))
            known[source.file] = {str(getattr(read.row, first)) for read in files[source.file]}
            _refuse_doubles(source, files[source.file])
        _refuse_long(source, files[source.file])
    _refuse_messages(files)
    return files


def table_of(source: Source) -> Table:
    return SQLModel.metadata.tables[str(source.table.__tablename__)]


def place(file: str, line: int, column: str) -> str:
    return f"{file}, line {line}, column {column}"


def _read(path: Path, kind: type[Row], known: Known) -> list[Read]:
    columns = [field.alias or name for name, field in kind.model_fields.items()]
    reader = csv.reader(StringIO(_text(path), newline=""), strict=True)
    header: list[str] = []
    try:
        header = next(reader, [])
        if sorted(header) != sorted(columns):
            odd = sorted(set(header) ^ set(columns)) or header
            raise SeedError(f"{place(path.name, 1, odd[0])}: missing, odd or repeated")
        rows = list(_lines(reader))
    except csv.Error as error:
        raise SeedError(f"{place(path.name, reader.line_num, 'not known')}: {error}") from None
    return [_row(path.name, line, header, cells, kind, known) for line, cells in rows]


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise SeedError(f"{path} does not exist") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", errors="replace")
        header, line = before.split("\n")[0].strip().split(","), before.split("\n")[-1]
        cell = len(next(csv.reader([line]), [""])) - 1
        column = header[min(cell, len(header) - 1)]
        number = before.count("\n") + 1
        raise SeedError(f"{place(path.name, number, column)}: not UTF-8") from None


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins; a cell may hold several lines."""
    begins = reader.line_num + 1
    for cells in reader:
        if cells:
            yield begins, cells
        begins = reader.line_num + 1


def _row(
    file: str, line: int, header: list[str], cells: list[str], kind: type[Row], known: Known
) -> Read:
    if len(cells) != len(header):
        wrong = header[len(cells)] if len(cells) < len(header) else header[-1]
        raise SeedError(f"{place(file, line, wrong)}: {len(cells)} cells, not {len(header)}")
    answers = dict(zip(header, cells, strict=True))
    try:
        return Read(line, kind.model_validate(answers, context=known))
    except ValidationError as failure:
        error = failure.errors()[0]
        column = str(error["loc"][0])
        text = str(error.get("ctx", {}).get("error", error["msg"]))
        said = f"{place(file, line, column)}: “{answers.get(column, '')}”: {text}"
        raise SeedError(said) from None


def _refuse_doubles(source: Source, reads: list[Read]) -> None:
    fields = source.row_key or source.key
    column = _column(source, fields[0])
    seen: dict[tuple[Any, ...], int] = {}
    for read in reads:
        key = tuple(getattr(read.row, name) for name in fields)
        if key in seen:
            said = f"the same row as line {seen[key]}"
            raise SeedError(f"{place(source.file, read.line, column)}: {said}")
        seen[key] = read.line


def _refuse_long(source: Source, reads: list[Read]) -> None:
    """A text longer than its column: one of the databases would refuse it."""
    table = table_of(source)
    room = {
        name: length
        for name in source.row.model_fields
        if name in table.c and (length := getattr(table.c[name].type, "length", None))
    }
    for read in reads:
        for name, length in room.items():
            if len(str(getattr(read.row, name) or "")) > length:
                column = _column(source, name)
                said = f"longer than {length} characters"
                raise SeedError(f"{place(source.file, read.line, column)}: {said}")


def _refuse_messages(files: Files) -> None:
    """Versions of one message serve one ask, each number has its source, and arguments belong to a
    version that exists."""
    asks: dict[str, str] = {}
    versions = {
        (read.row.code, read.row.language, read.row.number): read.row.source_language
        for read in files["messages.csv"]
        if isinstance(read.row, MessageRow)
    }
    for read in files["messages.csv"]:
        row = read.row
        if not isinstance(row, MessageRow):
            continue
        if asks.setdefault(row.code, row.ask) != row.ask:
            said = f"message {row.code} already serves {asks[row.code]}"
            raise SeedError(f"{place('messages.csv', read.line, 'ask')}: {said}")
        source = versions.get((row.code, row.source_language, row.number))
        if source != row.source_language:
            said = f"number {row.number} of {row.code} has no version in its source language"
            raise SeedError(f"{place('messages.csv', read.line, 'source_language')}: {said}")
    for read in files["message_arguments.csv"]:
        argument = read.row
        if not isinstance(argument, ArgumentRow):
            continue
        if (argument.message, argument.language, argument.number) not in versions:
            said = "messages.csv has no such message, language and number"
            raise SeedError(f"{place('message_arguments.csv', read.line, 'message')}: {said}")


def _column(source: Source, field: str) -> str:
    return source.row.model_fields[field].alias or field
