"""Demonstration entries: what they say, and that one command takes all of it away."""

from typing import Any

import pytest
from sqlalchemy import delete, func
from sqlmodel import Session, SQLModel, col, select

from app.accounts.models import SignIn, SignInLink, User
from app.accounts.service import make_link, start_session
from app.advice.forms import AmendApproach
from app.advice.gathering import advice
from app.advice.models import Approach, ApproachStep, ApproachVersion, Decision
from app.advice.plan_models import PlanRun, RunState
from app.advice.runs import runs
from app.advice.service import amend_approach
from app.audit.models import Entry
from app.contacts.forms import AmendContact, Retract
from app.contacts.models import (
    Commitment,
    Contact,
    ContactVersion,
    Counterpart,
    Joining,
    Retraction,
)
from app.contacts.service import amend_contact, retract_contact
from app.contacts.terms import Channel, Response
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.models import BarrierReading, Hold, Rest, RestEnd, RestTrigger, StageMove
from app.doors.rests import present_rests
from app.edited_briefs.models import BriefEdit, BriefSave, EditedBrief
from app.kit.origin import Origin
from app.messages.models import MessageRevision, MessageStep, MessageVersion
from app.messages.queries import current_message
from app.messengers.forms import ChangeMessenger
from app.messengers.models import Messenger
from app.messengers.service import change_messenger
from app.opportunities.amending import amend_meeting
from app.opportunities.forms import AmendMeeting, RetractHappening
from app.opportunities.happenings import retract_happening
from app.opportunities.models import (
    Attendance,
    Happening,
    HappeningRetraction,
    Meeting,
    MeetingVersion,
)
from app.states.forms import RetractSignal
from app.states.models import WithdrawalSignal, WithdrawalSignalRetraction
from app.states.withdrawal_watch import retract_signal
from app.transfer.demonstration import load, remove
from app.transfer.origins import origins_present
from tests.advice.test_acts import plan
from tests.doors.cast import end
from tests.edited_briefs.cast import begin
from tests.messages.cast import adopt, draft, redraft, review
from tests.opportunities.cast import attend, happen, meet
from tests.states.test_withdrawal_watch import signal
from tests.transfer.entries import log
from tests.world import NOW, TODAY, World

ENTRIES: tuple[Any, ...] = (
    Contact, StageMove, BarrierReading, Approach, Decision, Rest, Happening, EditedBrief, BriefSave,
)  # fmt: skip
ALL: tuple[Any, ...] = (
    *ENTRIES, User, SignIn, SignInLink, Hold, Counterpart, Commitment, ContactVersion, Retraction,
    ApproachStep, ApproachVersion, Meeting, Attendance, RestTrigger, RestEnd, HappeningRetraction,
    WithdrawalSignal, WithdrawalSignalRetraction, MeetingVersion, PlanRun, MessageRevision,
    MessageStep, BriefEdit,
)  # fmt: skip


def count(db: Session, model: type[SQLModel]) -> int:
    return int(db.exec(select(func.count()).select_from(model)).one())


@pytest.fixture
def cast(db: Session) -> dict[str, User]:
    return {user.email.partition("@")[0]: user for user in load(db, now=NOW)}


TEXTS: tuple[tuple[Any, str], ...] = (
    (Contact, "note"), (Contact, "place"), (Contact, "next_step"), (Counterpart, "office"),
    (Commitment, "text"), (StageMove, "reason"), (BarrierReading, "source"), (Hold, "reason"),
    (Approach, "note"), (Approach, "override_reason"), (Decision, "reason"),
    (Retraction, "reason"), (Rest, "reason"), (Happening, "what"), (Happening, "source"),
    (EditedBrief, "occasion"), (BriefEdit, "text"),
)  # fmt: skip


def test_they_show_every_kind_of_entry_and_every_text_says_what_it_is(
    db: Session, cast: dict[str, User]
) -> None:
    contacts = db.exec(select(Contact)).all()
    assert 24 <= len(contacts) <= 100
    assert len({one.state_iso3 for one in contacts}) > 20
    assert {one.channel for one in contacts} == set(Channel)
    assert {one.response for one in contacts} >= set(Response)
    assert len({one.visibility for one in contacts}) == 4
    for model, name in TEXTS:
        texts = [getattr(one, name) for one in db.exec(select(model))]
        assert any(texts), f"{model.__name__}.{name} is not shown"
        assert all(not text or text.startswith("Demonstration entry") for text in texts)
    for model in ENTRIES:
        assert {one.origin for one in db.exec(select(model))} == {Origin.DEMONSTRATION}
    meeting = db.exec(select(Meeting).where(col(Meeting.recorded_by).is_not(None))).one()
    assert meeting.name.startswith("Demonstration entry")
    assert meeting.origin is Origin.DEMONSTRATION
    line = advice(db, cast["member"].reader, TODAY).at(Door("NPL", Ask.ACCEDE))
    assert line.demonstration
    said = f"Nepal and France both attend the {meeting.name}, from 18 to 20 December 2026"
    assert said in line.reasons
    rested = present_rests(db, cast["member"].reader, TODAY)
    assert [(door.iso3, one.asleep, one.from_demonstration) for door, one in rested.items()] == [
        ("SUR", False, True), ("TON", True, True),
    ]  # fmt: skip
    roles = {"coordinator", "member", "campaigner", "envoy", "observer", "administrator"}
    assert set(cast) == roles
    marked = db.exec(select(Messenger).where(col(Messenger.takes_part))).all()
    assert sum(one.state_iso3 is not None for one in marked) == 12


