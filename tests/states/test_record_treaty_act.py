"""A Coordinator records a treaty act, and standing follows."""

import pytest
from sqlmodel import select

from app.audit.models import Entry
from app.doors.queries import open_doors
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.states.forms import RecordTreatyAct, RetractTreatyAct
from app.states.models import TreatyAct
from app.states.queries import acts_of, book, standings
from app.states.service import record_treaty_act, retract_treaty_act
from app.states.standing import Standing, deciding
from tests.world import NOW, TODAY

SOURCE = "A test's own notification"


def act(**changed):
    given = {"state": "AGO", "action": "ratification", "date": "2026-10-01", "source": SOURCE}
    return RecordTreatyAct(**(given | changed))


def written(db, world, by=None, **changed):
    by = by or world.coordinator
    return record_treaty_act(db, act(**changed), by=by, now=NOW, today=TODAY)


def test_standing_and_doors_follow(db, world):
    assert ("AGO", "ratify") in open_doors(db, TODAY)
    written(db, world, effective_date="2027-04-01")
    assert standings(db, TODAY)["AGO"] is Standing.PARTY
    assert "AGO" not in {door.iso3 for door in open_doors(db, TODAY)}


def test_it_is_in_the_audit_without_its_text(db, world):
    written(db, world)
    entry = db.exec(select(Entry).order_by(Entry.id.desc())).first()
    assert (entry.verb, entry.subject, entry.actor_id) == (
        "treaty_act.recorded", "state:AGO", world.coordinator.id,
    )  # fmt: skip
    assert SOURCE not in entry.detail


def test_a_state_may_be_written_by_any_name(db, world):
    assert written(db, world, state="Haïti").state_iso3 == "HTI"


@pytest.mark.parametrize("partial", ["2026", "2026-09"])
def test_a_partial_date_counts_once_it_is_over(db, world, partial):
    written(db, world, date=partial)
    expected = Standing.PARTY if partial == "2026-09" else Standing.SIGNATORY
    assert standings(db, TODAY)["AGO"] is expected


def test_a_recorded_act_does_not_make_the_facts_look_newer(db, world):
    written(db, world, source="UN Treaty Collection, status as at 2026-11-20")
    assert book(db).as_of.isoformat() == "2026-02-03"


def test_the_record_says_that_other_later_acts_are_not_known(db, world):
    written(db, world)
    expected = "depositary's page of 2026-02-03; other later acts not known"
    assert book(db).record(TODAY) == expected


def test_an_act_of_a_demonstration_account_is_marked(db, world):
    world.coordinator.origin = Origin.DEMONSTRATION
    db.flush()
    written(db, world)
    assert acts_of(db, "AGO")[-1].demonstration
    assert deciding(book(db).acts["AGO"], TODAY).demonstration
    assert not acts_of(db, "AGO")[0].demonstration


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"state": "nowhere"}, "state"),
        ({"state": "Korea"}, "state"),
        ({"date": "2026-11-25"}, "date"),
        ({"date": "2027"}, "date"),
        ({"action": "signature", "date": "2008-12-03"}, "date"),
        ({"state": "AUT", "action": "withdrawal", "date": "2026-06-01"}, "effective_date"),
        ({"effective_date": "2026-09-30"}, "effective_date"),
        ({"action": "withdrawal", "effective_date": "2027-04-01"}, "action"),
        ({"state": "AUT", "action": "accession"}, "action"),
    ],
)
def test_it_refuses_what_cannot_be(db, world, changed, field):
    before = len(db.exec(select(TreatyAct)).all())
    with pytest.raises(Refused) as refusal:
        written(db, world, **changed)
    assert refusal.value.field == field
    assert len(db.exec(select(TreatyAct)).all()) == before


@pytest.mark.parametrize("role", ["member", "campaigner", "envoy", "observer", "administrator"])
def test_only_coordinators_record(db, world, role):
    with pytest.raises(Forbidden):
        written(db, world, by=getattr(world, role))


@pytest.mark.parametrize("wrong", ["2026-13", "yesterday", "26-1-1", "2026-02-30", ""])
def test_a_wrong_date_is_no_command(wrong):
    with pytest.raises(ValueError, match="date"):
        act(date=wrong)


def test_a_wrong_entry_is_retracted_and_stays_to_be_read(db, world):
    made = written(db, world)
    wish = RetractTreatyAct(reason="Another State was meant")
    retract_treaty_act(db, wish, number=made.id, by=world.coordinator, now=NOW)
    assert standings(db, TODAY)["AGO"] is Standing.SIGNATORY
    kept = [(one.act.action, bool(one.retraction)) for one in acts_of(db, "AGO")]
    assert kept == [("signature", False), ("ratification", True)]


def test_the_same_act_may_be_recorded_again_after_a_retraction(db, world):
    made = written(db, world)
    wish = RetractTreatyAct(reason="Typed too early")
    retract_treaty_act(db, wish, number=made.id, by=world.coordinator, now=NOW)
    written(db, world)
    assert standings(db, TODAY)["AGO"] is Standing.PARTY


def test_an_act_of_the_facts_is_not_retracted(db, world):
    fact = acts_of(db, "AGO")[0].act
    with pytest.raises(Missing):
        retract_treaty_act(
            db, RetractTreatyAct(reason="No"), number=fact.id, by=world.coordinator, now=NOW
        )


def test_only_coordinators_retract(db, world):
    made = written(db, world)
    with pytest.raises(Forbidden):
        retract_treaty_act(
            db, RetractTreatyAct(reason="No"), number=made.id, by=world.member, now=NOW
        )
