"""Days as weeks of a round."""

from datetime import date

import pytest

from app.advice.horizon import Horizon, horizon

MONDAY = date(2027, 1, 4)
SPAN = Horizon(MONDAY, 26)


@pytest.mark.parametrize(
    ("today", "first"),
    [(date(2027, 1, 4), MONDAY), (date(2026, 12, 29), MONDAY), (date(2027, 1, 3), MONDAY)],
)
def test_a_round_begins_on_the_next_monday(today: date, first: date):
    assert horizon(today, None).first == first


def test_a_round_ends_before_the_meeting_begins():
    span = horizon(MONDAY, date(2027, 3, 10))
    assert span.weeks == 9
    assert horizon(MONDAY, date(2027, 3, 8)).weeks == 9


@pytest.mark.parametrize("meeting", [None, date(2027, 1, 20), date(2029, 1, 1)])
def test_without_a_meeting_at_a_fair_distance_a_round_is_half_a_year(meeting: date | None):
    assert horizon(MONDAY, meeting).weeks == 26


@pytest.mark.parametrize(
    ("day", "containing", "from_day", "through"),
    [
        (date(2027, 1, 3), -1, 0, -1),
        (date(2027, 1, 4), 0, 0, -1),
        (date(2027, 1, 5), 0, 1, -1),
        (date(2027, 1, 10), 0, 1, 0),
        (date(2027, 1, 11), 1, 1, 0),
        (date(2026, 12, 20), -3, -2, -3),
    ],
)
def test_a_day_is_in_a_week_before_one_and_after_one(
    day: date, containing: int, from_day: int, through: int
):
    assert SPAN.containing(day) == containing
    assert SPAN.from_day(day) == from_day
    assert SPAN.through(day) == through


def test_weeks_belong_to_the_quarter_in_which_they_begin():
    assert Horizon(date(2026, 12, 21), 4).quarters() == (0, 0, 1, 1)
