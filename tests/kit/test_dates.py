from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.dates import check_partial, earliest, latest, spoken


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


@given(st.dates())
def test_a_whole_date_means_that_one_day(day):
    assert earliest(day.isoformat()) == latest(day.isoformat()) == day
