"""Planning a trip and its appointments; nothing is ever sent by the program."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, may, may_change, require, require_change, strictest
from app.advice.queries import can_be_sent, warnings_at
from app.advice.service import heed
from app.audit.service import record, wait_for_turn
from app.doors.asks import OPENS_FOR, Ask, open_ask
from app.doors.door import Door
from app.kit.dates import between
from app.kit.errors import Forbidden, Refused, chosen
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.opportunities.models import Meeting
from app.opportunities.queries import may_be_named
from app.states.names import resolve
from app.states.queries import book, standings
from app.trips.forms import AddApproaches, MakeAppointment, PlanTrip, Terms
from app.trips.models import Appointment, Trip
from app.trips.queries import called_off, get_appointment, get_trip, itinerary, to_add

LONGEST = timedelta(days=100)
FURTHEST = timedelta(days=3660)
MOST = 60
"""Appointments of one trip that one person reads: a pack is one document."""


def plan_trip(db: Session, wish: PlanTrip, *, by: User, now: datetime, today: date) -> Trip:
    """Write a trip down; the same words from the same person, only once. Raises Refused."""
    require(by.reader, Act.PLAN)
    check_trip(db, wish, by.origin, today)
    wait_for_turn(db)
    values = wish.model_dump(include=set(PlanTrip.model_fields))
    same = [getattr(Trip, name) == value for name, value in values.items()]
    kept = db.exec(select(Trip).where(Trip.author_id == by.id, *same)).first()
    if kept:
        return kept
    trip = Trip(**values, author_id=by.id or 0, created_at=now, origin=by.origin)
    db.add(trip)
    db.flush()
    record(db, by.id, "trip.planned", f"trip:{trip.id}", at=now)
    return trip


def make_appointment(
    db: Session, wish: MakeAppointment, *, number: int, by: User, now: datetime, today: date
) -> Appointment:
    """Add an appointment to a trip; the same once more finds the one already there.

    Raises Missing, Forbidden, and Refused: on `override_reason` while there are warnings at the
    door and no reason to go on.
    """
    trip = changeable_trip(db, number, by=by)
    db.refresh(trip, with_for_update=True)  # whoever is before us ends first
    iso3 = resolve(book(db).states.values(), wish.state)
    if iso3 is None:
        said = _("“%(text)s” is not clearly one State. Which one do you mean?", text=wish.state)
        raise Refused("state", said)
    asks = asks_of(db, wish, iso3, today)
    check_day(wish, trip)
    made = Appointment(
        trip_id=number,
        state_iso3=iso3,
        asks=asks,
        override_reason=wish.override_reason,
        author_id=by.id or 0,
        created_at=now,
        origin=_origin(trip, by),
        **wish.model_dump(include=set(Terms.model_fields) - {"asks"}),
    )
    kept = _same(db, made)
    if kept:
        return kept
    warnings = warnings_for(db, trip, iso3, asks, by=by, today=today)
    heed(warnings, wish.override_reason)
    made.override_reason = wish.override_reason if warnings else ""
    return _written(db, made, by=by, now=now)


def add_approaches(
    db: Session, wish: AddApproaches, *, number: int, by: User, now: datetime
) -> list[Appointment]:
    """Make an appointment of each of these confirmed approaches, on the first day of its window
    that the trip has. Its level is the stricter of the two. Raises Refused on `approach`."""
    trip = changeable_trip(db, number, by=by)
    db.refresh(trip, with_for_update=True)  # whoever is before us ends first
    offered = {row.id: row for row in to_add(db, by.reader, trip)}
    rows = [chosen(offered.get(one), "approach") for one in dict.fromkeys(wish.approach)]
    return [
        _written(
            db,
            Appointment(
                trip_id=number,
                state_iso3=row.iso3,
                asks=[row.ask],
                held_on=max(row.window_from, trip.starts_on),
                channel=row.channel,
                approach_id=row.id,
                visibility=strictest((trip.visibility, row.visibility)),
                author_id=by.id or 0,
                created_at=now,
                origin=_origin(trip, by),
            ),
            by=by,
            now=now,
        )
        for row in rows
    ]


def call_off(db: Session, number: int, *, by: User, now: datetime) -> Appointment:
    """It does not take place: it stays in the database, and is shown no more."""
    appointment, _trip = changeable_appointment(db, number, by=by)
    appointment.called_off_at, appointment.called_off_by = now, by.id
    db.add(appointment)
    db.flush()
    record(db, by.id, "appointment.called_off", f"appointment:{number}", at=now)
    return appointment


def changeable_trip(db: Session, number: int, *, by: User) -> Trip:
    """A trip that the person may change; raises Missing, Forbidden, and Refused for one that was
    called off."""
    trip = own_trip(db, number, by=by)
    if called_off(db, trip):
        raise Refused("", _("This trip was called off. Take it up again to change it."))
    return trip


def own_trip(db: Session, number: int, *, by: User) -> Trip:
    """A trip over which the person decides, called off or not; raises Missing and Forbidden."""
    require(by.reader, Act.PLAN)
    trip = get_trip(db, by.reader, number)
    require_change(by.reader, trip.origin)
    if not may_change_trip(by, trip):
        raise Forbidden(_("Only its author, its messenger and Coordinators change a trip."))
    return trip


def changeable_appointment(db: Session, number: int, *, by: User) -> tuple[Appointment, Trip]:
    """The same of an appointment."""
    require(by.reader, Act.PLAN)
    appointment, trip = get_appointment(db, by.reader, number)
    changeable_trip(db, trip.id or 0, by=by)
    require_change(by.reader, appointment.origin)
    return appointment, trip


def may_change_trip(by: User, trip: Trip) -> bool:
    """Its author, accounts of its messenger and Coordinators, of a trip that they may read."""
    if not may(by.reader, Act.PLAN) or not may_change(by.reader, trip.origin):
        return False
    theirs = trip.author_id == by.id or trip.messenger == by.messenger
    return theirs or may(by.reader, Act.COORDINATE)


def check_trip(
    db: Session, wish: PlanTrip, origin: Origin, today: date, before: Trip | None = None
) -> None:
    """Raise Refused for a trip that cannot be; what a change does not touch (`before`) stays."""
    able = {one.code for one in can_be_sent(db, today)}
    if wish.messenger not in able and not (before and before.messenger == wish.messenger):
        raise Refused("messenger", _("Please choose one of the messengers offered."))
    if wish.ends_on < wish.starts_on:
        raise Refused("ends_on", _("A trip cannot end before it begins."))
    if wish.ends_on - wish.starts_on > LONGEST:
        said = _("Please check the dates: this trip would last for months.")
        raise Refused("ends_on", said)
    if not today - FURTHEST < wish.starts_on < today + FURTHEST:
        raise Refused("starts_on", _("Please check the year of this date."))
    if wish.meeting_id:
        meeting = db.get(Meeting, wish.meeting_id)
        chosen(meeting if meeting and may_be_named(meeting, origin) else None, "meeting_id")


def check_day(wish: Terms, trip: Trip) -> None:
    """Raise Refused for a day on which the trip is not."""
    if not trip.starts_on <= wish.held_on <= trip.ends_on:
        days = between(trip.starts_on, trip.ends_on)
        said = _("The trip is from %(days)s. Please choose one of its days.", days=days)
        raise Refused("held_on", said)


def asks_of(
    db: Session, wish: Terms, iso3: str, today: date, before: tuple[str, ...] = ()
) -> list[str]:
    """The doors that were chosen, or the State's open one; raises Refused for none of its doors."""
    usual = open_ask(standings(db, today)[iso3])
    if wish.asks is None:
        return [usual] if usual else []
    for ask in wish.asks:
        if ask in OPENS_FOR.values() and ask != usual and ask not in before:
            state = book(db).name(iso3)
            raise Refused("asks", _("That is no door of %(state)s today.", state=state))
    return list(dict.fromkeys(wish.asks))


