"""Keeping a list as a view, renaming it, sharing it, taking it away."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from app.accounts.models import User
from app.accounts.policy import Act, may, may_change, require, require_change
from app.audit.service import record, wait_for_turn
from app.kit.errors import Forbidden, Refused
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.views.forms import KeepView, NameView
from app.views.listing import needed
from app.views.models import SavedView
from app.views.queries import get_view

MOST = 30
"""Views that one person keeps of one list: more than a line of links can show is no help."""


def keep_view(db: Session, wish: KeepView, *, by: User, now: datetime) -> SavedView:
    """Keep a list under a name; the same one again finds the one that is there.

    The caller has checked that `query` is one that the list understands.
    """
    require(by.reader, needed(wish.listing))
    _check_sharing(wish, by)
    wait_for_turn(db)
    twin = _named(db, wish.name, wish.listing, by)
    if twin and (twin.query, twin.shared) == (wish.query, wish.shared):
        return twin
    _check_name(twin)
    if _count(db, wish, by) >= MOST:
        said = _("You keep %(most)s views of this list. Please delete one first.", most=MOST)
        raise Refused("name", said)
    view = SavedView(**wish.model_dump(), author_id=by.id or 0, created_at=now, origin=by.origin)
    return _written(db, view, "view.kept", by, now)


def rename_view(db: Session, wish: NameView, *, number: int, by: User, now: datetime) -> SavedView:
    """Give one's own view another name, or share it, or not any more."""
    view = get_view(db, by.reader, number)
    if view.author_id != by.id:
        raise Forbidden(_("Only who keeps a view renames it."))
    require_change(by.reader, view.origin)
    _check_sharing(wish, by)
    wait_for_turn(db)
    twin = _named(db, wish.name, view.listing, by)
    _check_name(None if twin is view else twin)
    view.name, view.shared = wish.name, wish.shared
    return _written(db, view, "view.changed", by, now)


def delete_view(db: Session, *, number: int, by: User, now: datetime) -> SavedView:
    """Take away one's own view, or as a Coordinator a shared one. Raises Missing, Forbidden."""
    view = get_view(db, by.reader, number)
    require_change(by.reader, view.origin)
    if not may_delete(by, view.author_id, view.shared, view.origin):
        raise Forbidden(_("Only who keeps a view and Coordinators delete it."))
    db.delete(view)
    db.flush()
    record(db, by.id, "view.deleted", f"view:{number}", at=now)
    return view


def may_delete(by: User, author_id: int, shared: bool, origin: Origin) -> bool:
    """Whether this person may delete a view that they may open."""
    theirs = author_id == by.id or (shared and may(by.reader, Act.COORDINATE))
    return theirs and may_change(by.reader, origin)


def _check_sharing(wish: NameView, by: User) -> None:
    if wish.shared and not may(by.reader, Act.READ_ENTRIES):
        said = _("Only those who read entries share views with the group.")
        raise Refused("shared", said)


def _check_name(twin: SavedView | None) -> None:
    if twin:
        said = _("You keep another view called “%(name)s” of this list.", name=twin.name)
        raise Refused("name", said)


def _named(db: Session, name: str, listing: str, by: User) -> SavedView | None:
    query = select(SavedView).where(
        SavedView.author_id == by.id, SavedView.listing == listing, SavedView.name == name
    )
    return db.exec(query).first()


def _count(db: Session, wish: KeepView, by: User) -> int:
    query = select(func.count(col(SavedView.id))).where(
        SavedView.author_id == by.id, SavedView.listing == wish.listing
    )
    return db.exec(query).one()


def _written(db: Session, view: SavedView, verb: str, by: User, now: datetime) -> SavedView:
    db.add(view)
    db.flush()
    record(db, by.id, verb, f"view:{view.id}", at=now)
    return view
