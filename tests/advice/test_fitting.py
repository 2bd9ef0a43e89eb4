"""The committed fit is what the facts teach, and a fit is what a logit with that prior is."""

import hashlib
import json
from datetime import date

import numpy as np
import pytest

from app.advice.features import COLUMNS, SCALES, rows
from app.advice.fitting import LIBRARY, SPREAD, TooLittle, fit, fit_rows
from app.advice.learning import fits, learnt
from app.advice.taught import FILE, Outdated, parsed, taught, written
from app.transfer.past import FILES
from tests.advice.pasts import JOINED, SIGNED, made, recorded
from tests.world import ROOT

NEAR = {"rel": 1e-3, "abs": 1e-4}
"""Another version or machine may differ in the fifth digit."""


def test_the_committed_fit_is_what_the_facts_teach():
    anew = learnt(recorded(), {}, date(2026, 11, 24), lambda _: None)
    for made_anew, kept in zip(
        (*anew.earlier, anew.fit), (*taught().earlier, taught().fit), strict=True
    ):
        assert (made_anew.until, made_anew.rows, made_anew.joins) == (
            kept.until, kept.rows, kept.joins,
        )  # fmt: skip
        assert made_anew.coefficients == pytest.approx(kept.coefficients, **NEAR)
        assert np.array(made_anew.covariance) == pytest.approx(np.array(kept.covariance), **NEAR)
        assert made_anew.unevenness == pytest.approx(kept.unevenness, **NEAR)


def test_it_says_where_it_comes_from():
    source = taught().provenance
    hashes = {
        name: hashlib.sha256((ROOT / "seed" / name).read_bytes()).hexdigest() for name in FILES
    }
    assert source["files_sha256"] == hashes, "the facts have changed: run `samedoor fit`"
    assert source["library"].split()[0] == LIBRARY.split()[0]
    assert source["prior_spread"] == SPREAD
    assert date.fromisoformat(source["facts_of"]) == taught().fit.until
    assert date.fromisoformat(source["fitted_on"]) > taught().fit.until
    assert sum(one["rows"] for one in source["treaties"].values()) == taught().fit.rows
    assert sum(one["joins"] for one in source["treaties"].values()) == taught().fit.joins
    assert set(source["treaties"]) == {"CCM", "MBT", "ATT", "TPNW"}


def test_what_is_written_is_read_back():
    assert parsed(written(taught())) == taught()
    assert written(taught()) == FILE.read_text()
    assert fits(recorded()) == len(taught().earlier) + 1


@pytest.mark.parametrize("changed", [{"columns": ["other"]}, {"scales": SCALES | {"rule": 2.0}}])
def test_a_fit_of_other_features_is_refused(changed):
    content = json.loads(FILE.read_text()) | changed
    with pytest.raises(Outdated, match="samedoor fit"):
        parsed(json.dumps(content))


def test_the_coefficients_are_where_the_slope_of_the_posterior_is_nothing():
    """Checked without the library: likelihood and prior pull equally hard in every direction."""
    until = date(2020, 8, 1)
    known = list(rows(recorded().until(until), until))
    made_fit = fit(recorded(), until)
    chances = 1 / (1 + np.exp([-made_fit.line(row.door) for row in known]))
    missing = np.array([row.joined for row in known]) - chances
    values = np.array([(1.0, *row.door.values) for row in known])
    pull = np.array([0.0, *made_fit.coefficients[1:]]) / SPREAD**2
    assert missing @ values == pytest.approx(pull, abs=2e-2)
    assert float(chances.sum()) == pytest.approx(made_fit.joins, abs=2e-2)


def test_a_column_that_is_left_out_counts_for_nothing():
    until = date(2020, 8, 1)
    known = list(rows(recorded().until(until), until))
    place = COLUMNS.index("rule")
    without = fit_rows(known, until, [place])
    assert without.coefficients[1 + place] == 0
    assert set(without.covariance[1 + place]) == {0.0}
    assert fit_rows(known, until).coefficients[1 + place] > 0.3


def test_the_rule_speaks_for_joining_and_the_age_of_a_treaty_against_it():
    weights = dict(zip(COLUMNS, taught().fit.coefficients[1:], strict=True))
    assert weights["rule"] > 0
    assert weights["region"] > 0
    assert weights["age"] < 0


@pytest.mark.parametrize("steps", [[], [("2009-01-01", "AAA", SIGNED)]])
def test_where_nobody_joined_nothing_can_be_learnt(steps):
    with pytest.raises(TooLittle):
        fit(made(*steps), date(2012, 1, 1))


def test_the_newest_fit_of_a_day_knows_nothing_later():
    for day in (date(2010, 8, 1), date(2015, 3, 3), date(2030, 1, 1)):
        assert taught().at(day).until <= day
    assert taught().at(date(2030, 1, 1)) == taught().fit
    assert taught().at(date(2009, 1, 1)) is None
    joins = [one.joins for one in taught().earlier]
    assert joins == sorted(joins)


def test_a_past_of_one_treaty_can_be_fitted_too():
    past = made(("2009-01-01", "AAA", SIGNED), ("2010-06-01", "AAB", JOINED))
    assert fit(past, date(2012, 1, 1)).joins == 1
