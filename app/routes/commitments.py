"""What either side promised, and how it ended."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.accounts.policy import Act, require
from app.contacts.forms import SettleCommitment
from app.contacts.queries import open_commitments
from app.contacts.service import settle_commitment
from app.kit.errors import Refused
from app.states.queries import book
from app.web.deps import Db, Me, Number, Today, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/commitments")

SettleForm = Annotated[Form[SettleCommitment], Depends(posted(SettleCommitment))]


@router.get("", name="commitments.index")
def index(
    request: Request, db: Db, me: Me, today: Today, side: str = "", due: str = ""
) -> Response:
    require(me.reader, Act.READ_ENTRIES)
    rows = [
        one
        for one in open_commitments(db, me.reader)
        if side in ("", one.side) and _fits(one.due_on, due, today)
    ]
    return page(
        request,
        "commitments/index.html",
        rows=rows,
        side=side,
        due=due,
        states=book(db).states,
        today=today,
    )


@router.post("/{number}/outcome", name="commitments.settle")
def settle(at: Writes, form: SettleForm, number: Number) -> Response:
    commitment = form.submit(settle_commitment, at.db, number=number, **at.acting)
    if commitment is None:
        raise Refused("outcome", next(iter(form.errors.values())))
    return redirect(at.request, "contacts.show", number=commitment.contact_id, flash="Noted.")


def _fits(due_on: date | None, due: str, today: date) -> bool:
    """Whether a commitment is one of those due as the address asks; whatever else it says: all."""
    match due:
        case "passed":
            return due_on is not None and due_on < today
        case "ahead":
            return due_on is not None and due_on >= today
        case "open":
            return due_on is None
        case _:
            return True
