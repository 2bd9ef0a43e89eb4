from datetime import date

import pytest
from sqlmodel import Session, select

from app.accounts.policy import Visibility
from app.doors.asks import Barrier
from app.doors.models import BarrierOvercome, BarrierReading
from app.doors.queries import barriers
from app.kit.errors import Forbidden, Missing, Refused
from tests.doors.cast import CLOSED, audited, overcome, read
from tests.world import TODAY, World

READERS = ("coordinator", "member", "campaigner", "envoy")


def test_a_barrier_is_read_with_its_source(db: Session, world: World):
    made = read(db, world.member)
    found = barriers(db, world.stranger.reader, "AGO")["AGO"][0]
    assert (found.id, found.words, found.by) == (made.id, "administrative capacity", "Mia Member")
    assert (found.source, found.coded, found.holds) == ("Test entry", False, True)
    assert audited(db)[-1] == (world.member.id, "barrier.read", f"barrier:{made.id}")


def test_pressing_save_twice_reads_once(db: Session, world: World):
    assert read(db, world.member).id == read(db, world.member).id
    assert read(db, world.stranger).id != read(db, world.member).id
    assert len(db.exec(select(BarrierReading)).all()) == 2


def test_a_barrier_of_the_future_is_refused_and_nothing_is_written(db: Session, world: World):
    before = audited(db)
    with pytest.raises(Refused) as refusal:
        read(db, world.member, read_on=date(2026, 11, 25))
    assert refusal.value.field == "read_on"
    assert (audited(db), db.exec(select(BarrierReading)).all()) == (before, [])


def test_a_closed_door_has_no_barriers(db: Session, world: World):
    with pytest.raises(Refused):
        read(db, world.member, CLOSED)
    assert not db.exec(select(BarrierReading)).all()


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_read_no_barriers(db: Session, world: World, who: str):
    with pytest.raises(Forbidden):
        read(db, getattr(world, who))
    assert barriers(db, getattr(world, who).reader) == {}


@pytest.mark.parametrize("who", READERS)
def test_coded_barriers_say_whose_words_they_are_not(db: Session, world: World, who: str):
    coded = barriers(db, getattr(world, who).reader)["AGO"]
    assert [one.barrier for one in coded] == [Barrier.DOMESTIC_PROCEDURE, Barrier.LOW_PRIORITY]
    assert all(one.coded and one.year == "2022" and one.on is None for one in coded)


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        (
            Visibility.GROUP,
            {"coordinator", "member", "colleague", "stranger", "campaigner", "envoy"},
        ),
        (Visibility.DELEGATIONS, {"coordinator", "member", "colleague", "stranger", "envoy"}),
        (Visibility.MESSENGER, {"coordinator", "member", "colleague", "envoy"}),
        (Visibility.COORDINATORS, {"coordinator", "member"}),
    ],
)
def test_each_level_reaches_those_it_names_and_its_author(
    db: Session, world: World, level: Visibility, readers: set[str]
):
    made = read(db, world.member, visibility=level)
    seen = {
        who
        for who, person in vars(world).items()
        if any(one.id == made.id for one in barriers(db, person.reader).get("AGO", ()))
    }
    assert seen == readers


def test_a_barrier_overcome_says_who_overcame_it(db: Session, world: World):
    made = read(db, world.member)
    overcome(db, world.stranger, made.id or 0, messenger="zmb")
    found = barriers(db, world.member.reader)["AGO"][0]
    assert (found.overcome_by, found.overcomer, found.holds) == ("ZMB", "Zambia", False)
    assert found.overcome_on == date(2026, 11, 20)
    assert audited(db)[-1] == (world.stranger.id, "barrier.overcome", f"barrier:{made.id}")


def test_a_barrier_may_fall_by_itself(db: Session, world: World):
    made = read(db, world.member)
    overcome(db, world.member, made.id or 0)
    found = barriers(db, world.member.reader)["AGO"][0]
    assert (found.overcome_by, found.overcomer, found.holds) == (None, "", False)


@pytest.mark.parametrize("day", [date(2026, 10, 31), TODAY.replace(day=25)])
def test_a_barrier_falls_between_its_reading_and_today(db: Session, world: World, day: date):
    made = read(db, world.member)
    with pytest.raises(Refused) as refusal:
        overcome(db, world.member, made.id or 0, overcome_on=day)
    assert refusal.value.field == "overcome_on"
    assert not db.exec(select(BarrierOvercome)).all()


def test_a_barrier_falls_once(db: Session, world: World):
    made = read(db, world.member)
    overcome(db, world.member, made.id or 0)
    before = audited(db)
    with pytest.raises(Refused, match="said already that this barrier no longer holds"):
        overcome(db, world.stranger, made.id or 0)
    assert audited(db) == before


def test_pressing_save_twice_calls_a_barrier_overcome_once(db: Session, world: World):
    made = read(db, world.member)
    before = audited(db)
    for _ in range(2):
        assert overcome(db, world.member, made.id or 0).id == made.id
    assert len(audited(db)) == len(before) + 1


def test_what_one_may_not_read_one_cannot_call_overcome(db: Session, world: World):
    made = read(db, world.member, visibility=Visibility.COORDINATORS)
    for number in (made.id or 0, 987_654):
        with pytest.raises(Missing) as missing:
            overcome(db, world.stranger, number)
        assert str(missing.value) == "There is no such barrier."
    assert not db.exec(select(BarrierOvercome)).all()


def test_only_a_messenger_that_exists_overcomes_a_barrier(db: Session, world: World):
    made = read(db, world.member)
    with pytest.raises((Missing, Refused)):
        overcome(db, world.member, made.id or 0, messenger="NOBODY")
    assert not db.exec(select(BarrierOvercome)).all()
