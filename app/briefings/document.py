"""What a document says, in the order in which it is read: page, PDF and DOCX are made from it, so
that they cannot differ. Pure.

A brief, a trip pack (`pack`), a contact history and a report are each one `Document`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from re import search
from unicodedata import bidirectional

from app.accounts.policy import RESTRICTED, Visibility
from app.kit.dates import moment
from app.kit.origin import Origin
from app.kit.translation import Said, marked, ngettext
from app.kit.translation import gettext as _

ORIGINS = Said(
    {
        Origin.DEMONSTRATION: marked("Demonstration entry"),
        Origin.SYNTHETIC: marked("Synthetic entry"),
    }
)


@dataclass(frozen=True)
class Line:
    """One thing to know. `label` says what it is, `source` where it comes from and when;
    `marks` are such as an entry's level, or that it is a demonstration.

    `key` names the fact beneath ("contact:12") in every language, "" where there is none; `level`
    is the strictest of the entries that it rests on, and `rests` names them, where they can be
    named. A `pinned` line is never left out for want of room.
    """

    text: str
    label: str = ""
    source: str = ""
    marks: tuple[str, ...] = ()
    strong: bool = False
    key: str = ""
    level: str = "group"
    pinned: bool = False
    rests: tuple[str, ...] = ()

    @property
    def lead(self) -> str:
        """The label as it stands before the text, in one paragraph with it."""
        if not self.label or not self.text or self.label.endswith((".", "?", "؟", "…")):
            return self.label
        if search(r":\s", self.label):  # not the one of a time, such as 09:30
            return _("%(sentence)s.", sentence=self.label)
        return _("%(label)s:", label=self.label)


@dataclass(frozen=True)
class Table:
    """Rows of cells under a head, as many in each as in the head; `caption` stands above, `note`
    below. In a `counted` one, all columns but the first are numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    note: str = ""
    counted: bool = False


@dataclass(frozen=True)
class Sign:
    """What a sign of a drawing means: the sign alone as SVG, and the words for it."""

    svg: str
    label: str


@dataclass(frozen=True)
class Figure:
    """A drawing as SVG without words, which stand around it so that every form shapes them:
    `caption` above, `signs` and `note` below. `alt` says what the drawing shows."""

    svg: str
    alt: str
    caption: str
    signs: tuple[Sign, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Clause:
    """A paragraph of a working document, with its number."""

    number: int
    text: str

    @property
    def numbered(self) -> str:
        return f"{self.number}."


@dataclass(frozen=True)
class Section:
    """What stands under a heading: paragraphs, clauses, lines, a table and figures; `empty` is what
    is said when there is nothing. `more` is how many lines were left out, None for many, and
    `in_log` whether the contact log has them; `left` are those of them that a screen has room for,
    and `hidden` those that somebody left out for one meeting.

    `rank` is 1 for a heading of the document, 2 for one below it; `apart` begins a page.
    """

    heading: str
    lines: tuple[Line, ...] = ()
    empty: str = ""
    key: str = ""
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    more: int | None = 0
    in_log: bool = False
    rank: int = 1
    apart: bool = False
    clauses: tuple[Clause, ...] = ()
    figures: tuple[Figure, ...] = ()
    left: tuple[Line, ...] = ()
    hidden: tuple[Line, ...] = ()

    @property
    def rest(self) -> str:
        """What is said of lines that were left out."""
        if self.more is None:
            return _("Many more in the contact log.")
        if not self.more:
            return ""
        if self.in_log:
            return ngettext(
                "%(num)s more in the contact log.", "%(num)s more in the contact log.", self.more
            )
        return ngettext(
            "%(num)s more is left out here.", "%(num)s more are left out here.", self.more
        )

    @property
    def told_hidden(self) -> str:
        """What is said of lines that somebody left out for one meeting."""
        if not self.hidden:
            return ""
        return ngettext(
            "%(num)s line is left out for this meeting.",
            "%(num)s lines are left out for this meeting.",
            len(self.hidden),
        )

    @property
    def bare(self) -> bool:
        told = self.lines or self.paragraphs or self.table or self.clauses or self.figures
        return not (told or self.hidden)

    @property
    def labelled(self) -> bool:
        """Whether each line has a label, and they read as a list of terms."""
        return bool(self.lines) and all(line.label for line in self.lines)


@dataclass(frozen=True)
class Handling:
    """For whom a document is and when it was made, in one sentence for the head and foot of each
    page; `notices` are what every page must say while demonstration entries are about."""

    sentence: str
    notices: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.sentence, *(_("%(sentence)s.", sentence=one) for one in self.notices))


