"""Views of lists that people keep under a name, for themselves or for the group."""

from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, may, require
from app.advice.list_filters import understood
from app.kit.errors import Forbidden, Missing
from app.kit.translation import gettext as _
from app.kit.translation import listed
from app.views.forms import KeepView, NameView
from app.views.listing import NAMES, Listing, needed
from app.views.models import SavedView
from app.views.queries import as_text, get_view, views
from app.views.service import delete_view, keep_view, may_delete, rename_view
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import go_to, page, path_for, redirect

router = APIRouter(prefix="/views")

KeepForm = Annotated[Form[KeepView], Depends(posted(KeepView))]
NameForm = Annotated[Form[NameView], Depends(posted(NameView))]


@router.get("", name="views.index")
def index(at: Reads) -> Response:
    found = views(at.db, at.me.reader)
    return page(
        at.request,
        "views/index.html",
        groups=[
            (listing, NAMES[listing], rows)
            for listing in Listing
            if (rows := [one for one in found if one.listing is listing])
        ],
        may_delete=lambda one: may_delete(at.me, one.author_id, one.shared, one.origin),
    )


@router.get("/new", name="views.new")
def new(at: Reads, listing: str = "", query: str = "") -> Response:
    """The name of the list that is to be kept as it is filtered now."""
    return _ask(at, _listing(at, listing), Form({"query": query}))


@router.post("", name="views.create")
def create(at: Writes, form: KeepForm) -> Response:
    listing = _listing(at, str(form.value("listing")))
    query, wrong = understood(listing, dict(parse_qsl(str(form.value("query")))))
    if wrong:
        form.errors[""] = _(
            "The list “%(list)s” has no filter like this: %(names)s.",
            list=NAMES[listing],
            names=listed(wrong),
        )
    elif form.command:
        form.command.query = as_text(query)
    view = None if wrong else form.submit(keep_view, at.db, by=at.me, now=at.now)
    if view is None:
        return _ask(at, listing, form)
    return _open(at, view, _("Kept as “%(name)s”.", name=view.name))


@router.get("/{number}/edit", name="views.edit")
def edit(at: Reads, number: Number) -> Response:
    view = get_view(at.db, at.me.reader, number)
    return _edit(at, view, Form({"name": view.name, "shared": view.shared}))


@router.post("/{number}", name="views.update")
def update(at: Writes, form: NameForm, number: Number) -> Response:
    view = form.submit(rename_view, at.db, number=number, by=at.me, now=at.now)
    if view is None:
        return _edit(at, get_view(at.db, at.me.reader, number), form)
    return redirect(at.request, "views.index", flash=_("Saved."))


@router.post("/{number}/deletion", name="view_deletions.create")
def delete(at: Writes, number: Number) -> Response:
    view = delete_view(at.db, number=number, by=at.me, now=at.now)
    return redirect(
        at.request, "views.index", flash=_("The view “%(name)s” is deleted.", name=view.name)
    )


def _listing(at: Visit, asked: str) -> Listing:
    """Raises Missing, or Forbidden where the person may not see that list."""
    if asked not in set(Listing):
        raise Missing(_("There is no such list."))
    require(at.me.reader, needed(Listing(asked)))
    return Listing(asked)


def _ask(at: Visit, listing: Listing, form: Form[Any]) -> Response:
    return page(
        at.request,
        "views/new.html",
        form.status,
        form=form,
        listing=listing,
        called=NAMES[listing],
        shares=may(at.me.reader, Act.READ_ENTRIES),
    )


def _edit(at: Visit, view: SavedView, form: Form[Any]) -> Response:
    if view.author_id != at.me.id:
        raise Forbidden(_("Only who keeps a view renames it."))
    return page(
        at.request,
        "views/edit.html",
        form.status,
        form=form,
        view=view,
        called=NAMES[view.listing],
        shares=may(at.me.reader, Act.READ_ENTRIES),
    )


def _open(at: Visit, view: SavedView, flash: str) -> Response:
    path = path_for(at.request, view.listing.route)
    return go_to(at.request, f"{path}?{view.query}" if view.query else path, flash=flash)
