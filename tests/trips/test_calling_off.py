"""A trip that is called off as a whole, and taken up again."""

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.audit.models import Entry
from app.kit.errors import Forbidden, Missing, Refused
from app.trips.calling_off import call_off_trip, take_up_trip
from app.trips.forms import CallOffTrip
from app.trips.models import Trip, TripCallingOff
from app.trips.queries import called_off, trips, trips_ahead
from tests.trips.cast import appoint, met, travel
from tests.world import NOW, TODAY, World


def off(db: Session, by: User, trip: Trip, reason: str = "No visa") -> Trip:
    wish = CallOffTrip(reason=reason)
    return call_off_trip(db, wish, number=trip.id or 0, by=by, now=NOW)


def ahead(db: Session, by: User) -> list[int]:
    return [one.id for one in trips_ahead(db, by.reader, TODAY, "ENVOY")]


def test_it_is_ahead_no_more_and_stays_in_the_list_marked(db: Session, world: World) -> None:
    trip = travel(db, world.envoy)
    assert ahead(db, world.envoy) == [trip.id]
    off(db, world.envoy, trip)
    assert ahead(db, world.envoy) == []
    assert [one.called_off for one in trips(db, world.envoy.reader)] == [True]
    told = called_off(db, trip)
    assert told is not None
    assert (told.reason, told.author_id) == ("No visa", world.envoy.id)


def test_taken_up_again_it_is_as_before_and_what_was_said_is_kept(
    db: Session, world: World
) -> None:
    trip = travel(db, world.envoy)
    off(db, world.envoy, trip)
    for _ in range(2):
        take_up_trip(db, trip.id or 0, by=world.coordinator, now=NOW)
    assert ahead(db, world.envoy) == [trip.id]
    off(db, world.envoy, trip, "No room")
    kept = db.exec(select(TripCallingOff).order_by(TripCallingOff.id)).all()
    assert [(one.reason, one.undone_by) for one in kept] == [
        ("No visa", world.coordinator.id),
        ("No room", None),
    ]
    verbs = [one for one in db.exec(select(Entry.verb)) if one.startswith("trip.")]
    assert verbs == ["trip.planned", "trip.called_off", "trip.taken_up", "trip.called_off"]


def test_the_same_twice_is_once_and_another_reason_is_told(db: Session, world: World) -> None:
    trip = travel(db, world.envoy)
    off(db, world.envoy, trip)
    off(db, world.envoy, trip)
    assert len(db.exec(select(TripCallingOff)).all()) == 1
    with pytest.raises(Refused, match="called off already"):
        off(db, world.coordinator, trip)


def test_while_it_is_called_off_nothing_of_it_is_changed(db: Session, world: World) -> None:
    trip = travel(db, world.envoy)
    off(db, world.envoy, trip)
    with pytest.raises(Refused, match="Take it up again to change it"):
        appoint(db, world.envoy, trip)


def test_who_met_them_all_the_same_can_log_it(db: Session, world: World) -> None:
    """The form may have waited on a device: what was written there is not to be lost."""
    trip = travel(db, world.envoy)
    made = appoint(db, world.envoy, trip)
    off(db, world.coordinator, trip)
    assert met(db, world.envoy, made).id is not None


@pytest.mark.parametrize("name", ["member", "campaigner"])
def test_others_who_read_it_do_not(db: Session, world: World, name: str) -> None:
    trip = travel(db, world.envoy)
    with pytest.raises(Forbidden):
        off(db, getattr(world, name), trip)
    assert called_off(db, trip) is None


def test_who_may_not_read_it_is_told_that_there_is_none(db: Session, world: World) -> None:
    trip = travel(db, world.envoy, visibility="coordinators")
    with pytest.raises(Missing):
        off(db, world.member, trip)
    with pytest.raises(Missing):
        take_up_trip(db, trip.id or 0, by=world.member, now=NOW)
