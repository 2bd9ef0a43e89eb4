"""Trips: who travels when, the itinerary, and its pack as one document."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, Visibility, require
from app.accounts.queries import user_names
from app.advice.queries import can_be_sent
from app.audit.service import record
from app.briefings.document import handling
from app.briefings.files import MEDIA, Kind, file_of
from app.briefings.trip import trip_pack
from app.contacts.checks import usual_messenger
from app.contacts.choices import VISIBILITIES
from app.contacts.snapshot import Change, changes
from app.contacts.terms import CHANNEL_NAMES
from app.contacts.wording import in_words
from app.kit.errors import Conflict
from app.kit.translation import gettext as _
from app.kit.translation import listed, ngettext, speaking
from app.messengers.queries import messengers
from app.opportunities.queries import may_be_named, readable_meetings
from app.transfer.origins import notices
from app.transfer.plan_export import MEDIA_ICS
from app.transfer.trip_calendar import trip_calendar
from app.trips.amending import OF_TRIP, amend_trip, as_wished, snapshot, taken, typed_of
from app.trips.calling_off import call_off_trip, take_up_trip
from app.trips.forms import AddApproaches, AmendTrip, CallOffTrip, PlanTrip
from app.trips.models import Trip
from app.trips.queries import (
    called_off,
    get_trip,
    itinerary,
    taking_place,
    to_add,
    trip_versions_of,
    trips,
)
from app.trips.service import (
    add_approaches,
    changeable_trip,
    may_change_trip,
    own_trip,
    plan_trip,
)
from app.web.conflicts import keeps_theirs, own_words
from app.web.deps import Number, Reads, Visit, Writes
from app.web.files import attached, chosen_language
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/trips")

TripForm = Annotated[Form[PlanTrip], Depends(posted(PlanTrip))]
AmendForm = Annotated[Form[AmendTrip], Depends(posted(AmendTrip))]
OffForm = Annotated[Form[CallOffTrip], Depends(posted(CallOffTrip))]
ApproachesForm = Annotated[Form[AddApproaches], Depends(posted(AddApproaches))]


@router.get("", name="trips.index")
def index(at: Reads) -> Response:
    require(at.me.reader, Act.READ_ENTRIES)
    known = trips(at.db, at.me.reader)
    return page(
        at.request,
        "trips/index.html",
        ahead=[one for one in reversed(known) if one.ends_on >= at.today],
        past=[one for one in known if one.ends_on < at.today],
    )


@router.get("/new", name="trips.new")
def new(at: Reads, meeting: int | None = None) -> Response:
    require(at.me.reader, Act.PLAN)
    typed: dict[str, Any] = {"messenger": usual_messenger(at.me), "visibility": Visibility.GROUP}
    met = next((one for one in readable_meetings(at.db, at.me.reader) if one.id == meeting), None)
    if met and len(met.starts_on) == len("2026-09-14"):
        first, last = met.starts_on, met.ends_on or met.starts_on
        typed |= {"title": met.name, "meeting_id": met.id, "starts_on": first, "ends_on": last}
    return page(at.request, "trips/new.html", form=Form(typed), **_offered(at))


@router.post("", name="trips.create")
def create(at: Writes, form: TripForm) -> Response:
    require(at.me.reader, Act.PLAN)
    trip = form.submit(plan_trip, at.db, **at.acting)
    if trip is None:
        return page(at.request, "trips/new.html", form.status, form=form, **_offered(at))
    flash = _("The trip is written down. Whom do you meet?")
    return redirect(at.request, "trips.show", number=trip.id, flash=flash)


@router.get("/{number}", name="trips.show")
def show(at: Reads, number: Number) -> Response:
    return _show(at, number, Form({}))


@router.get("/{number}/edit", name="trips.edit")
def edit(at: Reads, number: Number) -> Response:
    return _amend(at, number, Form(typed_of(snapshot(changeable_trip(at.db, number, by=at.me)))))


@router.post("/{number}", name="trips.update")
def update(at: Writes, form: AmendForm, number: Number) -> Response:
    if form.command and keeps_theirs(form):
        one = get_trip(at.db, at.me.reader, number)
        theirs = _differing(at, one, form.command)
        return own_words(at.request, "trips", number, one.title, theirs)
    form = _taking(at, form, number)
    try:
        trip = form.submit(amend_trip, at.db, number=number, **at.acting)
    except Conflict as conflict:
        return _amend(at, number, form, conflict)
    if trip is None:
        return _amend(at, number, form)
    return redirect(at.request, "trips.show", number=number, flash=_("Saved."))


@router.post("/{number}/approaches", name="trip_approaches.create")
def add(at: Writes, form: ApproachesForm, number: Number) -> Response:
    made = form.submit(add_approaches, at.db, number=number, by=at.me, now=at.now)
    if made is None:
        changeable_trip(at.db, number, by=at.me)
        return _show(at, number, form)
    flash = ngettext(
        "%(num)s appointment added, on the first day of its window. Now say when and where.",
        "%(num)s appointments added, each on the first day of its window. Now say when and where.",
        len(made),
    )
    return redirect(at.request, "trips.show", number=number, flash=flash)


def made_as(kind: Kind) -> Callable[..., bytes]:
    """The pack; made before the turn to write is asked for. Raises Missing, Refused."""

    def made(at: Reads, number: Number, language: str = "") -> bytes:
        trip = taking_place(at.db, at.me.reader, number)
        with speaking(chosen_language(language)):
            handled = handling(at.me.name, at.now, notices(at.db))
            found = trip_pack(at.db, at.me.reader, trip, at.today, handled)
            return file_of(found, kind, at.now)

    return made


MadePdf = Annotated[bytes, Depends(made_as(Kind.PDF))]
MadeDocx = Annotated[bytes, Depends(made_as(Kind.DOCX))]


@router.get("/{number}/calling-off", name="trip_callings_off.new")
def ask_why(at: Reads, number: Number) -> Response:
    changeable_trip(at.db, number, by=at.me)
    return _ask_why(at, number, Form({}))


@router.post("/{number}/calling-off", name="trip_callings_off.create")
def call_off(at: Writes, form: OffForm, number: Number) -> Response:
    own_trip(at.db, number, by=at.me)
    if form.submit(call_off_trip, at.db, number=number, by=at.me, now=at.now) is None:
        return _ask_why(at, number, form)
    return redirect(at.request, "trips.show", number=number, flash=_("The trip is called off."))


@router.post("/{number}/resumption", name="trip_resumptions.create")
def resume(at: Writes, number: Number) -> Response:
    take_up_trip(at.db, number, by=at.me, now=at.now)
    return redirect(at.request, "trips.show", number=number, flash=_("The trip takes place."))


@router.get("/{number}/pack.pdf", name="trips.pdf")
def as_pdf(made: MadePdf, at: Writes, number: Number) -> Response:
    return _file(at, made, number, Kind.PDF)


@router.get("/{number}/pack.docx", name="trips.docx")
def as_docx(made: MadeDocx, at: Writes, number: Number) -> Response:
    return _file(at, made, number, Kind.DOCX)


@router.get("/{number}/trip.ics", name="trips.ics")
def as_calendar(at: Reads, number: Number) -> Response:
    trip = taking_place(at.db, at.me.reader, number)
    content = trip_calendar(at.db, at.me.reader, trip, at.now)
    return attached(content, MEDIA_ICS, f"trip-{number}-{at.today.isoformat()}.ics")


def _file(at: Visit, made: bytes, number: int, kind: Kind) -> Response:
    record(at.db, at.me.id, "trip.exported", f"trip:{number}", at=at.now, detail=kind.value)
    return attached(made, MEDIA[kind], f"trip-{number}-{at.today.isoformat()}.{kind}")


def _show(at: Visit, number: int, form: Form[Any]) -> Response:
    trip = get_trip(at.db, at.me.reader, number)
    off, decides = called_off(at.db, trip), may_change_trip(at.me, trip)
    changes_it, people = decides and not off, user_names(at.db)
    called = {one.id: one.name for one in readable_meetings(at.db, at.me.reader)}
    return page(
        at.request,
        "trips/show.html",
        form.status,
        trip=trip,
        earlier=trip_versions_of(at.db, at.me.reader, number),
        messenger=messengers(at.db)[trip.messenger].name,
        meeting=called.get(trip.meeting_id or 0),
        author=people.get(trip.author_id, _("somebody")),
        off=off,
        off_by=people.get(off.author_id, _("somebody")) if off else "",
        decides=decides,
        stops=itinerary(at.db, at.me.reader, trip),
        changes_it=changes_it,
        offered=to_add(at.db, at.me.reader, trip) if changes_it else [],
        form=form,
        today=at.today,
        CHANNELS=CHANNEL_NAMES,
    )


def _ask_why(at: Visit, number: int, form: Form[CallOffTrip]) -> Response:
    trip = own_trip(at.db, number, by=at.me)
    stops = itinerary(at.db, at.me.reader, trip)
    shown = {"form": form, "trip": trip, "stops": stops}
    return page(at.request, "trips/call_off.html", form.status, **shown)


def _offered(at: Visit) -> dict[str, Any]:
    """What the form of a trip offers, as lists of (value, text)."""
    met = [
        (one.id, listed([one.name, one.starts_on[:4]]))
        for one in readable_meetings(at.db, at.me.reader)
        if one.starts_on and may_be_named(one, at.me.origin)
    ]
    return {
        "messengers": [(one.code, one.name) for one in can_be_sent(at.db, at.today)],
        "meetings": met,
        "visibilities": list(VISIBILITIES.items()),
    }


def _amend(
    at: Visit, number: int, form: Form[AmendTrip], conflict: Conflict | None = None
) -> Response:
    """The form again; after a conflict with both texts, field by field."""
    trip = changeable_trip(at.db, number, by=at.me)
    if conflict:
        form.typed["version"] = trip.version
    return page(
        at.request,
        "trips/edit.html",
        409 if conflict else form.status,
        form=form,
        trip=trip,
        conflict=str(conflict) if conflict else "",
        differing=_differing(at, trip, form.command) if conflict and form.command else [],
        **_offered(at),
    )


def _differing(at: Visit, trip: Trip, wish: AmendTrip) -> list[Change]:
    """What is saved, beside what this person wrote."""
    saved = snapshot(trip)
    return in_words(at.db, changes(saved, as_wished(wish, saved), OF_TRIP))


def _taking(at: Visit, form: Form[AmendTrip], number: int) -> Form[AmendTrip]:
    """The form with theirs in the fields in which the person takes them, if still the newest."""
    if form.command is None or not form.command.take:
        return form
    trip = changeable_trip(at.db, number, by=at.me)
    if trip.version != form.command.version:
        return form
    return Form(taken(form.typed, snapshot(trip), form.command.take), AmendTrip)
