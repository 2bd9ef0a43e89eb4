"""Every open door: the product's main list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts.policy import Act, Reader, may
from app.advice.door_filters import (
    SORT_NAMES,
    blocks,
    chosen,
    facts_only,
    read_filters,
    regions,
)
from app.advice.overview import Listed, overview
from app.audit.derived import derived
from app.doors.asks import BARRIER_NAMES, Ask
from app.doors.door import Door
from app.doors.ladder import BY_A_PERSON, NAMES, NOT_ASSESSED
from app.doors.service import open_door
from app.messengers.queries import messengers
from app.states.queries import book
from app.web.deps import Db, Me, Today
from app.web.forms import Form
from app.web.pages import env, page, path_for, redirect

router = APIRouter(prefix="/doors")

ASKS = [(Ask.RATIFY.value, "ratify"), (Ask.ACCEDE.value, "accede")]
BARRIERS = [(code.value, name) for code, name in BARRIER_NAMES.items()]
SORTS = [(sort.value, name) for sort, name in SORT_NAMES.items()]
STAGES = [*((str(int(one)), NAMES[one]) for one in BY_A_PERSON), ("none", NOT_ASSESSED)]


@router.get("", name="doors.index")
def index(request: Request, db: Db, me: Me, today: Today) -> Response:
    filters, wrong = read_filters(dict(request.query_params))
    reads = may(me.reader, Act.READ_ENTRIES)
    filters = filters if reads else facts_only(filters)
    doors = overview(db, me.reader, today)
    called = {code: one.name for code, one in messengers(db).items()}
    shown = chosen(doors, filters)
    response = page(
        request,
        "doors/index.html",
        filters=filters,
        form=Form(filters.query()),
        wrong=wrong,
        reads=reads,
        count=len(shown),
        total=len(doors),
        ratify=sum(one.door.ask is Ask.RATIFY for one in doors),
        totals=any(one.total is not None for one in doors),
        rows=_rows(request, db, me.reader, today, doors),
        blocks=blocks(shown, filters.group),
        record=book(db).record(today),
        said=filters.said(called),
        **_choices(doors, called),
    )
    if "HX-Request" in request.headers:
        response.headers["HX-Push-Url"] = path_for(request, "doors.index", query=filters.query())
    return response


@router.get("/{iso3}/{ask}", name="doors.show")
def show(request: Request, db: Db, me: Me, today: Today, iso3: str, ask: str) -> Response:
    return redirect(request, "states.show", iso3=open_door(db, iso3, ask, today).iso3)


def _rows(
    request: Request, db: Session, reader: Reader, today: date, doors: Sequence[Listed]
) -> dict[Door, str]:
    """Each door's row, rendered once for this reader until something changes."""
    row: Any = env.get_template("doors/_row.html").module
    states, approaches = path_for(request, "states.index"), path_for(request, "approaches.index")

    def render() -> dict[Door, str]:
        if not may(reader, Act.READ_ENTRIES):
            return {one.door: row.facts(one, states) for one in doors}
        coordinates = may(reader, Act.COORDINATE)
        return {one.door: row.known(one, states, approaches, coordinates) for one in doors}

    return derived(db, ("door rows", reader, today), render)


def _choices(doors: Sequence[Listed], names: dict[str, str]) -> dict[str, Any]:
    knockers = {code for one in doors for code in one.knockers}
    return {
        "asks": ASKS,
        "stages": STAGES,
        "barriers": BARRIERS,
        "sorts": SORTS,
        "regions": [(region, region) for region in regions(doors)],
        "messengers": sorted(
            ((code, names[code]) for code in knockers), key=lambda option: option[1]
        ),
    }
