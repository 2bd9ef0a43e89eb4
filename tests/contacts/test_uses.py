"""Which contacts carried a message, for each reader."""

from app.contacts.forms import Retract
from app.contacts.service import retract_contact
from app.contacts.uses import newest_uses, uses
from app.messages.queries import current_message
from tests.transfer.entries import log
from tests.world import NOW


def test_each_reader_counts_what_they_may_read(db, world):
    one = current_message(db, "ratify")
    other = current_message(db, "accede")
    for level in ("group", "delegations", "messenger", "coordinators"):
        log(db, world.coordinator, message_version_id=one.id, visibility=level, messengers=["ZMB"])
    log(db, world.member, message_version_id=other.id)
    counted = {
        name: uses(db, getattr(world, name).reader, [one.id, other.id])
        for name in ("coordinator", "envoy", "stranger", "member", "campaigner", "observer")
    }
    assert counted == {
        "coordinator": {one.id: 4, other.id: 1},
        "envoy": {one.id: 3, other.id: 1},
        "stranger": {one.id: 3, other.id: 1},
        "member": {one.id: 2, other.id: 1},
        "campaigner": {one.id: 1, other.id: 1},
        "observer": {},
    }


def test_the_newest_come_first_and_not_more_than_asked_for(db, world):
    one = current_message(db, "ratify")
    for day in ("2026-11-01", "2026-11-20", "2026-11-10"):
        log(db, world.member, message_version_id=one.id, held_on=day)
    found = newest_uses(db, world.member.reader, [one.id], limit=2)
    assert [f"{use.held_on}" for use in found] == ["2026-11-20", "2026-11-10"]
    assert newest_uses(db, world.observer.reader, [one.id], limit=2) == []


def test_a_retracted_contact_carried_nothing(db, world):
    one = current_message(db, "ratify")
    contact = log(db, world.member, message_version_id=one.id)
    retract_contact(db, Retract(reason="Wrong"), number=contact.id, by=world.member, now=NOW)
    assert uses(db, world.member.reader, [one.id]) == {}
