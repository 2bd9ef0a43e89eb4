"""Claiming several doors at once: each by the rules of one, all of them told apart."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Visibility
from app.advice.claims import Outcome, claim_doors, may_send, ticked_doors
from app.advice.forms import ClaimDoors
from app.advice.models import Approach, Decision, Verdict
from app.audit.derived import forget
from app.kit.errors import Forbidden, Refused
from app.messengers.forms import ExcludePair
from app.messengers.service import exclude_pair
from tests.advice.test_acts import AGO, WARNING, line_at, log, plan, verbs
from tests.advice.test_gathering import take_part
from tests.doors.cast import hold
from tests.world import NOW, TODAY, World

DOORS = ["AGO-ratify", "KHM-accede", "BTN-accede"]


@pytest.fixture(autouse=True)
def _taking_part(db: Session) -> None:
    take_part(db)


def claim(db: Session, by: User, **more: Any) -> list[Outcome]:
    wish = ClaimDoors.model_validate({"door": DOORS, "messenger": "AUT", **more})
    return claim_doors(db, wish, by=by, now=NOW, today=TODAY)


def why(done: list[Outcome]) -> dict[str, str]:
    return {one.door.iso3: one.why for one in done}


def claimed(db: Session) -> list[Approach]:
    return list(db.exec(select(Approach).order_by(Approach.state_iso3)))


def test_every_ticked_door_is_claimed_as_suggested_there(db: Session, world: World):
    line = line_at(db, world.member)
    done = claim(db, world.member)
    assert why(done) == {"AGO": "", "BTN": "", "KHM": ""}
    first = claimed(db)[0]
    assert (first.messenger, first.channel, first.level) == ("AUT", line.channel, line.level)
    assert (first.window_from, first.window_to, first.owner_id) == (*line.window, world.member.id)
    assert verbs(db)[-3:] == ["approach.claimed"] * 3


def test_what_is_said_for_all_holds_for_all(db: Session, world: World):
    last = TODAY + timedelta(days=9)
    claim(db, world.member, channel="letter", level="minister", window_to=last, note="Test entry")
    assert {(one.channel, one.level, one.window_to, one.note) for one in claimed(db)} == {
        ("letter", "minister", last, "Test entry")
    }


def test_a_suggestion_that_was_taken_as_it_is_was_accepted(db: Session, world: World):
    line = line_at(db, world.coordinator)
    claim(db, world.coordinator, door=["AGO-ratify"], messenger=line.messenger)
    assert db.exec(select(Decision.verdict)).one() is Verdict.ACCEPTED


def test_sent_twice_it_claims_once(db: Session, world: World):
    assert claim(db, world.member) == claim(db, world.member)
    assert len(claimed(db)) == 3


def test_a_door_with_a_warning_is_left_and_named_and_the_others_are_claimed(
    db: Session, world: World
):
    plan(db, world.stranger, messenger="ZMB")
    hold(db, world.coordinator, door=AGO._replace(iso3="KHM", ask="accede"))
    done = why(claim(db, world.member))
    assert "Zambia has claimed the next approach here" in done["AGO"]
    assert (done["KHM"], done["BTN"]) == (WARNING, "")
    assert [one.state_iso3 for one in claimed(db) if one.messenger == "AUT"] == ["BTN"]


def test_an_excluded_messenger_is_left_out_and_the_cause_is_not_said(db: Session, world: World):
    wish = ExcludePair(state="AGO", cause="A dispute")
    exclude_pair(db, wish, code="AUT", by=world.coordinator, now=NOW)
    done = why(claim(db, world.member))
    assert "as a Coordinator decided" in done["AGO"]
    assert "dispute" not in done["AGO"]


def test_a_hidden_knock_shows_in_no_outcome(db: Session, world: World):
    how = {"messenger": "CMC", "channel": "letter", "level": "director"}
    with db.begin_nested() as point:
        before = why(claim(db, world.campaigner, **how))
        point.rollback()
    db.expire_all()
    forget()
    log(db, world.coordinator, visibility="coordinators", messengers=["ZMB"], warn_others="no")
    assert why(claim(db, world.campaigner, **how)) == before == dict.fromkeys(before, "")


def test_a_door_that_one_has_for_another_messenger_is_not_claimed_twice(db: Session, world: World):
    claim(db, world.coordinator)
    done = why(claim(db, world.coordinator, messenger="ZMB"))
    assert done["AGO"] == "You have claimed it for Austria already."
    assert len(claimed(db)) == 3


def test_where_nothing_is_suggested_somebody_must_say_how(db: Session, world: World):
    log(db, world.member, held_on=TODAY - timedelta(days=20))
    done = why(claim(db, world.member, door=["AGO-ratify"]))
    assert done["AGO"].startswith("Nothing is suggested here that says how")
    how = {"channel": "letter", "level": "director"}
    assert why(claim(db, world.member, door=["AGO-ratify"], **how)) == {"AGO": ""}


def test_what_a_suggestion_rests_on_decides_who_reads_the_claim(db: Session, world: World):
    log(
        db, world.stranger, visibility="delegations", messengers=["ZMB"], response="interested",
        held_on=TODAY - timedelta(days=300),
    )  # fmt: skip
    claim(db, world.member, door=["AGO-ratify"])
    assert claimed(db)[0].visibility is Visibility.DELEGATIONS


def test_members_claim_for_their_own_messenger_and_coordinators_for_anybody(
    db: Session, world: World
):
    assert [one.code for one in may_send(db, world.member, TODAY)] == ["AUT"]
    assert {"AUT", "ZMB"} <= {one.code for one in may_send(db, world.coordinator, TODAY)}
    with pytest.raises(Refused) as refusal:
        claim(db, world.member, messenger="ZMB")
    assert refusal.value.field == "messenger"
    assert not claimed(db)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"window_to": TODAY - timedelta(days=1)}, "window_to"),
        ({"window_from": TODAY + timedelta(days=9), "window_to": TODAY}, "window_to"),
        ({"door": ["AUT-ratify", "nonsense"]}, "door"),
    ],
)
def test_answers_that_make_no_sense_are_refused_as_a_whole(
    db: Session, world: World, wish: dict[str, Any], field: str
):
    with pytest.raises(Refused) as refusal:
        claim(db, world.member, **wish)
    assert refusal.value.field == field
    assert not claimed(db)


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_plan_nothing_claim_nothing(db: Session, world: World, who: str):
    with pytest.raises(Forbidden):
        claim(db, getattr(world, who))
    assert not claimed(db)


def test_a_ticked_door_says_what_is_known_of_it(db: Session, world: World):
    plan(db, world.stranger, messenger="ZMB")
    angola, cambodia = ticked_doors(db, world.member, ["KHM-accede", "AGO-ratify", "X"], TODAY)
    assert (angola.state, angola.claimed, len(angola.warnings)) == ("Angola", None, 1)
    assert cambodia.suggestion
    assert ticked_doors(db, world.stranger, ["AGO-ratify"], TODAY)[0].claimed
