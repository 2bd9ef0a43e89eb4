"""What dates suggest of every open door: for Coordinators and the envoy alone."""

from typing import Any

from fastapi import APIRouter, Response

from app.advice.outlook import readiness, record
from app.advice.prospects import SORT_NAMES, Sort, chosen, prospects, reach, regions
from app.advice.readiness import GAPS, HIGH_FROM, MEDIUM_FROM, MONTHS, WORDS
from app.advice.taught import taught
from app.kit.translation import gettext as _
from app.states.queries import book
from app.states.treaties import TREATY_NAMES
from app.web.deps import Reads
from app.web.forms import Form
from app.web.pages import page

router = APIRouter()
METHOD = "docs/readiness.md"
"""Where the method is written down, with the program."""


@router.get("/readiness", name="readiness.index")
def index(at: Reads, region: str = "", sort: str = "") -> Response:
    found = readiness(at.db, at.me.reader, at.today)
    known, past = book(at.db), record(at.db)
    doors = prospects(found, known.states, past.places)
    form: Form[Any] = Form({"region": region, "sort": sort or Sort.CHANCE})
    offered = regions(doors)
    shown = chosen(doors, _region(form, offered), _sort(form))
    return page(
        at.request,
        "readiness/index.html",
        form.status,
        form=form,
        shown=shown,
        total=len(doors),
        regions=offered,
        sorts=list(SORT_NAMES.items()),
        top=reach(one.chance for one in found),
        rules=(MEDIUM_FROM, HIGH_FROM),
        months=MONTHS,
        words=WORDS,
        gaps=GAPS,
        today=at.today,
        known_until=past.known_until,
        taught=taught(),
        method=METHOD,
        treaties=TREATY_NAMES,
    )


def _region(form: Form[Any], offered: list[tuple[str, str]]) -> str:
    typed = str(form.value("region"))
    if typed and typed not in dict(offered):
        form.errors["region"] = _("No open door lies in a region of that name. All are shown.")
        return ""
    return typed


def _sort(form: Form[Any]) -> Sort:
    typed = form.value("sort")
    if typed not in set(Sort):
        form.errors["sort"] = _("Please choose one of the answers offered.")
        return Sort.CHANCE
    return Sort(typed)
