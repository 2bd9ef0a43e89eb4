"""Nothing that is computed for a day knows what came later: the future is turned into nonsense,
and not a byte of what is said changes."""

from datetime import date
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.advice.backtest import said_on
from app.advice.candidates import CANDIDATES, with_tried
from app.advice.features import open_doors
from app.advice.garble import garbled
from app.advice.hindcast import hindcast
from app.advice.history import CCM, POOLED
from app.advice.neighbours import further_joins
from app.advice.readiness import outlooks
from app.advice.taught import taught
from tests.advice.pasts import recorded

DAYS = st.dates(date(2010, 8, 1), date(2026, 2, 2))
SEEDS = st.integers(0, 2**32)
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(SLOW, max_examples=25)
@given(DAYS, SEEDS)
def test_features_fit_and_chances_are_the_same_to_the_byte(day, seed):
    assert said_on(recorded(), day) == said_on(garbled(recorded(), day, Random(seed)), day)


@settings(SLOW, max_examples=5)
@given(DAYS, SEEDS)
def test_so_are_outlooks_further_joins_and_everything_that_was_tried(day, seed):
    said = []
    for record in (recorded(), garbled(recorded(), day, Random(seed))):
        known, fit = record.until(day), taught().fit
        doors = [with_tried(known, open_doors(known, one, day), CANDIDATES) for one in POOLED]
        joins = further_joins(fit, known, day)
        said.append(repr((outlooks(fit, known, day), joins, doors)))
    assert said[0] == said[1]


@settings(SLOW, max_examples=15)
@given(DAYS, SEEDS)
def test_features_do_not_look_ahead_even_in_the_whole_record(day, seed):
    """Not only because the past was cut: what a function is told of the day is enough."""
    other = garbled(recorded(), day, Random(seed))
    for treaty in POOLED:
        assert open_doors(recorded(), treaty, day) == open_doors(other, treaty, day)


@settings(SLOW, max_examples=15)
@given(DAYS, SEEDS)
def test_a_hindcast_differs_in_what_happened_alone(day, seed):
    true = hindcast(recorded(), taught(), day)
    other = hindcast(garbled(recorded(), day, Random(seed)), taught(), day)
    assert [(one.rank, one.outlook) for one in true.doors] == [
        (one.rank, one.outlook) for one in other.doors
    ]
    assert true.fit.until <= day


def test_nonsense_is_nonsense_and_the_past_is_whole():
    """That the test above can fail."""
    day = date(2015, 8, 1)
    other = garbled(recorded(), day, Random(1))
    assert other.until(day) == recorded().until(day)
    assert len(set(other.steps) ^ set(recorded().steps)) > 300
    later = date(2016, 8, 1)
    assert open_doors(other, CCM, later) != open_doors(recorded(), CCM, later)
    assert said_on(other, later) != said_on(recorded(), later)
