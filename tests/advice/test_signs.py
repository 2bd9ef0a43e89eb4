"""What an open page is told: what its reader may read, of others, and of its own State."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.accounts.policy import Role, Visibility
from app.accounts.queries import signed_in
from app.accounts.service import start_session
from app.advice.decisions import accept_suggestion
from app.advice.forms import Accept, SetLead
from app.advice.gathering import advice
from app.advice.leads import lift_leads, set_lead
from app.advice.signs import Moment, Watch, concerns, moment, signs
from app.audit.service import last_version
from app.contacts.forms import AmendContact, Retract, SettleCommitment
from app.contacts.models import Commitment
from app.contacts.service import amend_contact, retract_contact, settle_commitment
from app.doors.presences import Write, note_presence
from app.doors.service import lift_hold
from app.states.forms import RecordTreatyAct
from app.states.service import record_treaty_act
from tests.advice.test_acts import log, plan, take_part
from tests.doors.cast import ANGOLA, hold, move, overcome, read
from tests.opportunities.cast import attend, meet
from tests.world import NOW, TODAY, user


@pytest.fixture
def told(db):
    """What a reader's page about a State is told from now on: `told(user)()`."""

    def page(user, state="AGO"):
        watch = Watch(0, state, last_version(db))
        return lambda at=NOW: signs(db, user.reader, watch, moment(db, at))

    return page


def commit(db, by):
    log(db, by, commitment_side=["ours"], commitment_text=["To send a paper"])
    promise = db.exec(select(Commitment)).one()
    outcome = SettleCommitment(outcome="kept")
    return lambda: settle_commitment(db, outcome, number=promise.id, by=by, now=NOW, today=TODAY)


def test_what_is_logged_at_a_door_is_told_once_at_that_door_and_where_all_doors_are(
    db, world, told
):
    here, there, everywhere = (told(world.stranger, state) for state in ("AGO", "KHM", ""))
    log(db, world.member, state="AGO")
    assert [here(), there(), everywhere()] == [["news"], [], ["news"]]
    assert [here(), there(), everywhere()] == [[], [], []]


def test_ones_own_acts_are_no_news(db, world, told):
    own = told(world.member)
    log(db, world.member)
    assert own() == []


def test_each_kind_of_entry_is_told(db, world, told):
    page, by = told(world.stranger), world.coordinator
    contact = log(db, by)
    assert page() == ["news"]
    wish = AmendContact(**log_fields(contact), version=contact.version, note="Another")
    amend_contact(db, wish, number=contact.id, by=by, now=NOW, today=TODAY)
    assert page() == ["news"]
    retract_contact(db, Retract(reason="A slip"), number=contact.id, by=by, now=NOW)
    assert page() == ["news"]
    settle = commit(db, by)
    assert page() == ["news"]
    settle()
    assert page() == ["news"]
    plan(db, by, override_reason="Yes")
    assert page() == ["news"]
    move(db, by)
    assert page() == ["news"]
    reading = read(db, by)
    assert page() == ["news"]
    overcome(db, by, reading.id)
    assert page() == ["news"]


def log_fields(contact):
    return {
        "state": contact.state_iso3, "held_on": contact.held_on, "channel": contact.channel,
        "visibility": contact.visibility,
    }  # fmt: skip


def test_a_claimed_suggestion_a_lead_and_a_treaty_act_are_told(db, world, told):
    take_part(db, "AUT", "ZMB", "IRL")
    page, by = told(world.stranger), world.coordinator
    line = advice(db, by.reader, TODAY).at(ANGOLA)
    accept = Accept(messenger=line.messenger)
    accept_suggestion(db, accept, door=ANGOLA, by=by, now=NOW, today=TODAY)
    assert page() == ["news"]
    set_lead(db, SetLead(messenger="AUT", reason="A reason"), door=ANGOLA, by=by, now=NOW)
    assert page() == ["news"]
    lift_leads(db, ANGOLA, by=by, now=NOW)
    assert page() == ["news"]
    act = RecordTreatyAct(state="AGO", action="ratification", date="2026-11-20", source="A paper")
    record_treaty_act(db, act, by=by, now=NOW, today=TODAY)
    assert page() == ["news"]


def test_who_attends_a_meeting_is_told_at_the_doors_of_those_who_attend(db, world, told):
    meeting = meet(db, world.member, "Angola")
    here, there = told(world.stranger), told(world.stranger, "KHM")
    outside = told(world.observer)
    attend(db, world.member, meeting, "Cambodia")
    assert [here(), there(), outside()] == [["news"], ["news"], []]


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        (Visibility.GROUP, {"member", "stranger", "campaigner", "envoy"}),
        (Visibility.DELEGATIONS, {"member", "stranger", "envoy"}),
        (Visibility.MESSENGER, {"stranger", "envoy"}),
        (Visibility.COORDINATORS, set()),
    ],
)
def test_an_entry_is_told_to_those_who_may_read_it_alone(db, world, told, level, readers):
    cast = ("member", "stranger", "campaigner", "envoy", "observer", "administrator")
    pages = {name: told(getattr(world, name)) for name in cast}
    log(db, world.coordinator, visibility=level, messengers=["ZMB"], warn_others="yes")
    assert {name for name, page in pages.items() if page() == ["news"]} == readers


def test_an_entry_that_is_taken_from_ones_eyes_is_not_pointed_at(db, world, told):
    contact = log(db, world.coordinator)
    page = told(world.stranger)
    fields = log_fields(contact) | {"visibility": "coordinators", "note": "Another"}
    wish = AmendContact(**fields, version=contact.version)
    amend_contact(db, wish, number=contact.id, by=world.coordinator, now=NOW, today=TODAY)
    assert page() == []


def test_a_hold_is_told_to_coordinators_alone_as_an_entry_that_warns_is(db, world, told):
    page, own = told(world.member), told(world.coordinator)
    other = user(db, "Cy Coordinator", Role.COORDINATOR, "COORDINATORS")
    held = hold(db, other)
    assert (page(), own()) == ([], ["news"])
    lift_hold(db, held.id, by=other, now=NOW)
    assert (page(), own()) == ([], ["news"])


def test_somebody_is_writing_is_told_and_taken_back_and_never_to_oneself(db, world, told):
    session = signed_in(db, start_session(db, world.member, "a test", NOW), NOW).sign_in_id
    cast = (world.stranger, world.campaigner, world.member, world.observer)
    pages = [told(one) for one in cast]
    elsewhere = told(world.stranger, "KHM")

    def write(visibility: str) -> None:
        wish = Write(state="Angola", visibility=visibility)
        note_presence(db, wish, by=world.member, sign_in_id=session, now=NOW)

    write("group")
    assert [page() for page in (*pages, elsewhere)] == [["writing"], ["writing"], [], [], []]
    assert pages[0]() == []
    write("coordinators")
    assert [page() for page in pages] == [["not writing"], ["not writing"], [], []]
    write("group")
    assert pages[0]() == ["writing"]
    assert pages[0](NOW + timedelta(seconds=31)) == ["not writing"]


def test_a_page_that_knows_all_is_not_looked_at(db, world):
    now = moment(db, NOW)
    assert not concerns(Watch(0, "AGO", now.at), now)
    assert concerns(Watch(0, "AGO", now.at), Moment(now.at, {"AGO": frozenset({1})}))
    log(db, world.member)
    assert concerns(Watch(0, "AGO", now.at), moment(db, NOW))
