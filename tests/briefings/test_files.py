"""Documents as files, opened by other programs than those that made them."""

import re
import shutil
import subprocess
import time
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from sqlmodel import Session

from app.briefings.document import Line, Section, handling, pack, words
from app.briefings.docx import docx
from app.briefings.files import Kind, file_of
from app.briefings.pdf import pdf, picture
from app.briefings.queries import brief
from app.kit.translation import LANGUAGES, speaking
from app.transfer.demonstration import load
from app.transfer.origins import notices
from tests.briefings.documents import (
    SVG,
    document,
    docx_text,
    docx_whole,
    flat,
    in_order,
    needs_poppler,
    pdf_text,
    poppler,
    working_document,
    writer_text,
)
from tests.world import NOW, TODAY, World

ARABIC = {"language": "ar", "direction": "rtl", "title": "دولة"}


def body(made):
    """Its words without the handling, which stands on each page's edges."""
    return words(made)[len(made.handling.lines) :]


@needs_poppler
def test_a_pdf_says_all_of_it_in_order_and_its_handling_above_and_below() -> None:
    made = document()
    text = pdf_text(pdf(made, NOW))
    assert in_order(body(made), text.replace("• ", "")) == ""
    for line in made.handling.lines:
        assert text.count(line) == 2


@needs_poppler
def test_what_people_wrote_is_no_markup() -> None:
    assert "#set text(red) *three* $x$" in pdf_text(pdf(document(), NOW))


@needs_poppler
def test_a_pdf_is_tagged_named_and_in_its_language_with_its_fonts_in_it() -> None:
    made = pdf(document(language="fr"), NOW)
    about = poppler("pdfinfo", made)
    assert re.search(r"Title: +Aland\n", about)
    assert re.search(r"Tagged: +yes\n", about)
    assert b"/Lang" in made
    fonts = poppler("pdffonts", made).splitlines()[2:]
    assert fonts
    assert all("yes yes" in line for line in fonts), "embedded, and only the letters used"
    assert "NotoSans" in fonts[0]


@needs_poppler
def test_headings_are_tagged_as_such() -> None:
    tags = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=pdf(document(), NOW),
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert re.search(r"H1 \"First\" \(block\)", tags)


@needs_poppler
def test_arabic_runs_from_the_right_and_is_read_in_order() -> None:
    lines = (Line("انضمت الدولة إلى الاتفاقية"), Line("English in between", "السند"))
    made = replace(document(**ARABIC), sections=(Section("الخلفية", lines),))
    text = pdf_text(pdf(made, NOW), arabic=True)
    assert in_order(["انضمت الدولة إلى الاتفاقية", "السند"], text) == ""
    assert "الخلفية" in text
    assert "English in between" in text
    assert "Amiri" in poppler("pdffonts", pdf(made, NOW))


@needs_poppler
def test_a_letter_that_no_font_has_keeps_nobody_from_the_rest() -> None:
    made = replace(document(), sections=(Section("First", (Line("before 漢 after"),)),))
    text = pdf_text(pdf(made, NOW))
    assert "before" in text
    assert "after" in text


@pytest.mark.parametrize("made", [pdf, docx])
def test_the_same_document_is_the_same_file_whenever_it_is_written(made, monkeypatch) -> None:
    before, clock = made(document(), NOW), time.time
    monkeypatch.setattr(time, "time", lambda: clock() + 86_400)
    assert made(document(), NOW) == before


@needs_poppler
def test_a_pack_is_one_document_with_contents_and_bookmarks() -> None:
    parts = [document(title="Aland"), document(title="Bland")]
    made = pack("A trip", handling("Ann Reader", NOW), parts)
    content = pdf(made, NOW)
    text = pdf_text(content)
    assert in_order(["A trip", "Contents", "Aland", "Bland", "First", "First"], text) == ""
    assert re.search(r"Pages: +3\n", poppler("pdfinfo", content))
    assert b"/Outlines" in content
    found = python_docx.Document(BytesIO(docx(made, NOW)))
    headings = [one.text for one in found.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["Aland", "Bland"]


def test_a_pack_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="no documents"):
        pack("A trip", handling("Ann Reader", NOW), [])


def test_a_docx_says_all_of_it_in_order_with_real_styles() -> None:
    made = document()
    content = docx(made, NOW)
    assert in_order(body(made)[:4], docx_text(content)) == ""
    assert in_order([one.heading for one in made.sections], docx_text(content)) == ""
    found = python_docx.Document(BytesIO(content))
    styles = {one.text: one.style.name for one in found.paragraphs}
    assert styles["Aland"] == "Title"
    assert styles["First"] == "Heading 1"
    assert styles["two"] == "List Bullet"
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [
        ["A", "B"], ["c", "d"],
    ]  # fmt: skip
    assert "tblHeader" in docx_whole(content)


