"""Appointments: made, taken over from approaches, changed, called off, and logged."""

from datetime import date

import pytest
from sqlmodel import select

from app.advice.models import Step
from app.advice.queries import get_approach
from app.contacts.forms import Retract
from app.contacts.service import retract_contact
from app.kit.errors import Conflict, Forbidden, Missing, Refused
from app.messengers.forms import ExcludePair
from app.messengers.service import exclude_pair
from app.trips.amending import amend_appointment, amend_trip
from app.trips.calling_off import call_off_trip
from app.trips.forms import AmendAppointment, AmendTrip, CallOffTrip, MakeAppointment
from app.trips.logging import prefilled
from app.trips.models import Appointment, AppointmentContact
from app.trips.queries import appointment_versions_of, get_appointment, itinerary, to_add
from app.trips.service import call_off
from tests.doors.cast import audited
from tests.trips.cast import APPOINTMENT, AT, TRIP, appoint, confirmed, met, take_over, travel
from tests.world import NOW, TODAY


@pytest.fixture
def trip(db, world):
    return travel(db, world.envoy)


def amend(db, by, one, **more):
    wish = AmendAppointment.model_validate(APPOINTMENT | {"version": one.version} | more)
    return amend_appointment(db, wish, number=one.id, by=by, **AT)


def change(db, by, trip, **more):
    wish = AmendTrip.model_validate(
        TRIP | {"version": trip.version, "messenger": trip.messenger} | more
    )
    return amend_trip(db, wish, number=trip.id, by=by, **AT)


def test_an_appointment_knocks_on_the_open_door_and_is_there_once(db, world, trip):
    made = appoint(db, world.envoy, trip)
    assert (made.state_iso3, made.asks, made.at) == ("AGO", ["ratify"], "09:30")
    assert appoint(db, world.envoy, trip).id == made.id
    assert audited(db)[-1] == (world.envoy.id, "appointment.made", f"appointment:{made.id}")
    assert appoint(db, world.envoy, trip, state="AUT").asks == []
    assert appoint(db, world.envoy, trip, state="KHM", asks=["none"]).asks == []


def test_two_offices_of_a_state_on_one_day_are_two_appointments(db, world, trip):
    offices = ("Test office", "Another office", "Test office")
    made = [appoint(db, world.envoy, trip, at="", counterpart_office=office) for office in offices]
    assert made[0].id != made[1].id
    assert made[2].id == made[0].id
    assert [stop.office for stop in itinerary(db, world.envoy.reader, trip)] == list(offices[:2])


def test_the_itinerary_goes_by_day_and_time_and_without_a_time_last(db, world, trip):
    for state, day, time in (("KHM", 3, "08:00"), ("NPL", 2, ""), ("AGO", 2, "15:00")):
        appoint(db, world.envoy, trip, state=state, held_on=f"2026-12-0{day}", at=time)
    found = itinerary(db, world.campaigner.reader, trip)
    assert [(stop.iso3, stop.at) for stop in found] == [
        ("AGO", "15:00"), ("NPL", ""), ("KHM", "08:00"),
    ]  # fmt: skip
    assert found[0].counterpart == "Test office (Test name)"


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("state", {"state": "Korea"}),
        ("held_on", {"held_on": "2026-12-06"}),
        ("asks", {"asks": ["accede"]}),
    ],
)
def test_an_appointment_that_cannot_be_is_refused_on_its_field(db, world, trip, field, more):
    with pytest.raises(Refused) as refusal:
        appoint(db, world.envoy, trip, **more)
    assert refusal.value.field == field
    assert db.exec(select(Appointment)).first() is None


@pytest.mark.parametrize("time", ["9:30", "25:00", "soon"])
def test_a_time_is_one_of_the_clock(time):
    with pytest.raises(ValueError, match="Please give a time such as 09:30"):
        MakeAppointment.model_validate(APPOINTMENT | {"at": time})


def test_a_warning_at_the_door_wants_a_reason_which_is_kept(db, world, trip):
    pair = ExcludePair(state="AGO", cause="x")
    exclude_pair(db, pair, code="ENVOY", by=world.coordinator, now=NOW)
    with pytest.raises(Refused) as refusal:
        appoint(db, world.envoy, trip)
    assert refusal.value.field == "override_reason"
    assert appoint(db, world.envoy, trip, override_reason="Because").override_reason == "Because"
    assert appoint(db, world.envoy, trip, state="KHM", override_reason="x").override_reason == ""


