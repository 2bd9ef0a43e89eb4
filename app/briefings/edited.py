"""A brief as it was edited for one meeting: which edits a reader reads, and what becomes of each
line. Pure.

An edit is of one line and says all of how it shall stand; the newest that a reader reads decides.
Whoever reads an edit reads the line beneath in their own brief, and all that the line rested on.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from app.accounts.policy import (
    RESTRICTED,
    Act,
    Reader,
    Visibility,
    levels,
    may,
    may_read,
    reads_own,
    reads_taking_part,
    strictest,
)
from app.briefings.document import ORIGINS, Line, Section
from app.edited_briefs.forms import ADDED
from app.kit.dates import spoken
from app.kit.translation import clauses
from app.kit.translation import gettext as _

HALF = 32


@dataclass(frozen=True)
class State:
    """How a line shall stand: `text` is "" where its own text stays."""

    text: str = ""
    hidden: bool = False
    pinned: bool = False


AS_IT_STANDS = State()


@dataclass(frozen=True)
class Edit:
    """One line in one save. `section` is "" but for an added line; `level`, `rests` and `basis`
    are those of the line beneath when it was edited. `owner_id` and `messenger` are who edited the
    line first: whoever rewords an added line takes it from nobody."""

    save: int
    line: str
    state: State
    level: Visibility
    rests: frozenset[str]
    basis: str
    section: str
    author_id: int
    by: str
    owner_id: int
    messenger: str | None
    on: date
    origin: str

    @property
    def added(self) -> bool:
        return self.line.startswith(ADDED)


def keyed(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The same with no key twice, the second of two followed by its place."""
    seen: dict[str, int] = {}

    def once(line: Line) -> Line:
        seen[line.key] = seen.get(line.key, 0) + 1
        return line if seen[line.key] == 1 else replace(line, key=f"{line.key}#{seen[line.key]}")

    return tuple(replace(one, lines=tuple(map(once, one.lines))) for one in sections)


def by_key(sections: Iterable[Section]) -> dict[str, Line]:
    """The lines that can be edited."""
    return {line.key: line for one in sections for line in one.lines if line.key}


def basis(line: Line) -> str:
    """What a line says, as a digest of its text and one of its source."""
    return _digest(line.label, line.text) + _digest(line.source)


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()[:HALF]


def readable_edits(
    edits: Iterable[Edit], lines: Mapping[str, Line], reader: Reader
) -> tuple[Edit, ...]:
    """Those that the reader may read, where `lines` are all of the reader's own brief by key."""
    return tuple(one for one in edits if _reads(one, lines.get(one.line), reader))


def _reads(edit: Edit, line: Line | None, reader: Reader) -> bool:
    if reads_own(reader) and edit.author_id == reader.id:
        return True
    if edit.added:
        took_part = [edit.messenger] if edit.messenger else []
        return may_read(reader, edit.level, edit.owner_id, took_part)
    if line is None:
        return False
    if may(reader, Act.COORDINATE):
        return True
    return edit.rests <= set(line.rests) and _reads_level(edit, reader)


def _reads_level(edit: Edit, reader: Reader) -> bool:
    """By its level; or as a delegation that took part in each entry beneath: it reads them."""
    took_part = edit.level is Visibility.MESSENGER and bool(edit.rests)
    return edit.level in levels(reader) or (took_part and reads_taking_part(reader))


def newest(edits: Iterable[Edit], *, until: int | None = None) -> dict[str, Edit]:
    """The edit that decides on each line, of those up to a save."""
    ordered = sorted(edits, key=lambda one: one.save)
    return {one.line: one for one in ordered if until is None or one.save <= until}


def states(edits: Iterable[Edit], *, until: int | None = None) -> dict[str, State]:
    """How each edited line shall stand, after a save."""
    return {key: one.state for key, one in newest(edits, until=until).items()}


