"""The pack of a trip: its itinerary, a page of contents, and a brief for each appointment in order,
as one document for one reader."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Reader
from app.briefings.document import Document, Handling, Line, Section, marks, pack
from app.briefings.queries import brief
from app.contacts.terms import CHANNEL_PHRASES
from app.doors.asks import VERB
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
    briefs = {
        iso3: brief(db, reader, iso3, today).document(handled)
        for iso3 in dict.fromkeys(stop.iso3 for stop in stops)
    }
    parts = [
        replace(
            briefs[stop.iso3],
            title=_("%(state)s, %(when)s", state=stop.state, when=when(stop)),
            lede=(_met(stop), *briefs[stop.iso3].lede),
            key=f"appointment:{stop.id}",
        )
        for stop in stops
    ]
    return pack(title, handled, parts, lede=lede, front=front)


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
