import pytest
from sqlmodel import Session

from app.doors.changes import Changed, changes
from app.doors.queries import round_settings
from app.doors.rules import DEFAULTS, RoundSettings
from app.doors.service import change_settings
from app.kit.errors import Forbidden, Refused
from tests.doors.cast import audited
from tests.world import NOW, World


def test_the_defaults_are_the_domains(db: Session):
    assert round_settings(db).model_dump() == {
        "spacing_days": 42,
        "rest_after_declined_days": 182,
        "declined_returns_days": 90,
        "snooze_days": 30,
        "knocks_per_quarter": 6,
    }
    assert changes(db) == []


def test_what_coordinators_set_is_in_force_at_once(db: Session, world: World):
    made = change_settings(db, RoundSettings(spacing_days=30), by=world.coordinator, now=NOW)
    assert round_settings(db) == RoundSettings(spacing_days=30)
    assert audited(db)[-1] == (world.coordinator.id, "settings.changed", f"settings:{made.id}")


def test_the_history_says_who_changed_what_from_what_to_what(db: Session, world: World):
    change_settings(db, RoundSettings(spacing_days=30), by=world.coordinator, now=NOW)
    change_settings(db, RoundSettings(snooze_days=7), by=world.coordinator, now=NOW)
    newest, first = changes(db)
    assert newest.changed == (
        Changed("Days between knocks at a door", 30, 42),
        Changed("Days until a snoozed suggestion returns", 30, 7),
    )
    assert first.changed == (Changed("Days between knocks at a door", 42, 30),)
    assert (first.by, first.at) == ("Cora Coordinator", NOW)


def test_saving_the_same_is_refused_and_nothing_is_written(db: Session, world: World):
    before = audited(db)
    with pytest.raises(Refused):
        change_settings(db, DEFAULTS, by=world.coordinator, now=NOW)
    assert (audited(db), changes(db)) == (before, [])


def test_nobody_else_changes_settings(db: Session, world: World):
    for person in world.everybody[1:]:
        with pytest.raises(Forbidden):
            change_settings(db, RoundSettings(spacing_days=1), by=person, now=NOW)
    assert round_settings(db) == DEFAULTS
