"""Further joins to be expected in a sub-region if one of its States joins."""

from dataclasses import replace
from datetime import date

import pytest

from app.advice.features import open_doors
from app.advice.history import CCM, Kind, Step
from app.advice.neighbours import further_joins
from app.advice.readiness import within, yearly
from app.advice.taught import taught
from tests.advice.pasts import JOINED, SIGNED, made, recorded

DAY = date(2016, 1, 1)
PAST = made(("2009-01-01", "AAA", SIGNED), ("2010-01-01", "AAB", JOINED))


def test_the_figure_is_the_difference_that_the_state_makes_to_its_neighbours():
    fit = taught().fit
    found = {one.iso3: one for one in further_joins(fit, PAST, DAY, 36)}
    joined = replace(PAST, steps=(*PAST.steps, Step(DAY, "AAC", CCM, Kind.JOINED)))

    def expected(past):
        (door,) = (one for one in open_doors(past, CCM, DAY) if one.iso3 == "AAA")
        return within(yearly(fit.line(door)), 36)

    assert found["AAC"].waiting == ("AAA",)
    assert found["AAC"].figure == pytest.approx(expected(joined) - expected(PAST))
    assert found["AAC"].figure > 0


def test_alone_in_its_sub_region_a_state_brings_nobody():
    found = {one.iso3: one for one in further_joins(taught().fit, PAST, DAY)}
    assert (found["AAX"].figure, found["AAX"].low, found["AAX"].high) == (0, 0, 0)
    assert found["AAX"].waiting == ()


def test_keystones_come_first_and_each_has_its_interval():
    found = further_joins(taught().fit, recorded(), date(2026, 2, 3))
    figures = [one.figure for one in found]
    assert figures == sorted(figures, reverse=True)
    assert len(found) == len(open_doors(recorded(), CCM, date(2026, 2, 3)))
    for one in found:
        assert one.low <= one.figure <= one.high
        assert not one.waiting or one.low < one.high


def test_a_fit_to_which_regions_mean_nothing_expects_nobody():
    plain = replace(taught().fit, coefficients=(-3.0, *[0.0] * 8), covariance=((0.0,) * 9,) * 9)
    assert {one.figure for one in further_joins(plain, PAST, DAY)} == {0.0}


def test_the_same_input_gives_the_same_figures():
    fit = taught().fit
    assert further_joins(fit, recorded(), DAY) == further_joins(fit, recorded(), DAY)
