"""The earlier versions of a contact, of an approach, of a meeting, of a trip and of an
appointment."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts.queries import user_names
from app.advice import snapshot as planned
from app.advice.queries import approach_versions_of, get_approach
from app.contacts import snapshot as logged
from app.contacts.queries import contact_detail, versions_of
from app.contacts.wording import in_words
from app.opportunities import amending as met
from app.opportunities.queries import get_meeting
from app.trips import amending as travelled
from app.trips.queries import (
    appointment_versions_of,
    get_appointment,
    get_trip,
    trip_versions_of,
)
from app.web.deps import Db, Me, Number
from app.web.pages import page

router = APIRouter()


@router.get("/contacts/{number}/versions", name="versions.index")
def index(request: Request, db: Db, me: Me, number: int) -> Response:
    newest = logged.snapshot(contact_detail(db, me.reader, number))
    kept = versions_of(db, me.reader, number)
    return _show(request, db, "contact", number, newest, kept, logged.SHOWN)


@router.get("/approaches/{number}/versions", name="approach_versions.index")
def of_approach(request: Request, db: Db, me: Me, number: int) -> Response:
    newest = planned.snapshot(get_approach(db, me.reader, number)[0])
    kept = approach_versions_of(db, me.reader, number)
    return _show(request, db, "approach", number, newest, kept, planned.SHOWN)


@router.get("/meetings/{number}/versions", name="meeting_versions.index")
def of_meeting(request: Request, db: Db, me: Me, number: Number) -> Response:
    newest = met.snapshot(get_meeting(db, me.reader, number))
    kept = list(met.meeting_versions_of(db, me.reader, number))
    return _show(request, db, "meeting", number, newest, kept, met.SHOWN)


@router.get("/trips/{number}/versions", name="trip_versions.index")
def of_trip(request: Request, db: Db, me: Me, number: Number) -> Response:
    newest = travelled.snapshot(get_trip(db, me.reader, number))
    kept = trip_versions_of(db, me.reader, number)
    return _show(request, db, "trip", number, newest, kept, travelled.OF_TRIP)


@router.get("/appointments/{number}/versions", name="appointment_versions.index")
def of_appointment(request: Request, db: Db, me: Me, number: Number) -> Response:
    appointment, trip = get_appointment(db, me.reader, number)
    newest = travelled.snapshot(appointment)
    kept = appointment_versions_of(db, me.reader, number)
    shown = travelled.OF_APPOINTMENT
    return _show(request, db, "appointment", trip.id or 0, newest, kept, shown)


def _show(
    request: Request,
    db: Session,
    kind: str,
    number: int,
    newest: dict[str, Any],
    kept: list[Any],
    fields: Mapping[str, str],
) -> Response:
    """Each version with what the next one, as far as the reader may read it, changed. They are
    numbered as the reader knows them: a gap would tell of one that is hidden from them."""
    contents = [newest, *(one.content for one in kept)]
    differing = [
        in_words(db, logged.changes(before, after, fields)) for after, before in pairwise(contents)
    ]
    return page(
        request,
        "versions/index.html",
        kind=kind,
        number=number,
        whole=len(kept) + 1,
        versions=list(zip(range(len(kept), 0, -1), kept, differing, strict=True)),
        people=user_names(db),
    )
