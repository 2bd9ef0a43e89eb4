"""Recording a meeting."""

import pytest
from pydantic import ValidationError
from sqlmodel import func, select

from app.accounts.policy import Reader, Role
from app.kit.errors import Forbidden, Missing, Refused
from app.opportunities import service
from app.opportunities.forms import RecordMeeting
from app.opportunities.models import Meeting
from app.opportunities.queries import calendar, get_meeting, meetings
from tests.doors.cast import audited
from tests.opportunities.cast import MEETING, meet
from tests.world import TODAY

OBSERVER = Reader(id=1, role=Role.OBSERVER)


def count(db):
    return db.exec(select(func.count()).select_from(Meeting)).one()


def test_a_recorded_meeting_is_in_the_calendar_and_in_the_audit(db, world):
    made = meet(db, world.member)
    assert made in calendar(db, world.campaigner.reader, TODAY).ahead
    assert (made.recorded_by, made.starts_on, made.ends_on) == (
        world.member.id, "2026-12-01", "2026-12-05",
    )  # fmt: skip
    assert audited(db)[-1] == (world.member.id, "meeting.recorded", f"meeting:{made.id}")


def test_a_meeting_of_one_day_ends_on_that_day_and_its_city_may_be_unknown(db, world):
    made = meet(db, world.envoy, ends_on=None, city="")
    assert (made.ends_on, made.city) == ("2026-12-01", "")


def test_the_same_meeting_sent_twice_is_recorded_once(db, world):
    made = meet(db, world.member)
    before = audited(db)
    assert meet(db, world.member).id == made.id
    assert audited(db) == before


def test_two_that_are_sent_at_once_are_one(db, world, monkeypatch):
    made = meet(db, world.member)
    before = audited(db)
    seen = iter([[]])  # the first look finds nothing yet
    monkeypatch.setattr(service, "meetings", lambda db: next(seen, meetings(db)))
    assert meet(db, world.member).id == made.id
    assert audited(db) == before


@pytest.mark.parametrize("name", ["Test Meeting", "test meeting", "3RC Third Review Conference"])
def test_a_meeting_that_is_there_already_is_refused_to_somebody_else(db, world, name):
    meet(db, world.member)
    before = count(db)
    day = "2026-09-14" if name.startswith("3RC") else "2026-12-01"
    with pytest.raises(Refused, match="is in the calendar already") as refused:
        meet(db, world.stranger, name=name, starts_on=day, ends_on=None)
    assert refused.value.field == "name"
    assert count(db) == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "2026-11-30"}, "ends_on"),
        ({"ends_on": "2027-11-30"}, "ends_on"),
        ({"starts_on": "2062-12-01", "ends_on": None}, "starts_on"),
        ({"starts_on": "1926-12-01", "ends_on": None}, "starts_on"),
    ],
)
def test_dates_that_cannot_be_are_refused_and_nothing_is_written(db, world, wrong, field):
    before = count(db), audited(db)
    with pytest.raises(Refused) as refused:
        meet(db, world.member, **wrong)
    assert refused.value.field == field
    assert (count(db), audited(db)) == before


@pytest.mark.parametrize("missing", ["name", "starts_on", "source"])
def test_a_name_a_first_day_and_a_source_are_needed(missing):
    with pytest.raises(ValidationError):
        RecordMeeting.model_validate({**MEETING, missing: ""})


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_who_may_not_log_records_no_meeting_and_reads_none(db, world, who):
    person = getattr(world, who)
    with pytest.raises(Forbidden):
        meet(db, person)
    made = meet(db, world.member)
    assert made not in calendar(db, person.reader, TODAY).ahead
    with pytest.raises(Missing):
        get_meeting(db, person.reader, made.id)


def test_observers_know_the_meetings_of_the_facts(db, world):
    facts = db.exec(select(Meeting.id)).all()
    meet(db, world.member)
    found = calendar(db, OBSERVER, TODAY)
    assert {one.id for part in found for one in part} == set(facts)