def warnings_for(
    db: Session, trip: Trip, iso3: str, asks: list[str], *, by: User, today: date
) -> list[str]:
    """What somebody who goes there should know first, as one who plans an approach is told."""
    doors = [Door(iso3, Ask(code)) for code in asks]
    said = [
        one
        for door in doors
        for one in warnings_at(db, by.reader, door, today, messenger=trip.messenger)
    ]
    return list(dict.fromkeys(said))


def _same(db: Session, made: Appointment) -> Appointment | None:
    """The appointment that this one would be once more: two offices on one day are two."""
    own = db.exec(
        select(Appointment).where(
            Appointment.trip_id == made.trip_id,
            Appointment.state_iso3 == made.state_iso3,
            Appointment.author_id == made.author_id,
            col(Appointment.called_off_at).is_(None),
        )
    )
    said = made.model_dump(include=set(Terms.model_fields))
    return next((one for one in own if one.model_dump(include=set(said)) == said), None)


def _origin(trip: Trip, by: User) -> Origin:
    return by.origin if trip.origin is Origin.REAL else trip.origin


def _written(db: Session, made: Appointment, *, by: User, now: datetime) -> Appointment:
    trip = db.get_one(Trip, made.trip_id)
    if len(itinerary(db, by.reader, trip)) >= MOST:
        raise Refused("", _("A trip has %(most)s appointments at most.", most=MOST))
    db.add(made)
    db.flush()
    record(db, by.id, "appointment.made", f"appointment:{made.id}", at=now)
    return made
