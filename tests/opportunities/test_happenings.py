"""Recording what happened in a State, and retracting what was wrong."""

import pytest
from pydantic import ValidationError
from sqlmodel import func, select

from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.opportunities.forms import RecordHappening, RetractHappening
from app.opportunities.happenings import happenings, retract_happening, retractable
from app.opportunities.models import Happening, HappeningRetraction
from tests.doors.cast import audited
from tests.opportunities.cast import HAPPENING, happen
from tests.world import NOW


def count(db):
    return db.exec(select(func.count()).select_from(Happening)).one()


def retract(db, by, number):
    wish = RetractHappening(reason="Test entry, taken back")
    return retract_happening(db, wish, number=number, by=by, now=NOW)


def test_what_is_recorded_is_read_by_the_group_with_its_source(db, world):
    made = happen(db, world.member)
    (found,) = happenings(db, world.campaigner.reader)["AGO"]
    assert (found.id, found.day, found.by) == (made.id, "2026-11-20", "Mia Member")
    assert found.words == "election: Test entry"
    assert found.source == "A test's own paper"
    assert audited(db)[-1] == (world.member.id, "happening.recorded", f"happening:{made.id}")


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_neither_read_nor_record(db, world, who):
    happen(db, world.member)
    assert happenings(db, getattr(world, who).reader) == {}
    with pytest.raises(Forbidden):
        happen(db, getattr(world, who), what="Another")
    assert count(db) == 1


def test_the_same_sent_twice_is_recorded_once(db, world):
    made = happen(db, world.member)
    before = audited(db)
    assert happen(db, world.member).id == made.id
    assert audited(db) == before


def test_what_somebody_else_recorded_already_is_said(db, world):
    happen(db, world.member)
    with pytest.raises(Refused, match="recorded already, for 20 November 2026") as refused:
        happen(db, world.stranger, what="test ENTRY")
    assert refused.value.field == "what"
    assert count(db) == 1


def test_two_of_a_kind_on_one_day_are_two(db, world):
    happen(db, world.member, kind="new_minister", what="Test office")
    happen(db, world.member, kind="new_minister", what="Another test office")
    assert count(db) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"happened_on": "2026-11-25"}, "happened_on"),
        ({"happened_on": "2027"}, "happened_on"),
        ({"happened_on": "1999-01-01"}, "happened_on"),
        ({"state": "Korea"}, "state"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(db, world, wrong, field):
    before = audited(db)
    with pytest.raises(Refused) as refused:
        happen(db, world.member, **wrong)
    assert refused.value.field == field
    assert (count(db), audited(db)) == (0, before)


def test_a_month_that_has_begun_may_be_recorded(db, world):
    assert happen(db, world.member, happened_on="2026-11").happened_on == "2026-11"


@pytest.mark.parametrize("missing", ["state", "kind", "happened_on", "what", "source"])
def test_every_answer_is_needed(missing):
    with pytest.raises(ValidationError):
        RecordHappening.model_validate(HAPPENING | {missing: ""})


def test_a_wrong_entry_stays_marked_with_the_reason(db, world):
    made = happen(db, world.member)
    retract(db, world.coordinator, made.id)
    (found,) = happenings(db, world.member.reader)["AGO"]
    assert (found.counts, found.retracted_why) == (False, "Test entry, taken back")
    assert found.retracted_by == "Cora Coordinator"
    assert audited(db)[-1] == (world.coordinator.id, "happening.retracted", f"happening:{made.id}")
    with pytest.raises(Missing):
        retract(db, world.coordinator, made.id)
    assert happen(db, world.stranger).id != made.id


def test_its_author_and_coordinators_retract_alone(db, world):
    made = happen(db, world.member)
    found = happenings(db, world.member.reader)["AGO"]
    for person in (world.colleague, world.stranger, world.campaigner, world.envoy):
        assert retractable(found, person.reader) == frozenset()
        with pytest.raises(Forbidden):
            retract(db, person, made.id)
    assert db.exec(select(HappeningRetraction)).all() == []
    assert retractable(found, world.member.reader) == {made.id}
    retract(db, world.member, made.id)


def test_a_demonstration_account_retracts_nothing_real(db, world):
    made = happen(db, world.member)
    world.coordinator.origin = Origin.DEMONSTRATION
    with pytest.raises(Forbidden, match="demonstration account"):
        retract(db, world.coordinator, made.id)
