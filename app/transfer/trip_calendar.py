"""A trip as a calendar, for whoever reads it.

In English whoever reads it, as all files that programs read are.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from app.accounts.policy import Reader
from app.kit.translation import SOURCE, capital, speaking
from app.transfer.origins import notices
from app.transfer.plan_export import LEVELS
from app.trips.models import Trip
from app.trips.queries import Stop, itinerary


def trip_calendar(db: Session, reader: Reader, trip: Trip, now: datetime) -> bytes:
    """One event for each appointment that the reader may read, at its local time, or for the whole
    day where that is not known; private. How long it lasts is not known either. The same trip gives
    the same events: who fetches it again renews them."""
    from icalendar import Calendar  # slow to import, and seldom needed

    with speaking(SOURCE):
        calendar = Calendar()
        calendar.add("prodid", "-//Same Door//Trip//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", trip.title)
        told = notices(db)
        for stop in itinerary(db, reader, trip):
            calendar.add_component(_event(stop, told, now))
        content: bytes = calendar.to_ical()
    return content


def _event(stop: Stop, told: tuple[str, ...], now: datetime) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"appointment-{stop.id}@same-door")
    event.add("sequence", stop.version - 1)
    event.add("dtstamp", now)
    event.add("dtstart", _begins(stop))
    if not stop.at:
        event.add("dtend", stop.held_on + timedelta(days=1))
    event.add("summary", f"{stop.state}{LEVELS[stop.visibility]}")
    if stop.place:
        event.add("location", stop.place)
    said = [capital(stop.counterpart), stop.language, *told]
    event.add("description", "\n".join(filter(None, said)))
    event.add("class", "CONFIDENTIAL")
    return event


def _begins(stop: Stop) -> date | datetime:
    """Of no time zone: whatever time it is where it takes place."""
    if not stop.at:
        return stop.held_on
    return datetime.combine(stop.held_on, time.fromisoformat(stop.at))
