"""Forecasts: who writes and reads them, what is kept beside them, and how they are scored."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from app.advice.forecasting import Foresee, Revise, forecasts, foresee, revise_forecast
from app.advice.forecasts import Answer
from app.advice.models import Forecast
from app.advice.outlook import readiness
from app.advice.taught import taught
from app.audit.derived import forget
from app.audit.models import Entry
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.states.forms import RecordTreatyAct
from app.states.service import record_treaty_act
from app.transfer.demonstration import remove
from tests.world import NOW, TODAY, user

FORM = {"state": "Angola", "months": "24", "percent": "30", "reason": "A reading"}
DUE = date(2028, 11, 24)


def wrote(db, by, on=TODAY, **more):
    wish = Foresee.model_validate({"state": "AGO", "months": "24", "percent": 30,
                                   "reason": "A reading", **more})  # fmt: skip
    return foresee(db, wish, by=by, now=NOW, today=on)


def deposit(db, by, on, iso3="AGO"):
    wish = RecordTreatyAct(
        state=iso3, action="ratification", date=on.isoformat(), source="Test entry"
    )
    record_treaty_act(db, wish, by=by, now=NOW, today=on)
    forget(db)


def kept(db):
    return list(db.exec(select(Forecast).order_by(Forecast.id)))


@pytest.mark.parametrize("name", ["coordinator", "envoy"])
def test_a_forecast_is_kept_with_what_the_dates_suggest_that_day(client_for, db, world, name):
    by = getattr(world, name)
    client = client_for(by)
    assert client.post("/forecasts", data=FORM).headers["location"] == "/forecasts"
    (made,) = kept(db)
    assert (made.state_iso3, made.percent, made.due_on) == ("AGO", 30, DUE)
    assert (made.made_on, made.author_id, made.revises_id) == (TODAY, by.id, None)
    (engine,) = [one for one in readiness(db, by.reader, TODAY) if one.door.iso3 == "AGO"]
    assert made.engine_chance == engine.chance.figure
    assert (made.engine_low, made.engine_high) == (engine.chance.low, engine.chance.high)
    assert made.engine_taught_until == taught().fit.until
    entry = db.exec(select(Entry).where(Entry.verb == "forecast.made")).one()
    assert (entry.actor_id, entry.subject) == (by.id, f"forecast:{made.id}")
    text = client.get("/forecasts").text
    assert "A reading" in text
    assert "24 November 2028" in text


def test_what_the_engine_does_not_know_is_kept_as_not_known(client_for, db, world):
    by = world.coordinator
    unknown = [one for one in readiness(db, by.reader, TODAY) if one.chance is None]
    assert unknown
    wrote(db, by, state=unknown[0].door.iso3)
    assert kept(db)[0].engine_chance is None
    assert "not known" in client_for(by).get("/forecasts").text


def test_another_horizon_is_another_question_and_the_same_day_is_a_revision(db, world):
    wrote(db, world.coordinator)
    wrote(db, world.coordinator, months="36")
    wrote(db, world.coordinator, percent=40)
    assert [one.revises_id for one in kept(db)] == [None, None, kept(db)[0].id]
    assert len(forecasts(db, world.envoy.reader, TODAY).ahead) == 2


def test_pressing_save_twice_writes_one(db, world):
    assert wrote(db, world.coordinator) is wrote(db, world.coordinator)
    assert len(kept(db)) == 1
    wrote(db, world.envoy)
    assert len(kept(db)) == 2


def test_a_changed_mind_is_a_dated_row_and_overwrites_nothing(client_for, db, world):
    first = wrote(db, world.coordinator, on=TODAY - timedelta(days=100))
    client = client_for(world.coordinator)
    page = client.get(f"/forecasts/{first.id}/revision").text
    assert "On 16 August 2026 you said 30%" in page
    new = {"percent": "55", "reason": "An election"}
    reply = client.post(f"/forecasts/{first.id}/revision", data=new)
    assert reply.headers["location"] == "/forecasts"
    before, after = kept(db)
    assert (before.percent, before.reason) == (30, "A reading")
    assert (after.percent, after.due_on, after.revises_id) == (55, first.due_on, first.id)
    assert after.engine_chance < before.engine_chance  # fewer months are left
    assert db.exec(select(Entry).where(Entry.verb == "forecast.revised")).one()
    text = client.get("/forecasts").text
    assert "55%" in text
    assert "before: 30%, 16 August 2026" in text


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("state", "", "Please fill this in."),
        ("state", "Guin", "“Guin” is not clearly one State"),
        ("state", "Austria", "Austria is a State Party already."),
        ("percent", "", "Please fill this in."),
        ("percent", "101", "Please give 100 or less."),
        ("percent", "-1", "Please give 0 or more."),
        ("percent", "likely", "Please give a whole number."),
        ("months", "", "Please fill this in."),
        ("months", "7", "Please choose one of the answers offered."),
        ("reason", "", "Please fill this in."),
        ("reason", "x" * 1001, "Please keep this under 1,000 characters."),
    ],
)
def test_a_wrong_answer_comes_back_at_its_field_with_what_was_typed(
    client_for, db, world, field, typed, says
):
    reply = client_for(world.coordinator).post("/forecasts", data=FORM | {field: typed})
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text
    assert says in reply.text
    for other in FORM.keys() - {field, "months"}:
        assert FORM[other] in reply.text
    assert kept(db) == []


def test_a_wrong_revision_comes_back_with_what_was_typed(client_for, db, world):
    first = wrote(db, world.coordinator)
    client = client_for(world.coordinator)
    wrong = {"percent": "200", "reason": "An election"}
    reply = client.post(f"/forecasts/{first.id}/revision", data=wrong)
    assert reply.status_code == 422
    assert 'value="200"' in reply.text
    assert "An election" in reply.text
    assert len(kept(db)) == 1


@pytest.mark.parametrize("name", ["member", "campaigner", "observer", "administrator"])
def test_nobody_else_reads_or_writes_forecasts(client_for, db, world, name):
    first = wrote(db, world.coordinator)
    client, by = client_for(getattr(world, name)), getattr(world, name)
    for path in ("/forecasts", f"/forecasts/{first.id}/revision", "/forecasts/987654/revision"):
        assert client.get(path).status_code == 403
    assert client.post("/forecasts", data=FORM).status_code == 403
    new = {"percent": "55", "reason": "An election"}
    assert client.post(f"/forecasts/{first.id}/revision", data=new).status_code == 403
    with pytest.raises(Forbidden):
        wrote(db, by)
    with pytest.raises(Forbidden):
        forecasts(db, by.reader, TODAY)
    assert len(kept(db)) == 1


def test_a_forecast_of_somebody_else_cannot_be_revised(client_for, db, world):
    first = wrote(db, world.coordinator)
    client = client_for(world.envoy)
    new = {"percent": "55", "reason": "An election"}
    for number in (first.id, 987_654):
        assert client.get(f"/forecasts/{number}/revision").status_code == 404
        assert client.post(f"/forecasts/{number}/revision", data=new).status_code == 404
    with pytest.raises(Missing):
        revise_forecast(
            db, Revise(**new), number=first.id, by=world.envoy, now=NOW, today=TODAY
        )  # fmt: skip


def test_once_its_day_has_come_it_can_no_longer_be_revised(db, world):
    first = wrote(db, world.coordinator)
    with pytest.raises(Refused):
        revise_forecast(
            db, Revise(percent=1, reason="Late"), number=first.id, by=world.coordinator, now=NOW,
            today=DUE,
        )  # fmt: skip
    assert len(kept(db)) == 1


def test_a_deposit_decides_it_and_both_are_scored(client_for, db, world):
    wrote(db, world.coordinator, on=TODAY - timedelta(days=200))
    deposit(db, world.coordinator, TODAY - timedelta(days=20))
    (one,) = forecasts(db, world.envoy.reader, TODAY).decided
    assert one.scored.answer is Answer.JOINED
    assert one.scored.people == pytest.approx(0.49)
    assert one.scored.engine == pytest.approx((1 - one.last.engine_chance) ** 2)
    text = client_for(world.envoy).get("/forecasts").text
    assert "It joined" in text
    assert "0.490" in text
    assert "1 of 20 States needed" in " ".join(text.split())


def test_a_day_that_has_passed_decides_nothing_while_the_record_ends_before_it(db, world):
    long_ago = date(2020, 1, 1)
    wrote(db, world.coordinator, on=long_ago)  # the record reaches beyond 2022
    wrote(db, world.coordinator)
    found = forecasts(db, world.coordinator.reader, DUE + timedelta(days=1))
    assert [one.scored.answer for one in found.decided] == [Answer.DID_NOT]
    assert [one.scored.answer for one in found.ahead] == [Answer.NOT_KNOWN]
    assert found.decided[0].scored.people == pytest.approx(0.09)


def test_a_deposit_recorded_later_for_before_the_question_voids_it(db, world):
    wrote(db, world.coordinator)
    deposit(db, world.coordinator, TODAY - timedelta(days=20))
    (one,) = forecasts(db, world.coordinator.reader, TODAY).decided
    assert (one.scored.answer, one.scored.people) == (Answer.VOID, None)


def test_a_demonstration_account_changes_no_score_and_its_forecast_goes_with_it(
    client_for, db, world
):
    by = world.coordinator
    demo = user(db, "Dora Demonstration", by.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    wrote(db, demo, on=TODAY - timedelta(days=200))
    deposit(db, by, TODAY - timedelta(days=20))
    found = forecasts(db, by.reader, TODAY)
    assert found.decided[0].demonstration
    assert found.scores.questions == 0
    assert "Demonstration entry" in client_for(by).get("/forecasts").text
    assert remove(db, now=NOW)["forecasts"] == 1
    assert kept(db) == []


def test_a_deposit_that_a_demonstration_account_recorded_decides_nothing(db, world):
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    wrote(db, world.coordinator, on=TODAY - timedelta(days=200))
    deposit(db, demo, TODAY - timedelta(days=20))
    (one,) = forecasts(db, world.coordinator.reader, TODAY).ahead
    assert one.scored.answer is Answer.AHEAD


def test_with_enough_states_people_and_the_engine_stand_side_by_side(client_for, db, world):
    by, asked = world.coordinator, date(2021, 1, 1)
    doors = [one for one in readiness(db, by.reader, asked) if one.chance]
    for one in doors[:25]:
        wrote(db, by, on=asked, state=one.door.iso3, months="12")
    found = forecasts(db, by.reader, TODAY).scores
    assert found.states >= 20
    assert found.people.low <= found.people.figure <= found.people.high
    text = client_for(world.envoy).get("/learning").text
    assert "People less the engine" in text


def test_a_fresh_instance_says_what_to_do(client_for, world):
    text = client_for(world.coordinator).get("/forecasts").text
    assert "No forecast is open" in text
    assert "0 of 20 States needed" in " ".join(text.split())
