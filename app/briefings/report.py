"""A report to the Meeting of States Parties in the form of a working document.

It is the same for whoever reads it, as its figures are: nothing here asks who that is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.briefings import report_tables as tables
from app.briefings.document import (
    Clause,
    Document,
    Figure,
    Handling,
    Line,
    Masthead,
    Section,
)
from app.briefings.drawings import chart_signs, map_signs, progress, world_map
from app.kit.dates import spoken
from app.kit.translation import LANGUAGES, language, locale, ngettext
from app.kit.translation import gettext as _
from app.reports.figures import Figures
from app.reports.sections import OF_CONTACTS, SECTION_NAMES
from app.reports.sections import Section as Part
from app.reports.wording import paragraphs
from app.states.geometry import Shape, outline
from app.states.progress import past
from app.states.progress_chart import chart
from app.states.queries import Book
from app.states.standing import Standing
from app.states.world import drawing

BEGINS = {Part.REGIONS: "contacts"}
"""Above which part the heading of several stands."""


def report(
    figures: Figures,
    texts: Mapping[Part, str],
    known: Book,
    shapes: Sequence[Shape],
    handled: Handling,
    *,
    notice: str = "",
) -> Document:
    """Of its figures and the text of each section; `known` gives the names of States, `shapes` the
    map's outlines, `notice` what is to be read before all else."""
    return Document(
        title=_("Universalization of the Convention on Cluster Munitions"),
        handling=handled,
        language=language(),
        direction=locale().text_direction,
        lede=(Line(_("Submitted by the Coordinators on Universalization")),),
        warning=notice,
        sections=tuple(_numbered(_sections(figures, texts, known, shapes))),
        masthead=_masthead(figures.on),
    )


def _masthead(on: date) -> Masthead:
    fill_in = _("[to be filled in by the secretariat]")
    return Masthead(
        body=_("Meeting of States Parties to the Convention on Cluster Munitions"),
        marks=(
            Line(fill_in, _("Symbol")),
            Line(spoken(on), _("Date")),
            Line(LANGUAGES[language()], _("Language")),
        ),
        agenda=(
            _("Session, place and dates: %(text)s", text=fill_in),
            _("Agenda item: %(text)s", text=fill_in),
        ),
    )


def _sections(
    of: Figures, texts: Mapping[Part, str], known: Book, shapes: Sequence[Shape]
) -> Iterable[Section]:
    for part in Part:
        if part in BEGINS:
            yield Section(_("Approaches to States"))
        yield Section(
            SECTION_NAMES[part],
            key=part,
            paragraphs=tuple(paragraphs(texts[part])),
            table=tables.table(part, of, known),
            figures=_drawn(of, known, shapes) if part is Part.STANDING else (),
            rank=2 if part in OF_CONTACTS else 1,
        )
    yield Section(_("Annex: sources"), tables.sources(of, known), key="sources", apart=True)


def _numbered(sections: Iterable[Section]) -> Iterable[Section]:
    """Paragraphs, tables and figures with their numbers, counted through."""
    clauses = written = drawn = 0
    for one in sections:
        own = tuple(Clause(clauses + at, text) for at, text in enumerate(one.paragraphs, 1))
        clauses += len(own)
        table = one.table
        if table:
            written += 1
            table = replace(table, caption=tables.captioned(written, table.caption))
        figures = []
        for figure in one.figures:
            drawn += 1
            said = _("Figure %(number)s. %(title)s", number=drawn, title=figure.caption)
            figures.append(replace(figure, caption=said))
        yield replace(one, paragraphs=(), clauses=own, table=table, figures=tuple(figures))


def _drawn(of: Figures, known: Book, shapes: Sequence[Shape]) -> tuple[Figure, ...]:
    return _map(of, known, shapes), _chart(of, known)


def _map(of: Figures, known: Book, shapes: Sequence[Shape]) -> Figure:
    counts = {
        "parties": of.stands(Standing.PARTY),
        "signatories": of.stands(Standing.SIGNATORY),
        "others": of.stands(Standing.NOT_PARTY),
    }
    return Figure(
        world_map(drawing(known.states.values(), shapes), of.standing, outline()),
        alt=_(
            "World map of standing under the Convention: States Parties %(parties)s, signatories "
            "%(signatories)s, States not party %(others)s.",
            **counts,
        ),
        caption=_("Standing under the Convention on %(day)s", day=spoken(of.on)),
        signs=map_signs(),
        note=_(
            "Boundaries and names shown do not imply endorsement or acceptance. Outlines: Natural "
            "Earth; Equal Earth projection. States too small to be seen have a mark. Hatched: "
            "areas outside the 197, or disputed, among them Crimea, the Falkland Islands "
            "(Malvinas), the Golan, Jammu and Kashmir, Kosovo, Taiwan and Western Sahara."
        ),
    )


def _chart(of: Figures, known: Book) -> Figure:
    made = chart(of.series, [*past(), *of.goals], of.on, of.on)
    said = _(
        "Number of States Parties, %(first)s to %(last)s",
        first=made.by_year[0].on.year,
        last=made.by_year[-1].on.year,
    )
    return Figure(
        progress(made),
        alt=f"{said}. "
        + ngettext(
            "%(num)s State Party on %(day)s.",
            "%(num)s States Parties on %(day)s.",
            made.now.parties,
            day=spoken(of.on),
        ),
        caption=said,
        signs=chart_signs(),
        note=" ".join(
            (*(tables.aimed(mark) for mark in made.marks), tables.from_record(of, known))
        ),
    )
