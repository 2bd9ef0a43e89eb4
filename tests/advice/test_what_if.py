"""What would change a line, who came second and who is kept away: what is said is then done, by
making the whole list again, and the outcome is compared with the words.

On invented doors of every kind, and on every line of the facts, with the demonstration and without.
"""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.accounts.policy import THE_GROUP, Reader
from app.advice import gathering
from app.advice.first_reasons import falls
from app.advice.ranking import LEAST_REASONS
from app.advice.rules import Resting, veto
from app.advice.scoring import LABELS, OF_DOOR, parts, total
from app.advice.situation import Candidate, Situation
from app.advice.suggest import Advice, Suggestion, advise
from app.advice.weights import USUAL, Weights
from app.advice.what_if import knocked_today
from app.audit.derived import forget
from app.contacts.terms import Response
from app.doors.asks import Barrier
from app.doors.rules import DEFAULTS, RoundSettings
from app.kit.dates import spoken
from app.transfer.demonstration import load
from tests.advice.cases import TODAY, door, knock, messenger
from tests.advice.test_gathering import take_part
from tests.advice.test_suggest import messengers, situations
from tests.world import NOW, World

SOME = settings(max_examples=30, deadline=None)


class Made(NamedTuple):
    """What one list is made of; lists that were made without a messenger are kept."""

    doors: tuple[Situation, ...]
    who: tuple[Candidate, ...]
    rules: RoundSettings = DEFAULTS
    weights: Weights = USUAL
    today: date = TODAY
    kept: dict[str, Advice] | None = None

    def advised(self) -> Advice:
        return advise(self.doors, list(self.who), self.rules, self.today, {}, self.weights)

    def at(self, line: Suggestion) -> Situation:
        return next(one for one in self.doors if one.door == line.door)

    def able(self, code: str) -> Candidate:
        return next(one for one in self.who if one.code == code)

    def with_door(self, other: Situation) -> "Made":
        doors = (other if one.door == other.door else one for one in self.doors)
        return self._replace(doors=tuple(doors))

    def alone(self, other: Situation) -> "Made":
        """A list of one door: whether it rests depends on no other."""
        return self._replace(doors=(other,))

    def without(self, code: str) -> Advice:
        assert self.kept is not None
        if code not in self.kept:
            others = tuple(one for one in self.who if one.code != code)
            self.kept[code] = self._replace(who=others).advised()
        return self.kept[code]


def code_at(found: Advice, line: Suggestion) -> str:
    other = found.at(line.door)
    return other.messenger if isinstance(other, Suggestion) else ""


def rests_until(found: Advice, line: Suggestion) -> date | None:
    other = found.at(line.door)
    return other.until if isinstance(other, Resting) else None


def name_of(made: Made, code: str) -> str:
    return made.able(code).name if code else "no suggestion"


def absence_is_true(made: Made, listed: Advice, line: Suggestion) -> None:
    outcome = code_at(made.without(line.messenger), line)
    assert line.changes.absent == outcome
    first = line.would_change.partition(". ")[0]
    assert first.startswith(f"If {line.messenger_name} were not available")
    assert name_of(made, outcome) in first


def a_knock_is_true(made: Made, listed: Advice, line: Suggestion) -> None:
    for response, said in (
        (None, line.changes.knocked),
        (Response.DECLINED, line.changes.declined),
    ):
        knocked = knocked_today(made.at(line), response, made.today)
        until = rests_until(made.alone(knocked).advised(), line)
        assert said == until
        if until:
            assert spoken(until) in line.would_change


def the_first_reason_is_true(made: Made, listed: Advice, line: Suggestion) -> None:
    first = line.parts[0]
    whose = "" if first.name in OF_DOOR else line.messenger
    without = replace(made.at(line), uncounted=frozenset({(first.name, whose)}))
    found = made.with_door(without).advised()
    assert line.changes.uncounted == code_at(found, line)
    places = {one.door: place for place, one in enumerate(found.lines, 1)}
    assert line.changes.place == places.get(line.door)
    last = line.would_change.rpartition("If the first reason did not count, ")[2]
    assert name_of(made, line.changes.uncounted) in last
    now = [one.door for one in listed.lines].index(line.door) + 1
    if line.changes.uncounted:
        stays = line.changes.place == now and line.changes.uncounted == line.messenger
        assert ("the same place" in last) is stays
        assert stays or f"place {line.changes.place} of the list" in last


def the_second_is_true(made: Made, listed: Advice, line: Suggestion) -> None:
    at, best = made.at(line), made.able(line.messenger)
    if line.runner is None:
        assert "came second" not in line.runner_up
        return
    second = made.able(line.runner.code)
    theirs = parts(at, second, made.today, made.weights)
    assert total(theirs) == line.runner.score
    assert not veto(at, second, made.rules, made.today, left=second.left)
    own = {part.name: part.points for part in parts(at, best, made.today, made.weights)}
    other = {part.name: part.points for part in theirs}
    assert {label: (ours, its) for label, ours, its in line.compared} == {
        LABELS[name]: (own.get(name, 0), other.get(name, 0)) for name in {*own, *other}
    }
    behind = [name for name in {*own, *other} if own.get(name, 0) > other.get(name, 0)]
    assert bool(behind) is ("less for" in line.runner_up)
    assert f"{second.name} came second" in line.runner_up


