"""What was saved of an edited brief, save by save, and in words. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.briefings.edited import AS_IT_STANDS, Edit, State, states
from app.edited_briefs.forms import ADDED
from app.kit.translation import clauses
from app.kit.translation import gettext as _

Changes = tuple[tuple[str, State, State], ...]
"""(key of a line, how it stood, how it stands)."""


@dataclass(frozen=True)
class Save:
    """What one reader reads of one save: its `place` among those that they read, from 1, and how
    each line stood before and after."""

    number: int
    place: int
    by: str
    on: date
    changes: Changes


def saves(edits: Sequence[Edit]) -> tuple[Save, ...]:
    """Each save of which the reader reads an edit, oldest first."""
    return tuple(_saves(sorted(edits, key=lambda one: one.save)))


def _saves(ordered: Sequence[Edit]) -> Iterator[Save]:
    stood: dict[str, State] = {}
    for place, number in enumerate(dict.fromkeys(one.save for one in ordered), start=1):
        own = [one for one in ordered if one.save == number]
        changes = tuple((one.line, stood.get(one.line, AS_IT_STANDS), one.state) for one in own)
        stood |= {one.line: one.state for one in own}
        yield Save(number, place, own[0].by, own[0].on, changes)


def between(edits: Sequence[Edit], since: int, until: int) -> Changes:
    """What differs between two saves, of the lines that were edited by then; 0 is before any."""
    before, after = states(edits, until=since), states(edits, until=until)
    return tuple(
        (key, before.get(key, AS_IT_STANDS), after.get(key, AS_IT_STANDS))
        for key in dict.fromkeys((*before, *after))
        if before.get(key, AS_IT_STANDS) != after.get(key, AS_IT_STANDS)
    )


def in_words(key: str, state: State, texts: Mapping[str, str]) -> str:
    """How a line stands: its words, and that it was left out or kept; `texts` are those of lines
    as they stand, by key."""
    if key.startswith(ADDED) and (state.hidden or not state.text):
        return _("not there")
    own = texts.get(key, "")
    said = [state.text] if state.text else [_("as it stands: %(text)s", text=own) if own else ""]
    more = [_("left out")] if state.hidden else []
    more += [_("always kept")] if state.pinned and not key.startswith(ADDED) else []
    if more:
        said = [one.rstrip(".") for one in said]
    return clauses(filter(None, (*said, *more))) or _("as it stands")
