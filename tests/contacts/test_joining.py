"""Two people log the same meeting: joined it is one knock, and no word of either is lost."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from app.accounts.policy import THE_GROUP, Visibility
from app.advice.signs import news_of
from app.audit.later import deeds
from app.audit.models import Entry
from app.audit.service import last_version
from app.contacts.at_door import knocks_at
from app.contacts.filters import Filters
from app.contacts.forms import Join, Retract
from app.contacts.joining import join_contacts, part_contacts
from app.contacts.joint import joint, logged_near
from app.contacts.listing import contact_list
from app.contacts.models import Contact, Joining
from app.contacts.queries import contact_detail, knock_totals
from app.contacts.records import door_records, knocks_by_others
from app.contacts.service import log_contact, retract_contact
from app.doors.door import Door
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from tests.contacts.builders import wish
from tests.world import NOW, TODAY

AGO = Door("AGO", "ratify")


def log(db: Session, by, **more) -> Contact:
    return log_contact(db, wish(**more), by=by, now=NOW, today=TODAY)


def join(db: Session, by, one: Contact, other: Contact) -> Contact:
    return join_contacts(db, Join(other=other.id), number=one.id, by=by, now=NOW)


def part(db: Session, by, one: Contact, other: Contact) -> Contact:
    return part_contacts(db, Join(other=other.id), number=one.id, by=by, now=NOW)


def offered(db: Session, by, contact: Contact) -> list[int]:
    told = joint(db, by, contact_detail(db, by.reader, contact.id))
    return [one.id for one in told.offered]


def listed(db: Session, reader, **filters) -> list[int]:
    return [one.id for one in contact_list(db, reader, Filters(**filters), TODAY).lines]


@pytest.fixture
def mine(db, world) -> Contact:
    return log(db, world.member, note="What Mia heard")


@pytest.fixture
def theirs(db, world) -> Contact:
    return log(db, world.stranger, note="What Sam heard", held_on="2026-11-21")


def test_two_who_logged_one_meeting_are_offered_to_join_them(db, world, mine, theirs):
    assert offered(db, world.member, mine) == [theirs.id]
    assert offered(db, world.stranger, theirs) == [mine.id]
    assert offered(db, world.coordinator, mine) == [theirs.id]
    assert offered(db, world.campaigner, mine) == []
    assert offered(db, world.envoy, mine) == []


def test_joined_they_count_as_one_knock_of_both(db, world, mine, theirs):
    assert join(db, world.stranger, theirs, mine) == mine
    record = door_records(db, world.envoy.reader, TODAY)[AGO]
    assert [knock.contact_id for knock in record.recent] == [mine.id]
    assert record.recent[0].messengers == ("AUT", "ZMB")
    assert record.last_effective.contact_id == mine.id
    at_door = knocks_at(db, world.envoy.reader, AGO, limit=5)
    assert (at_door.total, at_door.newest[0].knock.messengers) == (1, ("AUT", "ZMB"))
    assert knock_totals(db, world.envoy.reader, TODAY.replace(year=2025)) == {"AGO": 1}
    assert len(knocks_by_others(db, world.envoy.reader, AGO, TODAY, 42)) == 1


def test_the_list_has_one_line_and_a_search_finds_every_account(db, world, mine, theirs):
    join(db, world.member, mine, theirs)
    assert listed(db, world.envoy.reader) == [mine.id]
    line = contact_list(db, world.envoy.reader, Filters(), TODAY).lines[0]
    assert line.messengers == ("AUT", "ZMB")
    assert listed(db, world.envoy.reader, q="Sam heard") == [theirs.id]
    assert contact_list(db, world.envoy.reader, Filters(q="Sam heard"), TODAY).lines[0].joined


def test_the_joint_contact_shows_each_account_and_each_points_to_it(db, world, mine, theirs):
    join(db, world.member, mine, theirs)
    told = joint(db, world.envoy, contact_detail(db, world.envoy.reader, mine.id))
    assert [one.contact.note for one in told.parts] == ["What Sam heard"]
    other = joint(db, world.envoy, contact_detail(db, world.envoy.reader, theirs.id))
    assert other.into == mine
    assert other.offered == ()


def test_who_reads_one_of_the_two_alone_sees_it_as_if_there_were_no_other(db, world, theirs):
    hidden = log(db, world.coordinator, visibility=Visibility.COORDINATORS)
    join(db, world.coordinator, hidden, theirs)
    for reader in (world.member.reader, world.stranger.reader, THE_GROUP):
        record = door_records(db, reader, TODAY)[AGO]
        assert [knock.messengers for knock in record.recent] == [("ZMB",)]
        assert listed(db, reader) == [theirs.id]
    told = joint(db, world.member, contact_detail(db, world.member.reader, theirs.id))
    assert (told.into, told.parts, told.offered) == (None, (), ())


def test_what_rests_on_both_is_as_restricted_as_the_stricter(db, world, mine):
    hidden = log(db, world.coordinator, visibility=Visibility.COORDINATORS)
    join(db, world.coordinator, mine, hidden)
    knock = door_records(db, world.coordinator.reader, TODAY)[AGO].recent[0]
    assert (knock.contact_id, knock.visibility) == (mine.id, Visibility.COORDINATORS)
    assert door_records(db, world.member.reader, TODAY)[AGO].recent[0].visibility == "group"


def test_a_door_that_only_one_of_the_two_carried_keeps_its_knock(db, world):
    without = log(db, world.member, asks=[])
    carried = log(db, world.stranger)
    join(db, world.member, without, carried)
    assert door_records(db, world.envoy.reader, TODAY)[AGO].last.contact_id == carried.id
    assert listed(db, world.envoy.reader) == [without.id]


def test_parted_each_stands_for_itself_and_they_can_be_joined_again(db, world, mine, theirs):
    join(db, world.member, mine, theirs)
    part(db, world.stranger, theirs, mine)
    part(db, world.stranger, theirs, mine)
    assert len(door_records(db, world.envoy.reader, TODAY)[AGO].recent) == 2
    kept = db.exec(select(Joining)).one()
    assert (kept.undone_by, kept.undone_at) == (world.stranger.id, NOW)
    join(db, world.member, mine, theirs)
    assert len(door_records(db, world.envoy.reader, TODAY)[AGO].recent) == 1


def test_when_the_joint_contact_is_retracted_the_other_counts_again(db, world, mine, theirs):
    join(db, world.member, mine, theirs)
    retract_contact(db, Retract(reason="Wrong"), number=mine.id, by=world.member, now=NOW)
    assert door_records(db, world.envoy.reader, TODAY)[AGO].last.contact_id == theirs.id


def test_a_third_account_joins_the_joint_contact(db, world, mine, theirs):
    join(db, world.member, mine, theirs)
    third = log(db, world.coordinator)
    assert join(db, world.coordinator, third, mine) == mine
    assert door_records(db, world.envoy.reader, TODAY)[AGO].recent[0].messengers == (
        "AUT", "ZMB", "COORDINATORS",
    )  # fmt: skip


def test_joining_twice_joins_once_and_the_audit_says_who(db, world, mine, theirs):
    join(db, world.member, mine, theirs)
    join(db, world.stranger, theirs, mine)
    joining = db.exec(select(Joining)).one()
    said = [(one.verb, one.subject, one.actor_id) for one in db.exec(select(Entry))]
    assert said.count(("contact.joined", f"joining:{joining.id}", world.member.id)) == 1
    part(db, world.member, mine, theirs)
    assert db.exec(select(Entry.verb).order_by(Entry.id.desc())).first() == "contact.parted"


@pytest.mark.parametrize("name", ["envoy", "campaigner", "observer"])
def test_others_neither_join_nor_part(db, world, mine, theirs, name):
    with pytest.raises(Forbidden):
        join(db, getattr(world, name), mine, theirs)
    join(db, world.member, mine, theirs)
    with pytest.raises(Forbidden):
        part(db, getattr(world, name), mine, theirs)


def test_a_hidden_entry_is_never_offered_nor_joined(db, world, mine):
    hidden = log(db, world.coordinator, visibility=Visibility.COORDINATORS)
    assert offered(db, world.member, mine) == []
    with pytest.raises(Missing):
        join(db, world.member, mine, hidden)
    assert logged_near(db, world.stranger.reader, "AGO", mine.held_on) == [mine]
    assert logged_near(db, world.member.reader, "AGO", mine.held_on) == []


def test_what_does_not_tell_of_one_meeting_is_refused_and_nothing_written(db, world, mine, theirs):
    later = log(db, world.stranger, held_on="2026-11-10")
    again = log(db, world.stranger, note="Once more")
    retract_contact(db, Retract(reason="Wrong"), number=again.id, by=world.stranger, now=NOW)
    for other in (later, again):
        with pytest.raises(Refused):
            join(db, world.member, mine, other)
    assert not db.exec(select(Joining)).all()


def test_what_is_joined_already_is_joined_with_no_other(db, world, mine, theirs):
    join(db, world.member, mine, theirs)
    third = log(db, world.coordinator)
    with pytest.raises(Refused):
        join(db, world.coordinator, third, theirs)


def test_a_demonstration_account_joins_nothing_real(db, world, mine, theirs):
    world.coordinator.origin = Origin.DEMONSTRATION
    with pytest.raises(Forbidden):
        join(db, world.coordinator, mine, theirs)
    assert offered(db, world.coordinator, mine) == []


def test_only_who_reads_both_is_told_that_they_were_joined(db, world, theirs):
    hidden = log(db, world.coordinator, visibility=Visibility.COORDINATORS)
    before = last_version(db)
    join(db, world.coordinator, hidden, theirs)
    done = deeds(db, before, last_version(db))
    assert news_of(db, world.stranger.reader, done) == set()
    other = world.coordinator.reader
    assert news_of(db, replace(other, id=world.envoy.id), done) == {"AGO"}