def who_would_fit_better_is_busy(made: Made, listed: Advice, line: Suggestion) -> None:
    at = made.at(line)
    for who in made.who:
        if f"{who.name} would fit better" not in line.runner_up:
            continue
        counted = parts(at, who, made.today, made.weights)
        assert (-total(counted), who.code) < (-line.score, line.messenger)
        theirs = [one.state for one in listed.lines if one.messenger == who.code]
        assert len(theirs) == who.left
        assert all(state in line.runner_up for state in theirs)


def who_is_kept_away_would_come_before(made: Made, listed: Advice, line: Suggestion) -> None:
    at = made.at(line)
    barred = {}
    for who in made.who:
        why = veto(at, who, made.rules, made.today, left=who.left)
        score = total(parts(at, who, made.today, made.weights))
        if why and (-score, who.code) < (-line.score, line.messenger):
            barred[why] = who
    assert set(line.kept_away) <= set(barred)
    assert bool(line.kept_away) is bool(barred)


CHECKS = (
    absence_is_true, a_knock_is_true, the_first_reason_is_true, the_second_is_true,
    who_would_fit_better_is_busy, who_is_kept_away_would_come_before,
)  # fmt: skip


def all_is_true(made: Made) -> int:
    """Every check on every line; how many lines there are."""
    made = made._replace(kept={})
    listed = made.advised()
    for line in listed.lines:
        for check in CHECKS:
            check(made, listed, line)
    return len(listed.lines)


@SOME
@given(situations(), messengers, st.sampled_from([DEFAULTS, RoundSettings(spacing_days=0)]))
def test_all_that_a_line_says_is_true_of_invented_doors(doors, who, rules):
    unlike = [replace(one, state=replace(one.state, name=one.door.iso3)) for one in doors]
    made = Made(tuple(unlike), tuple(who), rules)
    all_is_true(made)


@pytest.fixture
def made(db: Session, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the list of a reader is made of, as it was gathered from the database."""

    def gathered(reader: Reader) -> Made:
        kept: list[Made] = []

        def keep(doors: Any, who: Any, rules: Any, today: Any, _messages: Any, weights: Any) -> Any:
            kept.append(Made(tuple(doors), tuple(who), rules, weights, today))
            return Advice((), ())

        with monkeypatch.context() as patch:
            patch.setattr(gathering, "advise", keep)
            forget(db)
            gathering.advice(db, reader, TODAY)
        forget(db)
        return kept[0]

    return gathered


@pytest.mark.one_database
def test_all_that_a_line_says_is_true_on_every_line_of_the_facts(db: Session, made: Any):
    take_part(db)
    assert all_is_true(made(THE_GROUP)) > 50


@pytest.mark.one_database
def test_all_that_a_line_says_is_true_on_every_line_of_the_demonstration(db: Session, made: Any):
    people = load(db, now=NOW)
    assert all_is_true(made(people[0].reader)) > 40


@pytest.mark.one_database
@pytest.mark.parametrize("weights", [USUAL, Weights(language=40, stage=1, silence=60)])
def test_without_the_fact_behind_the_first_reason_the_score_falls_on_every_line(
    db: Session, world: World, made: Any, weights: Weights
):
    people = load(db, now=NOW)
    take_part(db)
    lines = 0
    for reader in (THE_GROUP, people[0].reader):
        found = made(reader)._replace(weights=weights)
        for line in found.advised().lines:
            lines += 1
            first = line.parts[0]
            assert line.reasons[0] == first.words
            made_of = (found.at(line), found.able(line.messenger))
            assert falls(made_of, TODAY, weights), (line.door, first)
    assert lines > 100


def test_a_door_at_which_the_spacing_is_nothing_does_not_rest():
    made = Made((door(),), (messenger(),), RoundSettings(spacing_days=0))
    line = made.advised().lines[0]
    assert "a knock today would not let the door rest" in line.would_change
    assert "Were it declined, the door would rest until 25 May 2027." in line.would_change


def test_a_rule_that_keeps_a_better_messenger_away_is_said():
    at = door("XXX", knock(90, "AAA"))
    line = Made((at,), (messenger(), messenger("BBB"))).advised().lines[0]
    assert line.messenger == "BBB"
    assert line.kept_away == ("Aland knocked last; nobody knocks twice running",)


def test_two_reasons_are_the_least():
    assert LEAST_REASONS == 2
    line = Made((door(),), (messenger("ISU"),)).advised()
    assert line.lines[0].changes.uncounted == ""
    assert "there would be no suggestion here" in line.lines[0].would_change


def test_a_barrier_that_the_message_answers_counts_and_is_said():
    at = door(barriers=(Barrier.CAPACITY,), answers=frozenset({Barrier.CAPACITY}))
    found = {part.name: part for part in parts(at, messenger(), TODAY)}
    assert found["message"].words == (
        "The current message answers the barrier that is read here: administrative capacity"
    )
    assert "message" not in {
        one.name for one in parts(replace(at, barriers=()), messenger(), TODAY)
    }