def applied(
    sections: Sequence[Section],
    deciding: Mapping[str, Edit],
    level: Visibility,
    now_says: Callable[[str], str],
) -> tuple[Section, ...]:
    """The sections as they were edited by `deciding`, all of which the reader reads; `level` is
    the whole edited brief's. `now_says` gives the `basis` of a line by its key."""
    made = [_edited(section, deciding, level, now_says) for section in sections]
    there = {section.key for section in sections} | by_key(sections).keys()
    homeless = [
        one for one in deciding.values() if one.added and one.section not in there and _shown(one)
    ]
    gone = [
        one
        for key, one in deciding.items()
        if not one.added and key not in there and one.state.text
    ]
    if homeless:
        lines = tuple(_added(one, level) for one in homeless)
        made.append(Section(_("Added for this meeting"), lines, key="added"))
    if gone:
        lines = tuple(_added(one, level) for one in gone)
        heading = _("What you wrote for lines that are no longer here")
        made.append(Section(heading, lines, key="gone"))
    return tuple(made)


def _shown(edit: Edit) -> bool:
    return bool(edit.state.text) and not edit.state.hidden


def _edited(
    section: Section,
    deciding: Mapping[str, Edit],
    level: Visibility,
    now_says: Callable[[str], str],
) -> Section:
    shown: list[Line] = []
    hidden: list[Line] = []
    for line in section.lines:
        edit = deciding.get(line.key)
        if edit is None:
            shown.append(line)
        elif edit.state.hidden:
            hidden.append(_left_out(line, edit))
        else:
            shown.append(_worded(line, edit, level, now_says))
    here = (one for one in deciding.values() if one.added and one.section == section.key)
    shown += [_added(one, level) for one in here if _shown(one)]
    return replace(section, lines=tuple(shown), hidden=(*section.hidden, *hidden))


def _worded(line: Line, edit: Edit, level: Visibility, now_says: Callable[[str], str]) -> Line:
    """The line in the words of the edit, with who wrote them and when, and with what it says now
    if that has changed since. What was written for a meeting, and what was pinned, stays."""
    if not edit.state.text:
        return replace(line, pinned=line.pinned or edit.state.pinned)
    told = [line.source.rstrip("."), _said_by(edit)] if line.source else [_said_by(edit)]
    changed = _has_changed(line, edit, now_says(line.key))
    if changed:
        told.append(_("the line beneath now reads: “%(text)s”", text=line.text or line.label))
    strict = strictest((line.level, edit.level, level))
    return replace(
        line,
        text=edit.state.text,
        source=clauses(told),
        marks=_marked(line.marks, strict, edit.origin, *([_("Changed since")] if changed else ())),
        level=strict,
        pinned=True,
    )


def _said_by(edit: Edit) -> str:
    return _("reworded by %(person)s on %(day)s", person=edit.by, day=spoken(edit.on))


def _has_changed(line: Line, edit: Edit, now: str) -> bool:
    """What it says; and from where, if it rests on the same for this reader."""
    if now[:HALF] != edit.basis[:HALF]:
        return True
    return frozenset(line.rests) == edit.rests and now != edit.basis


def _left_out(line: Line, edit: Edit) -> Line:
    said = _("left out by %(person)s on %(day)s", person=edit.by, day=spoken(edit.on))
    told = [line.source.rstrip("."), said] if line.source else [said]
    return replace(line, source=clauses(told), strong=False)


def _added(edit: Edit, level: Visibility) -> Line:
    strict = strictest((edit.level, level))
    said = _("written by %(person)s on %(day)s", person=edit.by, day=spoken(edit.on))
    marks = _marked((), strict, edit.origin)
    return Line(edit.state.text, source=said, marks=marks, key=edit.line, level=strict, pinned=True)


def _marked(marks: tuple[str, ...], level: Visibility, origin: str, *more: str) -> tuple[str, ...]:
    """The marks of a line, those of an edit among them, each once."""
    others = [one for one in marks if one not in RESTRICTED.values()]
    own = [RESTRICTED[level]] if level in RESTRICTED else []
    of_origin = [said for code, said in ORIGINS.items() if code == origin]
    return tuple(dict.fromkeys([*own, *others, *of_origin, *more]))
