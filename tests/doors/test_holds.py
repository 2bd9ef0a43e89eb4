from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from app.doors.models import Hold
from app.doors.panel import door_panel
from app.doors.queries import held_doors, holds_of
from app.doors.service import lift_hold
from app.kit.errors import Forbidden, Missing, Refused
from tests.doors.cast import ANGOLA, CLOSED, audited, hold
from tests.world import NOW, TODAY, World


def test_a_coordinator_puts_a_door_on_hold(db: Session, world: World):
    made = hold(db, world.coordinator)
    assert held_doors(db, TODAY) == {ANGOLA}
    assert audited(db)[-1] == (world.coordinator.id, "door.held", f"hold:{made.id}")


def test_a_hold_ends_after_its_last_day(db: Session, world: World):
    hold(db, world.coordinator, until=TODAY)
    assert held_doors(db, TODAY) == {ANGOLA}
    assert not held_doors(db, TODAY + timedelta(days=1))


def test_a_hold_is_lifted_once(db: Session, world: World):
    made = hold(db, world.coordinator)
    lift_hold(db, made.id or 0, by=world.coordinator, now=NOW)
    assert not held_doors(db, TODAY)
    assert audited(db)[-1] == (world.coordinator.id, "hold.lifted", f"hold:{made.id}")
    before = audited(db)
    assert lift_hold(db, made.id or 0, by=world.coordinator, now=NOW).id == made.id
    assert audited(db) == before
    with pytest.raises(Missing):
        lift_hold(db, 987_654, by=world.coordinator, now=NOW)


def test_pressing_save_twice_holds_once_but_a_lifted_door_is_held_anew(db: Session, world: World):
    first = hold(db, world.coordinator)
    assert hold(db, world.coordinator).id == first.id
    lift_hold(db, first.id or 0, by=world.coordinator, now=NOW)
    assert hold(db, world.coordinator).id != first.id


def test_only_coordinators_read_why(db: Session, world: World):
    hold(db, world.coordinator, reason="Test entry, in confidence")
    assert [one.reason for one in holds_of(db, "AGO", TODAY)] == ["Test entry, in confidence"]
    for who, person in vars(world).items():
        panel = door_panel(db, person.reader, "AGO", TODAY)
        assert bool(panel.holds) == (who == "coordinator")


def test_nobody_else_holds_or_lifts(db: Session, world: World):
    made = hold(db, world.coordinator)
    for person in world.everybody[1:]:
        with pytest.raises(Forbidden):
            hold(db, person)
        with pytest.raises(Forbidden):
            lift_hold(db, made.id or 0, by=person, now=NOW)
    assert db.exec(select(Hold)).one().lifted_at is None


def test_a_hold_that_is_over_already_is_refused(db: Session, world: World):
    before = audited(db)
    with pytest.raises(Refused) as refusal:
        hold(db, world.coordinator, until=date(2026, 11, 23))
    assert refusal.value.field == "until"
    assert (audited(db), db.exec(select(Hold)).all()) == (before, [])


def test_a_closed_door_is_not_held(db: Session, world: World):
    with pytest.raises(Refused):
        hold(db, world.coordinator, CLOSED)
    assert not db.exec(select(Hold)).all()
