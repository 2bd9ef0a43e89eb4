"""Nothing open is ever without an owner whose account is open, whatever people do."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Role, Visibility
from app.accounts.queries import users
from app.advice.forms import DropApproach
from app.advice.models import Approach
from app.advice.service import drop_approach
from app.audit.derived import forget
from app.contacts.forms import AmendContact, EndStep, Retract, SettleCommitment
from app.contacts.models import Commitment, CommitmentOutcome, Contact, Retraction, StepOutcome
from app.contacts.queries import contact_detail
from app.contacts.service import amend_contact, retract_contact, settle_commitment
from app.contacts.snapshot import snapshot, typed_of
from app.contacts.stepping import end_step
from app.contacts.terms import StepEnd
from app.handovers.queries import ownerless
from app.handovers.service import close_account, mend_ownerless
from app.kit.errors import DomainError, Refused
from app.kit.origin import Origin
from app.messengers.models import Messenger
from app.transfer.demonstration import remove
from tests.advice.test_acts import amend, log, plan
from tests.handovers.cast import PROMISE, give
from tests.test_leaks import world_that_ends
from tests.world import NOW, TODAY, World, user

STATES = ("AGO", "KHM", "NPL", "BTN", "TON")
STEPS = 30


class Round:
    """What people of a random round do, one act after the other; refusals are answers too."""

    def __init__(self, db: Session, world: World, random: Random) -> None:
        self.db, self.world, self.random, self.number = db, world, random, 0
        self.done: Counter[str] = Counter()
        demonstration = [
            user(db, "Dan Demonstration", Role.MEMBER, "AUT"),
            user(db, "Dora Demonstration", Role.COORDINATOR, "COORDINATORS"),
        ]
        for one in demonstration:
            one.origin = Origin.DEMONSTRATION
        user(db, "Cleo Coordinator", Role.COORDINATOR, "COORDINATORS")
        db.flush()

    def anybody(self) -> User:
        return self.random.choice(users(self.db))

    def visibility(self) -> Visibility:
        return self.random.choice(list(Visibility))

    def plans(self) -> None:
        told = {"visibility": self.visibility(), "override_reason": "Test entry"}
        plan(self.db, self.anybody(), state=self.random.choice(STATES), **told)

    def logs(self) -> None:
        promise = self.random.choice(({}, PROMISE))
        told = {"visibility": self.visibility(), "override_reason": "Test entry"}
        step = {"next_step": self.random.choice(("", "Test entry"))}
        owner = {"next_step_owner": self.random.choice((None, self.anybody().id))}
        state = self.random.choice(STATES)
        log(self.db, self.anybody(), state=state, **promise, **told, **step, **owner)

    def amends(self) -> None:
        contact = self.random.choice(self.db.exec(select(Contact)).all())
        by, number = self.anybody(), contact.id or 0
        typed = typed_of(snapshot(contact_detail(self.db, by.reader, number)))
        answers = {name: value for name, value in typed.items() if value not in ("", [])}
        wish = AmendContact.model_validate(answers | {"note": f"Test entry {self.number}"})
        amend_contact(self.db, wish, number=number, by=by, now=NOW, today=TODAY)

    def gives_one(self) -> None:
        approach = self.random.choice(self.db.exec(select(Approach)).all())
        told = {"override_reason": "Test entry", "window_to": TODAY + timedelta(days=9)}
        amend(self.db, self.anybody(), approach, owner=self.anybody().id, **told)

    def drops(self) -> None:
        number = self.random.choice(self.db.exec(select(Approach.id)).all()) or 0
        reason = DropApproach(reason="Test entry")
        drop_approach(self.db, reason, number=number, by=self.anybody(), now=NOW)

    def retracts(self) -> None:
        number = self.random.choice(self.db.exec(select(Contact.id)).all()) or 0
        reason = Retract(reason="Test entry")
        retract_contact(self.db, reason, number=number, by=self.anybody(), now=NOW)

    def settles(self) -> None:
        number = self.random.choice(self.db.exec(select(Commitment.id)).all()) or 0
        kept = SettleCommitment(outcome="kept")
        settle_commitment(self.db, kept, number=number, by=self.anybody(), now=NOW, today=TODAY)

    def ends_a_step(self) -> None:
        number = self.random.choice(self.db.exec(select(Contact.id)).all()) or 0
        contact = self.db.get_one(Contact, number)
        told = {"on": TODAY, "note": "Test entry", "version": contact.version}
        wish = EndStep(outcome=self.random.choice(list(StepEnd)), **told)
        end_step(self.db, wish, number=number, by=self.anybody(), now=NOW, today=TODAY)

    def rewords_a_step(self) -> None:
        contact = self.random.choice(self.db.exec(select(Contact)).all())
        by, number = self.anybody(), contact.id or 0
        typed = typed_of(snapshot(contact_detail(self.db, by.reader, number)))
        answers = {name: value for name, value in typed.items() if value not in ("", [])}
        wish = AmendContact.model_validate(answers | {"next_step": f"Test entry {self.number}"})
        amend_contact(self.db, wish, number=number, by=by, now=NOW, today=TODAY)

    def hands_over(self) -> None:
        close = self.random.choice((True, False))
        people = (self.anybody() for _ in range(3))
        give(self.db, *people, close=close, submission=str(self.number))

    def closes(self) -> None:
        close_account(self.db, self.anybody(), by=self.world.administrator, now=NOW)

    def retires(self) -> None:
        messenger = self.db.get_one(Messenger, self.random.choice(("AUT", "ZMB", "CMC")))
        messenger.takes_part = not messenger.takes_part
        self.db.flush()

    def act(self) -> None:
        """One act, or none where its rules refuse it."""
        self.number += 1
        acts: list[Callable[[], None]] = [
            self.logs, self.logs, self.plans, self.plans, self.amends, self.gives_one, self.drops,
            self.retracts, self.settles, self.ends_a_step, self.rewords_a_step, self.hands_over,
            self.closes, self.retires,
        ]  # fmt: skip
        act = self.random.choice(acts)
        try:
            with self.db.begin_nested():
                act()
        except (DomainError, IndexError):  # an empty list has nothing to choose
            self.db.expire_all()
            return
        self.done[act.__name__] += 1


SLOW = settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def test_whoever_goes_nothing_open_is_left_without_an_owner(db: Session, world: World) -> None:
    done: Counter[str] = Counter()

    @SLOW
    @given(seed=st.integers(min_value=0, max_value=10_000))
    def played(seed: int) -> None:
        with world_that_ends(db):
            game = Round(db, world, Random(seed))
            for _ in range(STEPS):
                game.act()
                assert ownerless(db) == [], game.done
            remove(db, now=NOW)
            forget()
            assert ownerless(db) == []
            done.update(game.done)

    played()
    assert {
        "logs",
        "plans",
        "hands_over",
        "closes",
        "retires",
        "settles",
        "ends_a_step",
        "rewords_a_step",
    } <= done.keys()


def test_what_an_erased_account_had_ended_is_somebodys_again(db: Session, world: World) -> None:
    """Its retraction and its outcomes go, by which a contact is open once more: its owner left
    when it was not."""
    demo = user(db, "Dan Demonstration", Role.COORDINATOR, "COORDINATORS")
    told = ({"next_step": "x"}, {"next_step": "y"}, PROMISE)
    step, taken, promised = (log(db, world.member, **one) for one in told)
    db.add(Retraction(contact_id=step.id, reason="x", author_id=demo.id, retracted_at=NOW))
    ended = {"on": TODAY, "author_id": demo.id, "recorded_at": NOW}
    for number in db.exec(select(Commitment.id).where(Commitment.contact_id == promised.id)):
        db.add(CommitmentOutcome(commitment_id=number, outcome="kept", **ended))
    db.add(StepOutcome(contact_id=taken.id, number=1, outcome="taken", **ended))
    db.flush()
    close_account(db, world.member, by=world.administrator, now=NOW)
    owned = (step, taken, promised)
    assert [one.next_step_owner for one in owned] == [world.member.id] * 3
    demo.origin = Origin.DEMONSTRATION
    db.flush()
    remove(db, now=NOW)
    db.expire_all()
    assert [one.next_step_owner for one in owned] == [world.coordinator.id] * 3
    assert ownerless(db) == []


def test_where_nobody_is_left_the_demonstration_stays(db: Session, world: World) -> None:
    log(db, world.member, next_step="x")
    demo = user(db, "Dan Demonstration", Role.MEMBER, "AUT")
    demo.origin = Origin.DEMONSTRATION
    for person in world.everybody:
        person.disabled_at = NOW  # as no act does
    db.flush()
    with pytest.raises(Refused, match="add a Coordinator first"), db.begin_nested():
        remove(db, now=NOW)


def test_what_is_found_without_an_owner_goes_to_its_author(db: Session, world: World) -> None:
    contact = log(db, world.member, next_step="x", next_step_owner=world.colleague.id)
    approach = plan(db, world.member, state="KHM")
    approach.owner_id = world.colleague.id or 0
    world.colleague.disabled_at = NOW  # as no act does
    db.flush()
    assert {one.number for one in ownerless(db)} == {contact.id, approach.id}
    assert mend_ownerless(db, now=NOW) == 2
    assert (contact.next_step_owner, approach.owner_id) == (world.member.id,) * 2
    assert mend_ownerless(db, now=NOW) == 0