def test_the_same_day_makes_the_same_entries_and_a_second_time_none(
    db: Session, cast: dict[str, User]
) -> None:
    def texts() -> list[tuple[Any, ...]]:
        return [
            (one.state_iso3, one.held_on, one.channel, one.note)
            for one in db.exec(select(Contact).order_by(col(Contact.id)))
        ]

    first = texts()
    assert load(db, now=NOW) == []
    assert texts() == first
    remove(db, now=NOW)
    db.expunge_all()
    assert load(db, now=NOW) == []
    db.execute(delete(Entry).where(col(Entry.verb) == "demonstration.loaded"))
    load(db, now=NOW)
    assert texts() == first


def test_it_is_not_loaded_into_a_log_with_real_entries(db: Session, world: World) -> None:
    log(db, world.member)
    assert load(db, now=NOW) == []


def test_removing_takes_everything_away(db: Session) -> None:
    before = {model: count(db, model) for model in ALL}
    user = load(db, now=NOW)[0]
    approach = db.exec(select(Approach).where(Approach.visibility == "group")).first()
    assert approach
    typed = approach.model_dump() | {"warn_others": "usual", "override_reason": "A test"}
    wish = AmendApproach(**typed | {"note": "Demonstration entry: another text"})
    amend_approach(db, wish, number=approach.id or 0, by=user, now=NOW, today=TODAY)
    met = meet(db, user, "Angola", name="Demonstration entry: a meeting")
    resting = present_rests(db, user.reader, TODAY)[Door("TON", Ask.ACCEDE)]
    end(db, user, resting.id)
    moved = AmendMeeting(**met.model_dump() | {"city": "Demonstration entry: another city"})
    amend_meeting(db, moved, number=met.id or 0, by=user, now=NOW, today=TODAY)
    happened = happen(db, user)
    wish = RetractHappening(reason="Demonstration entry")
    retract_happening(db, wish, number=happened.id or 0, by=user, now=NOW)
    signalled = signal(db, user)
    wrong = RetractSignal(reason="Demonstration entry")
    retract_signal(db, wrong, number=signalled.id or 0, by=user, now=NOW)
    start_session(db, user, "a test", NOW)
    make_link(db, user, by=None, now=NOW)
    removed = remove(db, now=NOW)
    assert {model: count(db, model) for model in ALL} == before
    assert removed["contacts"] > 24
    assert removed["accounts"] == 6
    assert removed["sessions"] == removed["sign-in links"] == 1
    assert origins_present(db) == frozenset()
    assert not db.exec(select(Messenger).where(col(Messenger.takes_part))).all()
    assert db.exec(select(Entry).where(Entry.verb == "demonstration.removed")).one().detail


def test_removing_nothing_says_so_and_leaves_no_trace(db: Session, world: World) -> None:
    before = count(db, Entry)
    assert remove(db, now=NOW) == {}
    assert count(db, Entry) == before


def test_what_is_real_stays_whole_without_what_pointed_at_it(
    db: Session, cast: dict[str, User], world: World
) -> None:
    demo = cast["coordinator"]
    demo.origin = Origin.REAL  # an earlier version let demonstration accounts change real entries
    owned = log(db, world.member, next_step="Call.", next_step_owner=demo.id)
    amended = log(db, world.member, note="The first words.")
    retracted = log(db, world.member, note="Not to be retracted.")
    wish = AmendContact(
        state="AGO", held_on=TODAY, channel=Channel.MARGINS, note="Other words.", version=1
    )
    amend_contact(db, wish, number=amended.id or 0, by=demo, now=NOW, today=TODAY)
    why = Retract(reason="A test.")
    retract_contact(db, why, number=retracted.id or 0, by=demo, now=NOW)
    planned = plan(db, world.coordinator, override_reason="Test reason")
    typed = planned.model_dump() | {"warn_others": "usual"}
    by = {"by": demo, "now": NOW, "today": TODAY}
    amend_approach(db, AmendApproach(**typed), number=planned.id or 0, **by)
    demo.origin = Origin.DEMONSTRATION
    db.flush()
    remove(db, now=NOW)
    db.expire_all()
    left = db.exec(select(Contact).order_by(col(Contact.id))).all()
    assert left == [owned, amended, retracted]
    assert (owned.next_step, owned.next_step_owner) == ("Call.", world.member.id)
    assert db.get(Retraction, retracted.id) is None
    assert db.get_one(ApproachVersion, (planned.id, 1)).replaced_by is None
    kept = db.get_one(ContactVersion, (amended.id, 1))
    assert kept.content["note"] == "The first words."
    assert kept.replaced_by is None


