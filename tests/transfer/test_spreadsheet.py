"""Files of texts: read back equal, and nothing that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.transfer.spreadsheet import BOM, as_written, csv_chunks, safe, write_xlsx

HEADER = ("one", "two", "three")
TEXT = st.text(
    st.one_of(
        st.sampled_from("=+-@＝＋－＠'\" ,;\t\r\n\x1e\x1f\u00a0é中"),
        st.characters(exclude_categories=("Cs",), exclude_characters="\x00"),
    ),
    max_size=12,
)
ROWS = st.lists(st.tuples(TEXT, TEXT, TEXT).map(list), max_size=8)


def read_csv(rows: list[list[str]]) -> list[list[str]]:
    data = b"".join(csv_chunks(HEADER, [list(row) for row in rows])).decode()
    assert data.startswith(BOM)
    header, *found = csv.reader(io.StringIO(data.removeprefix(BOM), newline=""))
    assert tuple(header) == HEADER
    return found


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a", " =1"],
)
def test_a_text_that_a_spreadsheet_would_run_gets_a_mark_before_it(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Angola", "1+1", "'tis", "a=b", " plain", "–"])
def test_another_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(TEXT)
def test_the_mark_can_be_taken_off_again(text: str) -> None:
    assert as_written(safe(text)) == text


@given(ROWS)
def test_a_csv_file_is_read_back_equal(rows: list[list[str]]) -> None:
    assert [[as_written(cell) for cell in row] for row in read_csv(rows)] == rows


def test_whatever_unicode_calls_a_space_may_stand_before_a_formula() -> None:
    spaces = [chr(number) for number in range(0x10000) if chr(number).isspace()]
    assert [one for one in spaces if not safe(f"{one}=1").startswith("'")] == []


@given(ROWS)
@example([["", "", "\x1f="]])
def test_no_cell_of_a_csv_file_begins_like_a_formula(rows: list[list[str]]) -> None:
    for row in read_csv(rows):
        assert all(cell.lstrip()[:1] not in "=+-@＝＋－＠\t\r\n" for cell in row if cell.strip())


@given(st.integers(0, 2500))
def test_a_csv_file_has_a_line_for_every_row(count: int) -> None:
    assert len(read_csv([["a", "b\nc", "d"]] * count)) == count


def test_an_xlsx_file_is_read_back_equal_and_holds_no_formula() -> None:
    rows = [
        ["=1+1", "é, “x”", ""],
        ["@x", "two\nlines", "https://example.org/"],
        ["-2", "'a", "007"],
    ]
    file = io.BytesIO()
    write_xlsx(HEADER, [list(row) for row in rows], file)
    file.seek(0)
    sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    assert sheet.to_python() == [list(HEADER), *rows]
