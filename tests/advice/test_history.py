"""The past as dated facts, and what of it was known on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.advice.history import CCM, POOLED, months_on
from app.states.standing import Standing, standing
from app.transfer.rows import TreatyActRow
from app.transfer.seed_files import read_files
from tests.advice.pasts import JOINED, LEFT, SIGNED, made, recorded
from tests.world import ROOT

FILES = read_files(ROOT / "seed")
DAYS = st.dates(date(2008, 1, 1), date(2027, 1, 1))


def test_a_day_knows_its_own_acts_and_none_of_the_next_day():
    past = made(("2010-05-01", "AAA", SIGNED), ("2011-05-01", "AAA", JOINED))
    eve, day = date(2011, 4, 30), date(2011, 5, 1)
    assert past.roll(CCM, eve).signatories == {"AAA"}
    assert past.roll(CCM, day).parties == {"AAA"}
    assert past.roll(CCM, day).signatories == frozenset()
    assert [step.kind for step in past.until(eve).steps] == [SIGNED]
    assert past.until(eve).known_until == eve


def test_a_withdrawal_undoes_what_came_before_it_and_a_state_may_come_back():
    past = made(
        ("2009-01-01", "AAA", SIGNED),
        ("2010-01-01", "AAA", JOINED),
        ("2015-01-01", "AAA", LEFT),
        ("2020-01-01", "AAA", JOINED),
    )
    left, back = past.roll(CCM, date(2015, 1, 1)), past.roll(CCM, date(2020, 1, 1))
    assert not left.parties
    assert not left.signatories
    assert back.parties == {"AAA"}
    assert past.ever_left(CCM, date(2014, 12, 31)) == frozenset()
    assert past.ever_left(CCM, date(2021, 1, 1)) == {"AAA"}


def test_who_joined_is_counted_from_the_day_after_the_cut_off_to_the_last_day():
    past = made(("2012-08-01", "AAA", JOINED), ("2014-08-01", "AAB", JOINED))
    assert past.joined(CCM, date(2012, 8, 1), date(2014, 8, 1)) == {"AAB"}
    assert past.joined(CCM, date(2012, 7, 31), date(2014, 7, 31)) == {"AAA"}


def test_a_treaty_is_open_from_its_first_signature():
    assert made(("2010-05-01", "AAA", SIGNED), ("2009-05-01", "AAB", SIGNED)).opened(CCM) == date(
        2009, 5, 1
    )
    assert made().opened(CCM) is None
    first = {treaty: recorded().opened(treaty) for treaty in POOLED}
    assert first == {
        "CCM": date(2008, 12, 3),
        "MBT": date(1997, 12, 3),
        "ATT": date(2013, 6, 3),
        "TPNW": date(2017, 9, 20),
    }


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ((2012, 8, 1), 24, (2014, 8, 1)),
        ((2012, 8, 1), -12, (2011, 8, 1)),
        ((2026, 2, 3), -1, (2026, 1, 3)),
        ((2024, 1, 31), 1, (2024, 2, 28)),
        ((2024, 12, 15), 1, (2025, 1, 15)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, then):
    assert months_on(date(*day), months) == date(*then)


@given(DAYS)
def test_the_roll_of_the_convention_is_its_standing_on_every_day(day):
    rows = [read.row for read in FILES["treaty_actions.csv"]]
    acts: dict[str, list[TreatyActRow]] = {}
    for row in rows:
        assert isinstance(row, TreatyActRow)
        acts.setdefault(row.state_iso3, []).append(row)
    roll = recorded().roll(CCM, day)
    for iso3 in recorded().places:
        where = standing(acts.get(iso3, ()), day)
        assert (iso3 in roll.parties) == (where is Standing.PARTY)
        assert (iso3 in roll.signatories) == (where is Standing.SIGNATORY)


def test_states_that_left_the_mine_ban_convention_were_party_before():
    for iso3 in ("EST", "FIN", "LVA", "LTU", "POL"):
        left = next(one.on for one in recorded().steps if one[1:] == (iso3, "MBT", LEFT))
        eve = left - timedelta(days=1)
        assert iso3 in recorded().roll("MBT", eve).parties
        assert iso3 not in recorded().roll("MBT", left).parties


def test_nobody_in_the_record_ever_came_back():
    """What is said of a State that has left rests on this (`readiness.GAPS`)."""
    for treaty in POOLED:
        steps = [one for one in recorded().steps if one.treaty == treaty]
        left = {one.iso3: one.on for one in steps if one.kind is LEFT}
        assert not [
            one for one in steps if one.kind is JOINED and one.on > left.get(one.iso3, date.max)
        ]
