"""What people hand over in tests."""

from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.advice.models import Approach
from app.contacts.models import Contact
from app.handovers.forms import MakeHandOver
from app.handovers.models import HandOver
from app.handovers.service import hand_over
from tests.advice.test_acts import log, plan
from tests.world import NOW

PROMISE = {"commitment_side": ["theirs", "ours"], "commitment_text": ["To answer", "To send it"]}


def give(db: Session, by: User, leaving: User, to: User, **more: Any) -> HandOver:
    wish = {"account": leaving.id, "successor": to.id, "submission": "once"} | more
    return hand_over(db, MakeHandOver.model_validate(wish), by=by, now=NOW)


def something_open(db: Session, by: User, **more: Any) -> tuple[Approach, Contact, Contact]:
    """An approach, a next step, and commitments of either side."""
    return (
        plan(db, by, state="AGO", override_reason="Test entry", **more),
        log(db, by, state="KHM", next_step="To call", **more),
        log(db, by, state="NPL", **PROMISE, **more),
    )


def owners(approach: Approach, *contacts: Contact) -> list[int | None]:
    return [approach.owner_id, *(one.next_step_owner for one in contacts)]
