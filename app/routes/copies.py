"""Copies of briefs and trips that a device keeps, to be read without a network.

What is kept is known to the device alone, whose scripts show it; here are the pages that it keeps.
"""

from typing import Any

from fastapi import APIRouter, Response

from app.accounts.policy import Act, require
from app.briefings.document import Document, handling
from app.briefings.editing import edited_brief
from app.briefings.queries import brief
from app.briefings.trip import trip_pack
from app.edited_briefs.queries import get_edited_brief
from app.states.queries import book
from app.transfer.origins import notices
from app.trips.logging import prefilled
from app.trips.queries import Stop, itinerary, taking_place
from app.web.deps import Number, Reads, Visit
from app.web.pages import page, path_for

router = APIRouter(prefix="/copies")

FRESH = ("submission", "suggested", "asks")
"""What a log form has anew each time, or asks again."""


@router.get("", name="copies.index")
def index(at: Reads) -> Response:
    require(at.me.reader, Act.KEEP_COPIES)
    return page(at.request, "copies/index.html", on_device=True)


@router.get("/briefings/{iso3}", name="copies.briefing")
def briefing(at: Reads, iso3: str) -> Response:
    """The same as the PDF: what dates suggest is not in it."""
    require(at.me.reader, Act.KEEP_COPIES)
    made = brief(at.db, at.me.reader, iso3, at.today)
    handled = handling(at.me.name, at.now, notices(at.db))
    path = path_for(at.request, "briefings.show", iso3=made.iso3)
    return _copy(at, made.document(handled), path, {}, iso3=made.iso3)


@router.get("/edited-briefs/{number}", name="copies.edited_brief")
def edited(at: Reads, number: Number) -> Response:
    """As it stands: what is edited afterwards is in the next copy."""
    require(at.me.reader, Act.KEEP_COPIES)
    one = get_edited_brief(at.db, at.me.reader, number)
    made = edited_brief(at.db, at.me.reader, one, at.today)
    handled = handling(at.me.name, at.now, notices(at.db))
    path = path_for(at.request, "edited_briefs.show", number=number)
    return _copy(at, made.document(handled), path, {}, iso3=made.iso3)


@router.get("/trips/{number}", name="copies.trip")
def trip(at: Reads, number: Number) -> Response:
    """The pack, with the log form of each appointment ready to be filled in."""
    require(at.me.reader, Act.KEEP_COPIES)
    found = taking_place(at.db, at.me.reader, number)
    handled = handling(at.me.name, at.now, notices(at.db))
    made = trip_pack(at.db, at.me.reader, found, at.today, handled)
    forms = {
        f"appointment:{stop.id}": _fields(at, stop)
        for stop in itinerary(at.db, at.me.reader, found)
    }
    return _copy(at, made, path_for(at.request, "trips.show", number=number), forms)


def _fields(at: Visit, stop: Stop) -> list[tuple[str, str]]:
    """The log form on the day of an appointment, as a form would send it."""
    typed = prefilled(at.db, at.me, stop.held_on, stop.id)
    typed |= {"state": book(at.db).name(stop.iso3)}
    return [
        (name, str(one))
        for name, value in typed.items()
        if name not in FRESH
        for one in (value if isinstance(value, list) else [value])
        if one
    ]


def _copy(
    at: Visit, document: Document, path: str, forms: dict[str, Any], iso3: str = ""
) -> Response:
    """`path` is where the copy opens without a network; its age is counted from now. `iso3` is the
    State of a single brief, whose log form has no more than that filled in."""
    return page(
        at.request,
        "copies/show.html",
        on_device=True,
        document=document,
        path=path,
        made=int(at.now.timestamp() * 1000),
        made_at=at.now,
        forms=forms,
        iso3=iso3,
    )
