"""The contact log as a list: filtered, sorted, searched and paged, in a fixed number of queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    exists,
    func,
    select,
    text,
    tuple_,
    union_all,
)
from sqlmodel import Session, col

from app.accounts.models import User
from app.accounts.policy import Reader
from app.audit.derived import FACTS, derived
from app.contacts.filters import Filters, Sort
from app.contacts.gathered import ASKS, PART, SENDERS
from app.contacts.joint import Part, parts_of, union
from app.contacts.models import Contact, ContactMessenger, Retraction
from app.contacts.ordering import (
    FTS,
    Asked,
    cursor_at,
    edge,
    narrowed,
    ordering,
)
from app.contacts.queries import (
    has_open_commitment,
    joined_away,
    not_retracted,
    readable_contacts,
)
from app.contacts.terms import Channel, Level, Precision, Response
from app.contacts.text import postgres_query, sqlite_match, tokens
from app.doors.asks import Ask
from app.kit.db import columns
from app.kit.origin import Origin
from app.kit.translation import listed
from app.messengers.queries import Sender, messengers
from app.states.queries import Book, book, standings
from app.states.regions import NO_GROUP

PAGE = 50
COUNTED = 1000


class Line(NamedTuple):
    """One contact in a list; `messengers` are their codes, `senders` their names in one line."""

    id: int
    iso3: str
    state: str
    held_on: date
    precision: Precision
    channel: Channel
    level: Level | None
    response: Response | None
    place: str
    note: str
    next_step: str
    visibility: str
    origin: Origin
    author: str
    logged_at: datetime
    retracted: bool
    open_commitments: bool
    messengers: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    joined: bool = False
    senders: str = ""


@dataclass(frozen=True)
class Listed:
    """One page of the log; `count` is None when there are more than 1,000."""

    lines: list[Line]
    count: int | None
    previous: str
    next: str


LINE: tuple[Any, ...] = (
    Contact.id,
    Contact.state_iso3,
    Contact.held_on,
    Contact.precision,
    Contact.channel,
    Contact.level,
    Contact.response,
    Contact.place,
    Contact.note,
    Contact.next_step,
    Contact.visibility,
    Contact.origin,
    User.name,
    Contact.logged_at,
)


def contact_list(
    db: Session,
    reader: Reader,
    filters: Filters,
    today: date,
    *,
    size: int = PAGE,
    counted: bool = True,
) -> Listed:
    """One page of what the reader may read, in a fixed number of queries however many rows.

    Of joint contacts, the one that stands for all is listed; a search finds each account.
    """
    asked = _asked(db, reader, filters, today)
    total = _count(db, asked, today) if counted else COUNTED + 1
    backwards, begun = bool(filters.before), bool(edge(asked))
    known, names = book(db), messengers(db)
    found = _rows(db, asked, size)
    parts = parts_of(db, reader, [row[0] for row in found]) if found else {}
    rows = [_line(row, known, names, parts.get(row[0], ())) for row in found]
    more = len(rows) > size
    rows = rows[:size][::-1] if backwards else rows[:size]
    return Listed(
        lines=rows,
        count=total if total <= COUNTED else None,
        previous=_cursor(rows[0], asked) if rows and (more if backwards else begun) else "",
        next=_cursor(rows[-1], asked) if rows and (more or backwards) else "",
    )


def timeline(
    db: Session, reader: Reader, iso3: str, today: date, *, size: int = PAGE
) -> list[Line]:
    """A State's newest contacts, retracted ones included and marked."""
    filters = Filters(state=iso3)
    return contact_list(db, reader, filters, today, size=size, counted=False).lines


def selected(db: Session, reader: Reader, filters: Filters, today: date) -> Select[Any]:
    """The ids of all contacts that fit, in the list's order: what an export reads."""
    asked = _asked(db, reader, filters, today)
    order = ordering(asked)
    return order.joined(_fitting(asked)).order_by(*order.ordered(descending=filters.descending))


def _asked(db: Session, reader: Reader, filters: Filters, today: date) -> Asked:
    ranked = tuple(book(db).states) if filters.order is Sort.STATE else ()
    return Asked(reader, filters, _states(db, filters, today), on_sqlite(db), ranked)


def _rows(db: Session, asked: Asked, size: int) -> Sequence[Any]:
    """One more than a page, if there is one more; in three queries at most."""
    found: Sequence[Any] = ()
    for some in narrowed(asked):
        found = db.execute(_page(some, size)).all()
        if len(found) > size:
            break
    return found


@lru_cache(256)
def _page(asked: Asked, size: int) -> Select[Any]:
    """One line more than a page, from the cursor on."""
    filters, order, begins = asked.filters, ordering(asked), edge(asked)
    descending = filters.descending != bool(filters.before)
    query = order.joined(_fitting(asked))
    if begins:
        place, begin = tuple_(*order.columns), tuple_(*begins)
        query = query.where(place < begin if descending else place > begin)
    query = query.order_by(*order.ordered(descending=descending)).limit(size + 1)
    if order.ranks is None:
        return _lines(query, asked)
    # no index has this order: what a line shows is looked up for the page alone, not for all
    page = order.joined(columns(Contact.id).where(col(Contact.id).in_(query)))
    return _lines(page.order_by(*order.ordered(descending=descending)), asked)


