"""Which entries a report counts: those that the whole group reads, and always might have."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Role, Visibility
from app.contacts.forms import AmendContact, Retract
from app.contacts.models import Contact
from app.contacts.queries import contact_detail
from app.contacts.service import amend_contact, retract_contact
from app.contacts.snapshot import snapshot, typed_of
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.forms import MoveStage
from app.doors.service import move_stage
from app.kit.origin import Origin
from app.reports.figures import Figures, Promises, Steps, Tally
from app.reports.gathering import figures
from app.states.forms import RecordTreatyAct
from app.states.service import record_treaty_act
from app.states.standing import Standing
from tests.reports.cast import FIRST, join, log
from tests.world import NOW, TODAY, World

RESTRICTED = [one for one in Visibility if one is not Visibility.GROUP]


def read(db: Session) -> Figures:
    return figures(db, FIRST, TODAY, TODAY)


def amend(db: Session, contact: Contact, by: User, **other: Any) -> None:
    number = contact.id or 0
    typed = typed_of(snapshot(contact_detail(db, by.reader, number)))
    answers = {name: value for name, value in typed.items() if value not in ("", [])}
    made = AmendContact.model_validate(answers | {"override_reason": "A test"} | other)
    amend_contact(db, made, number=number, by=by, now=NOW, today=TODAY)


def demonstrator(db: Session, world: World) -> User:
    made = User(
        email="dan@example.org", name="Dan Demonstration", role=Role.COORDINATOR,
        messenger="COORDINATORS", created_at=NOW, origin=Origin.DEMONSTRATION,
    )  # fmt: skip
    db.add(made)
    db.flush()
    return made


def test_a_contact_for_the_group_counts_once_in_each_table(db: Session, world: World) -> None:
    log(db, world.member, messengers=["AUT", "ISU"])
    found = read(db)
    assert (found.contacts, found.states) == (1, 1)
    assert found.by_region == {"African": Tally(1, 1)}
    assert found.by_avenue == {"bilateral": 1, "regional": 0, "global": 0}
    assert {code: count for code, count in found.by_level.items() if count} == {"minister": 1}
    assert {code: count for code, count in found.by_response.items() if count} == {"interested": 1}
    assert found.by_messenger == {"delegation": Tally(1, 1), "isu": Tally(1, 1)}


@pytest.mark.parametrize("level", RESTRICTED)
def test_a_restricted_contact_never_counts(db: Session, world: World, level: Visibility) -> None:
    log(db, world.member, visibility=level)
    assert read(db).contacts == 0


@pytest.mark.parametrize("level", RESTRICTED)
def test_one_that_was_restricted_once_stays_out_when_it_is_lowered(
    db: Session, world: World, level: Visibility
) -> None:
    contact = log(db, world.member, visibility=level)
    amend(db, contact, world.member, visibility="group")
    assert contact.visibility is Visibility.GROUP
    assert read(db).contacts == 0


def test_one_that_is_raised_counts_no_more(db: Session, world: World) -> None:
    contact = log(db, world.member)
    assert read(db).contacts == 1
    amend(db, contact, world.member, visibility="coordinators")
    assert read(db).contacts == 0


def test_one_that_was_amended_for_the_group_counts_as_it_stands(db: Session, world: World) -> None:
    amend(db, log(db, world.member), world.member, level="expert")
    assert read(db).by_level["expert"] == 1


def test_a_retracted_contact_does_not_count(db: Session, world: World) -> None:
    contact = log(db, world.member)
    wish = Retract(reason="A wrong entry")
    retract_contact(db, wish, number=contact.id or 0, by=world.member, now=NOW)
    assert read(db).contacts == 0


def test_contacts_outside_the_period_do_not_count(db: Session, world: World) -> None:
    log(db, world.member, held_on=FIRST - timedelta(days=1))
    log(db, world.member, held_on=FIRST)
    assert read(db).contacts == 1


def test_a_joint_contact_counts_once_with_everybody_who_knocked(db: Session, world: World) -> None:
    stays, away = log(db, world.member), log(db, world.stranger, messengers=["ZMB"])
    join(db, away, stays, world.coordinator)
    found = read(db)
    assert (found.contacts, found.by_messenger) == (1, {"delegation": Tally(1, 2)})


@pytest.mark.parametrize("restricted_stays", [True, False])
def test_what_is_joined_with_a_restricted_account_counts_by_itself(
    db: Session, world: World, restricted_stays: bool
) -> None:
    hidden = log(db, world.stranger, messengers=["ZMB"], visibility="coordinators")
    shared = log(db, world.member)
    before = read(db)
    away, into = (shared, hidden) if restricted_stays else (hidden, shared)
    join(db, away, into, world.coordinator)
    assert read(db) == before
    assert before.by_messenger == {"delegation": Tally(1, 1)}


def test_entries_and_acts_of_the_demonstration_do_not_count(db: Session, world: World) -> None:
    before, by = read(db), demonstrator(db, world)
    contact = log(db, by, commitment_side=["ours"], commitment_text=["Demonstration entry"])
    assert contact.origin is Origin.DEMONSTRATION
    act = RecordTreatyAct(state="AGO", action="ratification", date="2026-10-01", source="A test")
    record_treaty_act(db, act, by=by, now=NOW, today=TODAY)
    wish = MoveStage(stage=2, moved_on=TODAY, reason="A test")
    move_stage(db, wish, door=Door("KHM", Ask.ACCEDE), by=by, now=NOW, today=TODAY)
    assert read(db) == before


def test_an_act_that_a_coordinator_recorded_changes_standing(db: Session, world: World) -> None:
    act = RecordTreatyAct(state="AGO", action="ratification", date="2026-10-01", source="A paper")
    record_treaty_act(db, act, by=world.coordinator, now=NOW, today=TODAY)
    found = read(db)
    assert found.standing["AGO"] is Standing.PARTY
    assert found.recorded
    assert ("AGO", "2026-10-01") in [(one.iso3, one.on) for one in found.changes]


def test_moves_and_commitments_count_where_the_group_reads_them(db: Session, world: World) -> None:
    door, by = Door("AGO", Ask.RATIFY), {"by": world.member, "now": NOW, "today": TODAY}
    for ago, stage, level in ((900, 1, "group"), (20, 2, "group"), (10, 4, "coordinators")):
        day = TODAY - timedelta(days=ago)
        wish = MoveStage(stage=stage, moved_on=day, reason="A test", visibility=level)
        move_stage(db, wish, door=door, **by)
    promise = {"commitment_side": ["theirs"], "commitment_text": ["To write"]}
    log(db, world.member, **promise)
    log(db, world.member, visibility="messenger", **promise)
    found = read(db)
    assert {stage.name: counts for stage, counts in found.steps.items()} == {
        "UNDER_REVIEW": Steps(forward=1)
    }
    assert [one.made for one in found.promises.values()] == [1, 0]
    assert found.promises["theirs"] == Promises(open=1)


def test_a_period_that_is_not_over_is_counted_up_to_today(db: Session, world: World) -> None:
    found = figures(db, FIRST, TODAY + timedelta(days=90), TODAY)
    assert found.on == TODAY
    assert sum(found.stands(one) for one in Standing) == 197
