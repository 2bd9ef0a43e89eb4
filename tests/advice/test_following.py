"""The open doors of a sub-region, now and if one of its States joined."""

from datetime import date

import pytest

from app.advice.following import following
from app.advice.neighbours import further_joins
from app.advice.taught import taught
from tests.advice.pasts import JOINED, SIGNED, made, recorded

DAY = date(2016, 1, 1)
PAST = made(("2009-01-01", "AAA", SIGNED), ("2010-01-01", "AAB", JOINED))


def test_the_doors_beside_it_are_named_with_the_chance_that_it_makes():
    (one,) = following(taught().fit, PAST, DAY, "AAC")
    assert one.now.door.iso3 == one.then.door.iso3 == "AAA"
    assert one.now.door.around == (1, 2)
    assert one.then.door.around == (2, 2)
    assert one.then.chance.figure > one.now.chance.figure


def test_alone_in_its_sub_region_a_state_has_nobody_beside_it():
    assert following(taught().fit, PAST, DAY, "AAX") == []


def test_the_past_itself_stays_as_it_was():
    following(taught().fit, PAST, DAY, "AAC")
    assert PAST.joined("CCM", date(2009, 1, 1), DAY) == {"AAB"}


def test_the_differences_add_up_to_the_further_joins():
    day, fit = date(2026, 2, 3), taught().fit
    for further in further_joins(fit, recorded(), day):
        beside = following(fit, recorded(), day, further.iso3)
        assert {one.now.door.iso3 for one in beside} == set(further.waiting)
        known = [one for one in beside if one.now.chance and one.then.chance]
        if len(known) == len(beside):
            gain = sum(one.then.chance.figure - one.now.chance.figure for one in known)
            assert gain == pytest.approx(further.figure, abs=1e-6)
