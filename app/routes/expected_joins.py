"""Further States to be expected if one joined: for Coordinators and the envoy alone."""

from typing import Any

from fastapi import APIRouter, Response

from app.advice.neighbours import MONTHS, Further
from app.advice.outlook import following, keystones, readiness, record
from app.advice.prospects import Prospect, prospects, reach
from app.advice.readiness import HIGH_FROM, MEDIUM_FROM
from app.advice.taught import taught
from app.kit.translation import gettext as _
from app.states.names import resolve
from app.states.queries import book
from app.web.deps import Reads, Visit
from app.web.forms import Form
from app.web.pages import page

router = APIRouter()
SHOWN = 20
"""Keystone doors that show at once; the others are folded."""


@router.get("/expected-joins", name="expected_joins.index")
def index(at: Reads, state: str = "") -> Response:
    ranked = keystones(at.db, at.me.reader, at.today)
    doors = _doors(at)
    form: Form[Any] = Form({"state": state})
    one = _chosen(at, form, ranked) if state else None
    return page(
        at.request,
        "expected_joins/index.html",
        form.status,
        form=form,
        ranked=[further for further in ranked if further.waiting],
        alone=[doors[further.iso3] for further in ranked if not further.waiting],
        doors=doors,
        SHOWN=SHOWN,
        most=max((further.high for further in ranked), default=0.0),
        months=MONTHS,
        known_until=record(at.db).known_until,
        taught=taught(),
        **_around(at, one),
    )


def _doors(at: Visit) -> dict[str, Prospect]:
    found = readiness(at.db, at.me.reader, at.today)
    places = record(at.db).places
    return {one.iso3: one for one in prospects(found, book(at.db).states, places)}


def _chosen(at: Visit, form: Form[Any], ranked: list[Further]) -> Further | None:
    """The open door of the State that was named."""
    states = book(at.db).states
    iso3 = resolve(states.values(), form.value("state").strip())
    if iso3 is None:
        form.errors["state"] = _("No State, or more than one, is called so. Please choose one.")
        return None
    found = next((one for one in ranked if one.iso3 == iso3), None)
    form.typed["state"] = states[iso3].name
    if found is None:
        form.errors["state"] = _("%(state)s has no open door.", state=states[iso3].name)
    return found


def _around(at: Visit, one: Further | None) -> dict[str, Any]:
    """The open doors of its sub-region, with and without it."""
    beside = following(at.db, at.me.reader, one.iso3, at.today) if one else []
    shown = [chance for two in beside for chance in (two.now.chance, two.then.chance)]
    return {
        "one": one,
        "beside": beside,
        "anyway": sum(two.now.chance.figure for two in beside if two.now.chance),
        "top": reach(shown),
        "rules": (MEDIUM_FROM, HIGH_FROM),
    }
