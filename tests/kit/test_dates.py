from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.dates import check_partial, days, earliest, latest, span, spoken


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("2026-09-14", date(2026, 9, 14), date(2026, 9, 14), "14 September 2026"),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), "February 2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2011", date(2011, 1, 1), date(2011, 12, 31), "2011"),
    ],
)
def test_a_partial_date_keeps_its_precision(text, first, last, said):
    assert (earliest(text), latest(text), spoken(text)) == (first, last, said)


@pytest.mark.parametrize("text", ["soon", "2026-13", "2026-02-30", "26", "2026-9", "2026-09-14 "])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"date|month|day"):
        check_partial(text)


def test_nothing_is_a_date_that_is_not_known():
    assert (check_partial(""), spoken(""), spoken(None)) == ("", "not known", "not known")


@pytest.mark.parametrize(
    ("first", "last", "said", "inside"),
    [
        ("2026-12-01", "2026-12-05", "1 to 5 December 2026", "from 1 to 5 December 2026"),
        ("2026-12-01", "2026-12-01", "1 December 2026", "on 1 December 2026"),
        ("2026-12-01", "", "1 December 2026", "on 1 December 2026"),
        ("2026-11-30", "2026-12-04", "30 November to 4 December 2026",
         "from 30 November to 4 December 2026"),
        ("2026-12-30", "2027-01-02", "30 December 2026 to 2 January 2027",
         "from 30 December 2026 to 2 January 2027"),
        ("2026-11", "2026-11", "November 2026", "in November 2026"),
        ("2026-11", "2026-12", "November 2026 to December 2026",
         "from November 2026 to December 2026"),
        ("", "", "not known", "on a day that is not known"),
    ],
)  # fmt: skip
def test_the_days_of_something_are_said_as_exactly_as_they_are_known(first, last, said, inside):
    assert (days(first, last), span(first, last)) == (said, inside)


@given(st.dates())
def test_a_whole_date_means_that_one_day(day):
    assert earliest(day.isoformat()) == latest(day.isoformat()) == day
