"""Claiming the next approach at several doors at once, or assigning it to a messenger."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from app.accounts.policy import Act, Visibility, require
from app.advice.claims import Ticked, claim_doors, may_send, ticked_doors
from app.advice.forms import ClaimDoors
from app.advice.rules import ORDER
from app.contacts.checks import usual_messenger
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES
from app.web.deps import Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page

router = APIRouter(prefix="/claims")

ClaimForm = Annotated[Form[ClaimDoors], Depends(posted(ClaimDoors))]


@router.get("/new", name="claims.new")
def new(at: Reads, door: Annotated[list[str], Query(max_length=200)] = []) -> Response:  # noqa: B006  # FastAPI's own way to say: none
    """What is suggested at each door that was ticked, and what is asked of all of them."""
    require(at.me.reader, Act.PLAN)
    own = usual_messenger(at.me) or ""
    typed = {"door": door, "messenger": own, "visibility": Visibility.GROUP, "warn_others": "usual"}
    return _ask(at, Form(typed))


@router.post("", name="claims.create")
def create(at: Writes, form: ClaimForm) -> Response:
    """Says of each door what became of it; sent twice, it says the same and claims once."""
    require(at.me.reader, Act.PLAN)
    done = form.submit(claim_doors, at.db, **at.acting)
    if done is None:
        return _ask(at, form)
    return page(
        at.request,
        "claims/create.html",
        claimed=[one for one in done if one.approach],
        refused=[one for one in done if not one.approach],
        messenger=str(form.value("messenger")),
    )


def _ask(at: Visit, form: Form[Any]) -> Response:
    chosen = set(form.value("door", []))
    doors = ticked_doors(at.db, at.me, chosen | set(form.value("listed", [])), at.today)
    return page(
        at.request,
        "claims/new.html",
        form.status,
        form=form,
        doors=doors,
        messengers=[(one.code, one.name) for one in may_send(at.db, at.me, at.today)],
        channels=list(CHANNEL_NAMES.items()),
        levels=[(level, LEVEL_NAMES[level]) for level in ORDER],
        LEVEL_NAMES=LEVEL_NAMES,
        CHANNELS=CHANNEL_NAMES,
        ticked={one.code for one in doors if one.code in chosen and (form.errors or _free(one))},
    )


def _free(one: Ticked) -> bool:
    """Whether nothing known speaks against claiming it; the others are offered, not ticked."""
    return not one.claimed and not one.warnings
