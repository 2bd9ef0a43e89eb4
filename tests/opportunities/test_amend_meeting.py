"""Changing a meeting: it works, keeps what stood there, and refuses as recording one does."""

import pytest
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.kit.errors import Conflict, Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.opportunities import service
from app.opportunities.amending import (
    amend_meeting,
    amendable,
    as_wished,
    may_amend,
    meeting_versions_of,
    snapshot,
    taken,
    typed_of,
)
from app.opportunities.forms import AmendMeeting
from app.opportunities.models import Meeting
from app.opportunities.queries import meetings, meetings_ahead
from tests.doors.cast import audited
from tests.opportunities.cast import MEETING, meet
from tests.world import NOW, TODAY


@pytest.fixture
def meeting(db, world) -> Meeting:
    return meet(db, world.member, "Angola")


def amend(db: Session, by: User, meeting: Meeting, **more):
    wish = AmendMeeting.model_validate(MEETING | {"version": meeting.version} | more)
    return amend_meeting(db, wish, number=meeting.id or 0, by=by, now=NOW, today=TODAY)


def test_the_earlier_text_stays_readable_and_attendance_as_it_was(db, world, meeting):
    amend(db, world.member, meeting, starts_on="2026-12-02", city="Vienna")
    assert (meeting.starts_on, meeting.ends_on, meeting.city) == (
        "2026-12-02", "2026-12-05", "Vienna",
    )  # fmt: skip
    (kept,) = meeting_versions_of(db, world.campaigner.reader, meeting.id)
    assert (kept.number, kept.replaced_by) == (1, world.member.id)
    assert (kept.content["starts_on"], kept.content["city"]) == ("2026-12-01", "Geneva")
    assert audited(db)[-1] == (world.member.id, "meeting.amended", f"meeting:{meeting.id}")
    (ahead,) = meetings_ahead(db, world.member.reader, TODAY)
    assert (ahead.starts_on, ahead.city, ahead.attending) == ("2026-12-02", "Vienna", {"AGO"})


def test_it_may_become_a_meeting_of_one_day_in_a_city_not_known(db, world, meeting):
    amend(db, world.member, meeting, ends_on=None, city="")
    assert (meeting.starts_on, meeting.ends_on, meeting.city) == ("2026-12-01", "2026-12-01", "")
    assert typed_of(snapshot(meeting))["ends_on"] == ""


def test_the_same_text_once_more_changes_nothing(db, world, meeting):
    amend(db, world.member, meeting, city="Vienna")
    before = audited(db)
    amend(db, world.member, meeting, city="Vienna", version=1)
    assert (meeting.version, audited(db)) == (2, before)


def test_the_second_of_two_who_change_it_is_told_and_loses_nothing(db, world, meeting):
    amend(db, world.member, meeting, city="Vienna")
    before = audited(db)
    with pytest.raises(Conflict, match="Somebody else saved this meeting") as conflict:
        amend(db, world.coordinator, meeting, source="Another note", version=1)
    assert conflict.value.theirs["city"] == "Vienna"
    assert (meeting.city, meeting.source, audited(db)) == ("Vienna", "Test entry", before)
    mine = AmendMeeting.model_validate(MEETING | {"version": 2, "source": "Another note"})
    saved = snapshot(meeting)
    assert as_wished(mine, saved)["city"] == "Geneva"
    assert taken(MEETING | {"source": "Another note"}, saved, ["city", "version"]) == MEETING | {
        "source": "Another note", "city": "Vienna",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "2026-11-30"}, "ends_on"),
        ({"ends_on": "2027-11-30"}, "ends_on"),
        ({"starts_on": "2062-12-01", "ends_on": None}, "starts_on"),
        ({"name": "3rc third review conference", "starts_on": "2026-09-14"}, "name"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(db, world, meeting, wrong, field):
    before, told = snapshot(meeting), audited(db)
    with pytest.raises(Refused) as refused:
        amend(db, world.member, meeting, **wrong)
    assert refused.value.field == field
    assert (snapshot(meeting), audited(db)) == (before, told)
    assert not meeting_versions_of(db, world.member.reader, meeting.id)


def test_one_of_that_name_that_is_recorded_at_this_moment_is_said(db, world, meeting, monkeypatch):
    meet(db, world.stranger, name="Another Meeting")
    seen = iter([[]])  # the first look finds nothing yet
    monkeypatch.setattr(service, "meetings", lambda db: next(seen, meetings(db)))
    with pytest.raises(Refused, match="is in the calendar already"):
        amend(db, world.member, meeting, name="Another Meeting")
    db.refresh(meeting)
    assert (meeting.name, meeting.version) == ("Test Meeting", 1)


def test_who_recorded_it_and_coordinators_change_it_alone(db, world, meeting):
    for person in (world.colleague, world.stranger, world.campaigner, world.envoy):
        assert not may_amend(person.reader, meeting)
        with pytest.raises(Forbidden, match="Only who recorded"):
            amend(db, person, meeting, city="Vienna")
    assert meeting.version == 1
    amend(db, world.coordinator, meeting, city="Vienna")
    amend(db, world.member, meeting, city="Lisbon")
    assert (meeting.city, meeting.version) == ("Lisbon", 3)


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_neither_change_it_nor_read_what_stood_there(
    db, world, meeting, who
):
    person = getattr(world, who)
    with pytest.raises(Forbidden):
        amend(db, person, meeting, city="Vienna")
    with pytest.raises(Missing):
        meeting_versions_of(db, person.reader, meeting.id)


def test_what_came_with_the_facts_is_changed_with_them_alone(db, world):
    fact = db.exec(select(Meeting).where(col(Meeting.recorded_by).is_(None))).first()
    assert not may_amend(world.coordinator.reader, fact)
    with pytest.raises(Forbidden, match="came with the facts"):
        amendable(db, fact.id, by=world.coordinator)


def test_a_demonstration_account_changes_nothing_real(db, world, meeting):
    world.coordinator.origin = Origin.DEMONSTRATION
    assert not may_amend(world.coordinator.reader, meeting)
    with pytest.raises(Forbidden, match="demonstration account"):
        amend(db, world.coordinator, meeting, city="Vienna")
