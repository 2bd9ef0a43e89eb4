from datetime import date
from typing import NamedTuple

import pytest

from app.states.progress import Count, Goal, counts, on, pace
from app.states.progress_chart import chart, steps
from app.states.standing import Action

TODAY = date(2026, 11, 24)


class Act(NamedTuple):
    action: Action
    date: str
    effective_date: str = ""


ACTS = {
    "AAA": [Act(Action.SIGNATURE, "2008-12-03"), Act(Action.RATIFICATION, "2010-02-01")],
    "BBB": [Act(Action.ACCESSION, "2012-05-05"),
            Act(Action.WITHDRAWAL, "2020-01-01", "2020-07-01")],
    "CCC": [Act(Action.SIGNATURE, "2008-12-03")],
}  # fmt: skip
SERIES = [Count(date(2010, 1, 1), 10, 5), Count(date(2022, 1, 1), 100, 12)]


def test_the_numbers_change_on_the_days_on_which_acts_count():
    assert counts(ACTS, TODAY) == [
        Count(date(2008, 12, 3), 0, 2),
        Count(date(2010, 2, 1), 1, 1),
        Count(date(2012, 5, 5), 2, 1),
        Count(date(2020, 7, 1), 1, 1),
    ]


def test_acts_after_the_day_are_left_out():
    assert counts(ACTS, date(2012, 1, 1))[-1] == Count(date(2010, 2, 1), 1, 1)


@pytest.mark.parametrize(
    ("day", "parties"), [(date(2009, 1, 1), 0), (date(2015, 1, 1), 10), (date(2022, 1, 1), 100)]
)
def test_a_day_has_the_numbers_of_the_last_change(day, parties):
    assert on(SERIES, day) == Count(day, parties, on(SERIES, day).signatories)
    assert on(SERIES, day).parties == parties


def test_a_target_ahead_says_what_it_asks_for():
    found = pace(SERIES, Goal(130, "2031-11-24", "Aim", "a paper"), TODAY)
    assert found is not None
    assert (found.missing, round(found.a_year), found.lately) == (30, 6, 18.0)


def test_a_target_that_is_over_asks_for_no_pace():
    assert pace(SERIES, Goal(130, "2020", "Aim", "a paper"), TODAY) is None


def test_a_target_that_is_reached_asks_for_nothing_more():
    found = pace(SERIES, Goal(90, "2030", "Aim", "a paper"), TODAY)
    assert found is not None
    assert (found.missing, found.a_year) == (0, 0)


def test_counts_are_drawn_as_steps():
    assert steps([(0, 10), (5, 8), (9, 4)]) == "M0 10H5V8H9V4"
    assert steps([]) == ""


def test_the_chart_reaches_to_the_last_target_and_marks_each():
    drawn = chart(SERIES, [Goal(130, "2020", "Past", "a"), Goal(150, "2035", "Ahead", "b")],
                  TODAY, date(2015, 6, 1))  # fmt: skip
    assert [(mark.reached, bool(mark.pace)) for mark in drawn.marks] == [(10, False), (None, True)]
    assert drawn.years[-1][0] == 2034
    assert drawn.by_year[-1].on == TODAY
    assert drawn.chosen[1] > drawn.end[1]
