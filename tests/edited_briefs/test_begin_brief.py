"""Beginning to edit a brief for a meeting of the calendar, or for another occasion."""

from datetime import date

import pytest
from sqlmodel import Session, select

from app.accounts.policy import Visibility
from app.audit.models import Entry
from app.edited_briefs.models import EditedBrief
from app.edited_briefs.queries import edited_listed, occasion_of
from app.kit.errors import Forbidden, Refused
from app.kit.origin import Origin
from app.opportunities.amending import amend_meeting
from app.opportunities.forms import AmendMeeting
from tests.edited_briefs.cast import begin
from tests.opportunities.cast import meet
from tests.world import NOW, TODAY, World


def test_it_is_begun_for_an_occasion(db: Session, world: World) -> None:
    one = begin(db, world.member, state="angola", occasion=" A  visit ", visibility="messenger")
    assert (one.state_iso3, one.occasion, one.held_on) == ("AGO", "A visit", "2026-12-03")
    assert (one.visibility, one.messenger) == (Visibility.MESSENGER, "AUT")
    found = db.exec(select(Entry).where(Entry.verb == "edited_brief.begun")).one()
    assert (found.actor_id, found.subject) == (world.member.id, f"edited_brief:{one.id}")


def test_it_is_begun_once_by_one_person_for_one_occasion(db: Session, world: World) -> None:
    one = begin(db, world.member)
    assert begin(db, world.member, occasion="a VISIT").id == one.id
    others = [
        begin(db, world.colleague),
        begin(db, world.member, state="KHM"),
        begin(db, world.member, held_on=date(2026, 12, 4)),
        begin(db, world.member, meeting_id=meet(db, world.member).id),
    ]
    assert len({one.id, *(other.id for other in others)}) == 5


def test_a_meeting_is_called_as_the_calendar_calls_it_now(db: Session, world: World) -> None:
    meeting = meet(db, world.member)
    one = begin(db, world.member, meeting_id=meeting.id, occasion="Not heard")
    wish = AmendMeeting(**meeting.model_dump() | {"name": "Another Name", "starts_on": TODAY})
    amend_meeting(db, wish, number=meeting.id or 0, by=world.member, now=NOW, today=TODAY)
    assert occasion_of(db, one).words == "Another Name, 24 November 2026"
    (listed,) = edited_listed(db, world.envoy.reader, "AGO")
    assert (listed.occasion, listed.by) == (occasion_of(db, one), "Mia Member")


def test_it_is_listed_for_who_may_read_it(db: Session, world: World) -> None:
    begin(db, world.member, visibility="messenger")
    begin(db, world.coordinator, visibility="coordinators")
    seen = {person.name: len(edited_listed(db, person.reader, "AGO")) for person in world.everybody}
    assert seen == {
        "Cora Coordinator": 2, "Mia Member": 1, "Colin Colleague": 1, "Sam Stranger": 0,
        "Cam Campaigner": 0, "Eva Envoy": 1, "Olu Observer": 0, "Ada Administrator": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"occasion": " "}, "occasion"),
        ({"held_on": None}, "held_on"),
        ({"held_on": date(1999, 1, 1)}, "held_on"),
        ({"state": "Atlantis"}, "state"),
        ({"meeting_id": 987_654}, "meeting_id"),
    ],
)
def test_what_makes_no_sense_is_refused(
    db: Session, world: World, answers: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        begin(db, world.member, **answers)
    assert refusal.value.field == field
    assert db.exec(select(EditedBrief)).all() == []


def test_what_is_real_is_not_begun_for_a_meeting_of_the_demonstration(
    db: Session, world: World
) -> None:
    world.colleague.origin = Origin.DEMONSTRATION
    meeting = meet(db, world.colleague)
    with pytest.raises(Refused):
        begin(db, world.member, meeting_id=meeting.id)
    assert begin(db, world.colleague, meeting_id=meeting.id).origin is Origin.DEMONSTRATION


def test_who_writes_no_entries_begins_none(db: Session, world: World) -> None:
    for person in (world.observer, world.administrator):
        with pytest.raises(Forbidden):
            begin(db, person)
