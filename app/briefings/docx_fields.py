"""What a DOCX works out by itself: a table of contents and the numbers of pages. By python-docx,
which has no types of its own."""

from typing import Any

STYLE = "toc 1"
"""As word processors call the style of an entry."""


def element(tag: str, **values: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def begin(paragraph: Any, asks: str) -> list[Any]:
    """The runs that begin a field, which is worked out anew when the file is opened."""
    asked = element("w:instrText")
    asked.text = f" {asks} "
    asked.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    first = element("w:fldChar", fldCharType="begin", dirty="true")
    return [_run(paragraph, one) for one in (first, asked, _edge("separate"))]


def end(paragraph: Any) -> list[Any]:
    return [_run(paragraph, _edge("end"))]


def bookmarked(paragraph: Any, place: int) -> None:
    """Make a heading something that an entry of the contents can lead to."""
    number = str(place)
    before = paragraph._p.pPr
    begins = element("w:bookmarkStart", id=number, name=bookmark(place))
    paragraph._p.insert(0 if before is None else 1, begins)
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def bookmark(place: int) -> str:
    return f"_Toc{place:08d}"


def linked(paragraph: Any, place: int, runs: list[Any]) -> None:
    """Put runs of a paragraph into a link to a heading, at its end."""
    link = element("w:hyperlink", anchor=bookmark(place), history="1")
    paragraph._p.append(link)
    for run in runs:
        link.append(run._r)


def entry_style(file: Any, width: Any) -> None:
    """The style of an entry: its number stands at the end of a dotted line."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    style = file.styles.add_style(STYLE, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles["Normal"]
    stops = style.paragraph_format.tab_stops
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _edge(kind: str) -> Any:
    return element("w:fldChar", fldCharType=kind)


def _run(paragraph: Any, part: Any) -> Any:
    run = paragraph.add_run()
    run._r.append(part)
    return run
