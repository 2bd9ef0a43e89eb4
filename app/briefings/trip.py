"""The pack of a trip: its itinerary, a page of contents, and a brief for each appointment in order,
as one document for one reader."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Reader
from app.briefings.document import Document, Handling, Line, Section, marks, pack
from app.briefings.editing import edited_brief
from app.briefings.queries import brief
from app.contacts.terms import CHANNEL_PHRASES
from app.doors.asks import VERB
from app.edited_briefs.models import EditedBrief
from app.edited_briefs.queries import edited_of
from app.kit.dates import between, spoken
from app.kit.translation import capital, clauses, joined, language, listed, locale
from app.kit.translation import gettext as _
from app.messengers.queries import messengers
from app.opportunities.queries import readable_meetings
from app.trips.models import Trip
from app.trips.queries import Stop, itinerary


def trip_pack(db: Session, reader: Reader, trip: Trip, today: date, handled: Handling) -> Document:
    """Of a trip that the reader may read; without appointments, its itinerary alone says so."""
    stops = itinerary(db, reader, trip)
    title = _("Trip pack: %(title)s", title=trip.title)
    lede, front = _lede(db, reader, trip), (_itinerary(stops),)
    if not stops:
        return Document(
            title, handled, language(), locale().text_direction, lede=lede, sections=front
        )
    parts = [
        replace(
            part,
            title=_("%(state)s, %(when)s", state=stop.state, when=when(stop)),
            lede=(_met(stop), *part.lede),
            key=f"appointment:{stop.id}",
        )
        for stop, part in zip(stops, _briefs(db, reader, trip, stops, today, handled), strict=True)
    ]
    return pack(title, handled, parts, lede=lede, front=front)


def _briefs(
    db: Session, reader: Reader, trip: Trip, stops: list[Stop], today: date, handled: Handling
) -> list[Document]:
    """The brief of each appointment: as it was edited for that day, or for the trip's meeting, by
    the newest that the reader reads; else the plain one."""
    edited = edited_of(db, reader, {stop.iso3 for stop in stops})
    made: dict[tuple[str, int | None], Document] = {}
    chosen = []
    for stop in stops:
        one = next((one for one in edited if _is_for(one, stop, trip)), None)
        key = (stop.iso3, one.id if one else None)
        if key not in made:
            found = (
                edited_brief(db, reader, one, today) if one else brief(db, reader, stop.iso3, today)
            )
            made[key] = found.document(handled)
        chosen.append(made[key])
    return chosen


def _is_for(one: EditedBrief, stop: Stop, trip: Trip) -> bool:
    if one.state_iso3 != stop.iso3:
        return False
    if one.meeting_id:
        return one.meeting_id == trip.meeting_id
    return one.held_on == stop.held_on.isoformat()


def when(stop: Stop) -> str:
    """14 September 2026, 09:30: the time is that of the place."""
    return (
        _("%(day)s, %(time)s", day=spoken(stop.held_on), time=stop.at)
        if stop.at
        else spoken(stop.held_on)
    )


def _lede(db: Session, reader: Reader, trip: Trip) -> tuple[Line, ...]:
    who = messengers(db)[trip.messenger].name
    days = between(trip.starts_on, trip.ends_on)
    said = _("%(messenger)s, %(days)s", messenger=who, days=days)
    level = trip.visibility
    first = Line(said, strong=True, marks=marks(level, trip.origin), level=level)
    met = next((one for one in readable_meetings(db, reader) if one.id == trip.meeting_id), None)
    return (first, Line(met.name, _("Meeting"))) if met else (first,)


def _itinerary(stops: list[Stop]) -> Section:
    empty = _("No appointment that you may read is written down yet.")
    lines = tuple(replace(_met(stop), label=_called(stop)) for stop in stops)
    return Section(_("Itinerary"), lines, empty, "itinerary")


def _called(stop: Stop) -> str:
    return clauses(filter(None, (when(stop), stop.state)))


def _met(stop: Stop) -> Line:
    """How, with whom, where, in what language and for what; what is not known is left out."""
    spoken_in = _("in %(language)s", language=stop.language) if stop.language else ""
    said = [CHANNEL_PHRASES[stop.channel], stop.counterpart, stop.place, spoken_in]
    asked = joined(VERB[ask] for ask in stop.asks)
    what = _("asked to %(ask)s", ask=asked) if asked else ""
    return Line(
        capital(clauses(filter(None, (listed(filter(None, said)), what)))),
        _("Appointment"),
        marks=marks(stop.visibility, stop.origin),
        key=f"appointment:{stop.id}",
        level=stop.visibility,
        pinned=True,
    )
