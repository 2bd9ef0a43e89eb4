"""One search over everything that its reader may read."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Act, Reader, may
from app.contacts.text import tokens
from app.search.at_doors import happenings_found, rests_found
from app.search.entries import approaches_found, commitments_found, contacts_found
from app.search.facts import meetings_found, messages_found, messengers_found, states_found
from app.search.found import Found, Group, Kind
from app.search.nearest import nearest
from app.states.names import fold
from app.states.queries import book

SHOWN, WHOLE = 5, 100
"""Hits of a group among others, and by itself."""
LONGEST = 200
"""Letters of a search that are read."""


def search(db: Session, reader: Reader, text: str, today: date, only: Kind | None = None) -> Found:
    """What the words find, in groups that are not empty; `only` shows more of one of them."""
    text = text[:LONGEST]
    words = tokens(text)
    if not words:
        return Found(())
    states, meant = states_found(db, text, today, _size(Kind.STATES, only))
    groups = [states, *_by_words(db, reader, words, today, only)]
    shown = tuple(one for one in groups if one.count and only in (None, one.kind))
    if shown or only:
        return Found(tuple(words), shown, book(db).record(today))
    others = nearest(db, reader, words, today, lambda some: _finds(db, reader, some, today))
    named = {fold(name) for name in meant}
    nearby = tuple(one for one in others if one not in named)
    return Found(tuple(words), (), "", meant, nearby)


def _by_words(
    db: Session, reader: Reader, words: list[str], today: date, only: Kind | None = None
) -> Iterator[Group]:
    """Everything but States, which are found by whole names."""
    if may(reader, Act.READ_ENTRIES):
        yield contacts_found(db, reader, words, today, _size(Kind.CONTACTS, only))
        yield commitments_found(db, reader, words, _size(Kind.COMMITMENTS, only))
        yield approaches_found(db, reader, words, _size(Kind.APPROACHES, only))
        yield rests_found(db, reader, words, today, _size(Kind.RESTS, only))
        yield happenings_found(db, reader, words, _size(Kind.HAPPENINGS, only))
        yield messages_found(db, words, _size(Kind.MESSAGES, only))
    yield messengers_found(db, words, today, _size(Kind.MESSENGERS, only))
    yield meetings_found(db, reader, words, _size(Kind.MEETINGS, only))


def _finds(db: Session, reader: Reader, words: list[str], today: date) -> bool:
    states, _ = states_found(db, " ".join(words), today, 1)
    return bool(states.count) or any(one.count for one in _by_words(db, reader, words, today))


def _size(kind: Kind, only: Kind | None) -> int:
    return WHOLE if kind is only else SHOWN
