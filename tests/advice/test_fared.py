"""How suggestions fared, as each reader may know it; and what is in shadow."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Visibility
from app.advice import effects as effects_module
from app.advice.decisions import accept_suggestion, decline_suggestion, snooze_suggestion
from app.advice.fared import Fared, fared
from app.advice.fates import Group
from app.advice.forms import Accept, Decline
from app.advice.gathering import advice
from app.advice.models import Decision, PassedOver, Verdict
from app.advice.shadow import shadow
from app.advice.shares import Share
from app.audit.derived import forget
from app.contacts.forms import Retract
from app.contacts.models import Contact, Joining
from app.contacts.service import retract_contact
from app.doors.door import Door
from app.doors.models import StageMove
from app.kit.errors import Forbidden
from app.kit.origin import Origin
from app.transfer.demonstration import load
from tests.advice.test_acts import AGO, line_at, plan
from tests.advice.test_gathering import take_part
from tests.advice.test_passed import log
from tests.doors.cast import move, overcome, read
from tests.world import NOW, TODAY, World

LATER = TODAY + timedelta(days=200)
CODES = ("AUT", "ZMB", "IRL")


@pytest.fixture(autouse=True)
def _taking_part(db: Session) -> None:
    take_part(db, *CODES)


def another_door(db: Session, by: User) -> Door:
    return next(line.door for line in advice(db, by.reader, TODAY).lines if line.door != AGO)


def accept(db: Session, by: User, door: Door = AGO) -> Any:
    wish = Accept(messenger=line_at(db, by, door).messenger)
    return accept_suggestion(db, wish, door=door, by=by, now=NOW, today=TODAY)


def decline(db: Session, by: User, reason: str, door: Door = AGO) -> Decision:
    wish = Decline(messenger=line_at(db, by, door).messenger, reason=reason)
    return decline_suggestion(db, wish, door=door, by=by, now=NOW, today=TODAY)


def follow(db: Session, by: User, door: Door = AGO, **more: Any) -> Contact:
    """Accept what is suggested, and do it."""
    approach = accept(db, by, door)
    done = {
        "state": door.iso3, "messengers": [approach.messenger], "channel": approach.channel,
        "level": approach.level, "approach_id": approach.id, "response": "interested",
    }  # fmt: skip
    return log(db, by, **done | more)


def of(found: Fared, group: Group) -> Any:
    return next(row for row in found.rows if row.group is group)


def knocks(found: Fared) -> list[int]:
    return [row.knocks for row in found.rows]


def test_before_anything_is_decided_there_is_nothing(db: Session, world: World):
    found = fared(db, world.coordinator.reader, TODAY)
    assert found.empty
    assert knocks(found) == [0, 0, 0]


def test_a_suggestion_that_was_followed_counts_as_such(db: Session, world: World):
    follow(db, world.member)
    found = fared(db, world.colleague.reader, LATER)
    assert found.verdicts[Verdict.ACCEPTED] == 1
    assert knocks(found) == [1, 0, 0]
    row = of(found, Group.AS_SUGGESTED)
    assert (row.effective, row.welcome) == (Share(1, 1), Share(1, 1))
    assert row.steps == (Share(0, 1), Share(0, 1))
    assert found.passed == 0


def test_a_step_that_followed_is_counted_for_who_may_read_it(db: Session, world: World):
    move(db, world.coordinator, stage=1, moved_on=TODAY - timedelta(days=50))
    follow(db, world.member)
    on, by = TODAY + timedelta(days=100), world.coordinator
    step = StageMove(
        state_iso3="AGO", ask="ratify", stage=2, moved_on=on, reason="Test entry",
        visibility=Visibility.COORDINATORS, author_id=by.id, recorded_at=NOW,
    )  # fmt: skip
    db.add(step)
    forget(db)
    seen = fared(db, by.reader, LATER), fared(db, world.member.reader, LATER)
    steps = [of(found, Group.AS_SUGGESTED).steps for found in seen]
    assert steps == [(Share(0, 1), Share(1, 1)), (Share(0, 1), Share(0, 1))]


def test_what_was_done_while_a_declined_one_was_set_aside_is_what_was_chosen(
    db: Session, world: World
):
    set_aside = decline(db, world.member, "Not now")
    others = [code for code in CODES if code != set_aside.messenger]
    on = {"held_on": TODAY, "override_reason": "A reason"}
    log(db, world.stranger, messengers=others[:1], **on)
    found = fared(db, world.colleague.reader, TODAY)
    assert knocks(found) == [0, 0, 1]
    assert found.reasons == (("Not now", 1),)


def test_one_that_was_snoozed_gives_no_reason(db: Session, world: World):
    wish = Accept(messenger=line_at(db, world.member).messenger)
    snooze_suggestion(db, wish, door=AGO, by=world.member, now=NOW, today=TODAY)
    found = fared(db, world.member.reader, TODAY)
    assert found.verdicts[Verdict.SNOOZED] == 1
    assert found.reasons == ()


def test_what_was_changed_of_a_suggestion_is_counted(db: Session, world: World):
    line = line_at(db, world.member)
    window = {"window_from": line.window[0], "window_to": line.window[1]}
    plan(db, world.member, suggested=line.messenger, messenger=line.messenger,
         channel="phone_call", level="expert", **window)  # fmt: skip
    found = fared(db, world.member.reader, TODAY)
    assert found.adjusted == 1
    assert found.changed == (("channel", 1), ("level", 1))
    assert knocks(found) == [0, 0, 0]  # nothing has come of it yet


def test_what_was_chosen_without_deciding_is_known_to_its_author_and_coordinators(
    db: Session, world: World
):
    line = line_at(db, world.member)
    other = next(code for code in CODES if code != line.messenger)
    log(db, world.member, messengers=[other])
    for person in (world.member, world.coordinator):
        found = fared(db, person.reader, TODAY)
        assert (found.passed, knocks(found)) == (1, [0, 0, 1])
    for person in (world.colleague, world.envoy, world.campaigner):
        assert fared(db, person.reader, TODAY).empty


def test_a_suggestion_followed_without_pressing_a_button_is_one_that_was_followed(
    db: Session, world: World
):
    line = line_at(db, world.member)
    log(db, world.member, messengers=[line.messenger], channel=line.channel, level=line.level)
    assert knocks(fared(db, world.member.reader, TODAY)) == [1, 0, 0]


def test_an_approach_planned_by_hand_counts_once_it_became_a_contact(db: Session, world: World):
    line = line_at(db, world.member)
    other = next(code for code in CODES if code != line.messenger)
    approach = plan(db, world.member, messenger=other)
    assert knocks(fared(db, world.coordinator.reader, TODAY)) == [0, 0, 0]
    log(db, world.member, messengers=[other], approach_id=approach.id)
    assert knocks(fared(db, world.coordinator.reader, TODAY)) == [0, 0, 1]


def test_a_decision_or_contact_that_one_may_not_read_counts_for_nothing(db: Session, world: World):
    by, door = world.coordinator, another_door(db, world.coordinator)
    decline(db, by, "A secret reason", door).visibility = Visibility.COORDINATORS
    follow(db, world.coordinator, visibility=Visibility.COORDINATORS)
    forget(db)
    seen = {name: fared(db, getattr(world, name).reader, TODAY) for name in ("member", "envoy")}
    for found in seen.values():
        assert found.verdicts[Verdict.ACCEPTED] == 1
        assert found.verdicts[Verdict.DECLINED] == 0
        assert found.reasons == ()
        assert knocks(found) == [0, 0, 0]
    assert knocks(fared(db, world.coordinator.reader, TODAY)) == [1, 0, 0]


def test_a_retracted_contact_and_the_second_account_of_one_meeting_count_for_nothing(
    db: Session, world: World
):
    first = follow(db, world.member)
    second = log(db, world.coordinator, channel=first.channel, level=first.level,
                 messengers=["IRL"], override_reason="A reason")  # fmt: skip
    by = {"author_id": world.coordinator.id, "joined_at": NOW}
    db.add(Joining(contact_id=first.id, into_id=second.id, **by))
    forget(db)
    assert knocks(fared(db, world.coordinator.reader, TODAY)) == [1, 0, 0]
    retract_contact(db, Retract(reason="Wrong"), number=second.id, by=world.coordinator, now=NOW)
    retract_contact(db, Retract(reason="Wrong"), number=first.id, by=world.coordinator, now=NOW)
    assert knocks(fared(db, world.coordinator.reader, TODAY)) == [0, 0, 0]


@pytest.mark.parametrize("origin", [Origin.DEMONSTRATION, Origin.SYNTHETIC])
def test_nothing_that_nobody_meant_enters_learning(db: Session, world: World, origin: Origin):
    world.member.origin = world.coordinator.origin = origin
    follow(db, world.member)
    decline(db, world.member, "Not meant", another_door(db, world.member))
    door = another_door(db, world.member)
    log(db, world.member, state=door.iso3, messengers=["AUT"])
    for person in world.coordinator, world.member, world.colleague:
        assert fared(db, person.reader, LATER).empty
    assert shadow(db, world.coordinator.reader, LATER).knocks == 0
    assert len(db.exec(select(Decision)).all()) == 2
    assert len(db.exec(select(PassedOver)).all()) == 1


def test_the_demonstration_teaches_nothing(db: Session, world: World):
    load(db, now=NOW)
    assert len(db.exec(select(Contact)).all()) > 20
    assert fared(db, world.coordinator.reader, LATER).empty
    assert shadow(db, world.coordinator.reader, LATER).cells == ()


def test_a_real_decision_that_rests_on_a_demonstration_teaches_nothing(db: Session, world: World):
    world.stranger.origin = Origin.DEMONSTRATION
    log(db, world.stranger, held_on=TODAY - timedelta(days=300), response="interested")
    assert line_at(db, world.member).demonstration
    decline(db, world.member, "Rests on nothing")
    assert fared(db, world.member.reader, TODAY).empty


def test_a_step_of_the_demonstration_is_no_step(db: Session, world: World):
    follow(db, world.member)
    world.coordinator.origin = Origin.DEMONSTRATION
    move(db, world.coordinator, stage=1, moved_on=TODAY)
    move(db, world.coordinator, stage=3, moved_on=TODAY)
    assert of(fared(db, world.member.reader, LATER), Group.AS_SUGGESTED).steps[0] == Share(0, 1)


@pytest.mark.parametrize("name", ["observer", "administrator"])
def test_who_reads_no_entries_reads_nothing_of_this(db: Session, world: World, name: str):
    with pytest.raises(Forbidden):
        fared(db, getattr(world, name).reader, TODAY)


@pytest.mark.parametrize("name", ["member", "campaigner", "envoy", "observer", "administrator"])
def test_what_is_in_shadow_is_for_coordinators_alone(db: Session, world: World, name: str):
    with pytest.raises(Forbidden):
        shadow(db, getattr(world, name).reader, TODAY)


def test_shadow_counts_each_knock_whose_days_are_over_under_the_barriers_of_its_day(
    db: Session, world: World
):
    by = world.coordinator
    reading = read(db, by, barrier="capacity", read_on=TODAY - timedelta(days=500))
    overcome(db, by, reading.id, overcome_on=TODAY - timedelta(days=250))
    for days in (400, 200, 100):
        log(db, by, held_on=TODAY - timedelta(days=days), level="minister", messengers=["AUT"])
    found = shadow(db, by.reader, TODAY)
    assert found.knocks == 2  # the third is of 100 days ago
    cells = {one.cell.barrier: one.knocks for one in found.cells}
    assert cells.pop("capacity") == pytest.approx(1 / 3)  # beside the two of the Monitor's profile
    assert cells == pytest.approx({"domestic_procedure": 1 / 3 + 1 / 2, "low_priority": 5 / 6})
    assert {(one.cell.channel, one.cell.level) for one in found.cells} == {("letter", "minister")}


def test_the_advice_is_the_same_to_the_byte_with_what_is_in_shadow_and_without(
    db: Session, world: World, monkeypatch: pytest.MonkeyPatch
):
    by = world.coordinator
    for number in range(40):
        log(db, by, state=("AGO", "KHM", "BTN", "NPL")[number % 4], messengers=["AUT"],
            channel="workshop", level="minister", response="committed",
            held_on=TODAY - timedelta(days=900 - 10 * number))  # fmt: skip
    assert shadow(db, by.reader, TODAY).knocks == 40
    with_it = _bytes(db, by)

    def gone(*_: Any) -> Any:
        raise AssertionError("what is in shadow was asked")

    monkeypatch.setattr(effects_module, "effects", gone)
    monkeypatch.setattr("app.advice.shadow.effects", gone)
    forget(db)
    assert _bytes(db, by) == with_it
    with pytest.raises(AssertionError):
        shadow(db, by.reader, TODAY)


def _bytes(db: Session, by: User) -> bytes:
    given = advice(db, by.reader, TODAY)
    lines = [line.as_json() | {"parts": repr(line.parts)} for line in given.lines]
    assert lines
    return (json.dumps(lines) + repr(given.resting)).encode()
