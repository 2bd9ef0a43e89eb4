"""How the lists of the past fared, one after another."""

from datetime import date

from app.advice.hindcast import hindcast
from app.advice.history import CCM, months_on
from app.advice.readiness import Word
from app.advice.taught import taught
from app.advice.track import FIRST_YEAR, over_years
from tests.advice.pasts import recorded


def test_each_year_is_there_whose_months_are_over():
    found = over_years(recorded(), taught(), 24)
    last = months_on(recorded().known_until, -24)
    assert [one.on.year for one in found.years] == list(range(FIRST_YEAR, last.year))
    longer = over_years(recorded(), taught(), 36)
    assert len(longer.years) == len(found.years) - 1


def test_nobody_who_joined_is_left_out():
    for year in over_years(recorded(), taught(), 24).years:
        steps = recorded().joins(CCM, year.on, months_on(year.on, 24))
        assert year.joined == len({step.iso3 for step in steps})
        assert 0 <= year.named <= min(year.joined, 10)


def test_the_words_count_every_door_with_a_figure_once_a_year():
    found = over_years(recorded(), taught(), 24)
    doors = sum(one.joined.of for one in found.by_word)
    given = [
        seen
        for year in found.years
        for seen in hindcast(recorded(), taught(), year.on).doors
        if seen.outlook.chance
    ]
    assert doors == len(given)
    assert round(sum(one.joined.hits for one in found.by_word)) == sum(
        1 for seen in given if seen.joined_on
    )


def test_each_figure_lies_in_its_interval_and_higher_words_joined_more():
    found = over_years(recorded(), taught(), 24)
    assert found.recall.low < found.recall.figure < found.recall.high
    shares = {one.word: one.joined for one in found.by_word}
    for one in shares.values():
        assert one.low < one.figure < one.high
    assert shares[Word.LOW].figure < shares[Word.MEDIUM].figure < shares[Word.HIGH].figure


def test_the_same_record_gives_the_same_intervals():
    assert over_years(recorded(), taught(), 24) == over_years(recorded(), taught(), 24)


def test_where_nothing_is_over_yet_nothing_is_claimed():
    young = recorded().until(date(2012, 1, 1))
    found = over_years(young, taught(), 24)
    assert (found.years, found.recall, found.by_word, found.states) == ((), None, (), 0)
