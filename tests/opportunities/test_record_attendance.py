"""Saying who attends a meeting, and taking it back."""

import pytest
from pydantic import ValidationError
from sqlmodel import select

from app.kit.errors import Forbidden, Missing, Refused
from app.opportunities.forms import MOST, RecordAttendance
from app.opportunities.models import Attendance
from app.opportunities.queries import attendees, meetings_ahead
from app.opportunities.service import record_attendance, take_attendance_back
from tests.doors.cast import audited
from tests.opportunities.cast import attend, meet
from tests.world import NOW, TODAY


def present(db, reader, meeting):
    return [one.code for one in attendees(db, reader, meeting.id).get(meeting.id, [])]


def test_states_by_any_name_and_institutions_attend_together(db, world):
    made = meet(db, world.member)
    new = attend(db, world.member, made, "Swaziland", "ago; Autriche", institutions=("ISU",))
    assert new == ["SWZ", "AGO", "AUT", "ISU"]
    assert present(db, world.campaigner.reader, made) == ["AGO", "AUT", "SWZ", "ISU"]
    assert audited(db)[-1] == (world.member.id, "attendance.recorded", f"meeting:{made.id}")


def test_several_states_may_stand_on_one_line(db, world):
    made = meet(db, world.member)
    assert attend(db, world.member, made, "Angola, Austria") == ["AGO", "AUT"]


def test_what_was_said_before_is_not_written_again(db, world):
    made = meet(db, world.member, "Angola")
    before = audited(db)
    assert attend(db, world.stranger, made, "Angola", "AGO") == []
    assert audited(db) == before
    assert attend(db, world.stranger, made, "Angola", "Austria") == ["AUT"]


@pytest.mark.parametrize("states", ["Korea", "Angola\nKorea", "Angola, Nowhere"])
def test_what_is_not_clearly_a_state_is_refused_and_nothing_is_written(db, world, states):
    made = meet(db, world.member)
    before = audited(db)
    with pytest.raises(Refused, match=r"is not clearly one State\. Type more") as refused:
        attend(db, world.member, made, states)
    assert refused.value.field == "states"
    assert present(db, world.member.reader, made) == []
    assert audited(db) == before


def test_nobody_at_all_is_refused(db, world):
    with pytest.raises(Refused, match="Please name a State, or choose an institution"):
        attend(db, world.member, meet(db, world.member))


@pytest.mark.parametrize("code", ["AGO", "NOBODY"])
def test_a_code_that_is_no_institutions_is_refused(db, world, code):
    with pytest.raises(Refused) as refused:
        attend(db, world.member, meet(db, world.member), institutions=(code,))
    assert refused.value.field == "institutions"


def test_so_many_at_once_are_refused():
    with pytest.raises(ValidationError, match="at most 40"):
        RecordAttendance(states="Angola\n" * (MOST + 1))


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_who_may_not_log_says_nothing_of_it_and_reads_nothing(db, world, who):
    made = meet(db, world.member, "Angola")
    person = getattr(world, who)
    with pytest.raises(Forbidden):
        attend(db, person, made, "Austria")
    assert attendees(db, person.reader) == {}
    assert meetings_ahead(db, person.reader, TODAY) == ()


def test_a_meeting_that_is_not_there_is_missing(db, world):
    wish = RecordAttendance(states="Angola")
    with pytest.raises(Missing):
        record_attendance(db, wish, number=987_654, by=world.member, now=NOW)


def test_what_is_taken_back_counts_no_more_and_stays_on_record(db, world):
    made = meet(db, world.member, "Angola")
    number = attendees(db, world.member.reader)[made.id][0].number
    for _ in range(2):
        take_attendance_back(db, number, by=world.stranger, now=NOW)
    assert present(db, world.member.reader, made) == []
    assert meetings_ahead(db, world.member.reader, TODAY) == ()
    kept = db.exec(select(Attendance)).one()
    assert (kept.author_id, kept.taken_back_by) == (world.member.id, world.stranger.id)
    taken = (world.stranger.id, "attendance.taken_back", f"meeting:{made.id}")
    assert audited(db).count(taken) == 1
    assert attend(db, world.member, made, "Angola") == ["AGO"]


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_who_may_not_log_takes_nothing_back(db, world, who):
    made = meet(db, world.member, "Angola")
    number = attendees(db, world.member.reader)[made.id][0].number
    with pytest.raises(Forbidden):
        take_attendance_back(db, number, by=getattr(world, who), now=NOW)
    assert present(db, world.member.reader, made) == ["AGO"]


def test_what_was_never_said_cannot_be_taken_back(db, world):
    with pytest.raises(Missing):
        take_attendance_back(db, 987_654, by=world.member, now=NOW)


def test_what_is_ahead_is_known_at_once_after_each_act(db, world):
    reader = world.member.reader
    assert meetings_ahead(db, reader, TODAY) == ()
    made = meet(db, world.member, "Angola")
    over = meet(db, world.member, "Angola", name="Over", starts_on="2026-11-01", ends_on=None)
    assert [one.number for one in meetings_ahead(db, reader, TODAY)] == [made.id]
    attend(db, world.member, made, "Austria")
    attend(db, world.member, over, "Austria")
    assert meetings_ahead(db, reader, TODAY)[0].attending == {"AGO", "AUT"}
