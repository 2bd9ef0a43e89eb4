"""Handing over: everything open moves, once, and keeps who had it; all else stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, col, func, select

from app.accounts.models import SignIn
from app.accounts.policy import Role, Visibility
from app.accounts.service import start_session
from app.advice.forms import DropApproach
from app.advice.models import ApproachVersion
from app.advice.queries import approach_versions_of
from app.advice.service import drop_approach
from app.contacts.forms import AmendContact, Retract, SettleCommitment
from app.contacts.models import Commitment
from app.contacts.queries import versions_of
from app.contacts.service import amend_contact, retract_contact, settle_commitment
from app.handovers.models import HandedOver, HandOver
from app.handovers.queries import hand_overs, handed_to, open_of, ownerless, received, seen
from app.handovers.service import close_account
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from tests.advice.test_acts import amend, log, plan, verbs
from tests.handovers.cast import PROMISE, give, owners, something_open
from tests.world import NOW, TODAY, World, user


def count(db: Session, model: type[SQLModel]) -> int:
    return db.exec(select(func.count()).select_from(model)).one()


def test_everything_open_moves_and_all_else_stays(db: Session, world: World) -> None:
    open_things = something_open(db, world.member)
    before = [
        one.model_dump(exclude={"owner_id", "next_step_owner", "version"}) for one in open_things
    ]
    give(db, world.coordinator, world.member, world.colleague)
    assert owners(*open_things) == [world.colleague.id] * 3
    after = [
        one.model_dump(exclude={"owner_id", "next_step_owner", "version"}) for one in open_things
    ]
    assert after == before
    assert {one.author_id for one in open_things} == {world.member.id}
    moved = ["approach.handed_over", "contact.handed_over", "contact.handed_over"]
    assert verbs(db)[-4:] == [*moved, "hand_over.made"]


def test_each_thing_keeps_who_had_it_and_since_when(db: Session, world: World) -> None:
    approach, contact, _promised = something_open(db, world.member)
    give(db, world.coordinator, world.member, world.colleague)
    (kept,) = approach_versions_of(db, world.colleague.reader, approach.id or 0)
    assert (kept.content["owner"], kept.replaced_by) == (world.member.id, world.coordinator.id)
    assert (kept.number, approach.version, kept.replaced_at) == (1, 2, NOW)
    (earlier,) = versions_of(db, world.colleague.reader, contact.id or 0)
    assert earlier.content["next_step_owner"] == world.member.id
    assert (earlier.number, contact.version, earlier.replaced_at) == (1, 2, NOW)


def test_what_is_over_stays_where_it_is(db: Session, world: World) -> None:
    approach, step, promised = something_open(db, world.member)
    drop = DropApproach(reason="Test entry")
    drop_approach(db, drop, number=approach.id or 0, by=world.member, now=NOW)
    retract = Retract(reason="Test entry")
    retract_contact(db, retract, number=step.id or 0, by=world.member, now=NOW)
    for number in db.exec(select(Commitment.id).where(Commitment.contact_id == promised.id)):
        kept = SettleCommitment(outcome="kept")
        settle_commitment(db, kept, number=number or 0, by=world.member, now=NOW, today=TODAY)
    give(db, world.coordinator, world.member, world.colleague)
    assert owners(approach, step, promised) == [world.member.id] * 3
    assert count(db, HandedOver) == 0


def test_who_promised_something_follows_it_up_without_a_next_step(
    db: Session, world: World
) -> None:
    promised = log(db, world.member, **PROMISE)
    plain = log(db, world.member)
    assert (promised.next_step_owner, plain.next_step_owner) == (world.member.id, None)


def test_what_the_successor_may_not_read_goes_to_who_hands_over(db: Session, world: World) -> None:
    second = user(db, "Cleo Coordinator", Role.COORDINATOR, "COORDINATORS")
    wide = something_open(db, world.member)
    narrow = something_open(db, world.member, visibility=Visibility.DELEGATIONS)
    give(db, second, world.member, world.campaigner)
    assert owners(*wide) == [world.campaigner.id] * 3
    assert owners(*narrow) == [second.id] * 3


def test_it_goes_to_a_coordinator_where_a_delegate_hands_over(db: Session, world: World) -> None:
    """Also what they follow up and may not read themselves, of which they learn nothing."""
    hidden = log(
        db, world.coordinator, next_step="x", next_step_owner=world.member.id,
        visibility=Visibility.COORDINATORS,
    )  # fmt: skip
    assert open_of(db, world.member.reader, world.member.id or 0) == ([], [])
    give(db, world.member, world.member, world.colleague)
    assert hidden.next_step_owner == world.coordinator.id
    (made,) = hand_overs(db, world.colleague.reader)
    found, people = received(db, world.colleague.reader, made.id)
    assert people == [world.colleague]
    assert handed_to(db, found, world.colleague) == ([], [])


def test_a_messenger_entry_goes_to_a_colleague_of_the_delegation(db: Session, world: World) -> None:
    restricted = {"visibility": Visibility.MESSENGER}
    open_things = something_open(db, world.member, **restricted)
    give(db, world.member, world.member, world.colleague)
    assert owners(*open_things) == [world.colleague.id] * 3


def test_the_account_is_closed_with_it_if_that_is_wished(db: Session, world: World) -> None:
    something_open(db, world.member)
    start_session(db, world.member, "a test", NOW)
    made = give(db, world.coordinator, world.member, world.colleague, close=True)
    assert made.closed
    assert world.member.disabled_at == NOW
    revoked = select(SignIn.revoked_at).where(SignIn.user_id == world.member.id)
    assert db.exec(revoked).all() == [NOW]
    assert ownerless(db) == []


def test_pressing_twice_hands_over_once(db: Session, world: World) -> None:
    something_open(db, world.member)
    asked = {"close": True, "seen": seen(db, world.coordinator.reader, world.member.id or 0)}
    first = give(db, world.coordinator, world.member, world.colleague, **asked)
    before = verbs(db)
    assert give(db, world.coordinator, world.member, world.colleague, **asked) is first
    assert verbs(db) == before
    assert (count(db, HandOver), count(db, HandedOver)) == (1, 3)


def test_the_second_of_two_who_hand_over_at_once_is_told(db: Session, world: World) -> None:
    something_open(db, world.member)
    asked = {"seen": seen(db, world.coordinator.reader, world.member.id or 0)}
    give(db, world.coordinator, world.member, world.colleague, **asked)
    with pytest.raises(Refused, match="has changed since you looked"):
        give(db, world.coordinator, world.member, world.stranger, submission="other", **asked)
    closing = {"submission": "third", "close": True}
    give(db, world.coordinator, world.member, world.stranger, **closing)
    with pytest.raises(Refused, match="closed already"):
        give(db, world.coordinator, world.member, world.stranger, submission="fourth")


def test_a_change_that_one_may_read_is_told_and_one_that_one_may_not_is_not(
    db: Session, world: World
) -> None:
    approach, *_others = something_open(db, world.member)
    reader = world.member.reader
    before = seen(db, reader, world.member.id or 0)
    log(
        db, world.coordinator, state="BTN", next_step="x", next_step_owner=world.member.id,
        visibility=Visibility.COORDINATORS,
    )  # fmt: skip
    assert seen(db, reader, world.member.id or 0) == before
    amend(db, world.member, approach, note="Typed meanwhile")
    with pytest.raises(Refused, match="has changed since you looked"):
        give(db, world.member, world.member, world.colleague, seen=before)


@pytest.mark.parametrize(
    ("by", "leaving", "to", "error"),
    [
        ("member", "stranger", "colleague", Forbidden),
        ("observer", "member", "colleague", Forbidden),
        ("envoy", "member", "colleague", Forbidden),
        ("coordinator", "observer", "member", Forbidden),
        ("coordinator", "member", "member", Refused),
        ("coordinator", "member", "observer", Refused),
        ("coordinator", "member", "administrator", Refused),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_moves(
    db: Session, world: World, by: str, leaving: str, to: str, error: Any
) -> None:
    open_things = something_open(db, world.member)
    before = verbs(db)
    with pytest.raises(error):
        give(db, *(getattr(world, who) for who in (by, leaving, to)))
    assert owners(*open_things) == [world.member.id] * 3
    assert (verbs(db), count(db, HandOver)) == (before, 0)


def test_nobody_closes_their_own_account_with_it(db: Session, world: World) -> None:
    with pytest.raises(Refused, match="Nobody closes their own account"):
        give(db, world.member, world.member, world.colleague, close=True)


def test_somebody_whose_account_is_closed_takes_nothing_over(db: Session, world: World) -> None:
    close_account(db, world.colleague, by=world.administrator, now=NOW)
    with pytest.raises(Refused, match="somebody who can take it over"):
        give(db, world.coordinator, world.member, world.colleague)


def test_without_another_coordinator_a_delegate_cannot_take_over(db: Session, world: World) -> None:
    """Whether or not there is something that the delegate may not read: it would tell."""
    with pytest.raises(Refused, match="no other Coordinator"):
        give(db, world.coordinator, world.coordinator, world.member)
    kept = log(db, world.coordinator, next_step="x", visibility=Visibility.COORDINATORS)
    with pytest.raises(Refused, match="no other Coordinator"):
        give(db, world.coordinator, world.coordinator, world.member)
    second = user(db, "Cleo Coordinator", Role.COORDINATOR, "COORDINATORS")
    give(db, world.coordinator, world.coordinator, world.member)
    assert kept.next_step_owner == second.id


def test_a_demonstration_account_hands_over_nothing_real(db: Session, world: World) -> None:
    something_open(db, world.member)
    world.coordinator.origin = Origin.DEMONSTRATION
    with pytest.raises(Forbidden, match="demonstration account"):
        give(db, world.coordinator, world.member, world.colleague)


def test_a_demonstration_account_is_given_nothing_real(db: Session, world: World) -> None:
    world.colleague.origin = Origin.DEMONSTRATION
    with pytest.raises(Refused, match="somebody who can take it over"):
        give(db, world.coordinator, world.member, world.colleague)
    with pytest.raises(Refused, match="take the next step"):
        log(db, world.member, next_step="x", next_step_owner=world.colleague.id)
    approach = plan(db, world.member)
    with pytest.raises(Refused, match="can take it on"):
        amend(db, world.coordinator, approach, owner=world.colleague.id)


def test_closing_an_account_gives_what_is_open_to_a_coordinator(db: Session, world: World) -> None:
    open_things = something_open(db, world.member)
    taker = close_account(db, world.member, by=world.administrator, now=NOW)
    assert taker == world.coordinator
    assert owners(*open_things) == [world.coordinator.id] * 3
    assert close_account(db, world.observer, by=world.administrator, now=NOW) is None


@pytest.mark.parametrize("has_something", [True, False])
def test_closing_tells_an_administrator_nothing_of_what_is_open(
    db: Session, world: World, has_something: bool
) -> None:
    """Refused alike, or done alike: they read no entry."""
    if has_something:
        something_open(db, world.coordinator, visibility=Visibility.COORDINATORS)
        something_open(db, world.member, visibility=Visibility.COORDINATORS)
    with pytest.raises(Refused, match="no other Coordinator"):
        close_account(db, world.coordinator, by=world.administrator, now=NOW)
    taker = close_account(db, world.member, by=world.administrator, now=NOW)
    assert taker == world.coordinator


def test_nothing_new_becomes_a_closed_accounts(db: Session, world: World) -> None:
    approach = plan(db, world.member)
    close_account(db, world.colleague, by=world.administrator, now=NOW)
    with pytest.raises(Refused, match="take the next step"):
        log(db, world.member, next_step="x", next_step_owner=world.colleague.id)
    with pytest.raises(Refused, match="can take it on"):
        amend(db, world.coordinator, approach, owner=world.colleague.id)
    for act in (plan, log):
        with pytest.raises(Forbidden, match="closed in the meantime"):
            act(db, world.colleague, state="KHM")


def test_what_is_written_into_a_contact_of_somebody_gone_is_the_writers(
    db: Session, world: World
) -> None:
    contact = log(db, world.member, next_step="x")
    contact.next_step = ""  # nothing is open, so that it stays where it is
    db.flush()
    close_account(db, world.member, by=world.administrator, now=NOW)
    assert contact.next_step_owner == world.member.id
    wish = AmendContact(
        state="AGO", held_on=TODAY, channel="letter", note="Test entry", version=1, next_step="y"
    )
    theirs = wish.model_copy(update={"next_step_owner": world.member.id})
    acting = {"number": contact.id or 0, "by": world.colleague, "now": NOW, "today": TODAY}
    with pytest.raises(Refused, match="take the next step"), db.begin_nested():
        amend_contact(db, theirs, **acting)
    db.expire_all()
    amend_contact(db, wish, **acting)
    assert contact.next_step_owner == world.colleague.id


def test_the_receivers_alone_and_coordinators_see_a_hand_over(db: Session, world: World) -> None:
    something_open(db, world.member)
    narrow = log(db, world.member, next_step="x", visibility=Visibility.DELEGATIONS)
    made = give(db, world.coordinator, world.member, world.campaigner)
    number = made.id or 0
    found, people = received(db, world.campaigner.reader, number)
    assert (found, people) == (made, [world.campaigner])
    assert received(db, world.coordinator.reader, number)[1] == [
        world.coordinator, world.campaigner,
    ]  # fmt: skip
    asked = received(db, world.coordinator.reader, number, world.campaigner.id)[1]
    assert asked[0] == world.campaigner
    (rest,) = handed_to(db, made, world.coordinator).follow_ups
    assert rest.contact_id == narrow.id
    for who in (world.member, world.stranger, world.envoy, world.observer, world.administrator):
        with pytest.raises(Missing):
            received(db, who.reader, number)
    with pytest.raises(Missing):
        received(db, world.campaigner.reader, number, world.coordinator.id)


def test_what_goes_on_to_somebody_else_leaves_the_first_pack(db: Session, world: World) -> None:
    approach, step, _promised = something_open(db, world.member)
    made = give(db, world.coordinator, world.member, world.colleague)
    amend(db, world.coordinator, approach, owner=world.stranger.id, window_to=TODAY)
    drop = Retract(reason="Test entry")
    retract_contact(db, drop, number=step.id or 0, by=world.coordinator, now=NOW)
    left = handed_to(db, made, world.colleague)
    assert (left.approaches, [one.iso3 for one in left.follow_ups]) == ([], ["NPL"])
    assert db.exec(select(ApproachVersion.number).order_by(col(ApproachVersion.number))).all() == [
        1,
        2,
    ]


def test_what_is_open_is_in_the_order_of_its_dates(db: Session, world: World) -> None:
    later, sooner = TODAY + timedelta(days=9), TODAY + timedelta(days=3)
    log(db, world.member, state="NPL", next_step="x")
    log(db, world.member, state="KHM", next_step="x", next_step_due=later)
    due = {"commitment_due": ["", sooner.isoformat()]}
    log(db, world.member, state="AGO", **PROMISE, **due)
    found = open_of(db, world.member.reader, world.member.id or 0)
    assert [one.iso3 for one in found.follow_ups] == ["AGO", "KHM", "NPL"]
    assert [one.text for one in found.promises] == ["To send it", "To answer"]
    assert [one.iso3 for one in found.steps] == ["KHM", "NPL"]
