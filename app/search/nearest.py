"""When nothing is found: the nearest words by which this reader would find something.

Whatever is offered stands in texts that the reader may read: a hidden entry neither offers a word
nor keeps another from being offered (domain rule 4).
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, islice

from sqlalchemy import func, text
from sqlmodel import Session, col

from app.accounts.policy import Act, Reader, may
from app.contacts.listing import FTS, on_sqlite
from app.contacts.models import Contact
from app.contacts.queries import readable_contacts
from app.kit.db import columns
from app.search.entries import planned
from app.search.facts import all_meetings, all_messages, all_messengers
from app.search.words import LONGEST, SHORTEST, beginning_of, nearest_to, one_slip_away
from app.states.names import fold, names_of
from app.states.queries import book

WORDS = 4
"""Words of a search that are looked at."""
TEXTS = 100
"""Texts in which a near word is looked for: the newest that hold one."""
TRIED, OFFERED = 8, 3


def nearest(
    db: Session,
    reader: Reader,
    words: list[str],
    today: date,
    finds: Callable[[list[str]], bool],
) -> tuple[str, ...]:
    """Other searches in place of one that finds nothing; `finds` says of each whether it does.

    A word that is written somewhere stays; one that is not is replaced by its nearest. Where that
    still finds nothing, each word by itself.
    """
    written = list(_written(db, reader, today))
    choices = [_choices(db, reader, word, written) for word in words[:WORDS]]
    choices = [some for some in choices if some]
    best = [some[0] for some in choices]
    whole = [
        [*best[:at], other, *best[at + 1 :]] for at, some in enumerate(choices) for other in some
    ]
    tried = dict.fromkeys(" ".join(one) for one in (*whole, *([word] for word in best)))
    tried.pop(" ".join(words), None)
    return tuple(islice((one for one in list(tried)[:TRIED] if finds(one.split())), OFFERED))


def _choices(db: Session, reader: Reader, word: str, written: list[str]) -> list[str]:
    """The word itself if something is found by it, else the nearest that are written."""
    if any(f" {word}" in f" {one}" for one in written) or _texts(db, reader, [word], 1):
        return [word]
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    slips = _texts(db, reader, one_slip_away(word), TEXTS, whole=True)
    alike = _texts(db, reader, [beginning_of(word)], TEXTS)
    return nearest_to(word, chain(written, slips, alike))


def _written(db: Session, reader: Reader, today: date) -> Iterator[str]:
    """Folded texts outside the log that the reader may read: names, messages, approaches."""
    for state in book(db).states.values():
        yield from map(fold, names_of(state)[:-2])
    yield from (fold(one.whole) for one in (*all_messengers(db, today), *all_meetings(db, reader)))
    if may(reader, Act.READ_ENTRIES):
        yield from (fold(one.whole) for one in all_messages(db))
        yield from (fold(one.texts) for one in planned(db, reader))


def _texts(
    db: Session, reader: Reader, words: list[str], limit: int, *, whole: bool = False
) -> list[str]:
    """The folded texts of the newest readable contacts that hold one of the words, or a word that
    one of them begins."""
    if not may(reader, Act.READ_ENTRIES):
        return []
    query = columns(Contact.search_text).where(readable_contacts(reader)).limit(limit)
    if on_sqlite(db):
        some = " OR ".join(f'"{word}"{"" if whole else "*"}' for word in words)
        match = text("contacts_fts MATCH :some").bindparams(some=some)
        query = query.join(FTS, FTS.c.rowid == col(Contact.id)).where(match)
        return list(db.execute(query.order_by(FTS.c.rowid.desc())).scalars())
    vector = func.to_tsvector(text("'simple'::regconfig"), col(Contact.search_text))
    some = " | ".join(f"{word}{'' if whole else ':*'}" for word in words)
    query = query.where(vector.op("@@")(func.to_tsquery(text("'simple'::regconfig"), some)))
    return list(db.execute(query.order_by(col(Contact.id).desc())).scalars())