def handling(name: str, made_at: datetime, notices: Iterable[str] = ()) -> Handling:
    """Of a document made for one reader, at a time in UTC."""
    sentence = _(
        "For %(name)s only. Made on %(moment)s from what %(name)s may read. "
        "Please do not pass it on.",
        name=name,
        moment=moment(made_at),
    )
    return Handling(sentence, tuple(notices))


@dataclass(frozen=True)
class Masthead:
    """The head of a working document of the United Nations: the `body` that it is before, the
    `marks` at its side (symbol, date, language), and the lines of its agenda above the title."""

    body: str
    marks: tuple[Line, ...]
    agenda: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """`lede` are lines under the title, `warning` a sentence to read before all else; `language` is
    a code of `LANGUAGES`, `direction` "ltr" or "rtl"; `contents` asks for a page of contents, which
    comes after `front`, what the title page has of its own. With a `masthead` it is a working
    document, with numbered paragraphs. `key` names what it is part of a pack for, "" where it is
    none."""

    title: str
    handling: Handling
    language: str
    direction: str
    lede: tuple[Line, ...] = ()
    warning: str = ""
    sections: tuple[Section, ...] = ()
    contents: bool = False
    masthead: Masthead | None = None
    front: tuple[Section, ...] = ()
    key: str = ""


def pack(
    title: str,
    handling: Handling,
    parts: Iterable[Document],
    *,
    lede: tuple[Line, ...] = (),
    front: tuple[Section, ...] = (),
) -> Document:
    """Several documents as one, each on pages of its own, behind a page of contents; before that,
    on the title page, `front`.

    All are in one language; ValueError without any.
    """
    made = tuple(parts)
    if not made:
        raise ValueError("a pack of no documents")
    sections = [section for part in made for section in _as_part(part)]
    first = made[0]
    return Document(
        title=title,
        handling=handling,
        language=first.language,
        direction=first.direction,
        lede=lede,
        sections=tuple(sections),
        contents=True,
        front=front,
    )


def _as_part(part: Document) -> list[Section]:
    """A document's head as a section, and its sections one rank lower."""
    before = (part.warning,) if part.warning else ()
    head = Section(part.title, part.lede, paragraphs=before, apart=True, key=part.key)
    return [head, *(replace(section, rank=section.rank + 1) for section in part.sections)]


def isolating(document: Document) -> Callable[[str], str]:
    """How a text is put among others, so that one in another script turns none of them around:
    between Unicode's first strong isolate and its end, where that can be needed."""

    def isolated(text: str) -> str:
        if text and (document.direction == "rtl" or any(map(_from_right, text))):
            return f"\u2068{text}\u2069"
        return text

    return isolated


def _from_right(letter: str) -> bool:
    return bidirectional(letter) in ("R", "AL", "AN")


def words(document: Document) -> list[str]:
    """Every text of a document in the order of reading, its handling once."""
    found = [*_of_masthead(document.masthead), document.title]
    found += [*_of_lines(document.lede), document.warning]
    for section in (*document.front, *document.sections):
        found += [section.heading, *section.paragraphs]
        found += [text for one in section.clauses for text in (one.numbered, one.text)]
        found += [*_of_lines(section.lines), *_of_table(section.table)]
        found += [text for one in section.figures for text in _of_figure(one)]
        found += [section.empty if section.bare else "", section.rest, section.told_hidden]
    return [text for text in (*document.handling.lines, *found) if text]


def _of_masthead(head: Masthead | None) -> list[str]:
    return [head.body, *_of_lines(head.marks), *head.agenda] if head else []


def _of_table(table: Table | None) -> list[str]:
    if table is None:
        return []
    return [table.caption, *(cell for row in (table.head, *table.rows) for cell in row), table.note]


def _of_figure(figure: Figure) -> list[str]:
    return [figure.caption, *(one.label for one in figure.signs), figure.note]


def _of_lines(lines: Iterable[Line]) -> list[str]:
    return [text for line in lines for text in (line.lead, line.text, *line.marks, line.source)]


def marks(level: str, *origins: str) -> tuple[str, ...]:
    """What a line must say of its entries: a level other than `group`, and where they are from if
    nobody meant them."""
    restricted = (RESTRICTED[Visibility(level)],) if level in RESTRICTED else ()
    return (*restricted, *(said for origin, said in ORIGINS.items() if origin in origins))


def derived_marks(level: str, *, demonstration: bool) -> tuple[str, ...]:
    """The same for what is derived from entries."""
    return (*marks(level), _("From demonstration entries")) if demonstration else marks(level)