def test_others_add_nothing_to_a_trip(db, world, trip):
    for who in (world.stranger, world.campaigner):
        with pytest.raises(Forbidden):
            appoint(db, who, trip)
    hidden = travel(db, world.coordinator, title="Hidden", visibility="coordinators")
    with pytest.raises(Missing):
        appoint(db, world.member, hidden)


def test_confirmed_approaches_of_the_messenger_in_these_days_become_appointments(db, world, trip):
    approach = confirmed(db, world.envoy)
    confirmed(db, world.envoy, state="KHM", window_from="2026-12-06")
    confirmed(db, world.member, state="NPL", messenger="AUT")
    assert [row.id for row in to_add(db, world.envoy.reader, trip)] == [approach.id]
    (made,) = take_over(db, world.envoy, trip, approach)
    assert (made.state_iso3, made.held_on, made.channel) == (
        "AGO", date(2026, 12, 1), approach.channel,
    )  # fmt: skip
    assert to_add(db, world.envoy.reader, trip) == []
    with pytest.raises(Refused) as refusal:
        take_over(db, world.envoy, trip, approach)
    assert refusal.value.field == "approach"


def test_an_approach_is_taken_over_by_one_trip_and_offered_again_once_that_is_off(db, world, trip):
    approach = confirmed(db, world.envoy)
    other = travel(db, world.envoy, title="Another trip")
    (made,) = take_over(db, world.envoy, other, approach)
    assert to_add(db, world.envoy.reader, trip) == []
    call_off(db, made.id, by=world.envoy, now=NOW)
    assert [row.id for row in to_add(db, world.envoy.reader, trip)] == [approach.id]


def test_the_approaches_of_a_trip_that_is_called_off_go_to_another(db, world, trip):
    approach = confirmed(db, world.envoy)
    other = travel(db, world.envoy, title="Another trip")
    take_over(db, world.envoy, other, approach)
    call_off_trip(db, CallOffTrip(reason="No visa"), number=other.id, by=world.envoy, now=NOW)
    assert [row.id for row in to_add(db, world.envoy.reader, trip)] == [approach.id]
    take_over(db, world.envoy, trip, approach)


def test_what_comes_of_a_restricted_approach_is_as_restricted(db, world, trip):
    approach = confirmed(db, world.envoy, visibility="delegations")
    (made,) = take_over(db, world.envoy, trip, approach)
    assert made.visibility == "delegations"
    assert itinerary(db, world.campaigner.reader, trip) == []
    assert [stop.approach for stop in itinerary(db, world.member.reader, trip)] == [approach.id]


def test_an_approach_that_a_reader_may_not_read_is_no_part_of_an_appointment(db, world, trip):
    approach = confirmed(db, world.envoy, visibility="delegations")
    (made,) = take_over(db, world.envoy, trip, approach)
    made.visibility = "group"
    (stop,) = itinerary(db, world.campaigner.reader, trip)
    assert (stop.iso3, stop.approach) == ("AGO", None)


def test_a_change_keeps_the_earlier_text_and_two_who_change_it_are_told(db, world, trip):
    made = appoint(db, world.envoy, trip)
    amend(db, world.envoy, made, place="Another place", asks=["none"])
    assert (made.place, made.asks, made.version) == ("Another place", [], 2)
    (kept,) = appointment_versions_of(db, world.member.reader, made.id)
    assert (kept.content["place"], kept.content["asks"]) == ("Test place", ["ratify"])
    with pytest.raises(Conflict):
        amend(db, world.coordinator, made, place="Third", version=1)
    with pytest.raises(Refused) as refusal:
        amend(db, world.envoy, made, held_on="2026-12-09")
    assert refusal.value.field == "held_on"
    with pytest.raises(Refused) as refusal:
        amend(db, world.coordinator, made, asks=["accede"])
    assert refusal.value.field == "asks"


def test_an_earlier_text_is_open_to_the_messenger_of_its_time_alone(db, world):
    trip = travel(db, world.coordinator, messenger="AUT")
    made = appoint(db, world.coordinator, trip, visibility="messenger", place="Hidden")
    amend(db, world.coordinator, made, visibility="messenger", place="Shown")
    assert len(appointment_versions_of(db, world.colleague.reader, made.id)) == 1
    change(db, world.coordinator, trip, messenger="ZMB")
    assert get_appointment(db, world.stranger.reader, made.id)[0].place == "Shown"
    assert appointment_versions_of(db, world.stranger.reader, made.id) == []
    assert len(appointment_versions_of(db, world.coordinator.reader, made.id)) == 1
    amend(db, world.coordinator, made, visibility="messenger", place="Third")
    (kept,) = appointment_versions_of(db, world.stranger.reader, made.id)
    assert kept.content["place"] == "Shown"


