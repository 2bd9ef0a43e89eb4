"""Saying how a next step ended."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.audit.models import Entry
from app.contacts.forms import AmendContact, EndStep
from app.contacts.models import Contact, StepOutcome
from app.contacts.promises import next_steps, own_next_steps
from app.contacts.queries import contact_detail
from app.contacts.service import amend_contact
from app.contacts.snapshot import snapshot, typed_of
from app.contacts.stepping import end_step
from app.handovers.queries import open_of
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from tests.advice.test_acts import log
from tests.handovers.cast import PROMISE, give
from tests.world import NOW, TODAY, World

YEAR_AGO = TODAY - timedelta(days=365)


def ended(db: Session, by: User, contact: Contact, **more: Any) -> Contact:
    told = {"outcome": "taken", "on": TODAY, "version": contact.version} | more
    wish = EndStep.model_validate(told)
    return end_step(db, wish, number=contact.id or 0, by=by, now=NOW, today=TODAY)


def amended(db: Session, by: User, contact: Contact, **more: Any) -> Contact:
    typed = typed_of(snapshot(contact_detail(db, by.reader, contact.id or 0)))
    answers = {name: value for name, value in typed.items() if value not in ("", [])}
    wish = AmendContact.model_validate(answers | more)
    return amend_contact(db, wish, number=contact.id or 0, by=by, now=NOW, today=TODAY)


def listed(db: Session, by: User) -> list[str]:
    return [one.text for one in next_steps(db, by.reader, "AGO", YEAR_AGO)]


def test_a_step_that_was_taken_is_open_nowhere(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="To call")
    assert listed(db, world.stranger) == ["To call"]
    assert [one.text for one in own_next_steps(db, world.member.reader)] == ["To call"]
    ended(db, world.member, contact, note="By phone")
    assert listed(db, world.stranger) == []
    assert own_next_steps(db, world.member.reader) == []
    assert open_of(db, world.member.reader, world.member.id or 0).follow_ups == []
    told = contact_detail(db, world.stranger.reader, contact.id or 0).step_outcome
    assert told is not None
    assert (told.outcome, told.on, told.note, told.number) == ("taken", TODAY, "By phone", 1)


def test_what_was_promised_beside_it_stays_open(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="To call", next_step_due=TODAY, **PROMISE)
    ended(db, world.member, contact)
    found = open_of(db, world.member.reader, world.member.id or 0)
    assert [(one.next_step, one.due_on) for one in found.follow_ups] == [("", None)]
    assert (len(found.promises), found.steps) == (2, [])


@pytest.mark.parametrize("name", ["member", "colleague", "coordinator"])
def test_owner_author_and_coordinators_say_it(db: Session, world: World, name: str) -> None:
    contact = log(db, world.member, next_step="To call", next_step_owner=world.colleague.id)
    ended(db, getattr(world, name), contact)
    entry = db.exec(select(Entry).where(Entry.verb == "next_step.ended")).one()
    assert (entry.subject, entry.actor_id) == (f"contact:{contact.id}", getattr(world, name).id)


@pytest.mark.parametrize("name", ["stranger", "envoy", "campaigner"])
def test_others_who_read_it_do_not(db: Session, world: World, name: str) -> None:
    contact = log(db, world.member, next_step="To call")
    with pytest.raises(Forbidden, match="Coordinators say how it ended"):
        ended(db, getattr(world, name), contact)
    assert db.exec(select(StepOutcome)).all() == []


def test_who_may_not_read_it_is_told_that_there_is_none(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="To call", visibility="coordinators")
    with pytest.raises(Missing):
        ended(db, world.stranger, contact)


def test_a_demonstration_account_ends_no_real_step(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="To call", next_step_owner=world.colleague.id)
    world.colleague.origin = Origin.DEMONSTRATION
    db.flush()
    with pytest.raises(Forbidden):
        ended(db, world.colleague, contact)


@pytest.mark.parametrize(
    ("answers", "field", "says"),
    [
        ({"outcome": "not_needed"}, "note", "why it is no longer needed"),
        ({"on": TODAY + timedelta(days=1)}, "on", "still ahead"),
        ({"on": TODAY - timedelta(days=2000)}, "on", "before the contact itself"),
        ({"version": 7}, "", "written anew since you looked"),
    ],
)
def test_what_makes_no_sense_is_refused(
    db: Session, world: World, answers: dict[str, Any], field: str, says: str
) -> None:
    contact = log(db, world.member, next_step="To call")
    with pytest.raises(Refused, match=says) as refusal:
        ended(db, world.member, contact, **answers)
    assert refusal.value.field == field
    assert db.exec(select(StepOutcome)).all() == []
    assert listed(db, world.member) == ["To call"]


def test_a_contact_without_a_next_step_has_none_to_end(db: Session, world: World) -> None:
    with pytest.raises(Refused, match="no next step"):
        ended(db, world.member, log(db, world.member))


def test_the_same_once_more_changes_nothing_and_other_words_are_told(
    db: Session, world: World
) -> None:
    contact = log(db, world.member, next_step="To call")
    for _ in range(2):
        ended(db, world.member, contact)
    assert len(db.exec(select(Entry).where(Entry.verb == "next_step.ended")).all()) == 1
    with pytest.raises(Refused, match="This was said already: taken, on 24 November 2026"):
        ended(db, world.coordinator, contact, outcome="not_needed", note="Another word")


def test_a_step_that_is_written_anew_is_open_and_can_end_again(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="To call")
    ended(db, world.member, contact)
    amended(db, world.member, contact, next_step="To write")
    assert listed(db, world.member) == ["To write"]
    ended(db, world.member, contact)
    assert listed(db, world.member) == []
    kept = db.exec(select(StepOutcome).order_by(StepOutcome.number)).all()
    assert [(one.number, one.removed_in) for one in kept] == [(1, 2), (2, None)]


def test_an_amendment_of_something_else_leaves_it_ended(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="To call", next_step_due=TODAY)
    ended(db, world.member, contact)
    amended(db, world.member, contact, note="Another note")
    assert listed(db, world.member) == []


def test_a_step_that_others_wrote_anew_meanwhile_is_not_ended(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="To call")
    seen = contact.version
    amended(db, world.member, contact, next_step="To write")
    with pytest.raises(Refused, match="written anew"):
        ended(db, world.member, contact, version=seen)
    assert listed(db, world.member) == ["To write"]


def test_what_others_changed_beside_the_step_does_not_stand_in_the_way(
    db: Session, world: World
) -> None:
    contact = log(db, world.member, next_step="To call")
    seen = contact.version
    amended(db, world.member, contact, note="Another note")
    ended(db, world.member, contact, version=seen)
    assert listed(db, world.member) == []


def test_a_step_that_was_handed_over_is_ended_by_its_successor(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="To call")
    give(db, world.coordinator, world.member, world.stranger)
    ended(db, world.stranger, contact)
    assert open_of(db, world.stranger.reader, world.stranger.id or 0).follow_ups == []


def test_a_step_that_ended_is_handed_over_to_nobody(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="To call")
    ended(db, world.member, contact)
    give(db, world.coordinator, world.member, world.stranger)
    assert contact.next_step_owner == world.member.id
