"""The words of the group's message, as a briefing needs them.

The messages library is read here, and nowhere else in a briefing.
"""

from dataclasses import dataclass, replace

from sqlmodel import Session

from app.briefings.content import Answer
from app.briefings.document import Line, Section, marks
from app.doors.asks import Ask, Barrier
from app.kit.translation import gettext as _
from app.messages.queries import current_message
from app.messages.status import Version
from app.messages.wording import SHOWN


@dataclass(frozen=True)
class Words:
    """One message in one language. `called` names its number, whatever the language; `title` is
    its name and number in words, `source` says where it is from, too; `audiences` are (a code, to
    whom, the points for them)."""

    called: str
    source: str
    title: str
    objective: str
    the_ask: str
    fallback_ask: str
    points: tuple[str, ...]
    answers: tuple[Answer, ...]
    audiences: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    press_line: str = ""
    marks: tuple[str, ...] = ()


def words_of(db: Session, ask: Ask) -> Words | None:
    """The current message for an ask, in the reader's language or else in the one that it was
    written in; None where the group has none."""
    found = current_message(db, ask)
    if found is None:
        return None
    return Words(
        called=f"{found.message_id}.{found.number}",
        source=_source(found),
        title=_("“%(title)s”, version %(number)s", title=found.title, number=found.number),
        objective=found.objective,
        the_ask=found.the_ask,
        fallback_ask=found.fallback_ask,
        points=_points(found.points),
        answers=tuple(
            Answer(Barrier(one.barrier) if one.barrier else None, one.may_raise, one.answer, place)
            for place, one in enumerate(found.arguments)
        ),
        audiences=tuple(
            (whom, SHOWN[whom], _points(points)) for whom, points in found.audiences.items()
        ),
        press_line=found.press_line,
        marks=marks("group", found.origin),
    )


def _points(text: str) -> tuple[str, ...]:
    return tuple(point for point in text.splitlines() if point.strip())


def _source(found: Version) -> str:
    return _(
        "“%(title)s”, version %(number)s. %(source)s.",
        title=found.title,
        number=found.number,
        source=found.source,
    )


def objectives(words: Words | None) -> Section:
    empty = _("The group has no message for this ask yet.")
    key = "objectives"
    lines = (
        (
            Line(
                words.objective,
                source=words.source,
                marks=words.marks,
                key=f"{key}:{words.called}",
            ),
        )
        if words
        else ()
    )
    return Section(_("Our objective"), lines, empty, key)


def arguments_to_use(words: Words) -> Section:
    """The points for everybody, then those for each audience, named; the first for each stays
    however little room there is."""
    lines = [
        Line(point, key=f"point:{words.called}:{place}", pinned=place == 0)
        for place, point in enumerate(words.points)
    ]
    for whom, shown, points in words.audiences:
        lines += [
            Line(one, shown, key=f"point:{words.called}:{whom}:{place}", pinned=place == 0)
            for place, one in enumerate(points)
        ]
    return Section(_("Arguments to use, and to whom"), _from(words, lines), key="arguments")


def _from(words: Words, lines: list[Line]) -> tuple[Line, ...]:
    """Each with where it is from: the first names the message, the others refer to it."""
    return tuple(
        replace(line, source=_("the same message") if place else words.title)
        for place, line in enumerate(lines)
    )


def press(words: Words) -> list[Section]:
    if not words.press_line:
        return []
    key = f"press:{words.called}"
    line = Line(words.press_line, source=words.source, marks=words.marks, key=key)
    return [Section(_("Press line"), (line,), key="press")]


def asks(words: Words) -> Section:
    lines = [
        Line(words.the_ask, _("The one ask"), strong=True, key=f"ask:{words.called}"),
        Line(words.fallback_ask, _("Fallback ask"), key=f"fallback:{words.called}"),
    ]
    return Section(_("The ask, and the fallback ask"), _from(words, lines), key="ask")
