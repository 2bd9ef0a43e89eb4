"""A document as DOCX, to be edited: real styles, lists and tables, by python-docx."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.briefings import docx_fields
from app.briefings.document import Document, Figure, Line, Masthead, Section, Table, isolating
from app.briefings.pdf import picture
from app.kit.translation import gettext as _
from app.kit.translation import speaking

FONT = "Arial"
"""On every desk, with Arabic letters; a DOCX carries no fonts."""
POINTS = {"Normal": 9, "List Bullet": 9, "Title": 20, "Heading 1": 11, "Heading 2": 10}
SOURCE_POINTS = 7.5
WIDE, LOW = 165, 3
"""Millimetres: how wide a figure is, and how high a sign beside its words."""
_AT_END = 2
"""Of WD_ALIGN_PARAGRAPH: right, which a paragraph from the right turns around."""


def docx(document: Document, made_at: datetime) -> bytes:
    """The file."""
    import docx as files

    file = files.Document()
    with speaking(document.language):
        _set_up(file, document, made_at)
        writing = _Writing(file, document)
        writing.head()
        for number, section in writing.headed[len(document.front) :]:
            writing.section(number, section)
    kept = BytesIO()
    file.save(kept)
    return _as_of(made_at, kept)


def _as_of(made_at: datetime, kept: BytesIO) -> bytes:
    """The same package, each of its parts dated by the document and not by the clock."""
    dated = BytesIO()
    with ZipFile(kept) as old, ZipFile(dated, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(
                ZipInfo(part.filename, made_at.timetuple()[:6]), old.read(part), ZIP_DEFLATED
            )
    return dated.getvalue()


class _Writing:
    """One document going into a file of python-docx, which has no types of its own."""

    def __init__(self, file: Any, document: Document) -> None:
        self.file, self.document = file, document
        self.rtl = document.direction == "rtl"
        self.said: Callable[[str], str] = isolating(document)
        self.headed = list(enumerate((*document.front, *document.sections)))

    def head(self) -> None:
        if self.document.masthead:
            self.masthead(self.document.masthead)
        self.paragraph(self.document.title, "Title")
        for line in self.document.lede:
            self.line(line, "Normal")
        if self.document.warning:
            self.paragraph(self.document.warning, "Intense Quote")
        for number, section in self.headed[: len(self.document.front)]:
            self.section(number, section)
        if self.document.contents:
            self.contents()

    def masthead(self, head: Masthead) -> None:
        self.run(self.started("Normal"), head.body, bold=True)
        for line in head.marks:
            self.line(line, "Normal")
        for said in head.agenda:
            self.paragraph(said, "Normal")

    def contents(self) -> None:
        """A table of contents that a word processor keeps up to date: a field, with what it says
        until then, each entry leading to its heading and to the number of its page."""
        if self.document.front:
            self.file.add_page_break()
        self.paragraph(_("Contents"), "TOC Heading")
        entries = [one for one in self.headed if one[1].rank == 1]
        for number, section in entries:
            made = self.started(docx_fields.STYLE)
            if (number, section) == entries[0]:
                docx_fields.begin(made, r'TOC \o "1-1" \h \z \u')
            runs = [self.run(made, section.heading), made.add_run("\t")]
            runs += docx_fields.begin(made, f"PAGEREF {docx_fields.bookmark(number)} \\h")
            runs += [self.run(made, "…"), *docx_fields.end(made)]
            docx_fields.linked(made, number, runs)
        docx_fields.end(made)

    def section(self, number: int, section: Section) -> None:
        if section.apart:
            self.file.add_page_break()
        heading = self.started(f"Heading {section.rank}")
        self.run(heading, section.heading)
        if self.document.contents:
            docx_fields.bookmarked(heading, number)
        for said in section.paragraphs:
            self.paragraph(said, "Intense Quote")
        for clause in section.clauses:
            self.paragraph(clause.text, "List Number")
        for line in section.lines:
            self.line(line, "List Bullet" if len(section.lines) > 1 else "Normal")
        if section.table:
            self.table(section.table)
        for figure in section.figures:
            self.figure(figure)
        for said in (section.empty if section.bare else "", section.rest, section.told_hidden):
            if said:
                self.paragraph(said, "Normal")

    def line(self, line: Line, style: str) -> None:
        made = self.started(style)
        if line.label:
            self.run(made, line.lead, bold=True)
        if line.text:
            if line.label:
                self.run(made, " ")
            self.run(made, line.text, bold=line.strong)
        for mark in line.marks:
            self.run(made, f" [{mark}]", bold=True)
        if line.source:
            self.run(made, f" {line.source}", small=True)

    def table(self, table: Table) -> None:
        if table.caption:
            self.paragraph(table.caption, "Caption")
        made = self.file.add_table(rows=1, cols=len(table.head), style="Table Grid")
        if self.rtl:
            made._tbl.tblPr.append(docx_fields.element("w:bidiVisual"))
        _repeat(made.rows[0])
        for cells, texts in (
            (made.rows[0].cells, table.head),
            *((None, row) for row in table.rows),
        ):
            cells = cells or made.add_row().cells
            for at, (cell, text) in enumerate(zip(cells, texts, strict=True)):
                paragraph = self.turned(cell.paragraphs[0])
                if table.counted and at:
                    paragraph.paragraph_format.alignment = _AT_END
                self.run(paragraph, text, bold=texts is table.head)
        if table.note:
            self.run(self.started("Normal"), table.note, small=True)

    def figure(self, figure: Figure) -> None:
        self.paragraph(figure.caption, "Caption")
        self.drawn(self.started("Normal"), figure.svg, figure.alt, width=WIDE)
        signs = self.started("Normal")
        for sign in figure.signs:
            self.drawn(signs, sign.svg, sign.label, height=LOW)
            self.run(signs, f" {sign.label}   ")
        if figure.note:
            self.run(self.started("Normal"), figure.note, small=True)

    def drawn(self, paragraph: Any, svg: str, alt: str, **size: int) -> None:
        """A picture with the words that a screen reader says for it."""
        from docx.shared import Mm

        sizes = {side: Mm(millimetres) for side, millimetres in size.items()}
        made = paragraph.add_run().add_picture(BytesIO(picture(svg)), **sizes)
        made._inline.docPr.set("descr", alt)

    def paragraph(self, text: str, style: str) -> None:
        self.run(self.started(style), text)

    def started(self, style: str) -> Any:
        return self.turned(self.file.add_paragraph(style=style))

    def turned(self, paragraph: Any) -> Any:
        """A paragraph that runs from the right, where the document does."""
        if self.rtl:
            paragraph._p.get_or_add_pPr().insert_element_before(
                docx_fields.element("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr"
            )
        return paragraph

    def run(
        self, paragraph: Any, text: str, *, bold: bool | None = None, small: bool = False
    ) -> Any:
        from docx.shared import Pt, RGBColor

        made = paragraph.add_run(self.said(text))
        made.bold = bold or None
        if small:
            made.font.size, made.font.color.rgb = Pt(SOURCE_POINTS), RGBColor(0x5B, 0x66, 0x75)
        if self.rtl:
            made.font.rtl = True
            made.font.cs_bold = bold or None
        return made


def _set_up(file: Any, document: Document, made_at: datetime) -> None:
    """Core properties, page, styles; the handling in head and foot of each page."""
    from docx.enum.section import WD_SECTION
    from docx.shared import Mm, Pt

    properties = file.core_properties
    properties.title, properties.language = document.title, document.language
    properties.author = properties.last_modified_by = "Same Door"
    properties.comments = ""
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    page = file.sections[0]
    page.start_type = WD_SECTION.NEW_PAGE
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(18)
    for name, points in POINTS.items():
        _lettered(file.styles[name], Pt(points))
        file.styles[name].paragraph_format.space_after = Pt(2)
    if document.contents:
        docx_fields.entry_style(file, Mm(174))
    _lettered(file.styles["Header"], Pt(7.5))
    _lettered(file.styles["Footer"], Pt(7.5))
    _spoken(file, document)
    writing = _Writing(file, document)
    for edge in (page.header, page.footer):
        for place, line in enumerate(document.handling.lines):
            paragraph = edge.paragraphs[0] if not place else edge.add_paragraph()
            writing.run(writing.turned(paragraph), line)
    if document.direction == "rtl":
        page._sectPr.append(docx_fields.element("w:bidi"))


def _lettered(style: Any, size: Any) -> None:
    """In one font and size for Latin and Arabic letters."""
    from docx.oxml.ns import qn

    style.font.name, style.font.size = FONT, size
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:cs", "w:hAnsi", "w:ascii", "w:eastAsia"):
        fonts.set(qn(kind), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
    in_arabic = style.element.rPr.find(qn("w:szCs"))
    if in_arabic is None:
        style.element.rPr.append(docx_fields.element("w:szCs", val=str(int(size.pt * 2))))
    else:
        in_arabic.set(qn("w:val"), str(int(size.pt * 2)))


def _spoken(file: Any, document: Document) -> None:
    """The language, which a screen reader and a spelling checker go by."""
    from docx.oxml.ns import qn

    spoken = file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    spoken.set(qn("w:val"), document.language)
    spoken.set(qn("w:bidi"), document.language if document.direction == "rtl" else "ar")


def _repeat(row: Any) -> None:
    """The head of a table, said again on each page and told to screen readers."""
    row._tr.get_or_add_trPr().append(docx_fields.element("w:tblHeader"))
