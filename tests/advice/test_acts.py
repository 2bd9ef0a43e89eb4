"""What people make of suggestions and approaches: it works, refuses, and is noted."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Visibility, may_read
from app.advice.decisions import accept_suggestion, decline_suggestion, snooze_suggestion
from app.advice.forms import Accept, AmendApproach, Decline, DropApproach, PlanApproach, SetLead
from app.advice.gathering import advice
from app.advice.knocks import log_knock
from app.advice.leads import lift_leads, set_lead
from app.advice.models import Approach, ApproachStep, Decision, Lead, Step, Verdict
from app.advice.queries import (
    approach_versions_of,
    collisions,
    get_approach,
    open_approaches,
    set_aside,
    warnings_at,
)
from app.advice.rules import Resting
from app.advice.service import amend_approach, confirm_approach, drop_approach, plan_approach
from app.advice.snapshot import snapshot
from app.advice.suggest import Suggestion
from app.audit.models import Entry
from app.contacts.forms import LogContact
from app.contacts.models import Contact
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.forms import HoldDoor
from app.doors.service import hold_door
from app.kit.errors import Conflict, Forbidden, Missing, Refused
from app.messengers.forms import ExcludePair
from app.messengers.service import exclude_pair
from tests.advice.test_gathering import take_part
from tests.world import NOW, TODAY, World

AGO = Door("AGO", Ask.RATIFY)
WARNING = "Please speak to a Coordinator before you approach this door."


def plan(db: Session, by: User, **more: Any) -> Approach:
    wish: dict[str, Any] = {
        "state": "AGO",
        "messenger": "AUT",
        "channel": "demarche",
        "level": "ambassador",
        "window_from": TODAY,
        "window_to": TODAY + timedelta(days=20),
    }
    return plan_approach(db, PlanApproach(**wish | more), by=by, now=NOW, today=TODAY)


def amend(db: Session, by: User, approach: Approach, **more: Any) -> Approach:
    typed = approach.model_dump() | {"warn_others": "usual", "override_reason": ""}
    wish = AmendApproach(**typed | more)
    return amend_approach(db, wish, number=approach.id or 0, by=by, now=NOW, today=TODAY)


def log(db: Session, by: User, **more: Any) -> Contact:
    wish: dict[str, Any] = {
        "state": "AGO", "held_on": TODAY, "channel": "letter", "note": "Test entry",
    }  # fmt: skip
    return log_knock(db, LogContact(**wish | more), by=by, now=NOW, today=TODAY)


def line_at(db: Session, by: User, door: Door = AGO) -> Suggestion:
    found = advice(db, by.reader, TODAY).at(door)
    assert isinstance(found, Suggestion)
    return found


def verbs(db: Session) -> list[str]:
    return list(db.exec(select(Entry.verb).order_by(col(Entry.id))))


def steps(db: Session, approach: Approach) -> list[Step]:
    return list(
        db.exec(
            select(ApproachStep.step)
            .where(ApproachStep.approach_id == approach.id)
            .order_by(col(ApproachStep.id))
        )
    )


@pytest.fixture(autouse=True)
def _taking_part(db: Session) -> None:
    take_part(db)


def test_an_accepted_suggestion_is_a_claimed_approach_and_a_decision(db: Session, world: World):
    line = line_at(db, world.member)
    wish = Accept(messenger=line.messenger)
    approach = accept_suggestion(db, wish, door=AGO, by=world.member, now=NOW, today=TODAY)
    assert (approach.messenger, approach.level, approach.channel) == (
        line.messenger, line.level, line.channel,
    )  # fmt: skip
    assert steps(db, approach) == [Step.CLAIMED]
    decision = db.exec(select(Decision)).one()
    assert (decision.verdict, decision.approach_id) == (Verdict.ACCEPTED, approach.id)
    assert decision.suggestion == line.as_json()
    assert verbs(db)[-1] == "approach.claimed"
    assert isinstance(advice(db, world.stranger.reader, TODAY).at(AGO), Resting)


@pytest.mark.parametrize(
    ("level", "becomes", "warns"),
    [
        ("group", "group", False),
        ("delegations", "delegations", False),
        ("messenger", "coordinators", False),
        ("coordinators", "coordinators", False),
    ],
)
def test_an_accepted_suggestion_reaches_nobody_whom_what_it_rests_on_does_not(
    db: Session, world: World, level: str, becomes: str, warns: bool
):
    hidden: dict[str, Any] = {"visibility": level, "warn_others": "no", "response": "interested"}
    log(db, world.coordinator, held_on=date(2026, 6, 1), **hidden)
    line = line_at(db, world.coordinator)
    assert line.visibility == becomes
    wish = Accept(messenger=line.messenger)
    approach = accept_suggestion(db, wish, door=AGO, by=world.coordinator, now=NOW, today=TODAY)
    assert (approach.visibility, approach.warn_others) == (becomes, warns)
    assert db.exec(select(Decision)).one().visibility == becomes
    for person in (world.member, world.stranger, world.campaigner):
        may = may_read(person.reader, Visibility(level), world.coordinator.id, ["COORDINATORS"])
        assert bool(open_approaches(db, person.reader)) == may


def test_a_suggestion_for_who_took_part_is_read_by_that_messenger_and_warns_others(
    db: Session, world: World
):
    wish = SetLead(messenger="AUT", reason="Test reason")
    set_lead(db, wish, door=AGO, by=world.coordinator, now=NOW)
    log(db, world.member, held_on=date(2026, 1, 15), visibility="messenger")
    line = line_at(db, world.member)
    assert (line.messenger, line.visibility) == ("AUT", "messenger")
    accept = Accept(messenger="AUT")
    approach = accept_suggestion(db, accept, door=AGO, by=world.member, now=NOW, today=TODAY)
    assert (approach.visibility, approach.warn_others) == ("messenger", True)
    assert open_approaches(db, world.colleague.reader)
    assert warnings_at(db, world.stranger.reader, AGO, TODAY) == [WARNING]


def test_what_is_set_aside_reaches_nobody_whom_what_it_rests_on_does_not(db: Session, world: World):
    hidden: dict[str, Any] = {"visibility": "coordinators", "warn_others": "no"}
    log(db, world.coordinator, held_on=date(2026, 6, 1), **hidden)
    line = line_at(db, world.coordinator)
    wish = Decline(messenger=line.messenger, reason="Test reason")
    decline_suggestion(db, wish, door=AGO, by=world.coordinator, now=NOW, today=TODAY)
    assert set_aside(db, world.member.reader, TODAY) == []
    assert set_aside(db, world.coordinator.reader, TODAY)[0].visibility == "coordinators"
    assert line_at(db, world.coordinator).visibility == "coordinators"


def test_a_suggestion_that_has_changed_is_not_accepted(db: Session, world: World):
    before = len(verbs(db))
    with pytest.raises(Refused, match="changed in the meantime"):
        accept_suggestion(
            db, Accept(messenger="NZL"), door=AGO, by=world.member, now=NOW, today=TODAY
        )
    plan(db, world.stranger, messenger="ZMB")
    line = Accept(messenger="ZMB")
    with pytest.raises(Refused, match="changed in the meantime"):
        accept_suggestion(db, line, door=AGO, by=world.member, now=NOW, today=TODAY)
    assert not db.exec(select(Decision)).all()
    assert len(verbs(db)) == before + 1


@pytest.mark.parametrize("snooze", [False, True])
def test_a_suggestion_set_aside_stays_away_for_its_days_and_then_returns(
    db: Session, world: World, snooze: bool
):
    line = line_at(db, world.member)
    more: dict[str, Any] = {"door": AGO, "by": world.member, "now": NOW, "today": TODAY}
    if snooze:
        decision = snooze_suggestion(db, Accept(messenger=line.messenger), **more)
    else:
        wish = Decline(messenger=line.messenger, reason="Test reason")
        decision = decline_suggestion(db, wish, **more)
    days = 30 if snooze else 90
    assert decision.returns_on == TODAY + timedelta(days=days)
    assert line_at(db, world.stranger).messenger != line.messenger
    said = [(one.state, one.messenger_name) for one in set_aside(db, world.stranger.reader, TODAY)]
    assert said == [("Angola", line.messenger_name)]
    back = TODAY + timedelta(days=days)
    assert advice(db, world.member.reader, back).at(AGO).messenger == line.messenger
    assert set_aside(db, world.member.reader, back) == []
    assert verbs(db)[-1] == f"suggestion.{decision.verdict}"


def test_a_decline_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        Decline(messenger="AUT", reason="  ")


def test_planning_by_hand_claims_the_door(db: Session, world: World):
    approach = plan(db, world.member)
    row = get_approach(db, world.campaigner.reader, approach.id or 0)[1]
    assert (row.state, row.messenger_name, row.step) == ("Angola", "Austria", Step.CLAIMED)
    assert not db.exec(select(Decision)).all()


def test_an_adjusted_suggestion_keeps_what_was_suggested(db: Session, world: World):
    line = line_at(db, world.member)
    approach = plan(db, world.member, messenger="NZL", suggested=line.messenger)
    decision = db.exec(select(Decision)).one()
    assert (decision.verdict, decision.messenger) == (Verdict.ADJUSTED, line.messenger)
    assert (decision.approach_id, approach.messenger) == (approach.id, "NZL")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("state", {"state": "Nowhere"}),
        ("state", {"state": "AUT"}),
        ("messenger", {"messenger": "AGO"}),
        ("messenger", {"messenger": "ICRC"}),
        ("messenger", {"messenger": "UN"}),
        ("window_to", {"window_to": TODAY - timedelta(days=1)}),
        ("window_to", {"window_from": TODAY + timedelta(days=30)}),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_and_writes_nothing(
    db: Session, world: World, field: str, wrong: dict[str, Any]
):
    before = verbs(db)
    with pytest.raises(Refused) as refusal:
        plan(db, world.member, **wrong)
    assert refusal.value.field == field
    assert not db.exec(select(Approach)).all()
    assert verbs(db) == before


def test_a_door_that_somebody_else_claimed_says_so_and_can_be_overridden_with_a_reason(
    db: Session, world: World
):
    plan(db, world.stranger, messenger="ZMB")
    said = warnings_at(db, world.member.reader, AGO, TODAY)
    assert said == [
        "Zambia has claimed the next approach here "
        "(24 November 2026 to 14 December 2026, by Sam Stranger)."
    ]
    with pytest.raises(Refused) as refusal:
        plan(db, world.member)
    assert refusal.value.field == "override_reason"
    kept = plan(db, world.member, override_reason="Test reason")
    assert kept.override_reason == "Test reason"
    assert warnings_at(db, world.stranger.reader, AGO, TODAY)


def test_ones_own_claim_is_no_warning(db: Session, world: World):
    plan(db, world.member)
    assert warnings_at(db, world.member.reader, AGO, TODAY) == []


def test_a_knock_by_somebody_else_within_the_spacing_says_so(db: Session, world: World):
    log(db, world.stranger, held_on=date(2026, 11, 4))
    said = warnings_at(db, world.member.reader, AGO, TODAY)
    assert said == ["Zambia knocked here on 4 November 2026, less than 42 days ago."]
    assert warnings_at(db, world.stranger.reader, AGO, TODAY) == []
    with pytest.raises(Refused):
        log(db, world.member)
    assert log(db, world.member, override_reason="Test reason").override_reason == "Test reason"


def test_a_hidden_knock_warns_with_the_one_sentence_only_if_its_author_says_so(
    db: Session, world: World
):
    log(db, world.coordinator, visibility="coordinators", warn_others="no")
    assert warnings_at(db, world.member.reader, AGO, TODAY) == []
    log(db, world.coordinator, visibility="coordinators", warn_others="yes", note="Another")
    assert warnings_at(db, world.member.reader, AGO, TODAY) == [WARNING]


def test_a_hold_warns_with_the_same_sentence(db: Session, world: World):
    wish = HoldDoor(reason="Test reason")
    hold_door(db, wish, door=AGO, by=world.coordinator, now=NOW, today=TODAY)
    assert warnings_at(db, world.member.reader, AGO, TODAY) == [WARNING]


def test_a_hidden_approach_warns_with_the_same_sentence(db: Session, world: World):
    plan(db, world.coordinator, visibility="coordinators", warn_others="yes")
    assert warnings_at(db, world.member.reader, AGO, TODAY) == [WARNING]
    assert open_approaches(db, world.member.reader) == []


def test_an_excluded_messenger_can_only_be_planned_with_a_reason(db: Session, world: World):
    wish = ExcludePair(state="AGO", cause="Test cause")
    exclude_pair(db, wish, code="AUT", by=world.coordinator, now=NOW)
    said = warnings_at(db, world.member.reader, AGO, TODAY, messenger="AUT")
    assert said == ["Austria is not to be sent to this State, as a Coordinator decided."]
    with pytest.raises(Refused):
        plan(db, world.member)
    assert plan(db, world.member, override_reason="Test reason").id


def test_an_approach_is_changed_by_whoever_may_move_it(db: Session, world: World):
    approach = plan(db, world.member)
    for by in (world.member, world.colleague, world.coordinator):
        amend(db, by, approach, note=f"Test note of {by.name}", channel="letter")
    assert (approach.version, approach.channel) == (4, "letter")
    assert verbs(db)[-1] == "approach.amended"
    for stranger in (world.stranger, world.campaigner, world.envoy):
        with pytest.raises(Forbidden):
            amend(db, stranger, approach, note="x")
    with pytest.raises(Forbidden):
        amend(db, world.observer, approach, note="x")


def test_two_people_who_change_one_approach_are_told(db: Session, world: World):
    approach = plan(db, world.member)
    seen = approach.version
    amend(db, world.member, approach, note="Test note")
    with pytest.raises(Conflict) as conflict:
        amend(db, world.colleague, approach, note="Another", version=seen)
    assert conflict.value.theirs == snapshot(approach)
    assert approach.note == "Test note"


def test_a_changed_approach_keeps_every_earlier_text(db: Session, world: World):
    approach = plan(db, world.member, note="First note")
    amend(db, world.colleague, approach, note="Second note", channel="letter")
    amend(db, world.member, approach, note="Third note")
    kept = approach_versions_of(db, world.campaigner.reader, approach.id or 0)
    assert [(one.number, one.content["note"], one.replaced_by) for one in kept] == [
        (2, "Second note", world.member.id),
        (1, "First note", world.colleague.id),
    ]
    assert kept[1].content["channel"] == "demarche"


def test_an_earlier_text_of_an_approach_is_read_by_who_may_read_both_levels(
    db: Session, world: World
):
    approach = plan(db, world.coordinator, visibility="coordinators", note="Confidential")
    amend(db, world.coordinator, approach, visibility="group", note="For all")
    number = approach.id or 0
    assert approach_versions_of(db, world.member.reader, number) == []
    assert len(approach_versions_of(db, world.coordinator.reader, number)) == 1
    amend(db, world.coordinator, approach, visibility="messenger")
    assert len(approach_versions_of(db, world.member.reader, number)) == 1
    with pytest.raises(Missing):
        approach_versions_of(db, world.stranger.reader, number)


def test_a_change_keeps_the_reason_for_going_on_despite_a_warning(db: Session, world: World):
    approach = plan(db, world.member, override_reason="Agreed by telephone")
    amend(db, world.member, approach, note="Test note")
    assert approach.override_reason == "Agreed by telephone"
    amend(db, world.member, approach, override_reason="Agreed again")
    assert approach.override_reason == "Agreed again"


def test_a_refused_change_of_an_approach_keeps_no_version(db: Session, world: World):
    approach = plan(db, world.member)
    with pytest.raises(Refused):
        amend(db, world.member, approach, owner=world.stranger.id)
    assert approach_versions_of(db, world.member.reader, approach.id or 0) == []


def test_a_coordinator_gives_an_approach_to_somebody_who_may_read_it(db: Session, world: World):
    approach = plan(db, world.coordinator)
    amend(db, world.coordinator, approach, owner=world.stranger.id)
    assert approach.owner_id == world.stranger.id
    hidden: dict[str, Any] = {"visibility": "coordinators"}
    with pytest.raises(Refused) as refusal:
        amend(db, world.coordinator, approach, **hidden)
    assert refusal.value.field == "visibility"
    for nobody in (world.observer.id, world.administrator.id, 999_999):
        with pytest.raises(Refused) as refusal:
            amend(db, world.coordinator, approach, owner=nobody)
        assert refusal.value.field == "owner"


def test_only_coordinators_give_an_approach_away_or_change_others_levels(db: Session, world: World):
    approach = plan(db, world.member)
    with pytest.raises(Refused) as refusal:
        amend(db, world.member, approach, owner=world.stranger.id)
    assert refusal.value.field == "owner"
    with pytest.raises(Refused) as refusal:
        amend(db, world.colleague, approach, visibility="delegations")
    assert refusal.value.field == "visibility"
    assert amend(db, world.member, approach, visibility="delegations").visibility == "delegations"


def test_an_approach_is_confirmed_once(db: Session, world: World):
    approach = plan(db, world.member)
    confirm_approach(db, approach.id or 0, by=world.member, now=NOW)
    assert steps(db, approach) == [Step.CLAIMED, Step.CONFIRMED]
    with pytest.raises(Refused, match="confirmed already"):
        confirm_approach(db, approach.id or 0, by=world.member, now=NOW)


def test_a_dropped_approach_keeps_its_reason_and_frees_the_door(db: Session, world: World):
    approach = plan(db, world.member)
    wish = DropApproach(reason="Test reason")
    drop_approach(db, wish, number=approach.id or 0, by=world.member, now=NOW)
    assert open_approaches(db, world.member.reader) == []
    assert isinstance(advice(db, world.member.reader, TODAY).at(AGO), Suggestion)
    last = db.exec(select(ApproachStep).order_by(col(ApproachStep.id).desc())).first()
    assert last is not None
    assert (last.step, last.reason) == (Step.DROPPED, "Test reason")
    with pytest.raises(Refused, match="over already"):
        drop_approach(db, wish, number=approach.id or 0, by=world.member, now=NOW)


def test_a_contact_logged_from_an_approach_finishes_it(db: Session, world: World):
    approach = plan(db, world.member)
    contact = log(db, world.member, approach_id=approach.id)
    assert steps(db, approach) == [Step.CLAIMED, Step.DONE]
    step = db.exec(select(ApproachStep).where(ApproachStep.step == Step.DONE)).one()
    assert step.contact_id == contact.id


def test_pressing_save_twice_finishes_it_once(db: Session, world: World):
    approach = plan(db, world.member)
    for _ in range(2):
        log(db, world.member, approach_id=approach.id, submission="once")
    assert steps(db, approach) == [Step.CLAIMED, Step.DONE]


def test_an_approach_is_not_finished_by_a_contact_with_another_state(db: Session, world: World):
    approach = plan(db, world.member)
    with pytest.raises(Refused) as refusal:
        log(db, world.member, state="KHM", approach_id=approach.id)
    assert refusal.value.field == "state"
    assert steps(db, approach) == [Step.CLAIMED]


def test_somebody_elses_approach_is_not_finished_by_ones_own_contact(db: Session, world: World):
    approach = plan(db, world.member)
    log(db, world.stranger, approach_id=approach.id)
    assert steps(db, approach) == [Step.CLAIMED]


def test_an_approach_that_one_may_not_read_does_not_exist(db: Session, world: World):
    approach = plan(db, world.coordinator, visibility="coordinators")
    number = approach.id or 0
    with pytest.raises(Missing):
        get_approach(db, world.member.reader, number)
    with pytest.raises(Missing):
        confirm_approach(db, number, by=world.member, now=NOW)
    with pytest.raises(Refused, match="not open to you"):
        log(db, world.member, approach_id=number)


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_plan_nothing(db: Session, world: World, who: str):
    with pytest.raises(Forbidden):
        plan(db, getattr(world, who))
    with pytest.raises(Forbidden):
        decline_suggestion(
            db, Decline(messenger="AUT", reason="x"), door=AGO, by=getattr(world, who), now=NOW,
            today=TODAY,
        )  # fmt: skip


def test_collisions_are_two_claims_or_a_claim_and_a_knock_too_close(db: Session, world: World):
    plan(db, world.member)
    assert collisions(db, world.coordinator.reader, TODAY) == []
    plan(db, world.stranger, messenger="ZMB", override_reason="Test reason")
    log(db, world.coordinator, held_on=date(2026, 11, 1), override_reason="Test reason")
    found = collisions(db, world.coordinator.reader, TODAY)
    assert sorted(one.other for one in found) == [
        "Coordinators on Universalization, contact on 1 November 2026",
        "Coordinators on Universalization, contact on 1 November 2026",
        "Zambia, planned from 24 November 2026",
    ]


def test_a_coordinator_locks_a_door_to_one_lead_and_opens_it_again(db: Session, world: World):
    for code in ("AUT", "PRT"):
        wish = SetLead(messenger=code, reason="Test reason")
        set_lead(db, wish, door=AGO, by=world.coordinator, now=NOW)
    present = db.exec(select(Lead).where(col(Lead.lifted_at).is_(None))).all()
    assert [one.messenger for one in present] == ["PRT"]
    assert line_at(db, world.member).messenger == "PRT"
    lift_leads(db, AGO, by=world.coordinator, now=NOW)
    assert not db.exec(select(Lead).where(col(Lead.lifted_at).is_(None))).all()
    assert verbs(db)[-1] == "lead.lifted"


def test_only_coordinators_set_leads_and_only_of_those_that_can_be_sent(db: Session, world: World):
    with pytest.raises(Forbidden):
        set_lead(db, SetLead(messenger="AUT", reason="x"), door=AGO, by=world.member, now=NOW)
    wish = SetLead(messenger="ICRC", reason="x")
    with pytest.raises(Refused):
        set_lead(db, wish, door=AGO, by=world.coordinator, now=NOW)
    assert not db.exec(select(Lead)).all()
