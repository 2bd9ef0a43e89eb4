"""Weights: what may be set, that any of them keep the score's promises, and saving them."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlmodel import Session, select

from app.accounts.policy import THE_GROUP
from app.advice.gathering import advice, advice_with
from app.advice.models import WeightsChange
from app.advice.rules import rest
from app.advice.scoring import RESPONSE, VOTE, parts, total, urgency
from app.advice.suggest import advise
from app.advice.weighing import (
    change_weights,
    last_change,
    weights_after,
    weights_changes,
    weights_in_force,
)
from app.advice.weights import (
    HINTS,
    NAMES,
    OF_DOOR,
    OF_MESSENGER,
    USUAL,
    ChangeWeights,
    Weights,
    called,
)
from app.audit.models import Entry
from app.doors.rules import DEFAULTS
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.transfer.demonstration import remove
from tests.advice.cases import TODAY as DAY
from tests.advice.cases import door, knock, messenger
from tests.advice.test_gathering import take_part
from tests.advice.test_suggest import MANY, messengers, situations
from tests.world import NOW, ROOT, TODAY, World


def bounds(name: str) -> tuple[float, float]:
    found = {type(one).__name__: one for one in Weights.model_fields[name].metadata}
    return found["Ge"].ge, found["Le"].le


any_weights = st.builds(
    Weights,
    **{
        name: st.integers(int(bounds(name)[0]), int(bounds(name)[1]))
        for name in Weights.model_fields
    },
)


def test_every_weight_has_a_name_a_hint_and_one_place():
    assert set(NAMES) == set(HINTS) == set(Weights.model_fields)
    assert sorted([*OF_DOOR, *OF_MESSENGER]) == sorted(Weights.model_fields)
    assert {*RESPONSE.values(), *VOTE.values()} <= set(Weights.model_fields)


def test_weights_kept_before_a_new_one_came_take_its_default():
    assert Weights.of({"language": 30.0, "gone": 1.0}) == Weights(language=30)


@pytest.mark.parametrize("wrong", [{"language": -1}, {"load": 1}, {"silence": 1e9}, {"stage": "x"}])
def test_no_weight_leaves_its_bounds(wrong: dict[str, Any]):
    with pytest.raises(ValidationError):
        Weights.model_validate(wrong)


@given(any_weights, st.integers(0, 20_000), st.integers(0, 20_000))
def test_more_silence_never_lowers_urgency_whatever_the_weights(weights, days, more):
    assert urgency(days, weights) <= urgency(days + more, weights)


@given(st.integers(0, 200), st.integers(0, 300))
def test_more_silence_never_ends_a_rest_sooner(days, later):
    at, on = door("XXX", knock(days)), DAY + timedelta(days=later)
    found = rest(at, DEFAULTS, on)
    assert (found is not None) is (days + later < DEFAULTS.spacing_days)
    if found:
        assert found.until == DAY + timedelta(days=DEFAULTS.spacing_days - days)
        assert advise([at], [messenger()], DEFAULTS, on, {}).lines == ()


@MANY
@given(situations(), messengers, any_weights)
def test_whatever_the_weights_every_line_keeps_the_rules_and_says_why(doors, who, weights):
    found = advise(doors, who, DEFAULTS, DAY, {}, weights)
    for line in found.lines:
        at = next(one for one in doors if one.door == line.door)
        sent = next(one for one in who if one.code == line.messenger)
        assert rest(at, DEFAULTS, DAY) is None
        assert line.score == total(parts(at, sent, DAY, weights))
        assert len(line.reasons) >= 2
        assert line.parts[0].points > 0
        assert total(line.parts[1:]) < line.score


def test_weights_saved_before_the_rest_was_one_keep_what_they_say_and_let_doors_rest(
    db: Session, world: World
):
    kept = {name: value for name, value in USUAL.model_dump().items() if "rest" not in name}
    earlier = WeightsChange(
        weights=kept | {"language": 30.0},
        reason="A reason",
        author_id=world.coordinator.id or 0,
        changed_at=NOW,
    )
    db.add(earlier)
    db.flush()
    assert weights_in_force(db) == Weights(language=30)
    assert [one.name for one in weights_changes(db)[0].changed] == ["Shared language"]
    change_weights(db, wish(db, language=30, rest=-50), by=world.coordinator, now=NOW)
    assert [one[1:] for one in weights_changes(db)[0].changed] == [(-90, -50)]


def wish(db: Session, reason: str = "A reason", **more: float) -> ChangeWeights:
    weights = Weights(**more)
    shown = called(weights, last_change(db))
    return ChangeWeights(**weights.model_dump(), reason=reason, shown=shown)


def test_a_change_is_kept_with_who_when_and_why_and_noted_in_the_audit(db: Session, world: World):
    change_weights(db, wish(db, language=30), by=world.coordinator, now=NOW)
    assert weights_in_force(db) == Weights(language=30)
    change_weights(db, wish(db, "Another", language=30, stage=8), by=world.coordinator, now=NOW)
    newest, first = weights_changes(db)
    assert (newest.by, newest.at, newest.reason) == ("Cora Coordinator", NOW, "Another")
    assert [(one.name, one.before, one.after) for one in newest.changed] == [
        ("Each rung of the ladder", 6, 8)
    ]
    assert [(one.before, one.after) for one in first.changed] == [(10, 30)]
    assert weights_after(db, first.number) == Weights(language=30)
    assert weights_after(db, 0) == USUAL
    verbs = db.exec(select(Entry.verb, Entry.subject).where(Entry.verb == "weights.changed")).all()
    assert verbs == [("weights.changed", f"weights:{one.number}") for one in (first, newest)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Nothing was changed."),
        ({"language": 30, "shown": ""}, "were not shown yet"),
        ({"language": 30, "shown": called(Weights(language=31), 0)}, "were not shown yet"),
        ({"language": 30, "shown": called(Weights(language=30), 7)}, "were not shown yet"),
    ],
)
def test_a_refused_change_writes_nothing(
    db: Session, world: World, change: dict[str, Any], said: str
):
    typed = ChangeWeights(reason="A reason", **change)
    with pytest.raises(Refused, match=said):
        change_weights(db, typed, by=world.coordinator, now=NOW)
    assert db.exec(select(WeightsChange)).all() == []
    assert db.exec(select(Entry).where(Entry.verb == "weights.changed")).all() == []


def test_nobody_but_coordinators_changes_weights(db: Session, world: World):
    for person in world.everybody[1:]:
        with pytest.raises(Forbidden):
            change_weights(db, wish(db, language=30), by=person, now=NOW)
    with pytest.raises(Missing):
        weights_after(db, 1)


def test_a_demonstration_account_does_not_replace_real_weights(db: Session, world: World):
    change_weights(db, wish(db, language=30), by=world.coordinator, now=NOW)
    world.coordinator.origin = Origin.DEMONSTRATION
    real = world.envoy
    db.exec(select(WeightsChange)).one().author_id = real.id or 0
    db.flush()
    with pytest.raises(Forbidden):
        change_weights(db, wish(db, language=40), by=world.coordinator, now=NOW)


def test_weights_of_a_demonstration_go_with_it(db: Session, world: World):
    world.coordinator.origin = Origin.DEMONSTRATION
    db.add(world.coordinator)
    change_weights(db, wish(db, language=30), by=world.coordinator, now=NOW)
    assert remove(db, now=NOW)["weights of the score"] == 1
    assert weights_in_force(db) == USUAL


def test_a_saved_weight_counts_in_everybodys_list_and_a_shown_one_in_nobodys(
    db: Session, world: World
):
    take_part(db)
    heavy = Weights(language=90)
    before = advice(db, THE_GROUP, TODAY)
    shown = advice_with(db, world.coordinator.reader, TODAY, heavy)
    assert advice(db, THE_GROUP, TODAY) == before != shown
    change_weights(db, wish(db, language=90), by=world.coordinator, now=NOW)
    assert advice(db, THE_GROUP, TODAY) == advice_with(db, THE_GROUP, TODAY, heavy)
    assert any(
        part.points == 90 for line in advice(db, THE_GROUP, TODAY).lines for part in line.parts
    )


def test_every_weight_is_documented_with_its_default_and_bounds():
    documented = (ROOT / "docs" / "advice.md").read_text()
    for name in Weights.model_fields:
        least, most = bounds(name)
        usual = getattr(USUAL, name)
        assert f"| `{name}` | {NAMES[name]} | {usual:g} | {least:g} to {most:g} |" in documented
