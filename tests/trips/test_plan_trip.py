"""Planning and changing a trip: it works, is written down once, and is refused in plain words."""

from datetime import date

import pytest
from sqlmodel import select

from app.kit.errors import Conflict, Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.trips.amending import amend_trip, taken, typed_of
from app.trips.forms import AmendTrip
from app.trips.models import Trip
from app.trips.queries import get_trip, itinerary, trip_versions_of, trips, trips_ahead
from app.trips.service import may_change_trip
from tests.doors.cast import audited
from tests.opportunities.cast import meet
from tests.trips.cast import AT, TRIP, appoint, travel
from tests.world import TODAY


def amend(db, by, trip, **more):
    wish = AmendTrip.model_validate(TRIP | {"version": trip.version} | more)
    return amend_trip(db, wish, number=trip.id, by=by, **AT)


def test_a_trip_is_written_down_once_and_is_in_the_audit(db, world):
    trip = travel(db, world.envoy)
    assert travel(db, world.envoy).id == trip.id
    assert (trip.starts_on, trip.ends_on) == (date(2026, 12, 1), date(2026, 12, 5))
    assert audited(db)[-1] == (world.envoy.id, "trip.planned", f"trip:{trip.id}")
    (row,) = trips(db, world.campaigner.reader)
    assert (row.title, row.messenger, row.appointments) == ("Test Trip", "ENVOY", 0)
    assert [one.id for one in trips_ahead(db, world.envoy.reader, TODAY, "ENVOY")] == [trip.id]
    assert trips_ahead(db, world.envoy.reader, date(2026, 12, 6), "ENVOY") == []


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("messenger", {"messenger": "ICRC"}),
        ("messenger", {"messenger": "XXX"}),
        ("ends_on", {"ends_on": "2026-11-30"}),
        ("ends_on", {"ends_on": "2027-11-30"}),
        ("starts_on", {"starts_on": "2226-12-01", "ends_on": "2226-12-02"}),
        ("meeting_id", {"meeting_id": 987_654}),
    ],
)
def test_a_trip_that_cannot_be_is_refused_on_its_field(db, world, field, more):
    with pytest.raises(Refused) as refusal:
        travel(db, world.envoy, **more)
    assert refusal.value.field == field
    assert db.exec(select(Trip)).first() is None


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_who_plans_no_approach_plans_no_trip(db, world, who):
    with pytest.raises(Forbidden):
        travel(db, getattr(world, who))


def test_a_real_trip_is_to_no_meeting_of_the_demonstration(db, world):
    meeting = meet(db, world.member)
    assert travel(db, world.envoy, meeting_id=meeting.id).meeting_id == meeting.id
    meeting.origin = Origin.DEMONSTRATION
    with pytest.raises(Refused):
        travel(db, world.envoy, title="Another", meeting_id=meeting.id)


def test_a_change_keeps_the_earlier_text(db, world):
    trip = travel(db, world.envoy)
    amend(db, world.envoy, trip, title="Another title", ends_on="2026-12-06")
    assert (trip.title, trip.version) == ("Another title", 2)
    (kept,) = trip_versions_of(db, world.member.reader, trip.id)
    assert (kept.number, kept.content["title"], kept.content["ends_on"]) == (
        1, "Test Trip", "2026-12-05",
    )  # fmt: skip
    assert audited(db)[-1][1] == "trip.amended"
    amend(db, world.envoy, trip, title="Another title", ends_on="2026-12-06", version=1)
    assert trip.version == 2


def test_two_who_change_a_trip_are_told(db, world):
    trip = travel(db, world.envoy)
    amend(db, world.coordinator, trip, title="Theirs")
    with pytest.raises(Conflict) as conflict:
        amend(db, world.envoy, trip, title="Mine", version=1)
    assert conflict.value.theirs["title"] == "Theirs"
    typed = taken({"title": "Mine", "version": 2}, conflict.value.theirs, ["title", "version"])
    assert typed == {"title": "Theirs", "version": 2}
    assert typed_of(conflict.value.theirs)["meeting_id"] == ""


@pytest.mark.parametrize(
    ("level", "reading"),
    [
        ("group", "coordinator member colleague stranger campaigner envoy"),
        ("delegations", "coordinator member colleague stranger envoy"),
        ("messenger", "coordinator colleague member envoy"),
        ("coordinators", "coordinator member"),
    ],
)
def test_a_trip_is_read_by_its_level(db, world, level, reading):
    trip = travel(db, world.member, messenger="AUT", visibility=level)
    found = {name for name, who in vars(world).items() if trips(db, who.reader)}
    assert found == set(reading.split())
    for name, who in vars(world).items():
        if name not in found:
            with pytest.raises(Missing):
                get_trip(db, who.reader, trip.id)


def test_its_author_its_messenger_and_coordinators_change_a_trip(db, world):
    trip = travel(db, world.member, messenger="AUT")
    able = {name for name, who in vars(world).items() if may_change_trip(who, trip)}
    assert able == {"member", "colleague", "coordinator"}
    with pytest.raises(Forbidden):
        amend(db, world.stranger, trip, title="Other")
    with pytest.raises(Refused) as refusal:
        amend(db, world.colleague, trip, visibility="coordinators", messenger="AUT")
    assert refusal.value.field == "visibility"


def test_a_colleague_opens_to_no_other_delegation_what_is_for_the_messenger_alone(db, world):
    trip = travel(db, world.member, messenger="AUT")
    appoint(db, world.member, trip, visibility="messenger")
    with pytest.raises(Refused) as refusal:
        amend(db, world.colleague, trip, messenger="ZMB")
    assert refusal.value.field == "messenger"
    assert itinerary(db, world.stranger.reader, trip) == []
    amend(db, world.coordinator, trip, messenger="ZMB")
    assert len(itinerary(db, world.stranger.reader, trip)) == 1


def test_an_earlier_text_that_was_more_restricted_is_not_shown(db, world):
    trip = travel(db, world.coordinator, visibility="coordinators", title="Hidden")
    amend(db, world.coordinator, trip)
    assert trip_versions_of(db, world.member.reader, trip.id) == []
    assert len(trip_versions_of(db, world.coordinator.reader, trip.id)) == 1


def test_a_trip_counts_the_appointments_that_its_reader_may_read(db, world):
    trip = travel(db, world.envoy)
    appoint(db, world.envoy, trip)
    appoint(db, world.coordinator, trip, state="KHM", visibility="coordinators")
    assert [one.appointments for one in trips(db, world.envoy.reader)] == [1]
    assert [one.appointments for one in trips(db, world.coordinator.reader)] == [2]