def test_an_earlier_text_stays_as_restricted_as_its_trip_was(db, world):
    trip = travel(db, world.coordinator, visibility="coordinators")
    made = appoint(db, world.coordinator, trip, place="Hidden")
    amend(db, world.coordinator, made, place="Shown")
    change(db, world.coordinator, trip, visibility="group")
    assert get_appointment(db, world.member.reader, made.id)[0].place == "Shown"
    assert appointment_versions_of(db, world.member.reader, made.id) == []
    assert len(appointment_versions_of(db, world.coordinator.reader, made.id)) == 1


def test_an_appointment_that_is_called_off_is_shown_no_more(db, world, trip):
    made = appoint(db, world.envoy, trip)
    call_off(db, made.id, by=world.envoy, now=NOW)
    assert itinerary(db, world.coordinator.reader, trip) == []
    with pytest.raises(Missing):
        get_appointment(db, world.envoy.reader, made.id)
    assert db.get(Appointment, made.id).called_off_by == world.envoy.id
    assert audited(db)[-1][1] == "appointment.called_off"
    assert appoint(db, world.envoy, trip).id != made.id


def test_the_log_form_is_filled_in(db, world, trip):
    approach = confirmed(db, world.envoy, visibility="delegations")
    (made,) = take_over(db, world.envoy, trip, approach)
    amend(db, world.envoy, made, held_on="2026-12-02", visibility="delegations", channel="margins")
    typed = prefilled(db, world.envoy, date(2026, 12, 4), made.id)
    assert {name: typed[name] for name in (
        "appointment_id", "approach_id", "state", "asks", "messengers", "held_on", "channel",
        "level", "counterpart_office", "counterpart_name", "place", "visibility",
    )} == {
        "appointment_id": made.id, "approach_id": approach.id, "state": "AGO",
        "asks": ["ratify"], "messengers": ["ENVOY"], "held_on": "2026-12-02",
        "channel": "margins", "level": "ambassador", "counterpart_office": ["Test office"],
        "counterpart_name": ["Test name"], "place": "Test place", "visibility": "delegations",
    }  # fmt: skip
    assert prefilled(db, world.envoy, TODAY, made.id)["held_on"] == TODAY.isoformat()


def test_once_logged_the_appointment_shows_it_and_the_approach_is_done(db, world, trip):
    approach = confirmed(db, world.envoy)
    (made,) = take_over(db, world.envoy, trip, approach)
    contact = met(db, world.envoy, made, approach_id=approach.id, submission="one")
    assert met(db, world.envoy, made, approach_id=approach.id, submission="one").id == contact.id
    (stop,) = itinerary(db, world.member.reader, trip)
    assert stop.contact == contact.id
    assert get_approach(db, world.envoy.reader, approach.id)[1].step is Step.DONE
    assert [verb for _, verb, _ in audited(db)].count("appointment.logged") == 1
    assert "approach_id" not in prefilled(db, world.envoy, TODAY, made.id)


def test_a_contact_that_a_reader_may_not_read_shows_at_no_appointment(db, world, trip):
    made = appoint(db, world.envoy, trip)
    hidden = met(db, world.coordinator, made, visibility="coordinators")
    assert [stop.contact for stop in itinerary(db, world.envoy.reader, trip)] == [None]
    own = met(db, world.envoy, made)
    assert [stop.contact for stop in itinerary(db, world.envoy.reader, trip)] == [own.id]
    retract_contact(db, Retract(reason="x"), number=own.id, by=world.envoy, now=NOW)
    assert [stop.contact for stop in itinerary(db, world.envoy.reader, trip)] == [None]
    assert [stop.contact for stop in itinerary(db, world.coordinator.reader, trip)] == [hidden.id]


def test_a_contact_with_another_state_is_refused_and_so_is_a_hidden_appointment(db, world, trip):
    made = appoint(db, world.envoy, trip)
    with pytest.raises(Refused) as refusal:
        met(db, world.envoy, made, state="KHM")
    assert refusal.value.field == "state"
    made.visibility = "coordinators"
    made.author_id = world.coordinator.id
    with pytest.raises(Refused, match="not open to you"):
        met(db, world.envoy, made)
    assert db.exec(select(AppointmentContact)).first() is None
