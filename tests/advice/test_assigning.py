"""Giving several approaches to another messenger: each by the rules of one, all of them told."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Visibility
from app.advice.assigning import Outcome, assign_approaches, chosen_approaches
from app.advice.forms import AssignApproaches, DropApproach
from app.advice.models import Approach
from app.advice.queries import approach_versions_of, open_approaches
from app.advice.service import drop_approach
from app.kit.errors import Forbidden, Refused
from app.kit.origin import Origin
from app.messengers.forms import ExcludePair
from app.messengers.service import exclude_pair
from tests.advice.test_acts import amend, plan, verbs
from tests.doors.cast import LITHUANIA, rest
from tests.world import NOW, TODAY, World


@pytest.fixture
def planned(db: Session, world: World) -> list[Approach]:
    """At Angola, Bhutan and Cambodia, by Austria."""
    return [plan(db, world.member, state=state) for state in ("AGO", "BTN", "KHM")]


def give(db: Session, by: User, approaches: list[Approach], **more: Any) -> list[Outcome]:
    codes = [f"{one.id}.{one.version}" for one in approaches]
    wish = AssignApproaches.model_validate({"approach": codes, "messenger": "ZMB", **more})
    return assign_approaches(db, wish, by=by, now=NOW, today=TODAY)


def why(done: list[Outcome]) -> dict[str, str]:
    return {one.row.iso3: one.why for one in done}


def messengers(approaches: list[Approach]) -> list[str]:
    return [one.messenger for one in approaches]


def test_each_is_given_and_all_else_stays_as_it_was(db: Session, world: World, planned):
    before = planned[0].model_dump(exclude={"messenger", "version"})
    done = give(db, world.coordinator, planned)
    assert why(done) == {"AGO": "", "BTN": "", "KHM": ""}
    assert [one.row.messenger_name for one in done] == ["Zambia"] * 3
    assert messengers(planned) == ["ZMB"] * 3
    assert planned[0].model_dump(exclude={"messenger", "version"}) == before
    assert verbs(db)[-3:] == ["approach.amended"] * 3
    (kept,) = approach_versions_of(db, world.member.reader, planned[0].id or 0)
    assert kept.content["messenger"] == "AUT"


def test_somebody_else_may_take_care_of_them_from_then_on(db: Session, world: World, planned):
    give(db, world.coordinator, planned[:2], owner=world.stranger.id)
    owners = {row.iso3: row.owner for row in open_approaches(db, world.coordinator.reader)}
    assert owners == {"AGO": "Sam Stranger", "BTN": "Sam Stranger", "KHM": "Mia Member"}


def test_giving_twice_gives_once(db: Session, world: World, planned):
    codes = [f"{one.id}.{one.version}" for one in planned]
    give(db, world.coordinator, planned)
    before = verbs(db)
    again = give(db, world.coordinator, [], approach=codes)
    assert why(again) == {"AGO": "", "BTN": "", "KHM": ""}
    assert verbs(db) == before


def test_what_may_not_be_given_is_said_one_by_one(db: Session, world: World, planned):
    wish = ExcludePair(state="AGO", cause="A dispute")
    exclude_pair(db, wish, code="ZMB", by=world.coordinator, now=NOW)
    reason = DropApproach(reason="Test entry")
    drop_approach(db, reason, number=planned[1].id or 0, by=world.member, now=NOW)
    done = why(give(db, world.coordinator, planned))
    assert "Zambia is not to be sent to this State, as a Coordinator decided." in done["AGO"]
    assert "dispute" not in done["AGO"]
    assert done["BTN"] == "This approach is over already."
    assert done["KHM"] == ""
    assert messengers(planned) == ["AUT", "AUT", "ZMB"]


def test_one_that_somebody_changed_meanwhile_is_left(db: Session, world: World, planned):
    codes = [f"{one.id}.{one.version}" for one in planned]
    amend(db, world.member, planned[0], note="Typed meanwhile")
    done = why(give(db, world.coordinator, [], approach=codes))
    assert done == {
        "AGO": "Somebody else saved this approach while you were writing.", "BTN": "", "KHM": "",
    }  # fmt: skip
    assert (planned[0].messenger, planned[0].note) == ("AUT", "Typed meanwhile")


def test_a_warning_that_was_answered_once_is_not_asked_again(db: Session, world: World):
    rest(db, world.member)
    rest(db, world.member, LITHUANIA)
    answered = plan(db, world.member, override_reason="It was agreed")
    assert why(give(db, world.coordinator, [answered])) == {"AGO": ""}
    assert answered.override_reason == "It was agreed"


def test_a_warning_that_nobody_answered_yet_is_left_for_its_own_form(
    db: Session, world: World, planned
):
    rest(db, world.member)
    done = why(give(db, world.coordinator, planned[:1]))
    assert done["AGO"].startswith("This door is at rest since 24 November 2026")
    assert messengers(planned) == ["AUT"] * 3


def test_a_window_that_has_passed_is_not_given(db: Session, world: World, planned):
    planned[0].window_to = TODAY - timedelta(days=1)
    done = why(give(db, world.coordinator, planned[:1]))
    assert done["AGO"] == "The window must end after it begins, and not in the past."


def test_whose_it_is_must_be_able_to_read_it(db: Session, world: World):
    one = plan(db, world.member, visibility=Visibility.DELEGATIONS)
    done = why(give(db, world.coordinator, [one], owner=world.campaigner.id))
    assert done["AGO"] == "Cam Campaigner, whose approach it is, could not read it then."
    assert (one.messenger, one.owner_id) == ("AUT", world.member.id)


def test_a_demonstration_account_gives_nothing_real(db: Session, world: World, planned):
    world.coordinator.origin = Origin.DEMONSTRATION
    done = why(give(db, world.coordinator, planned))
    assert all("demonstration account" in one for one in done.values())
    assert messengers(planned) == ["AUT"] * 3


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"messenger": "ICRC"}, "messenger"),
        ({"messenger": "nobody"}, "messenger"),
        ({"owner": 987_654}, "owner"),
        ({"approach": ["987654.1", "nonsense", "99999999999999999999.1"]}, "approach"),
    ],
)
def test_answers_that_make_no_sense_are_refused_as_a_whole(
    db: Session, world: World, planned, wish: dict[str, Any], field: str
):
    with pytest.raises(Refused) as refusal:
        give(db, world.coordinator, planned, **wish)
    assert refusal.value.field == field
    assert messengers(planned) == ["AUT"] * 3


@pytest.mark.parametrize("who", ["member", "stranger", "envoy", "observer", "administrator"])
def test_others_than_coordinators_give_nothing(db: Session, world: World, planned, who: str):
    with pytest.raises(Forbidden):
        give(db, getattr(world, who), planned)
    assert messengers(planned) == ["AUT"] * 3


def test_only_open_approaches_are_offered_each_once(db: Session, world: World, planned):
    reason = DropApproach(reason="Test entry")
    drop_approach(db, reason, number=planned[1].id or 0, by=world.member, now=NOW)
    codes = [f"{one.id}.1" for one in [*planned, planned[0]]]
    offered = chosen_approaches(db, world.coordinator.reader, [*codes, "x"])
    assert [row.iso3 for row in offered] == ["AGO", "KHM"]
