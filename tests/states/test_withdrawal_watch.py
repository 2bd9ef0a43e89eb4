"""Public signals of leaving: recorded without a score, for Coordinators and the envoy alone."""

from datetime import date

import pytest
from sqlmodel import func, select

from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.states.forms import RecordSignal, RetractSignal
from app.states.models import WithdrawalSignal
from app.states.queries import book
from app.states.standing import Standing
from app.states.withdrawal_watch import precedents, record_signal, retract_signal, signals
from tests.doors.cast import audited
from tests.world import NOW, TODAY

SIGNAL = {"state": "AUT", "seen_on": "2026-11-01", "what": "Test entry", "source": "Test source"}


def signal(db, by, **more):
    wish = RecordSignal.model_validate(SIGNAL | more)
    return record_signal(db, wish, by=by, now=NOW, today=TODAY)


def retract(db, by, number):
    wish = RetractSignal(reason="Test entry, taken back")
    return retract_signal(db, wish, number=number, by=by, now=NOW)


def count(db):
    return db.exec(select(func.count()).select_from(WithdrawalSignal)).one()


def test_a_coordinator_records_and_the_envoy_reads_it(db, world):
    made = signal(db, world.coordinator)
    (found,) = signals(db, world.envoy.reader, TODAY)
    assert (found.row.id, found.state, found.by) == (made.id, "Austria", "Cora Coordinator")
    assert found.standing is Standing.PARTY
    assert audited(db)[-1] == (
        world.coordinator.id, "withdrawal_signal.recorded", f"withdrawal_signal:{made.id}",
    )  # fmt: skip


def test_nobody_else_reads_and_nobody_but_coordinators_records(db, world):
    made = signal(db, world.coordinator)
    for name, person in vars(world).items():
        if name not in ("coordinator", "envoy"):
            with pytest.raises(Forbidden):
                signals(db, person.reader, TODAY)
            with pytest.raises(Forbidden):
                precedents(db, person.reader, TODAY)
        if name != "coordinator":
            with pytest.raises(Forbidden):
                signal(db, person, what="Another")
            with pytest.raises(Forbidden):
                retract(db, person, made.id)
    assert count(db) == 1


def test_the_same_sent_twice_is_recorded_once(db, world):
    made = signal(db, world.coordinator)
    before = audited(db)
    assert signal(db, world.coordinator).id == made.id
    assert audited(db) == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"state": "AGO"}, "state"),
        ({"state": "LTU"}, "state"),
        ({"state": "Korea"}, "state"),
        ({"seen_on": "2026-11-25"}, "seen_on"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(db, world, wrong, field):
    before = audited(db)
    with pytest.raises(Refused) as refused:
        signal(db, world.coordinator, **wrong)
    assert refused.value.field == field
    assert (count(db), audited(db)) == (0, before)


def test_a_wrong_signal_stays_marked_and_is_retracted_once(db, world):
    made = signal(db, world.coordinator)
    retract(db, world.coordinator, made.id)
    (found,) = signals(db, world.envoy.reader, TODAY)
    assert (found.retraction.reason, found.retracted_by) == (
        "Test entry, taken back",
        "Cora Coordinator",
    )
    with pytest.raises(Missing):
        retract(db, world.coordinator, made.id)
    assert signal(db, world.coordinator).id != made.id


def test_a_demonstration_account_retracts_nothing_real(db, world):
    made = signal(db, world.coordinator)
    world.coordinator.origin = Origin.DEMONSTRATION
    with pytest.raises(Forbidden, match="demonstration account"):
        retract(db, world.coordinator, made.id)


def test_precedents_are_the_withdrawals_among_the_treaty_acts(db, world):
    found = precedents(db, world.envoy.reader, TODAY)
    known = book(db).acts
    withdrawn = {iso3 for iso3, acts in known.items() for one in acts if one.action == "withdrawal"}
    assert {one.iso3 for one in found} == withdrawn == {"LTU"}
    (lithuania,) = found
    assert lithuania.in_effect == date(2025, 3, 6)
    assert lithuania.bound_by in known["LTU"]
    assert lithuania.bound_by.action == "ratification"
    assert precedents(db, world.envoy.reader, date(2024, 1, 1)) == []
