"""What dates suggest, from the database: for Coordinators and the envoy alone, from facts alone."""

from datetime import date

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import THE_GROUP
from app.advice.history import CCM
from app.advice.outlook import hindcast, keystones, readiness, record
from app.audit.derived import forget
from app.doors.asks import Ask
from app.doors.queries import open_doors
from app.kit.errors import Forbidden
from app.kit.origin import Origin
from app.states.forms import RecordTreatyAct, RetractTreatyAct
from app.states.service import record_treaty_act, retract_treaty_act
from tests.advice.pasts import recorded
from tests.world import NOW, TODAY, World


def deposit(db: Session, by: User, state: str, day: str = "2026-11-01"):
    wish = RecordTreatyAct(state=state, action="accession", date=day, source="a test")
    return record_treaty_act(db, wish, by=by, now=NOW, today=TODAY)


def test_the_database_holds_the_same_past_as_the_files(db: Session) -> None:
    assert record(db) == recorded()


def test_coordinators_and_the_envoy_read_it(db: Session, world: World) -> None:
    for person in (world.coordinator, world.envoy):
        assert readiness(db, person.reader, TODAY)
        assert keystones(db, person.reader, TODAY)
        assert hindcast(db, person.reader, date(2012, 8, 1))


@pytest.mark.parametrize("read", [readiness, keystones, hindcast])
def test_nobody_else_does(db: Session, world: World, read) -> None:
    others = {one.reader for one in world.everybody} - {
        world.coordinator.reader, world.envoy.reader,
    }  # fmt: skip
    assert len(others) == 6
    readiness(db, world.coordinator.reader, TODAY)  # also where it was derived before
    for reader in (*others, THE_GROUP):
        with pytest.raises(Forbidden, match="forecasts"):
            read(db, reader, TODAY)


def test_every_open_door_of_ratify_and_accede_has_its_outlook(db: Session, world: World) -> None:
    doors = {one.iso3 for one in open_doors(db, TODAY) if one.ask in (Ask.RATIFY, Ask.ACCEDE)}
    found = readiness(db, world.coordinator.reader, TODAY)
    assert {one.door.iso3 for one in found} == doors
    assert all((one.chance is None) is (one.gap is not None) for one in found)


def test_an_act_that_a_coordinator_records_counts_until_it_is_retracted(
    db: Session, world: World
) -> None:
    state = readiness(db, world.coordinator.reader, TODAY)[0].door.iso3
    act = deposit(db, world.coordinator, state)
    after = {one.door.iso3 for one in readiness(db, world.coordinator.reader, TODAY)}
    assert state not in after
    wrong = RetractTreatyAct(reason="a test")
    retract_treaty_act(db, wrong, number=act.id, by=world.coordinator, now=NOW)
    again = {one.door.iso3 for one in readiness(db, world.coordinator.reader, TODAY)}
    assert state in again


def test_an_act_of_a_demonstration_account_counts_for_nothing(db: Session, world: World) -> None:
    before = readiness(db, world.envoy.reader, TODAY)
    world.coordinator.origin = Origin.DEMONSTRATION
    db.add(world.coordinator)
    db.flush()
    deposit(db, world.coordinator, before[-1].door.iso3)
    forget()
    assert readiness(db, world.envoy.reader, TODAY) == before
    assert record(db).joined(CCM, date(2026, 10, 1), TODAY) == frozenset()


def test_a_hindcast_is_made_from_the_database_too(db: Session, world: World) -> None:
    seen = hindcast(db, world.envoy.reader, date(2012, 8, 1))
    assert seen
    assert seen.known
    assert seen.joined
