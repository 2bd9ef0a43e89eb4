"""What either side promised, and how it ended."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.accounts.policy import Act, require
from app.advice.list_filters import understood
from app.contacts.commitment_list import Due, commitment_list
from app.contacts.forms import SettleCommitment
from app.contacts.service import settle_commitment
from app.contacts.terms import Side
from app.kit.errors import Refused
from app.kit.translation import gettext as _
from app.states.queries import book
from app.views.listing import Listing
from app.views.queries import kept_views
from app.web.deps import Db, Me, Number, Today, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/commitments")

LISTED = ("side", "due", "after", "before")
SettleForm = Annotated[Form[SettleCommitment], Depends(posted(SettleCommitment))]


@router.get("", name="commitments.index")
def index(
    request: Request, db: Db, me: Me, today: Today, side: str = "", due: str = "", after: str = "",
    before: str = "",
) -> Response:  # fmt: skip
    """What the address says that makes no sense is left out."""
    require(me.reader, Act.READ_ENTRIES)
    whose = Side(side) if side in set(Side) else None
    when = Due(due) if due in set(Due) else None
    listed = commitment_list(db, me.reader, today, side=whose, due=when, after=after, before=before)
    if not listed.rows and (after or before):  # the last one of a page was settled
        return redirect(request, "commitments.index", query={"side": side, "due": due})
    query, _ = understood(Listing.COMMITMENTS, {"side": side, "due": due})
    return page(
        request,
        "commitments/index.html",
        views=kept_views(db, me.reader, Listing.COMMITMENTS, query),
        listed=listed,
        side=whose or "",
        due=when or "",
        after=after,
        before=before,
        states=book(db).states,
        today=today,
    )


@router.post("/{number}/outcome", name="commitments.settle")
def settle(at: Writes, form: SettleForm, number: Number) -> Response:
    """Leads back to where the commitment was settled: the list as it was, or the contact."""
    commitment = form.submit(settle_commitment, at.db, number=number, **at.acting)
    if commitment is None:
        raise Refused("outcome", next(iter(form.errors.values())))
    asked = at.request.query_params
    if asked.get("from") == "list":
        listed = {name: asked.get(name, "") for name in LISTED}
        return redirect(at.request, "commitments.index", query=listed, flash=_("Noted."))
    return redirect(at.request, "contacts.show", number=commitment.contact_id, flash=_("Noted."))
