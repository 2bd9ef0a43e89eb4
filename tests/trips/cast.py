"""What the tests of trips write, in the words of a form. Nothing in it is anybody's real trip."""

from typing import Any

from sqlmodel import Session

from app.accounts.models import User
from app.advice.models import Approach
from app.advice.service import confirm_approach
from app.contacts.forms import LogContact
from app.contacts.models import Contact
from app.trips.forms import AddApproaches, MakeAppointment, PlanTrip
from app.trips.logging import log_met
from app.trips.models import Appointment, Trip
from app.trips.service import add_approaches, make_appointment, plan_trip
from tests.advice.test_acts import plan
from tests.world import NOW, TODAY

TRIP = {
    "title": "Test Trip", "messenger": "ENVOY", "starts_on": "2026-12-01", "ends_on": "2026-12-05",
}  # fmt: skip
APPOINTMENT = {
    "state": "AGO", "held_on": "2026-12-02", "at": "09:30", "place": "Test place",
    "counterpart_office": "Test office", "counterpart_name": "Test name", "language": "Portuguese",
}  # fmt: skip
AT: dict[str, Any] = {"now": NOW, "today": TODAY}


def travel(db: Session, by: User, **more: Any) -> Trip:
    return plan_trip(db, PlanTrip.model_validate(TRIP | more), by=by, **AT)


def appoint(db: Session, by: User, trip: Trip, **more: Any) -> Appointment:
    wish = MakeAppointment.model_validate(APPOINTMENT | more)
    return make_appointment(db, wish, number=trip.id or 0, by=by, **AT)


def confirmed(db: Session, by: User, **more: Any) -> Approach:
    """An approach of the envoy whose date is confirmed, in the days of the trip."""
    told = {"messenger": "ENVOY", "window_to": "2026-12-20", "override_reason": "Test reason"}
    approach = plan(db, by, **told | more)
    return confirm_approach(db, approach.id or 0, by=by, now=NOW)


def take_over(db: Session, by: User, trip: Trip, *approaches: Approach) -> list[Appointment]:
    wish = AddApproaches(approach=[one.id or 0 for one in approaches])
    return add_approaches(db, wish, number=trip.id or 0, by=by, now=NOW)


def met(db: Session, by: User, appointment: Appointment, **more: Any) -> Contact:
    """A contact that was logged of an appointment."""
    wish: dict[str, Any] = {
        "state": appointment.state_iso3, "held_on": TODAY, "channel": "letter",
        "note": "Test entry", "appointment_id": appointment.id, "override_reason": "Test reason",
    }  # fmt: skip
    return log_met(db, LogContact(**wish | more), by=by, **AT)
