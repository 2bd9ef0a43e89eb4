"""What would have been said on a day of the past, beside what happened."""

from datetime import date

import pytest

from app.advice.hindcast import hindcast
from app.advice.history import CCM
from app.advice.taught import taught
from tests.advice.pasts import recorded

AUGUST = date(2012, 8, 1)


def test_every_door_of_the_day_is_ranked_once_and_those_that_joined_are_all_there():
    seen = hindcast(recorded(), taught(), AUGUST)
    assert [one.rank for one in seen.doors] == list(range(1, len(seen.doors) + 1))
    assert len(seen.doors) == 197 - len(recorded().roll(CCM, AUGUST).parties)
    joined = {one.outlook.door.iso3: one.joined_on for one in seen.joined}
    steps = recorded().joins(CCM, AUGUST, date(2014, 8, 1))
    assert joined == {step.iso3: step.on for step in steps}
    assert seen.known


def test_the_misses_are_told():
    seen = hindcast(recorded(), taught(), AUGUST)
    missed = [one for one in seen.joined if one.rank > 10]
    assert missed
    assert len(seen.named) + len(missed) == len(seen.joined)


def test_the_fit_is_of_that_day_or_before():
    for day in (AUGUST, date(2012, 7, 31), date(2026, 11, 1)):
        assert hindcast(recorded(), taught(), day).fit.until <= day
    assert hindcast(recorded(), taught(), date(2012, 7, 31)).fit.until == date(2011, 8, 1)


def test_thirty_six_months_hold_more_than_twenty_four():
    shorter = hindcast(recorded(), taught(), AUGUST, 24)
    longer = hindcast(recorded(), taught(), AUGUST, 36)
    assert shorter.expected < longer.expected
    assert len(shorter.joined) < len(longer.joined)


@pytest.mark.parametrize(("day", "known"), [(date(2024, 2, 3), True), (date(2024, 2, 4), False)])
def test_it_says_whether_the_record_reaches_to_the_end(day, known):
    assert hindcast(recorded(), taught(), day).known is known


def test_before_the_first_fit_nothing_is_said():
    assert hindcast(recorded(), taught(), date(2010, 7, 31)) is None
    assert hindcast(recorded(), taught(), date(2010, 8, 1)) is not None
