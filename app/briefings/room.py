"""A brief on one page: what is left out where it would be longer, and how much. Pure.

Lengths are those of the PDF's page (document.typ), measured on briefs of every State with an open
door: about 112 letters to a row, 69 rows to a page.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from app.briefings.document import Line, Section

LETTERS = 112
HEADING_LETTERS = 22
SMALLER = 0.86
"""A source is set smaller than what it is the source of."""
BETWEEN = 0.55
"""Rows that a section takes beside its lines."""
ROWS = 65
LEAST = {
    "knocks": 2, "background": 5, "commitments": 3, "follow": 2, "tactical": 2, "arguments": 4,
    "answers": 2,
}  # fmt: skip
"""How many lines stay in a section however little room there is, in the order in which they give
room. What is not named here gives none: the ask, what to be careful with. What they will raise is
pinned where somebody recorded it."""


def fitted(sections: Sequence[Section], rows: float = ROWS) -> tuple[Section, ...]:
    """The sections, of some only the first lines; pinned lines always stay. A brief that is still
    too long takes a second page."""
    kept = dict(enumerate(sections))
    over = sum(map(height, sections)) - rows
    for key, least in LEAST.items():
        for place, section in kept.items():
            if section.key == key and over > 0:
                kept[place] = _shortened(section, least, over)
                over -= height(section) - height(kept[place])
    return tuple(kept.values())


def _shortened(section: Section, least: int, over: float) -> Section:
    """Without as many of its last lines as make up for `over`, `least` of them at most left; what
    is left out is kept, in its order, for who has more room."""
    made = section
    while len(made.lines) > least and height(section) - height(made) < over:
        last = max((at for at, one in enumerate(made.lines) if not one.pinned), default=None)
        if last is None:
            break
        more = None if made.more is None else made.more + 1
        made = replace(
            made,
            lines=(*made.lines[:last], *made.lines[last + 1 :]),
            more=more,
            left=(made.lines[last], *made.left),
        )
    return made


def height(section: Section) -> float:
    """The rows that a section takes."""
    told = sum(map(_rows, section.lines)) + (1 if section.rest or section.bare else 0)
    told += 1 if section.hidden else 0
    return max(told, ceil(len(section.heading) / HEADING_LETTERS)) + BETWEEN


def _rows(line: Line) -> int:
    letters = len(line.lead) + len(line.text) + sum(len(mark) + 3 for mark in line.marks)
    return max(1, ceil((letters + SMALLER * len(line.source)) / LETTERS))
