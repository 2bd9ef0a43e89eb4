import pytest

from app.contacts.forms import AmendContact, Retract, SettleCommitment
from app.contacts.models import Contact
from app.contacts.queries import contact_detail, open_commitments, versions_of
from app.contacts.records import door_records
from app.contacts.service import (
    amend_contact,
    log_contact,
    retract_contact,
    settle_commitment,
)
from app.contacts.snapshot import changes, snapshot, taken
from app.contacts.wording import in_words
from app.doors.door import Door
from app.kit.errors import Conflict, Forbidden, Missing, Refused
from tests.contacts.builders import LEAST, wish
from tests.world import NOW, TODAY


@pytest.fixture
def contact(db, world) -> Contact:
    return log_contact(db, wish(submission="s"), by=world.member, now=NOW, today=TODAY)


def amend(db, contact, by, **more):
    text = AmendContact.model_validate(LEAST | {"version": 1} | more)
    return amend_contact(db, text, number=contact.id, by=by, now=NOW, today=TODAY)


def test_an_amendment_keeps_the_earlier_version_readable(db, world, contact):
    amend(db, contact, world.member, note="A better note", response="declined")
    version = versions_of(db, world.stranger.reader, contact.id)[0]
    assert (version.number, version.content["note"]) == (1, "A note")
    assert (contact.version, contact.note) == (2, "A better note")


def test_the_second_of_two_who_edit_is_told_and_nothing_is_overwritten(db, world, contact):
    amend(db, contact, world.member, note="Mine")
    with pytest.raises(Conflict) as conflict, db.begin_nested():
        amend(db, contact, world.coordinator, note="Theirs")
    assert conflict.value.theirs["note"] == "Mine"
    assert contact.note == "Mine"


def test_a_colleague_of_the_messenger_may_amend_and_a_stranger_may_not(db, world, contact):
    amend(db, contact, world.colleague, note="From a colleague")
    with pytest.raises(Forbidden):
        amend(db, contact, world.stranger, version=2)


def test_only_author_and_coordinators_change_who_reads_it(db, world, contact):
    with pytest.raises(Refused) as refusal, db.begin_nested():
        amend(db, contact, world.colleague, visibility="coordinators")
    assert refusal.value.field == "visibility"
    amend(db, contact, world.coordinator, visibility="coordinators")
    with pytest.raises(Missing):
        contact_detail(db, world.colleague.reader, contact.id)


def test_a_version_from_a_restricted_time_stays_restricted(db, world):
    text = wish(visibility="coordinators", note="Confidential")
    contact = log_contact(db, text, by=world.coordinator, now=NOW, today=TODAY)
    amend(db, contact, world.coordinator, visibility="group", messengers=["AUT"])
    assert versions_of(db, world.member.reader, contact.id) == []
    assert len(versions_of(db, world.coordinator.reader, contact.id)) == 1


def test_a_retracted_contact_stays_marked_with_its_reason_and_counts_no_more(db, world, contact):
    door = Door("AGO", "ratify")
    assert door in door_records(db, world.member.reader, TODAY)
    retract_contact(db, Retract(reason="Wrong State"), number=contact.id, by=world.member, now=NOW)
    detail = contact_detail(db, world.stranger.reader, contact.id)
    assert detail.retraction.reason == "Wrong State"
    assert door not in door_records(db, world.member.reader, TODAY)


def test_a_retracted_contact_is_neither_retracted_again_nor_amended(db, world, contact):
    reason = Retract(reason="Wrong")
    retract_contact(db, reason, number=contact.id, by=world.member, now=NOW)
    with pytest.raises(Refused, match="already"):
        retract_contact(db, reason, number=contact.id, by=world.member, now=NOW)
    with pytest.raises(Refused, match="retracted"):
        amend(db, contact, world.member)


def test_a_commitment_keeps_its_outcome_when_its_contact_is_amended(db, world):
    promised = {"commitment_side": ["ours"], "commitment_text": ["To send a paper"]}
    contact = log_contact(db, wish(**promised), by=world.member, now=NOW, today=TODAY)
    (one,) = open_commitments(db, world.member.reader)
    amend(db, contact, world.member, commitment_id=[str(one.id)], **promised)
    (same,) = open_commitments(db, world.member.reader)
    assert same.id == one.id
    kept = SettleCommitment(outcome="kept", note="Sent")
    settle_commitment(db, kept, number=one.id, by=world.stranger, now=NOW, today=TODAY)
    assert open_commitments(db, world.member.reader) == []
    ((_, outcome),) = contact_detail(db, world.member.reader, contact.id).commitments
    assert outcome.outcome == "kept"


