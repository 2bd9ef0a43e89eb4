"""What people did while a suggestion stood about which they decided nothing is kept with it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.advice.claims import claim_doors
from app.advice.decisions import accept_suggestion
from app.advice.forms import Accept, ClaimDoors
from app.advice.models import Decision, PassedOver
from app.advice.passed import LATELY
from app.audit.service import version
from app.contacts.models import Contact
from app.kit.errors import Refused
from app.kit.translation import speaking
from tests.advice import test_acts
from tests.advice.test_acts import AGO, line_at, plan
from tests.advice.test_gathering import take_part
from tests.world import NOW, TODAY, World


@pytest.fixture(autouse=True)
def _taking_part(db: Session) -> None:
    take_part(db, "AUT", "ZMB", "IRL")


def passed(db: Session) -> list[PassedOver]:
    return list(db.exec(select(PassedOver).order_by(PassedOver.id)))


def log(db: Session, by: User, **more: Any) -> Contact:
    """Logged from a page that shows a suggestion."""
    return test_acts.log(db, by, **{"suggested": "AUT"} | more)


def other_than(line: Any) -> str:
    return next(code for code in ("AUT", "ZMB", "IRL") if code != line.messenger)


def test_a_contact_logged_while_a_suggestion_stood_keeps_it(db: Session, world: World):
    line = line_at(db, world.member)
    contact = log(db, world.member, messengers=[other_than(line)])
    (kept,) = passed(db)
    assert (kept.contact_id, kept.approach_id) == (contact.id, None)
    assert kept.suggestion == line.as_json()
    assert (kept.state_iso3, kept.ask, kept.stood_on) == ("AGO", AGO.ask, TODAY)
    assert kept.author_id == world.member.id


def test_an_approach_planned_by_hand_keeps_it(db: Session, world: World):
    line = line_at(db, world.member)
    approach = plan(db, world.member, messenger=other_than(line))
    (kept,) = passed(db)
    assert (kept.contact_id, kept.approach_id) == (None, approach.id)
    assert kept.suggestion == line.as_json()
    assert db.exec(select(Decision)).all() == []


def test_one_of_several_doors_claimed_for_another_messenger_keeps_it(db: Session, world: World):
    line = line_at(db, world.member)
    wish = ClaimDoors(
        door=["AGO-ratify"], messenger=other_than(line), channel="letter", level="director"
    )
    (done,) = claim_doors(db, wish, by=world.member, now=NOW, today=TODAY)
    (kept,) = passed(db)
    assert kept.approach_id == done.approach
    assert kept.suggestion == line.as_json()


def test_whoever_decides_about_a_suggestion_passes_none_over(db: Session, world: World):
    line = line_at(db, world.member)
    plan(db, world.member, suggested=line.messenger, channel="letter")
    assert passed(db) == []


def test_what_an_approach_becomes_is_kept_once_with_the_approach(db: Session, world: World):
    line = line_at(db, world.member)
    accept = Accept(messenger=line.messenger)
    approach = accept_suggestion(db, accept, door=AGO, by=world.member, now=NOW, today=TODAY)
    log(db, world.member, messengers=[line.messenger], approach_id=approach.id)
    assert passed(db) == []


def test_saved_twice_it_is_kept_once(db: Session, world: World):
    line_at(db, world.member)
    for _ in range(2):
        log(db, world.member, submission="the same form")
    assert len(passed(db)) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"suggested": ""},  # they saw no suggestion
        {"held_on": TODAY - LATELY - timedelta(days=1)},  # no suggestion of today stood then
        {"asks": []},  # no knock at the door
        {"state": "AUT"},  # a State Party
    ],
)
def test_what_was_not_done_at_the_door_lately_or_beside_a_suggestion_keeps_none(
    db: Session, world: World, more: Any
):
    log(db, world.member, **more)
    assert passed(db) == []


def test_at_a_door_at_rest_none_stood(db: Session, world: World):
    log(db, world.member)
    log(db, world.colleague, override_reason="A reason")
    assert [one.author_id for one in passed(db)] == [world.member.id]


def test_nothing_is_kept_of_what_is_refused(db: Session, world: World):
    log(db, world.colleague, held_on=TODAY - timedelta(days=41))
    at = version(db)
    with pytest.raises(Refused):
        log(db, world.member)
    assert passed(db) == []
    assert version(db) == at


def test_it_is_kept_in_english_whoever_acts(db: Session, world: World):
    line = line_at(db, world.member)
    with speaking("fr"):
        plan(db, world.member, messenger=other_than(line))
    assert passed(db)[0].suggestion == line.as_json()


def test_of_a_demonstration_account_it_is_marked(db: Session, world: World):
    by: User = world.member
    by.origin = "demonstration"
    log(db, by)
    assert passed(db)[0].origin == "demonstration"
