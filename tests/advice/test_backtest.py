"""The measures of history: all there, each beside its simple rules, the same from the same seed."""

from datetime import date
from functools import cache

import pytest

from app.advice import backtest
from app.advice.backtest import Backtest, said_on
from app.advice.features import open_doors
from app.advice.history import CCM
from app.advice.measures import Measure
from app.advice.rolling import Rolling, last_vote, signatory, signatory_region_vote
from tests.advice.pasts import recorded

DRAWS = 100


TOLD: list[str] = []


@cache
def measured() -> dict[str, Measure]:
    return {one.name: one for one in Backtest(recorded(), 1, DRAWS).measures(TOLD.append)}


def named(*words: str) -> Measure:
    (one,) = (one for name, one in measured().items() if all(word in name for word in words))
    return one


def test_every_measure_of_history_has_its_bar_its_interval_and_what_it_rests_on():
    ranked = [one for name, one in measured().items() if name.startswith(("AUC", "recall"))]
    assert len(ranked) == 7
    for one in ranked:
        assert one.bar is not None
        assert one.goal is not None
        low, high = one.interval
        assert low < one.figure < high
        assert "joined" in one.n
        assert "signatory first" in one.note or "last vote" in one.note
        assert one.met is (round(one.figure, 3) >= one.goal)


def test_on_each_of_four_treaties_it_stands_no_lower_than_signatory_first():
    for treaty in ("CCM", "MBT", "ATT", "TPNW"):
        one = named("AUC", treaty)
        assert one.figure > one.bar
        assert one.met


def test_the_chances_are_calibrated():
    assert named("Brier").figure > 0
    assert 0.8 <= named("slope", "at least").figure <= 1.2
    assert named("slope", "at least").figure == named("slope", "at most").figure
    low, high = named("expected to observed", "four").interval
    assert low < 1 < high


def test_the_simple_rule_of_the_record_is_found_again():
    """Signatory first: .72 as a mean over cut-offs, and .31 of those who joined among the first
    ten, as was measured on these facts before."""
    rolling, whole = Rolling(recorded()), Backtest(recorded(), 1, DRAWS).whole
    over = rolling.over(CCM, 2011, 24, last=2022)
    ruled = rolling.ruled(over, signatory)
    assert backtest.mean_auc(ruled, whole) == pytest.approx(0.72, abs=0.005)
    assert backtest.recall(ruled, whole) == pytest.approx(0.31, abs=0.005)


def test_a_goal_that_is_missed_says_what_history_can_tell_of_it():
    for one in measured().values():
        if one.goal and one.met is False:
            assert "the goal is not reached" in one.note


def test_nothing_known_later_changes_a_byte():
    assert named("later").figure == 0
    assert named("later").met


def test_a_leak_would_be_seen(monkeypatch):
    """That the measure can fail: with a look at the whole record, garbling changes what is said."""
    monkeypatch.setattr(backtest, "said_on", lambda record, _: repr(record.steps).encode())
    trial = Backtest(recorded(), 1, DRAWS)
    leak = trial._leakage()
    assert leak.figure > 0
    assert not leak.met


def test_the_same_seed_gives_the_same_rows_and_another_seed_other_intervals():
    again = Backtest(recorded(), 1, DRAWS)._all_doors(0.84)
    assert again == named("all doors")
    other = Backtest(recorded(), 2, DRAWS)._all_doors(0.84)
    assert other.figure == again.figure
    assert other.interval != again.interval


def test_it_says_how_far_it_has_come():
    measured()
    assert len(TOLD) == Backtest(recorded(), 1, DRAWS).steps


def test_cut_offs_end_where_the_record_does():
    rolling = Rolling(recorded())
    assert rolling.over(CCM, 2015, 24).days[-1] == date(2023, 8, 1)
    assert rolling.over(CCM, 2015, 36).days[-1] == date(2022, 8, 1)
    assert rolling.over(CCM, 2011, 24, last=2022).days[-1] == date(2022, 8, 1)
    assert rolling.over(CCM, 2011, 0).days[-1] == date(2025, 8, 1)


def test_each_cut_off_is_fitted_on_what_lies_before_it():
    rolling = Rolling(recorded())
    for year in (2012, 2018):
        day = date(year, 8, 1)
        assert rolling.fit(day).until == day
        assert Rolling(recorded().until(day)).fit(day) == rolling.fit(day)


def test_simple_rules_speak_of_what_anybody_can_see():
    doors = open_doors(recorded(), CCM, date(2015, 8, 1))
    door = next(one for one in doors if one.signed)
    assert signatory(door, ()) == 1
    assert signatory_region_vote(door, ()) == pytest.approx(2 + door.share + door.lacking)
    votes = [last_vote(door, ["no", vote]) for vote in ("yes", "abstain", "absent", "no")]
    assert votes == [1, 0, 0, -1]
    assert last_vote(door, ()) == 0.5


def test_what_is_said_on_a_day_is_all_of_it():
    said = said_on(recorded(), date(2015, 8, 1)).decode()
    assert "Fit(" in said
    assert "Chance(" in said
    assert "Open(" in said
