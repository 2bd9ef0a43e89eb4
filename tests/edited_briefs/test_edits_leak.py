"""Random edits, random readers: nobody reads an edit of a line that they do not read themselves.

Beneath each restricted line lies an entry with a token of its own. Whoever finds an edit's token in
the edited brief has to find the token of what it is of in their own plain brief, or be its author;
and nothing of an edit that one does not read counts: nobody's brief differs by it.
"""

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Visibility, may_read
from app.audit.derived import forget
from app.briefings.editing import desk
from app.briefings.queries import brief
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from app.doors.asks import Ask, Barrier
from app.doors.door import Door
from app.doors.forms import MoveStage, ReadBarrier
from app.doors.service import move_stage, read_barrier
from app.kit.errors import Forbidden, Missing
from tests.edited_briefs.cast import begin, edit, read, told
from tests.world import NOW, TODAY, World

BENEATH, EDITED, ADDED = "Zanzaborine", "Quixolate", "Wirblement"
AUTHORS = ("coordinator", "member", "stranger", "campaigner", "envoy")
READERS = (*AUTHORS, "colleague", "observer", "administrator")
LEVELS = st.sampled_from(list(Visibility))


@dataclass(frozen=True)
class Written:
    """An entry of a kind, by whom and how restricted."""

    kind: str
    author: str
    level: Visibility


ENTRIES = st.builds(
    Written,
    kind=st.sampled_from(("contact", "move", "barrier")),
    author=st.sampled_from(AUTHORS),
    level=LEVELS,
)


def write(db: Session, by: User, one: Written, token: str) -> None:
    own: dict[str, Any] = {"visibility": one.level}
    door = Door("AGO", Ask.RATIFY)
    if one.kind == "contact":
        promise = {"commitment_side": ["theirs"], "commitment_text": [f"{token} promise"]}
        told = {
            "state": "AGO", "held_on": TODAY, "channel": "letter", "note": f"{token} note",
            "next_step": f"{token} step", "warn_others": "no", **promise, **own,
        }  # fmt: skip
        log_contact(db, LogContact.model_validate(told), by=by, now=NOW, today=TODAY)
    elif one.kind == "move":
        wish = MoveStage(stage=2, moved_on=TODAY, reason=f"{token} move", **own)
        move_stage(db, wish, door=door, by=by, now=NOW, today=TODAY)
    else:
        source = f"{token} source"
        wish = ReadBarrier(barrier=Barrier.CAPACITY, read_on=TODAY, source=source, **own)
        read_barrier(db, wish, door=door, by=by, now=NOW, today=TODAY)


def test_nobody_reads_an_edit_of_what_they_do_not_read(db: Session, world: World) -> None:
    @settings(
        max_examples=12, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(
        entries=st.lists(ENTRIES, min_size=1, max_size=4),
        of=st.tuples(st.sampled_from(AUTHORS), LEVELS),
        editors=st.lists(st.sampled_from(AUTHORS), min_size=1, max_size=2),
        deed=st.sampled_from(("reword", "hide", "pin")),
        added=LEVELS,
    )
    @example(
        entries=[
            Written("barrier", "member", Visibility.MESSENGER),
            Written("barrier", "stranger", Visibility.MESSENGER),
        ],
        of=("coordinator", Visibility.GROUP),
        editors=["coordinator"],
        deed="reword",
        added=Visibility.GROUP,
    )
    def holds(
        entries: list[Written],
        of: tuple[str, Visibility],
        editors: list[str],
        deed: str,
        added: Visibility,
    ) -> None:
        with db.begin_nested() as point:
            _holds(db, world, entries, of, editors, deed, added)
            point.rollback()
        db.expire_all()
        forget(db)

    holds()


def _holds(
    db: Session,
    world: World,
    entries: list[Written],
    of: tuple[str, Visibility],
    editors: list[str],
    deed: str,
    added: Visibility,
) -> None:
    for place, one in enumerate(entries):
        write(db, getattr(world, one.author), one, f"{BENEATH}{place}")
    begun = begin(db, getattr(world, of[0]), visibility=of[1])
    tokens: dict[str, tuple[str, frozenset[str]]] = {}
    for name in editors:
        tokens |= _edited(db, getattr(world, name), name, begun, deed)
    there = _add(db, world, editors[0], begun, added)
    for name in READERS:
        _reads_no_more(db, world, name, begun, tokens)
        if there:
            _reads_added(db, world, name, editors[0], begun, added)


def _edited(
    db: Session, by: User, name: str, begun: Any, deed: str
) -> dict[str, tuple[str, frozenset[str]]]:
    """Every line that rests on entries is edited by somebody who may; by the edit's token, who did
    and which tokens the line showed them."""
    found = brief(db, by.reader, "AGO", TODAY)
    lines = [one for part in found.sections for one in part.lines if one.rests]
    made = {}
    words = {}
    for place, one in enumerate(lines):
        token = f"{EDITED}-{name}-{place}."
        words[one.key] = token
        shown = f"{one.label} {one.text} {one.source}"
        made[token] = (
            name,
            frozenset(f"{BENEATH}{n}" for n in range(4) if f"{BENEATH}{n}" in shown),
        )
    try:
        if deed == "reword":
            edit(db, begun, by, words)
        else:
            edit(db, begun, by, words, **{deed: list(words)})
    except (Missing, Forbidden):
        return {}
    return made


def _add(db: Session, world: World, name: str, begun: Any, level: Visibility) -> bool:
    """Whether that person may."""
    try:
        text = f"{ADDED} line"
        edit(db, begun, getattr(world, name), section="background", text=text, visibility=level)
    except (Missing, Forbidden):
        return False
    return True


def _reads_no_more(
    db: Session,
    world: World,
    name: str,
    begun: Any,
    tokens: dict[str, tuple[str, frozenset[str]]],
) -> None:
    reader = getattr(world, name).reader
    plain = repr(brief(db, reader, "AGO", TODAY))
    if not may_read(reader, begun.visibility, begun.author_id, [begun.messenger]):
        return
    found = desk(db, reader, begun, TODAY)
    shown = told(read(db, begun, getattr(world, name))) + repr(found.saves) + repr(found.edits)
    for token, (author, beneath) in tokens.items():
        if token in shown and author != name:
            assert all(one in plain for one in beneath), (name, token, beneath)
    own = [one for one in found.edits if one.author_id == reader.id]
    if not any(f"{BENEATH}{place}" in plain for place in range(4)) and not own:
        edited = read(db, begun, getattr(world, name))
        assert [part.hidden for part in edited.sections if part.hidden] == []
        assert EDITED not in repr(edited)


def _reads_added(
    db: Session, world: World, name: str, author: str, begun: Any, level: Visibility
) -> None:
    """An added line is read by who reads the edited brief, and, where its own level is stricter, by
    whom that lets."""
    reader, by = getattr(world, name).reader, getattr(world, author)
    if not may_read(reader, begun.visibility, begun.author_id, [begun.messenger]):
        return
    shown = ADDED in told(read(db, begun, getattr(world, name)))
    order = list(Visibility)
    stricter = order.index(level) > order.index(begun.visibility)
    assert shown == (not stricter or may_read(reader, level, by.id, [by.messenger])), (name, level)