def test_a_commitment_that_the_reader_may_not_read_does_not_exist_for_them(db, world):
    text = wish(
        visibility="coordinators", commitment_side=["ours"], commitment_text=["Confidential"]
    )
    log_contact(db, text, by=world.coordinator, now=NOW, today=TODAY)
    (one,) = open_commitments(db, world.coordinator.reader)
    assert open_commitments(db, world.member.reader) == []
    with pytest.raises(Missing):
        settle_commitment(
            db, SettleCommitment(outcome="kept"), number=one.id, by=world.member, now=NOW,
            today=TODAY,
        )  # fmt: skip


def test_a_commitment_that_somebody_took_out_meanwhile_comes_back_with_who_kept_it(db, world):
    promised = {"commitment_side": ["ours"], "commitment_text": ["To send a paper"]}
    contact = log_contact(db, wish(**promised), by=world.member, now=NOW, today=TODAY)
    (one,) = open_commitments(db, world.member.reader)
    amend(db, contact, world.colleague)
    assert open_commitments(db, world.member.reader) == []
    amend(db, contact, world.member, version=2, commitment_id=[str(one.id)], **promised)
    assert [same.id for same in open_commitments(db, world.member.reader)] == [one.id]


@pytest.mark.parametrize("number", ["0", "²", "99999999999999999999", "-1", "x"])
def test_a_commitment_number_that_is_none_makes_a_new_commitment(db, world, contact, number):
    amend(db, contact, world.member, commitment_id=[number], commitment_text=["To call"])
    assert [one.text for one in open_commitments(db, world.member.reader)] == ["To call"]


def test_the_commitment_of_another_contact_is_not_taken_over(db, world, contact):
    promised = {"commitment_side": ["ours"], "commitment_text": ["To send a paper"]}
    log_contact(db, wish(note="Other", **promised), by=world.stranger, now=NOW, today=TODAY)
    (other,) = open_commitments(db, world.member.reader)
    amend(db, contact, world.member, commitment_id=[str(other.id)], commitment_text=["Mine"])
    assert {one.text for one in open_commitments(db, world.member.reader)} == {
        "To send a paper",
        "Mine",
    }


def test_an_amendment_keeps_the_reason_for_logging_despite_a_warning(db, world):
    text = wish(override_reason="Agreed by telephone")
    contact = log_contact(db, text, by=world.member, now=NOW, today=TODAY)
    amend(db, contact, world.member, note="Better")
    assert contact.override_reason == "Agreed by telephone"


def test_fields_may_be_taken_from_what_somebody_else_saved(db, world, contact):
    amend(db, contact, world.member, note="Saved", counterpart_office=["Ministry"])
    saved = snapshot(contact_detail(db, world.member.reader, contact.id))
    mine = {"note": "Mine", "place": "Geneva", "counterpart_office": [], "counterpart_name": []}
    kept = taken(mine, saved, ["note", "counterparts", "no such field"])
    assert kept == mine | {
        "note": "Saved",
        "counterpart_office": ["Ministry"],
        "counterpart_name": [""],
    }


def test_versions_are_compared_in_words(db, world, contact):
    old = snapshot(contact_detail(db, world.member.reader, contact.id))
    more = {"response": "no_reply", "messengers": ["AUT", "ZMB"], "next_step": "To call"}
    amend(db, contact, world.member, commitment_text=["To write"], **more)
    new = snapshot(contact_detail(db, world.member.reader, contact.id))
    said = {one.field: (one.old, one.new) for one in in_words(db, changes(old, new))}
    assert said == {
        "messengers": ("Austria", "Austria; Zambia"),
        "response": ("nothing", "no reply"),
        "commitments": ("nothing", "We will: To write"),
        "next_step": ("nothing", "To call"),
        "next_step_owner": ("nothing", "Mia Member"),
    }


def test_a_contact_never_moves_to_another_state(db, world, contact):
    with pytest.raises(Refused, match="Retract this contact") as refusal, db.begin_nested():
        amend(db, contact, world.member, state="KEN")
    assert refusal.value.field == "state"
    assert contact.state_iso3 == "AGO"
