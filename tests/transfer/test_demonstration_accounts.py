"""A demonstration account changes what is of the demonstration, and nothing that is real."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlmodel import Session, func, select

from app.accounts.forms import AddUser
from app.accounts.models import User
from app.accounts.policy import Role
from app.accounts.service import add_user
from app.advice.forms import AmendApproach, DropApproach, SetLead
from app.advice.leads import lift_leads, set_lead
from app.advice.service import amend_approach, confirm_approach, drop_approach, may_move
from app.audit.models import Entry
from app.contacts.forms import AmendContact, Retract, SettleCommitment
from app.contacts.models import Commitment
from app.contacts.service import amend_contact, may_amend, retract_contact, settle_commitment
from app.contacts.terms import Outcome
from app.doors.rules import RoundSettings
from app.doors.service import change_settings, lift_hold
from app.kit.errors import Forbidden
from app.kit.origin import Origin
from app.messengers.forms import ChangeMessenger, ExcludePair
from app.messengers.models import Messenger
from app.messengers.service import change_messenger, exclude_pair, lift_exclusion
from app.opportunities.queries import attendees
from app.opportunities.service import take_attendance_back
from app.states.forms import RecordTreatyAct, RetractTreatyAct
from app.states.service import record_treaty_act, retract_treaty_act
from tests.advice.test_acts import plan
from tests.advice.test_gathering import take_part
from tests.doors.cast import ANGOLA, hold, move, overcome, read
from tests.opportunities.cast import attend, meet
from tests.transfer.entries import log
from tests.world import NOW, TODAY, World

AT: dict[str, Any] = {"now": NOW, "today": TODAY}
Act = Callable[[Session, User, User], Any]
"""Something that the first person has made is changed by the second."""


@pytest.fixture
def demo(db: Session) -> User:
    """A demonstration Coordinator, who may do whatever a Coordinator may."""
    return _demonstration(db, "demo")


def _demonstration(db: Session, name: str) -> User:
    wish = AddUser(email=f"{name}@example.org", name=name, role=Role.COORDINATOR)
    return add_user(db, wish, by=None, now=NOW, origin=Origin.DEMONSTRATION)


def amend(db: Session, theirs: User, by: User) -> None:
    number = log(db, theirs).id or 0
    wish = {"state": "AGO", "held_on": TODAY, "channel": "letter", "note": "Other.", "version": 1}
    amend_contact(db, AmendContact.model_validate(wish), number=number, by=by, **AT)


def retract(db: Session, theirs: User, by: User) -> None:
    retract_contact(db, Retract(reason="x"), number=log(db, theirs).id or 0, by=by, now=NOW)


def settle(db: Session, theirs: User, by: User) -> None:
    log(db, theirs, commitment_text=["A promise"])
    number = db.exec(select(Commitment.id)).one() or 0
    settle_commitment(db, SettleCommitment(outcome=Outcome.KEPT), number=number, by=by, **AT)


def call_overcome(db: Session, theirs: User, by: User) -> None:
    overcome(db, by, read(db, theirs).id or 0)


def lift(db: Session, theirs: User, by: User) -> None:
    lift_hold(db, hold(db, theirs).id or 0, by=by, now=NOW)


def _planned(db: Session, theirs: User) -> int:
    return plan(db, theirs, override_reason="x").id or 0


def amend_planned(db: Session, theirs: User, by: User) -> None:
    approach = plan(db, theirs, override_reason="x")
    wish = AmendApproach(**approach.model_dump() | {"warn_others": "usual", "note": "Other."})
    amend_approach(db, wish, number=approach.id or 0, by=by, **AT)


def confirm(db: Session, theirs: User, by: User) -> None:
    confirm_approach(db, _planned(db, theirs), by=by, now=NOW)


def drop(db: Session, theirs: User, by: User) -> None:
    drop_approach(db, DropApproach(reason="x"), number=_planned(db, theirs), by=by, now=NOW)


def lead_instead(db: Session, theirs: User, by: User) -> None:
    for one in (theirs, by):
        set_lead(db, SetLead(messenger="AUT", reason="x"), door=ANGOLA, by=one, now=NOW)


def unlock(db: Session, theirs: User, by: User) -> None:
    set_lead(db, SetLead(messenger="AUT", reason="x"), door=ANGOLA, by=theirs, now=NOW)
    lift_leads(db, ANGOLA, by=by, now=NOW)


def allow(db: Session, theirs: User, by: User) -> None:
    wish = ExcludePair(state="AGO", cause="x")
    pair = exclude_pair(db, wish, code="AUT", by=theirs, now=NOW)
    lift_exclusion(db, pair.id or 0, by=by, now=NOW)


def change_set(db: Session, theirs: User, by: User) -> None:
    for capacity, one in enumerate((theirs, by)):
        version = db.get_one(Messenger, "BEL").version
        wish = ChangeMessenger(takes_part=True, capacity=capacity, version=version)
        change_messenger(db, wish, code="BEL", by=one, **AT)


def other_settings(db: Session, theirs: User, by: User) -> None:
    for days, one in ((40, theirs), (41, by)):
        change_settings(db, RoundSettings(spacing_days=days), by=one, now=NOW)


def retract_act(db: Session, theirs: User, by: User) -> None:
    wish = RecordTreatyAct(state="AGO", action="ratification", date="2026-09-01", source="A test")
    act = record_treaty_act(db, wish, by=theirs, **AT)
    retract_treaty_act(db, RetractTreatyAct(reason="x"), number=act.id or 0, by=by, now=NOW)


def attend_too(db: Session, theirs: User, by: User) -> None:
    attend(db, by, meet(db, theirs), "Angola")


def take_back(db: Session, theirs: User, by: User) -> None:
    made = meet(db, theirs, "Angola")
    (one,) = attendees(db, theirs.reader)[made.id or 0]
    take_attendance_back(db, one.number, by=by, now=NOW)


ACTS: tuple[Act, ...] = (
    amend, retract, settle, call_overcome, lift, amend_planned, confirm, drop, lead_instead, unlock,
    allow, change_set, other_settings, retract_act, attend_too, take_back,
)  # fmt: skip


def _verbs(db: Session, by: User) -> Iterator[str]:
    return iter(db.exec(select(Entry.verb).where(Entry.actor_id == by.id)))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_it_changes_nothing_real(db: Session, world: World, demo: User, act: Act) -> None:
    take_part(db)
    with pytest.raises(Forbidden, match="This is a demonstration account"):
        act(db, world.coordinator, demo)
    assert list(_verbs(db, demo)) == []


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_it_changes_what_another_demonstration_account_made(
    db: Session, world: World, demo: User, act: Act
) -> None:
    take_part(db)
    act(db, _demonstration(db, "other"), demo)
    assert len(list(_verbs(db, demo))) >= 1


def test_what_it_writes_anew_is_of_the_demonstration(db: Session, demo: User) -> None:
    take_part(db)
    made = [log(db, demo), read(db, demo), move(db, demo), meet(db, demo)]
    made.append(plan(db, demo, override_reason="x"))
    assert {one.origin for one in made} == {Origin.DEMONSTRATION}
    assert lift_hold(db, hold(db, demo).id or 0, by=demo, now=NOW).lifted_at


def test_no_page_offers_it_what_it_may_not_do(
    client_for: Any, db: Session, world: World, demo: User
) -> None:
    take_part(db)
    real = log(db, world.member, commitment_text=["A promise"])
    own = log(db, demo, commitment_text=["Another"], override_reason="x")
    barrier = read(db, world.member)
    approach = plan(db, world.member, override_reason="x")
    assert not may_amend(demo, real, ("AUT",))
    assert not may_move(demo, approach)
    client = client_for(demo)
    assert "/outcome" not in client.get(f"/contacts/{real.id}").text
    assert f"/contacts/{real.id}/edit" not in client.get(f"/contacts/{real.id}").text
    assert "/outcome" in client.get(f"/contacts/{own.id}").text
    assert client.get("/commitments").text.count("/outcome") == 1
    assert f"/barriers/{barrier.id}" not in client.get("/states/AGO").text
    meeting = meet(db, world.member, "Angola")
    page = client.get(f"/meetings/{meeting.id}").text
    assert "this one is real" in page
    assert "/attendances" not in page
    for path in (
        f"/contacts/{real.id}/edit",
        f"/barriers/{barrier.id}/overcoming/new",
        f"/approaches/{approach.id}/edit",
    ):
        reply = client.get(path)
        assert reply.status_code == 403
        assert "This is a demonstration account" in reply.text


def test_its_administrator_makes_demonstration_accounts_and_changes_no_real_one(
    client_for: Any, db: Session, world: World, demo: User
) -> None:
    demo.role = Role.ADMINISTRATOR
    db.flush()
    client = client_for(demo)
    form = {"name": "Nia New", "email": "nia@example.org", "role": "member"}
    assert client.post("/accounts", data=form).status_code == 200
    made = db.exec(select(User).where(User.email == "nia@example.org")).one()
    assert made.origin is Origin.DEMONSTRATION
    before = db.exec(select(func.count()).select_from(Entry)).one()
    for act in ("link", "disabling"):
        assert client.post(f"/accounts/{world.coordinator.email}/{act}").status_code == 403
    assert db.exec(select(func.count()).select_from(Entry)).one() == before
    assert client.post("/accounts/nia@example.org/disabling").status_code == 303
