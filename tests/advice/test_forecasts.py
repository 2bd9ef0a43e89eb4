"""Scores of forecasts, by hand."""

from datetime import date, timedelta
from random import Random

import pytest

from app.advice.forecasts import ENOUGH, Answer, Given, Known, Question, Scored, scored, scores

ASKED, DUE = date(2026, 1, 1), date(2027, 1, 1)
LATER = date(2028, 1, 1)


def question(*given: Given, iso3: str = "AAA") -> Question:
    return Question(iso3, DUE, given or (Given(ASKED, 0.3, 0.1),))


def known(*consents: date, until: date = LATER, was_party: bool = False) -> Known:
    return Known(consents, until, was_party)


def test_who_joined_in_time_is_scored_from_the_day_of_the_deposit():
    on = date(2026, 6, 1)
    found = scored(question(), known(on), on)
    assert (found.answer, found.on) == (Answer.JOINED, on)
    assert found.people == pytest.approx(0.49)
    assert found.engine == pytest.approx(0.81)


def test_a_deposit_on_the_last_day_counts_and_one_later_does_not():
    assert scored(question(), known(DUE), LATER).answer is Answer.JOINED
    assert scored(question(), known(DUE + timedelta(days=1)), LATER).answer is Answer.DID_NOT


def test_who_did_not_join_is_scored_once_the_record_goes_beyond_the_day():
    found = scored(question(), known(), LATER)
    assert (found.answer, found.on) == (Answer.DID_NOT, DUE)
    assert found.people == pytest.approx(0.09)
    assert found.engine == pytest.approx(0.01)


def test_a_day_that_has_passed_says_nothing_while_the_record_ends_before_it():
    found = scored(question(), known(until=DUE - timedelta(days=1)), LATER)
    assert found == Scored(question(), Answer.NOT_KNOWN)
    assert scored(question(), known(until=DUE), LATER).answer is Answer.DID_NOT


@pytest.mark.parametrize("today", [ASKED, DUE])
def test_until_the_day_is_over_nothing_is_decided(today):
    assert scored(question(), known(), today).answer is Answer.AHEAD


def test_a_deposit_that_is_still_to_come_decides_nothing():
    assert scored(question(), known(date(2026, 6, 1)), date(2026, 5, 31)).answer is Answer.AHEAD


def test_who_had_joined_before_it_was_asked_is_not_scored():
    found = scored(question(), known(date(2025, 12, 1), was_party=True), LATER)
    assert (found.answer, found.people, found.engine) == (Answer.VOID, None, None)


def test_a_consent_before_the_question_is_no_answer():
    """It was party once, and had left again."""
    assert scored(question(), known(date(2012, 1, 1)), LATER).answer is Answer.DID_NOT


def test_each_chance_counts_by_the_days_for_which_it_stood():
    on = ASKED + timedelta(days=100)
    revised = Given(ASKED + timedelta(days=75), 0.9, 0.5)
    found = scored(question(Given(ASKED, 0.1, 0.1), revised), known(on), on)
    assert found.people == pytest.approx(0.75 * 0.81 + 0.25 * 0.01)
    assert found.engine == pytest.approx(0.75 * 0.81 + 0.25 * 0.25)


def test_revising_when_the_answer_is_nearly_known_hardly_helps():
    on = ASKED + timedelta(days=364)
    late = Given(on - timedelta(days=1), 1.0, None)
    found = scored(question(Given(ASKED, 0.0, 0.1), late), known(on), on)
    assert found.people > 0.99


def test_a_chance_that_was_revised_the_same_day_did_not_stand():
    found = scored(question(Given(ASKED, 0.9, None), Given(ASKED, 0.3, 0.1)), known(), LATER)
    assert found.people == pytest.approx(0.09)
    assert found.engine == pytest.approx(0.01)


def test_what_was_revised_after_the_answer_counts_for_nothing():
    on = date(2026, 6, 1)
    late = Given(date(2026, 7, 1), 1.0, 1.0)
    found = scored(question(Given(ASKED, 0.3, 0.1), late), known(on), LATER)
    assert found.people == pytest.approx(0.49)
    assert found.engine == pytest.approx(0.81)


def test_what_the_engine_did_not_know_stays_unknown():
    found = scored(question(Given(ASKED, 0.3, None)), known(), LATER)
    assert found.people == pytest.approx(0.09)
    assert found.engine is None


def answered(number: int, people: float, engine: float | None, iso3: str = "") -> list[Scored]:
    return [
        Scored(question(iso3=iso3 or f"S{n:02}"), Answer.DID_NOT, DUE, people, engine)
        for n in range(number)
    ]


def test_of_too_few_states_nothing_is_claimed_however_many_forecasts_there_are():
    found = scores(answered(100, 0.1, 0.2, "AAA") + answered(ENOUGH - 2, 0.1, 0.2))
    assert (found.questions, found.states) == (118, 19)
    assert found.people is found.engine is found.ahead is None


def test_means_stand_side_by_side_with_an_interval():
    found = scores(answered(ENOUGH, 0.09, 0.01))
    assert (found.questions, found.states) == (20, 20)
    assert found.people.figure == pytest.approx(0.09)
    assert found.engine.figure == pytest.approx(0.01)
    assert found.ahead.figure == pytest.approx(0.08)
    assert found.ahead.low == pytest.approx(found.ahead.high)  # no two differ


def test_questions_on_which_the_engine_did_not_know_are_compared_with_nothing():
    assert scores(answered(ENOUGH, 0.09, None)).states == 0
    assert scores([Scored(question(), Answer.AHEAD)]).questions == 0


def test_the_order_of_the_questions_changes_nothing():
    random = Random(2)
    many = [
        Scored(
            question(iso3=f"S{n % 30:02}"), Answer.DID_NOT, DUE, random.random(), random.random()
        )
        for n in range(60)
    ]
    found = scores(many)
    random.shuffle(many)
    assert scores(many) == found
    assert found.people.low < found.people.figure < found.people.high
