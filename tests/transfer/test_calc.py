"""The exported CSV file opened in a real spreadsheet program."""

import shutil
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import Session

from app.contacts.filters import Filters
from app.transfer.contacts_export import COLUMNS, export_to
from app.transfer.spreadsheet import Format, as_written
from tests.transfer.entries import log
from tests.world import TODAY, World

COMMA, QUOTE, UTF8, FROM_LINE, ENGLISH = 44, 34, 76, 1, 1033
IMPORT = (
    f"Text - txt - csv (StarCalc):{COMMA},{QUOTE},{UTF8},{FROM_LINE},,{ENGLISH},true,true,false"
)
"""Quoted cells are texts: what Calc's import offers, and what keeps 007 from becoming 7."""
NOTES = (
    "=1+1", "-5 votes", "@everyone", "plain, with “quotes” and \"more\"", "two\nlines",
    "Côte d’Ivoire, 中文, عربي", "2026-11-24", "007", "＝c",
)  # fmt: skip


def opened_in_calc(folder: Path, name: str) -> list[list[str]]:
    """The rows that LibreOffice sees, each cell as it shows it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice: soffice is not on the path")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, "--headless", profile, f"--infilter={IMPORT}", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / name)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    book = CalamineWorkbook.from_path(str((folder / name).with_suffix(".xlsx")))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]


@pytest.mark.office
def test_calc_opens_the_csv_and_reads_every_text_back_equal(
    db: Session, world: World, tmp_path: Path
) -> None:
    for note in NOTES:
        log(db, world.member, note=note, place=note.splitlines()[0])
    with (tmp_path / "contacts.csv").open("wb") as file:
        export_to(db, file, Format.CSV, world.member.reader, Filters(), TODAY)
    header, *rows = opened_in_calc(tmp_path, "contacts.csv")
    assert header == list(COLUMNS)
    read = [dict(zip(COLUMNS, map(as_written, row), strict=True)) for row in rows]
    assert {row["note"] for row in read} == set(NOTES)
    assert {row["place"] for row in read} == {note.splitlines()[0] for note in NOTES}
    assert {row["state"] for row in read} == {"Angola"}
