"""In what order the contact log is listed, and the places in it that a page begins at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import CTE, Integer, Select, String, column, table, values
from sqlmodel import col

from app.accounts.policy import Reader
from app.contacts.filters import Filters, Sort
from app.contacts.models import Contact
from app.contacts.text import tokens
from app.kit.numbers import row_id

FTS = table("contacts_fts", column("rowid"))
FIRST = (2, 16)
"""States whose contacts are looked at first for a page: of a long log the first two fill it."""


class Asked(NamedTuple):
    """What a list's query is made from; `states` are those that the filters leave, None for all,
    `ranked` all States as the reader puts their names in order, where the list is sorted by them.
    """

    reader: Reader
    filters: Filters
    states: tuple[str, ...] | None
    sqlite: bool
    ranked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ordering:
    """The columns that a place in the list consists of (`edge` says them of a cursor), and the
    ranks of States where it is sorted by their names: no collation of a database knows the order
    of the reader's language."""

    columns: tuple[Any, ...]
    ranks: CTE | None = None

    def joined(self, query: Select[Any]) -> Select[Any]:
        """A query of contacts with what the order needs."""
        if self.ranks is None:
            return query
        return query.join(self.ranks, self.ranks.c.iso3 == col(Contact.state_iso3))

    def ordered(self, *, descending: bool) -> tuple[Any, ...]:
        return tuple(one.desc() if descending else one.asc() for one in self.columns)


def ordering(asked: Asked) -> Ordering:
    match asked.filters.order:
        case Sort.LOGGED if tokens(asked.filters.q) and asked.sqlite:
            return Ordering((FTS.c.rowid,))  # the order in which the index finds: nothing to sort
        case Sort.LOGGED:
            return Ordering((col(Contact.id),))
        case Sort.STATE:
            ranks = _ranks(asked)
            return Ordering((ranks.c.rank, col(Contact.id)), ranks)
        case _:
            return Ordering((col(Contact.held_on), col(Contact.id)))


def narrowed(asked: Asked) -> Iterator[Asked]:
    """The same list, of fewer States first: sorted by State, those next in order are read first,
    and more only where they do not fill a page."""
    if asked.filters.order is not Sort.STATE:
        yield asked
        return
    filters = asked.filters
    ahead = [one for one in asked.ranked if asked.states is None or one in asked.states]
    if filters.descending != bool(filters.before):
        ahead.reverse()
    place = edge(asked)
    if place:
        begins = asked.ranked[place[0]]
        ahead = ahead[ahead.index(begins) :] if begins in ahead else ahead
    for some in FIRST:
        if len(ahead) > some:
            yield asked._replace(states=tuple(ahead[:some]))
    yield asked._replace(states=tuple(ahead))


def edge(asked: Asked) -> tuple[Any, ...]:
    """The place in the order that the list's cursor names; () for one that makes no sense."""
    cursor = asked.filters.before or asked.filters.after
    value, _, digits = cursor.rpartition("~")
    number = row_id(digits)
    if number is None:
        return ()
    match asked.filters.order:
        case Sort.LOGGED:
            return (number,)
        case Sort.STATE:
            return (asked.ranked.index(value), number) if value in asked.ranked else ()
        case _:
            return _on(value, number)


def cursor_at(asked: Asked, number: int, iso3: str, held_on: date) -> str:
    """The cursor that names the place of a contact."""
    match asked.filters.order:
        case Sort.LOGGED:
            return f"~{number}"
        case Sort.STATE:
            return f"{iso3}~{number}"
        case _:
            return f"{held_on.isoformat()}~{number}"


def _on(value: str, number: int) -> tuple[Any, ...]:
    try:
        return (date.fromisoformat(value), number)
    except ValueError:
        return ()


def _ranks(asked: Asked) -> CTE:
    """The States in question with their ranks, as a table."""
    rows = [
        (iso3, rank)
        for rank, iso3 in enumerate(asked.ranked)
        if asked.states is None or iso3 in asked.states
    ]
    listed = values(column("iso3", String), column("rank", Integer), name="ranks")
    return listed.data(rows).cte("ranks")
