"""When nothing is found: the nearest words by which this reader would find something.

Whatever is offered stands in texts that the reader may read: a hidden entry neither offers a word
nor keeps another from being offered (domain rule 4).
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, islice

from sqlalchemy import text
from sqlmodel import Session, col

from app.accounts.policy import Act, Reader, may
from app.contacts.listing import fits_text, found_by, on_sqlite
from app.contacts.models import Contact
from app.contacts.ordering import FTS
from app.contacts.queries import readable_contacts
from app.contacts.text import postgres_any, postgres_query, sqlite_any, sqlite_match
from app.kit.db import columns
from app.search.at_doors import all_happenings, all_rests
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
FEW = 2000
AT_ONCE = 40
"""Words in one query of PostgreSQL's index: of many more it thinks that they find everything."""


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
    sure = set(best)
    found = (one for one in list(tried)[:TRIED] if one in sure or finds(one.split()))
    return tuple(islice(found, OFFERED))


def _choices(db: Session, reader: Reader, word: str, written: list[str]) -> list[str]:
    """The word itself if something is found by it, else the nearest that are written."""
    if any(f" {word}" in f" {one}" for one in written):
        return [word]
    entries = may(reader, Act.READ_ENTRIES)
    if entries and _beginning(db, reader, word, 1):
        return [word]
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    if not entries:
        return nearest_to(word, written)
    slips = _holding(db, reader, one_slip_away(word), TEXTS)
    alike = _beginning(db, reader, beginning_of(word), TEXTS)
    return nearest_to(word, chain(written, slips, alike))


def _written(db: Session, reader: Reader, today: date) -> Iterator[str]:
    """Folded texts outside the log that the reader may read: names, messages, approaches, rests,
    happenings."""
    for state in book(db).states.values():
        yield from map(fold, names_of(state)[:-2])
    yield from (fold(one.whole) for one in (*all_messengers(db, today), *all_meetings(db, reader)))
    if may(reader, Act.READ_ENTRIES):
        at_doors = (*all_rests(db, reader, today), *all_happenings(db, reader))
        yield from (fold(one.whole) for one in (*all_messages(db), *at_doors))
        yield from (fold(one.texts) for one in planned(db, reader))


def _beginning(db: Session, reader: Reader, word: str, limit: int) -> list[str]:
    """Folded texts of the newest readable contacts that hold a word with this beginning."""
    if on_sqlite(db):
        return _by_sqlite(db, reader, sqlite_match([word]), limit)
    return _by_postgres(db, reader, [postgres_query([word])], limit)


def _holding(db: Session, reader: Reader, words: list[str], limit: int) -> list[str]:
    """Folded texts of the newest readable contacts that hold one of the words."""
    if on_sqlite(db):
        return _by_sqlite(db, reader, sqlite_any(words), limit)
    parts = [words[at : at + AT_ONCE] for at in range(0, len(words), AT_ONCE)]
    return _by_postgres(db, reader, [postgres_any(part) for part in parts], limit)


def _by_sqlite(db: Session, reader: Reader, asked: str, limit: int) -> list[str]:
    query = (
        columns(Contact.search_text)
        .join(FTS, FTS.c.rowid == col(Contact.id))
        .where(text("contacts_fts MATCH :asked").bindparams(asked=asked))
        .where(readable_contacts(reader))
        .order_by(FTS.c.rowid.desc())
    )
    return list(db.execute(query.limit(limit)).scalars())


def _by_postgres(db: Session, reader: Reader, asked: list[str], limit: int) -> list[str]:
    """Few contacts are asked for by number; many, newest first until enough can be read."""
    numbers = list(db.execute(found_by(*asked).limit(FEW + 1)).scalars())
    if not numbers:
        return []
    few = len(numbers) <= FEW
    condition = col(Contact.id).in_(numbers) if few else fits_text(" | ".join(asked))
    query = (
        columns(Contact.search_text)
        .where(condition, readable_contacts(reader))
        .order_by(col(Contact.id).desc())
    )
    return list(db.execute(query.limit(limit)).scalars())