def test_a_meeting_goes_with_whatever_was_said_of_it_and_real_ones_stay(
    db: Session, cast: dict[str, User], world: World
) -> None:
    theirs = meet(db, cast["member"], "Angola", name="Demonstration entry: a meeting")
    attend(db, world.member, theirs, "Austria")
    assert {one.origin for one in db.exec(select(Attendance))} == {Origin.DEMONSTRATION}
    real = meet(db, world.member, "Zambia")
    contact = log(db, world.member, meeting_id=real.id)
    contact.meeting_id = theirs.id  # as no form would let anybody
    edited = begin(db, world.member, meeting_id=real.id)
    edited.meeting_id = theirs.id
    db.flush()
    removed = remove(db, now=NOW)
    db.expire_all()
    assert (removed["meetings"], removed["attendances at meetings"]) == (2, 5)
    assert [one.messenger for one in db.exec(select(Attendance))] == ["ZMB"]
    assert contact.meeting_id is None
    assert (edited.meeting_id, edited.occasion) == (None, real.name)
    assert db.get(Meeting, real.id)


def test_a_messenger_that_a_coordinator_changed_since_keeps_taking_part(
    db: Session, cast: dict[str, User], world: World
) -> None:
    messenger = db.get_one(Messenger, "NZL")
    wish = ChangeMessenger(takes_part=True, languages="en", version=messenger.version)
    change_messenger(db, wish, code="NZL", by=world.coordinator, now=NOW, today=TODAY)
    remove(db, now=NOW)
    db.expire_all()
    assert db.get_one(Messenger, "NZL").takes_part
    assert not db.get_one(Messenger, "AUT").takes_part


def test_a_messenger_that_a_demonstration_account_marked_takes_part_no_more(
    db: Session, cast: dict[str, User]
) -> None:
    messenger = db.get_one(Messenger, "BEL")
    wish = ChangeMessenger(takes_part=True, languages="fr", version=messenger.version)
    change_messenger(db, wish, code="BEL", by=cast["coordinator"], now=NOW, today=TODAY)
    remove(db, now=NOW)
    db.expire_all()
    messenger = db.get_one(Messenger, "BEL")
    assert (messenger.takes_part, messenger.languages) == (False, "")


def test_a_contact_says_in_a_sentence_how_it_was_made(db: Session, cast: dict[str, User]) -> None:
    notes = {one.channel: one.note for one in db.exec(select(Contact).order_by(col(Contact.id)))}
    assert "a contact in the margins of a meeting looks" in notes[Channel.MARGINS]
    assert "a contact by letter looks" in notes[Channel.LETTER]


def test_joinings_of_demonstration_entries_go_and_those_of_real_ones_stay(
    db: Session, cast: dict[str, User], world: World
) -> None:
    def joining(one: User, other: User, **more: Any) -> Joining:
        pair = [log(db, by, note="Demonstration entry, joined") for by in (one, other)]
        numbers = {"contact_id": pair[1].id, "into_id": pair[0].id}
        return Joining(author_id=one.id, joined_at=NOW, **numbers, **more)

    real = joining(world.member, world.stranger, undone_by=cast["member"].id, undone_at=NOW)
    db.add_all([real, joining(cast["member"], cast["coordinator"])])
    db.flush()
    assert remove(db, now=NOW)["joinings of contacts"] == 1
    db.expire_all()
    (kept,) = db.exec(select(Joining))
    assert (kept.id, kept.undone_by) == (real.id, None)
    assert kept.undone_at


def test_a_plan_of_the_round_is_asked_for(db: Session, cast: dict[str, User]) -> None:
    [run] = runs(db, cast["coordinator"].reader)
    assert (run.state, run.origin) == (RunState.WAITING, Origin.DEMONSTRATION)


def test_messages_of_the_demonstration_go_and_what_carried_them_stays(
    db: Session, world: World, cast: dict[str, User]
) -> None:
    supplied = current_message(db, Ask.RATIFY)
    assert supplied is not None
    texts = count(db, MessageVersion)
    one = draft(db, cast["member"], message=supplied.message_id, title="Demonstration entry")
    one = review(db, cast["campaigner"], redraft(db, cast["member"], one))
    one = adopt(db, cast["coordinator"], one)
    assert current_message(db, Ask.RATIFY) == one
    new = draft(db, cast["member"], ask="vote_yes", title="Demonstration entry")
    assert new.message_id != supplied.message_id
    planned = plan(db, world.member, state="AGO", override_reason="Yes")
    assert planned.message_version_id == one.id
    own = draft(db, world.member, message=supplied.message_id, title="A real one")
    remove(db, now=NOW)
    db.expire_all()
    assert count(db, MessageVersion) == texts + 1
    assert count(db, MessageStep) == count(db, MessageRevision) == 0
    assert db.get_one(Approach, planned.id).message_version_id is None
    current = current_message(db, Ask.RATIFY)
    assert current is not None
    assert (current.id, db.get_one(MessageVersion, own.id).title) == (supplied.id, "A real one")
