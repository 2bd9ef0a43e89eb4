"""Kept views, each for one reader: their own, and those that are shared with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlmodel import Session, col, func

from app.accounts.models import User
from app.accounts.policy import Act, Reader, may
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.numbers import LARGEST
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.views.listing import Listing, needed
from app.views.models import SavedView


class ViewRow(NamedTuple):
    """One view in a list; `author` is a name."""

    id: int
    listing: Listing
    name: str
    query: str
    shared: bool
    author_id: int
    author: str
    origin: Origin


@dataclass(frozen=True)
class Kept:
    """What stands above a list: the views that the reader may open, and the list as it is asked
    for now. `here` is the view that asks for just that, `plain` whether nothing is asked."""

    listing: Listing
    rows: tuple[ViewRow, ...]
    query: str

    @property
    def here(self) -> int | None:
        return next((one.id for one in self.rows if one.query == self.query), None)

    @property
    def plain(self) -> bool:
        return not self.query


def kept_views(db: Session, reader: Reader, listing: Listing, query: Mapping[str, object]) -> Kept:
    """The views of one list by name, in one query; `query` is the list's own, as it reads it."""
    return Kept(listing, tuple(views(db, reader, listing)), as_text(query))


def views(db: Session, reader: Reader, listing: Listing | None = None) -> list[ViewRow]:
    """All that the reader may open, of one list or of every one."""
    of_list = true() if listing is None else col(SavedView.listing) == listing
    rows = db.execute(
        columns(
            SavedView.id, SavedView.listing, SavedView.name, SavedView.query, SavedView.shared,
            SavedView.author_id, User.name, SavedView.origin,
        )
        .join(User, col(User.id) == col(SavedView.author_id))
        .where(of_list, readable_views(reader))
        .order_by(func.lower(col(SavedView.name)), col(SavedView.id))
    )  # fmt: skip
    return [ViewRow(*row) for row in rows]


def get_view(db: Session, reader: Reader, number: int) -> SavedView:
    """Raises Missing, whether it does not exist or is not open to the reader."""
    query = columns(SavedView).where(readable_views(reader), col(SavedView.id) == number)
    found = db.execute(query).scalar_one_or_none() if number <= LARGEST else None
    if found is None:
        raise Missing(_("There is no such view, or it is not open to you."))
    view: SavedView = found
    return view


def readable_views(reader: Reader) -> ColumnElement[bool]:
    """One's own, and what the group shares; only of lists that one may see.

    A name is text that somebody of the group wrote: those who read no entries read none.
    """
    own = col(SavedView.author_id) == reader.id if reader.id is not None else false()
    shared = col(SavedView.shared).is_(True) if may(reader, Act.READ_ENTRIES) else false()
    seen = [listing for listing in Listing if may(reader, needed(listing))]
    return and_(col(SavedView.listing).in_(seen), or_(own, shared))


def as_text(query: Mapping[str, object]) -> str:
    """An address's parameters as text, always in the same order."""
    return urlencode(sorted(query.items()))