def _lines(fitting: Select[Any], asked: Asked) -> Select[Any]:
    """What a list shows of the contacts that fit."""
    return fitting.with_only_columns(
        *LINE,
        exists().where(col(Retraction.contact_id) == col(Contact.id)),
        has_open_commitment(),
        SENDERS["sqlite" if asked.sqlite else "postgresql"],
        ASKS,
        joined_away(asked.reader),
    ).join(User, col(User.id) == col(Contact.author_id))


def _fitting(asked: Asked) -> Select[Any]:
    """The ids of the contacts that fit and that the reader may read."""
    query: Select[Any] = columns(Contact.id).where(readable_contacts(asked.reader))
    if asked.states is not None:
        query = query.where(col(Contact.state_iso3).in_(asked.states))
    for condition in _conditions(asked.filters):
        query = query.where(condition)
    words = tokens(asked.filters.q)
    if asked.filters.q and not words:
        return query.where(text("1 = 0"))
    if words:
        return matching(query, words, asked.sqlite)
    return query.where(~joined_away(asked.reader))


def _states(db: Session, filters: Filters, today: date) -> tuple[str, ...] | None:
    """The States that the filters leave, None for all of them."""
    if filters.state:
        return (filters.state,)
    if not filters.standing and not filters.region:
        return None
    standing = standings(db, today)
    return tuple(
        iso3
        for iso3, state in book(db).states.items()
        if filters.standing in (None, standing[iso3])
        and filters.region in ("", state.group or NO_GROUP)
    )


def _conditions(filters: Filters) -> Iterable[ColumnElement[bool]]:
    if filters.messenger:
        yield exists().where(
            col(ContactMessenger.contact_id) == col(Contact.id),
            col(ContactMessenger.messenger) == filters.messenger,
        )
    if filters.channel:
        yield col(Contact.channel) == filters.channel
    if filters.level:
        yield col(Contact.level) == filters.level
    if filters.response:
        yield col(Contact.response) == filters.response
    if filters.visibility:
        yield col(Contact.visibility) == filters.visibility
    if filters.since:
        yield col(Contact.held_on) >= filters.since
    if filters.until:
        yield col(Contact.held_on) <= filters.until
    if filters.retracted is not None:
        yield ~not_retracted() if filters.retracted else not_retracted()
    if filters.commitment:
        yield has_open_commitment()
        yield not_retracted()


def matching(query: Select[Any], words: list[str], sqlite: bool) -> Select[Any]:
    """A query of contacts, of those alone in whose text every word begins one."""
    if sqlite:
        match = text("contacts_fts MATCH :words").bindparams(words=sqlite_match(words))
        return query.join(FTS, FTS.c.rowid == col(Contact.id)).where(match)
    return query.where(fits_text(postgres_query(words)))


def fits_text(query: str) -> ColumnElement[bool]:
    """PostgreSQL: the contacts whose text fits a query of its full-text index."""
    simple = text("'simple'::regconfig")
    vector = func.to_tsvector(simple, col(Contact.search_text))
    return vector.op("@@")(func.to_tsquery(simple, query))


def found_by(*queries: str) -> Select[Any]:
    """PostgreSQL: the ids of the contacts that its full-text index finds by any of the queries.

    Looked up by itself, for where the planner would read the texts of all contacts one by one.
    """
    each = (columns(Contact.id).where(fits_text(query)) for query in queries)
    found = union_all(*each).cte("found").prefix_with("MATERIALIZED")
    return select(found.c.id)


def on_sqlite(db: Session) -> bool:
    """Whether full text is asked for as SQLite understands it."""
    return db.get_bind().dialect.name == "sqlite"


def _count(db: Session, asked: Asked, today: date) -> int:
    """How many fit, at most one more than are counted; remembered until something changes."""
    place: dict[str, Any] = {"after": "", "before": "", "sort": None, "up": False, "columns": ""}
    asked = asked._replace(filters=asked.filters.model_copy(update=place), ranked=())

    def count() -> int:
        some = _fitting(asked).limit(COUNTED + 1).subquery()
        return int(db.execute(select(func.count()).select_from(some)).scalar_one())

    return derived(
        db,
        ("contacts counted", asked, today),
        count,
        touched_by=(*FACTS, "contact.", "commitment."),
    )


def _cursor(line: Line, asked: Asked) -> str:
    return cursor_at(asked, line.id, line.iso3, line.held_on)


def _line(row: Any, known: Book, names: dict[str, Sender], parts: Collection[Part]) -> Line:
    """A row whose State is named, and whose messengers and asks, which the database gave as one
    text each, are parted and named, with all who knocked together."""
    number, iso3, *rest, messengers, asks, joined = row
    codes = union(_parted(messengers), parts)
    asked = tuple(Ask(ask) for ask in sorted(_parted(asks)))
    senders = listed(names[code].name for code in codes)
    return Line._make((number, iso3, known.name(iso3), *rest, codes, asked, joined, senders))


def _parted(text: Any) -> tuple[str, ...]:
    return tuple(text.split(PART)) if text else ()