def test_a_docx_is_named_in_its_language_and_handled_on_each_page() -> None:
    found = python_docx.Document(BytesIO(docx(document(language="es"), NOW)))
    about = found.core_properties
    assert (about.title, about.language, about.author) == ("Aland", "es", "Same Door")
    for edge in (found.sections[0].header, found.sections[0].footer):
        assert [one.text for one in edge.paragraphs] == list(document().handling.lines)


def test_an_arabic_docx_runs_from_the_right() -> None:
    found = python_docx.Document(BytesIO(docx(document(**ARABIC), NOW)))
    for paragraph in found.paragraphs:
        assert paragraph._p.pPr.find(python_docx.oxml.ns.qn("w:bidi")) is not None, paragraph.text
        assert all(run.font.rtl for run in paragraph.runs)
    assert found.tables[0]._tbl.tblPr.find(python_docx.oxml.ns.qn("w:bidiVisual")) is not None


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.parametrize("made", [document(), document(**ARABIC)], ids=["en", "ar"])
def test_writer_opens_a_docx_and_reads_it_in_order(made, tmp_path: Path) -> None:
    text = writer_text(docx(made, NOW), tmp_path)
    assert in_order([made.title, *[one.heading for one in made.sections]], text) == ""
    assert "#set text(red) *three* $x$" in text


@needs_poppler
def test_a_working_document_is_read_in_order_with_what_its_figures_show() -> None:
    made = working_document()
    content = pdf(made, NOW)
    assert in_order(body(made), pdf_text(content).replace("• ", "")) == ""
    assert "Figure" in poppler("pdfinfo", content, "-struct")
    assert b"What it shows" in content


@needs_poppler
def test_a_working_document_in_arabic_says_all_of_it() -> None:
    made = working_document(language="ar", direction="rtl", title="دولة")
    text = pdf_text(pdf(made, NOW), arabic=True)
    for said in ("دولة", "One paragraph.", "Figure 1. A map", "A source.", "A sign"):
        assert said in text


def test_a_docx_numbers_paragraphs_itself_and_says_what_its_pictures_show() -> None:
    found = python_docx.Document(BytesIO(docx(working_document(), NOW)))
    styles = {one.text: one.style.name for one in found.paragraphs}
    assert styles["One paragraph."] == styles["A third."] == "List Number"
    assert styles["Table 1. Counts"] == styles["Figure 1. A map"] == "Caption"
    pictures = [one._inline.docPr.get("descr") for one in found.inline_shapes]
    assert pictures == ["What it shows", "A sign"]
    said = [one.text for one in found.paragraphs]
    assert in_order(["A meeting", "Symbol: left open", "Aland", "First"], " ".join(said)) == ""


def test_the_same_drawing_is_the_same_picture() -> None:
    assert picture(SVG).startswith(b"\x89PNG")
    assert picture(SVG) == picture(SVG)


@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_pdf_and_docx_of_a_brief_say_the_same(
    db: Session, world: World, language: str
) -> None:
    with speaking(language):
        made = brief(db, world.envoy.reader, "AGO", TODAY).document(handling("Eva Envoy", NOW))
        found = pdf_text(file_of(made, Kind.PDF, NOW))
        text = docx_text(file_of(made, Kind.DOCX, NOW))
    for section in made.sections:
        assert flat(section.heading) in text
        for line in section.lines:
            assert flat(line.text) in text
            assert flat(line.source) in text
    if language != "ar":  # poppler turns numbers and Latin words inside Arabic around
        letters = found.replace(" ", "").replace("•", "")
        for section in made.sections:
            for line in section.lines:
                assert flat(line.text).replace(" ", "") in letters


@needs_poppler
def test_a_brief_of_an_open_door_is_one_page(db: Session, world: World) -> None:
    for iso3 in ("AGO", "KHM", "LTU", "USA", "NPL"):
        made = brief(db, world.coordinator.reader, iso3, TODAY)
        content = pdf(made.document(handling("Cora Coordinator", NOW)), NOW + timedelta(days=1))
        assert re.search(r"Pages: +1\n", poppler("pdfinfo", content)), iso3


@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_busy_door_has_in_its_log_fits_on_one_page_in_each_language(
    db: Session, world: World, language: str
) -> None:
    """Of the doors that the demonstration says most of, with its notices at head and foot."""
    load(db, now=NOW)
    for iso3 in ("AGO", "LBR", "TZA", "KHM"):
        with speaking(language):
            made = brief(db, world.envoy.reader, iso3, TODAY)
            content = pdf(made.document(handling("Eva Envoy", NOW, notices(db))), NOW)
        assert re.search(r"Pages: +1\n", poppler("pdfinfo", content)), iso3
