"""What waits on a device to be sent, and the form that a device keeps to write it in.

Both pages hold no entry: what waits is known to the device alone, whose scripts show it.
"""

from typing import Any

from fastapi import APIRouter, Response

from app.accounts.policy import Act, require
from app.advice.knocks import proposed
from app.contacts.choices import choices
from app.states.names import fold, names_of
from app.states.queries import book
from app.web.deps import Reads, Visit
from app.web.forms import Form
from app.web.pages import page

router = APIRouter(prefix="/queue")


@router.get("", name="queue")
def index(at: Reads) -> Response:
    require(at.me.reader, Act.LOG)
    return page(at.request, "queue/index.html", on_device=True)


@router.get("/new", name="queue.new")
def new(at: Reads) -> Response:
    """The log form for times without a network: the device fills in key, date and State."""
    require(at.me.reader, Act.LOG)
    typed = proposed(at.db, at.me, at.today) | {"submission": "", "held_on": ""}
    return page(at.request, "contacts/new.html", on_device=True, **_blank(at, Form(typed)))


def _blank(at: Visit, form: Form[Any]) -> dict[str, Any]:
    known = sorted(book(at.db).states.values(), key=lambda state: fold(state.name))
    return {
        "form": form,
        "known": [(one.iso3, one.name, "  ".join(map(fold, names_of(one)))) for one in known],
        "door": None,
        "alike": [],
        "warnings": [],
        "candidates": [],
        "state_name": "",
        **choices(at.db, at.me.origin, at.today),
    }
