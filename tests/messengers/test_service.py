"""What Coordinators decide about messengers, and who may take part at all."""

import pytest
from sqlmodel import select

from app.audit.models import Entry
from app.kit.errors import Conflict, Forbidden, Missing, Refused
from app.messengers.forms import ChangeMessenger, ExcludePair
from app.messengers.models import ExcludedPair
from app.messengers.queries import (
    able_to_knock,
    excluded_pairs,
    get_messenger,
    messengers,
    offices_of,
    taking_part,
)
from app.messengers.service import change_messenger, exclude_pair, lift_exclusion
from app.states.forms import RecordTreatyAct
from app.states.service import record_treaty_act
from tests.world import NOW, TODAY


def change(db, by, code="AUT", **changed):
    version = get_messenger(db, code).version
    wish = ChangeMessenger(**({"takes_part": True, "version": version} | changed))
    return change_messenger(db, wish, code=code, by=by, now=NOW, today=TODAY)


def exclude(db, by, code="AUT", **changed):
    wish = ExcludePair(**({"state": "AGO", "cause": "A test's own cause"} | changed))
    return exclude_pair(db, wish, code=code, by=by, now=NOW)


def last_entry(db):
    return db.exec(select(Entry).order_by(Entry.id.desc())).first()


def test_a_coordinator_marks_a_messenger_with_languages_and_capacity(db, world):
    made = change(db, world.coordinator, languages="EN, fr;en", capacity=4)
    assert (made.takes_part, made.languages, made.capacity, made.version) == (True, "en;fr", 4, 2)
    assert [one.code for one in taking_part(db, TODAY)] == ["AUT"]
    entry = last_entry(db)
    assert (entry.verb, entry.subject) == ("messenger.changed", "messenger:AUT")


@pytest.mark.parametrize("code", ["AGO", "LTU", "ICRC", "UN"])
def test_others_than_states_parties_and_institutions_never_take_part(db, world, code):
    with pytest.raises(Refused) as refusal:
        change(db, world.coordinator, code=code)
    assert refusal.value.field == "takes_part"
    assert not get_messenger(db, code).takes_part


@pytest.mark.parametrize("code", ["ENVOY", "COORDINATORS", "PRESIDENT", "ISU", "CMC", "VAT"])
def test_institutions_and_states_parties_may_take_part(db, world, code):
    assert change(db, world.coordinator, code=code).takes_part


def test_a_marked_state_that_leaves_takes_part_no_more(db, world):
    change(db, world.coordinator)
    wish = RecordTreatyAct(
        state="AUT", action="withdrawal", date="2026-01-01", effective_date="2026-07-01",
        source="A test's own notification",
    )  # fmt: skip
    record_treaty_act(db, wish, by=world.coordinator, now=NOW, today=TODAY)
    assert taking_part(db, TODAY) == []


def test_two_who_change_one_messenger_at_once_are_told(db, world):
    change(db, world.coordinator, capacity=4)
    with pytest.raises(Conflict):
        change(db, world.coordinator, capacity=9, version=1)
    assert get_messenger(db, "AUT").capacity == 4


@pytest.mark.parametrize("role", ["member", "campaigner", "envoy", "observer", "administrator"])
def test_only_coordinators_decide(db, world, role):
    by = getattr(world, role)
    with pytest.raises(Forbidden):
        change(db, by)
    with pytest.raises(Forbidden):
        exclude(db, by)
    pair = exclude(db, world.coordinator)
    with pytest.raises(Forbidden):
        lift_exclusion(db, pair.id, by=by, now=NOW)


@pytest.mark.parametrize(
    "wrong", [{"languages": "Atlantic"}, {"capacity": -1}, {"capacity": 1001}, {"languages": "e1"}]
)
def test_what_makes_no_sense_is_no_command(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        ChangeMessenger(version=1, **wrong)


def test_an_unknown_messenger_is_missing(db, world):
    with pytest.raises(Missing):
        get_messenger(db, "NOBODY")


def test_a_pair_is_excluded_and_allowed_again(db, world):
    pair = exclude(db, world.coordinator)
    assert excluded_pairs(db) == {("AUT", "AGO")}
    assert "cause" not in last_entry(db).detail
    lift_exclusion(db, pair.id, by=world.coordinator, now=NOW)
    assert excluded_pairs(db) == set()
    assert db.get(ExcludedPair, pair.id).lifted_by == world.coordinator.id


def test_a_pair_is_excluded_once(db, world):
    exclude(db, world.coordinator)
    with pytest.raises(Refused):
        exclude(db, world.coordinator, state="Angola")
    with pytest.raises(Refused):
        exclude(db, world.coordinator, state="Korea")


def test_lifting_a_pair_twice_changes_nothing(db, world):
    pair = exclude(db, world.coordinator)
    lift_exclusion(db, pair.id, by=world.coordinator, now=NOW)
    before = last_entry(db).id
    lift_exclusion(db, pair.id, by=world.coordinator, now=NOW)
    assert last_entry(db).id == before
    with pytest.raises(Missing):
        lift_exclusion(db, 987_654, by=world.coordinator, now=NOW)


def test_institutions_come_first_and_contacts_of_all_who_may_knock_can_be_logged(db):
    codes = list(messengers(db))
    assert set(codes[:7]) == {"ENVOY", "COORDINATORS", "PRESIDENT", "ISU", "CMC", "ICRC", "UN"}
    able = {one.code for one in able_to_knock(db, TODAY)}
    assert {"ICRC", "UN", "AUT", "VAT"} <= able
    assert not {"AGO", "LTU", "USA"} & able


def test_offices_are_told_newest_first(db):
    held = offices_of(db, "LAO")
    assert held[0].from_date == "2025-09-19"
    assert held[0].to_date == ""
