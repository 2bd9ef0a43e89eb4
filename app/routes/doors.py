"""Every open door: the product's main list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts.policy import Act, Reader, may, totals_for
from app.advice.door_filters import (
    blocks,
    choices,
    chosen,
    facts_only,
    read_filters,
)
from app.advice.doorway import story
from app.advice.outlook import suggested
from app.advice.overview import Listed, overview
from app.advice.queries import all_warned, lead_at, warnings_at
from app.audit.derived import derived
from app.contacts.promises import next_steps
from app.contacts.queries import knock_totals, open_commitments
from app.contacts.records import door_records
from app.contacts.silence import EMPTY, YEAR
from app.contacts.stepping import may_end
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, RESPONSE_NAMES
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.panel import DoorPanel, door_panel
from app.doors.queries import door_of
from app.doors.rungs import direction, rungs
from app.kit.languages import language_name
from app.kit.translation import Said, marked
from app.messages.queries import current_message
from app.messengers.queries import messengers
from app.opportunities.happenings import happenings, retractable
from app.states.queries import book, get_state
from app.states.standing import deciding
from app.views.listing import Listing
from app.views.queries import kept_views
from app.web.columns import columns_of
from app.web.deps import Db, Me, Reads, Today, Visit
from app.web.forms import Form
from app.web.pages import env, page, path_for, redirect

PROMISED = 12
"""Open commitments that a door's page shows; the list of them has all."""

router = APIRouter(prefix="/doors")
COLUMNS = Said(
    {
        "stage": marked("Stage"),
        "last": marked("Last effective knock"),
        "silence": marked("Silence"),
        "when": marked("When to knock"),
        "messengers": marked("Messengers"),
        "barriers": marked("Barriers"),
        "next": marked("Next approach"),
    }
)


@router.get("", name="doors.index")
def index(request: Request, db: Db, me: Me, today: Today) -> Response:
    filters, wrong = read_filters(dict(request.query_params))
    reads = may(me.reader, Act.READ_ENTRIES)
    filters = filters if reads else facts_only(filters)
    doors = overview(db, me.reader, today)
    called = {code: one.name for code, one in messengers(db).items()}
    shown = chosen(doors, filters)
    views = kept_views(db, me.reader, Listing.DOORS, filters.query())
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
        views=views,
        query=views.query,
        listing=Listing.DOORS,
        columns=columns_of(request, Listing.DOORS, COLUMNS if reads else {}, filters.columns),
        **choices(doors, called),
    )
    if "HX-Request" in request.headers:
        response.headers["HX-Push-Url"] = _address(request, filters.query())
    return response


def _address(request: Request, query: dict[str, Any]) -> str:
    """What the browser's address becomes; "false" where it is that already."""
    path = path_for(request, "doors.index", query=query)
    return "false" if request.headers.get("HX-Current-URL", "").endswith(path) else path


@router.get("/{iso3}/{ask}", name="doors.show")
def show(at: Reads, iso3: str, ask: Ask, every: bool = False) -> Response:
    state = get_state(at.db, iso3)
    door = door_of(at.db, state.iso3, at.today)
    if door is None or door.ask is not ask:
        return redirect(at.request, "states.show", iso3=state.iso3)
    known, panel = book(at.db), door_panel(at.db, at.me.reader, door.iso3, at.today)
    return page(
        at.request,
        "doors/show.html",
        door=door,
        card=known.states[door.iso3],
        standing=known.standing(door.iso3, at.today),
        decided=deciding(known.acts.get(door.iso3, ()), at.today),
        record=known.record(at.today),
        panel=panel,
        today=at.today,
        every=every,
        story=story(at.db, at.me.reader, panel, door, at.today, every=every),
        suggested=suggested(at.db, at.me.reader, door.iso3, at.today),
        **(_known(at, door, panel) if may(at.me.reader, Act.READ_ENTRIES) else _total(at, door)),
    )


def _known(at: Visit, door: Door, panel: DoorPanel) -> dict[str, Any]:
    """What those who read entries see besides: each of it as far as they may read it."""
    db, reader = at.db, at.me.reader
    happened = happenings(db, reader).get(door.iso3, ())
    promised = open_commitments(db, reader, door.iso3, limit=PROMISED + 1)
    return {
        "reads": True,
        "message": current_message(db, door.ask),
        "language_name": language_name,
        "record_of": door_records(db, reader, at.today).get(door, EMPTY),
        "rungs": rungs(line.move for line in panel.lines if line.move and not line.past),
        "direction": direction,
        "warned": door in all_warned(db, reader, at.today, door.iso3),
        "warnings": warnings_at(db, reader, door, at.today, warn=False, planning=False),
        "commitments": promised[:PROMISED],
        "more_commitments": len(promised) > PROMISED,
        "next_steps": next_steps(db, reader, door.iso3, at.today - YEAR),
        "may_end": lambda step: may_end(at.me, step),
        "lead": lead_at(db, door) if may(reader, Act.COORDINATE) else None,
        "happenings": happened,
        "retractable": retractable(happened, reader),
        "channels": CHANNEL_NAMES,
        "levels": LEVEL_NAMES,
        "responses": RESPONSE_NAMES,
    }


def _total(at: Visit, door: Door) -> dict[str, Any]:
    """For those who read no entries; observers are told how many contacts there were."""
    counted = totals_for(at.me.reader)
    since = at.today - YEAR
    total = knock_totals(at.db, counted, since).get(door.iso3, 0) if counted else None
    return {"reads": False, "total": total}


def _rows(
    request: Request, db: Session, reader: Reader, today: date, doors: Sequence[Listed]
) -> dict[Door, str]:
    """Each door's row, rendered once for this reader until something changes."""
    row: Any = env.get_template("doors/_row.html").module
    here, approaches = path_for(request, "doors.index"), path_for(request, "approaches.index")

    def render() -> dict[Door, str]:
        if not may(reader, Act.READ_ENTRIES):
            return {one.door: row.facts(one, here) for one in doors}
        coordinates = may(reader, Act.COORDINATE)
        return {one.door: row.known(one, here, approaches, coordinates) for one in doors}

    return derived(db, ("door rows", reader, today), render)
