"""A document as PDF: tagged (PDF/UA-1), with bookmarks, its fonts in it, by typst."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.briefings.document import (
    Document,
    Figure,
    Line,
    Masthead,
    Section,
    Table,
    isolating,
)
from app.kit.translation import gettext as _
from app.kit.translation import speaking

if TYPE_CHECKING:
    from typst import Compiler

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "build/assets"
PPI = 220
"""Sharp on paper; a page is 480 points wide between its margins."""
NO_LETTER = "could not be displayed with font"
_one_at_a_time = Lock()


def pdf(document: Document, made_at: datetime) -> bytes:
    """The file. What the document says is data to typst, which reads no file but its template;
    the same document made at the same time is the same file."""
    with speaking(document.language):
        said = json.dumps(_data(document), ensure_ascii=False)
    template = HERE / ("working.typ" if document.masthead else "document.typ")
    with _one_at_a_time:
        return _compiled(template, said, made_at)


@lru_cache(16)
def picture(svg: str) -> bytes:
    """A drawing as PNG, for files that take no SVG; the same drawing is the same file."""
    with _one_at_a_time:
        made = _compiler().compile(
            input=HERE / "drawing.typ", format="png", ppi=PPI, sys_inputs={"svg": svg}
        )
    return _single(made)


def _compiled(template: Path, said: str, made_at: datetime) -> bytes:
    """By the standard for everybody to read, which wants each letter to be known to a font; with a
    letter that none of them has, tagged all the same, and that letter as a box."""
    from typst import TypstError

    told: dict[str, Any] = {
        "input": template,
        "format": "pdf",
        "sys_inputs": {"document": said},
        "timestamp": int(made_at.timestamp()),
    }
    try:
        made = _compiler().compile(**told, pdf_standards=["ua-1"])
    except TypstError as failure:
        if NO_LETTER not in failure.message:
            raise
        made = _compiler().compile(**told)
    return _single(made)


def _single(made: Any) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


@cache
def _compiler() -> "Compiler":
    """With its fonts read: kept, as reading them takes longer than a document."""
    from typst import Compiler, Fonts

    families = [str(path) for path in sorted(FONTS.glob("fontpkg_*/files"))]
    fonts = Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(families)
    )
    return Compiler(input=HERE / "document.typ", root=HERE, font_paths=fonts)


def _data(document: Document) -> dict[str, Any]:
    """All that the template asks for, each text kept from turning those around it."""
    said = isolating(document)
    return {
        "title": document.title,
        "masthead": document.masthead and _masthead(document.masthead, said),
        "handling": [said(one) for one in document.handling.lines],
        "language": document.language,
        "direction": document.direction,
        "lede": [_line(one, said) for one in document.lede],
        "warning": said(document.warning),
        "front": [_section(one, said) for one in document.front],
        "contents": document.contents,
        "words": {"contents": _("Contents")},
        "sections": [_section(one, said) for one in document.sections],
    }


def _section(section: Section, said: Callable[[str], str]) -> dict[str, Any]:
    return {
        "heading": said(section.heading),
        "rank": section.rank,
        "apart": section.apart,
        "paragraphs": [said(one) for one in section.paragraphs],
        "lines": [_line(one, said) for one in section.lines],
        "clauses": [[one.numbered, said(one.text)] for one in section.clauses],
        "table": section.table and _table(section.table, said),
        "figures": [_figure(one, said) for one in section.figures],
        "empty": said(section.empty) if section.bare else "",
        "rest": said(section.rest),
        "hidden": said(section.told_hidden),
    }


def _masthead(head: Masthead, said: Callable[[str], str]) -> dict[str, Any]:
    return {
        "body": said(head.body),
        "marks": [_line(one, said) for one in head.marks],
        "agenda": [said(one) for one in head.agenda],
    }


def _table(table: Table, said: Callable[[str], str]) -> dict[str, Any]:
    return {
        "caption": said(table.caption),
        "head": [said(cell) for cell in table.head],
        "rows": [[said(cell) for cell in row] for row in table.rows],
        "note": said(table.note),
        "counted": table.counted,
    }


def _figure(figure: Figure, said: Callable[[str], str]) -> dict[str, Any]:
    return {
        "svg": figure.svg,
        "alt": figure.alt,
        "caption": said(figure.caption),
        "signs": [{"svg": one.svg, "label": said(one.label)} for one in figure.signs],
        "note": said(figure.note),
    }


def _line(line: Line, said: Callable[[str], str]) -> dict[str, Any]:
    return {
        "label": said(line.lead),
        "text": said(line.text),
        "source": said(line.source),
        "marks": [said(one) for one in line.marks],
        "strong": line.strong,
    }
