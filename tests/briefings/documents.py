"""A document of every kind of part, and what independent readers find in a file of it."""

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from app.briefings.document import (
    Clause,
    Document,
    Figure,
    Handling,
    Line,
    Masthead,
    Section,
    Sign,
    Table,
)

POPPLER = shutil.which("pdftotext")
"""pdftotext, pdfinfo, pdffonts and pdftoppm come together."""


def needs_poppler(test: Any) -> Any:
    """Skips where there is no poppler, or fails where nothing may be skipped."""
    missing = pytest.mark.skipif(POPPLER is None, reason="no poppler: pdftotext is not on the path")
    return pytest.mark.poppler(missing(test))


def document(*, language: str = "en", direction: str = "ltr", title: str = "Aland") -> Document:
    return Document(
        title=title,
        handling=Handling("For Ann Reader only.", ("Contains test entries",)),
        language=language,
        direction=direction,
        lede=(Line("State not party", strong=True), Line("", source="A page of 2026")),
        warning="Please ask first.",
        sections=(
            Section("First", (Line("one", "Label", "a source", ("Delegations only",)),)),
            Section("Second", (Line("two"), Line("#set text(red) *three* $x$"), Line("four"))),
            Section("Third", paragraphs=("A paragraph.",), table=Table(("A", "B"), (("c", "d"),))),
            Section("Fourth", empty="Nothing is known."),
            Section("Fifth", (Line("five"),), more=3, in_log=True),
        ),
    )


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20" width="30" height="20">'
    '<rect width="30" height="20" fill="#0b5351"/></svg>'
)


def working_document(**other: Any) -> Document:
    """A working document, with a part of every kind."""
    figure = Figure(SVG, "What it shows", "Figure 1. A map", (Sign(SVG, "A sign"),), "Its note.")
    table = Table(("A", "B"), (("c", "1"),), "Table 1. Counts", "A source.", counted=True)
    masthead = Masthead("A meeting", (Line("left open", "Symbol"),), ("Agenda item: left open",))
    sections = (
        Section("First", clauses=(Clause(1, "One paragraph."), Clause(2, "Another."))),
        Section("Second", clauses=(Clause(3, "A third."),), table=table, rank=2),
        Section("Third", figures=(figure,)),
        Section("Annex", (Line("a page", "Standing"), Line("a log", "Contacts")), apart=True),
    )
    plain = {"masthead": masthead, "sections": sections, "lede": (), "warning": ""}
    return replace(document(), **plain | other)


def pdf_text(content: bytes, *, arabic: bool = False) -> str:
    """What poppler reads, in the order in which it is written, in one line. Arabic letters that
    reach over their neighbours it reads right only by where they stand on the page."""
    return flat(poppler("pdftotext", content, *([] if arabic else ["-raw"]), "-", "-"))


def poppler(program: str, content: bytes, *after: str) -> str:
    """What one of its programs says of a PDF."""
    command = [program, *after] if program == "pdftotext" else [program, *after, "-"]
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    return done.stdout.decode()


def docx_text(content: bytes) -> str:
    """What python-docx reads: paragraphs and tables in the order of the body."""
    file = docx.Document(BytesIO(content))
    said = []
    for part in file.iter_inner_content():
        if hasattr(part, "rows"):
            said += [cell.text for row in part.rows for cell in row.cells]
        else:
            said.append(part.text)
    return flat(" ".join(said))


def docx_whole(content: bytes) -> str:
    """Every text of the file: head, foot and properties too."""
    with ZipFile(BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist() if "xml" in name)


def writer_text(content: bytes, where: Path) -> str:
    """What LibreOffice Writer reads."""
    (where / "document.docx").write_bytes(content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{where}/profile", "--headless", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(where), str(where / "document.docx")],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return flat((where / "document.txt").read_text(encoding="utf-8-sig"))


def flat(text: str) -> str:
    """Without line breaks, and without the marks that keep two scripts apart."""
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069\u200e\u200f\u202a-\u202e]", "", text)).strip()


def in_order(texts: list[str], found: str) -> str:
    """The first text that does not follow the one before it; "" if all of them do."""
    at = 0
    for text in map(flat, texts):
        place = found.find(text, at)
        if place < 0:
            return text
        at = place + len(text)
    return ""


def all_told(content: bytes, media_type: str) -> str:
    """All that a file can tell: text and metadata; without poppler, of a PDF what is not packed."""
    if media_type == "application/pdf" and POPPLER:
        about = (poppler("pdfinfo", content, *more) for more in ((), ("-meta",)))
        return pdf_text(content) + "".join(about)
    return content.decode("latin-1") if media_type == "application/pdf" else docx_whole(content)
