"""Standing as of a date, from treaty acts alone."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.states.standing import CONSENT, Action, Standing, counts_from, deciding, standing

A, S = Action, Standing


class Act(NamedTuple):
    action: Action
    date: str
    effective_date: str = ""


SIGNED = Act(A.SIGNATURE, "2008-12-03")
RATIFIED = Act(A.RATIFICATION, "2010-05-07", "2010-11-01")
LEFT = Act(A.WITHDRAWAL, "2024-09-06", "2025-03-06")
BACK = Act(A.ACCESSION, "2026-01-15", "2026-07-01")


@pytest.mark.parametrize(
    ("acts", "on", "expected"),
    [
        pytest.param([], "2026-11-24", S.NOT_PARTY, id="no act"),
        pytest.param([SIGNED], "2008-12-02", S.NOT_PARTY, id="the day before signature"),
        pytest.param([SIGNED], "2008-12-03", S.SIGNATORY, id="the day of signature"),
        pytest.param([SIGNED, RATIFIED], "2010-05-06", S.SIGNATORY, id="before deposit"),
        pytest.param([SIGNED, RATIFIED], "2010-05-07", S.PARTY, id="deposit, not entry into force"),
        pytest.param([SIGNED, RATIFIED, LEFT], "2025-03-05", S.PARTY, id="notified, not effective"),
        pytest.param([SIGNED, RATIFIED, LEFT], "2025-03-06", S.NOT_PARTY, id="withdrawn"),
        pytest.param([SIGNED, RATIFIED, LEFT, BACK], "2026-01-14", S.NOT_PARTY, id="not yet back"),
        pytest.param([SIGNED, RATIFIED, LEFT, BACK], "2026-01-15", S.PARTY, id="back"),
        pytest.param(
            [Act(A.SIGNATURE, "2008-12-03"), Act(A.RATIFICATION, "2008-12-03", "2010-08-01")],
            "2008-12-03", S.PARTY, id="signed and ratified on one day",
        ),
        pytest.param(
            [Act(A.PROVISIONAL_APPLICATION, "2008-12-03")], "2026-11-24", S.NOT_PARTY,
            id="provisional application changes nothing",
        ),
        pytest.param([Act(A.ACCESSION, "2011")], "2011-12-30", S.NOT_PARTY, id="year not over"),
        pytest.param([Act(A.ACCESSION, "2011")], "2011-12-31", S.PARTY, id="year over"),
        pytest.param([Act(A.ACCESSION, "2026-09")], "2026-09-29", S.NOT_PARTY, id="month not over"),
        pytest.param([Act(A.ACCESSION, "2026-09")], "2026-09-30", S.PARTY, id="month over"),
        pytest.param([RATIFIED, Act(A.WITHDRAWAL, "2024-09-06")], "2026-11-24", S.PARTY,
                     id="a withdrawal without an effective date does not count"),
        pytest.param([BACK, LEFT, RATIFIED, SIGNED], "2026-01-15", S.PARTY, id="in any order"),
    ],
)  # fmt: skip
def test_standing_follows_from_the_acts(acts, on, expected):
    assert standing(acts, date.fromisoformat(on)) is expected


def test_a_signature_before_a_withdrawal_makes_no_signatory():
    assert standing([SIGNED, RATIFIED, LEFT], date(2026, 1, 1)) is S.NOT_PARTY


def test_a_withdrawal_of_the_same_day_wins():
    acts = [Act(A.ACCESSION, "2025-03-06"), Act(A.WITHDRAWAL, "2024-09-06", "2025-03-06")]
    assert standing(acts, date(2025, 3, 6)) is S.NOT_PARTY


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2008-12-02", None),
        ("2009-01-01", SIGNED),
        ("2010-05-07", RATIFIED),
        ("2025-03-06", LEFT),
        ("2026-11-24", BACK),
    ],
)
def test_the_deciding_act_is_the_one_that_brought_the_standing_about(on, expected):
    assert deciding([SIGNED, RATIFIED, LEFT, BACK], date.fromisoformat(on)) == expected


DAYS = some.dates(date(2008, 12, 1), date(2009, 2, 10))


@some.composite
def acts(draw):
    """Any act of a short span, so that several fall on one day."""
    action = draw(some.sampled_from(Action))
    on = draw(DAYS)
    effective = draw(DAYS.map(date.isoformat) | some.just(""))
    return Act(action, on.isoformat(), effective)


@given(some.lists(acts(), max_size=8), DAYS)
def test_the_later_of_consent_and_withdrawal_decides(known, on):
    consents = [
        date.fromisoformat(a.date) for a in known if a.action in CONSENT and a.date <= f"{on}"
    ]
    leavings = [
        date.fromisoformat(a.effective_date)
        for a in known
        if a.action is A.WITHDRAWAL and a.effective_date and a.effective_date <= f"{on}"
    ]
    left = max(leavings, default=date.min)
    signatures = [a for a in known if a.action is A.SIGNATURE and f"{left}" < a.date <= f"{on}"]
    if max(consents, default=date.min) > left:
        expected = S.PARTY
    else:
        expected = S.SIGNATORY if signatures else S.NOT_PARTY
    assert standing(known, on) is expected


@given(some.lists(acts(), max_size=8), DAYS, some.randoms())
def test_the_order_of_the_acts_does_not_matter(known, on, random):
    shuffled = list(known)
    random.shuffle(shuffled)
    assert standing(known, on) is standing(shuffled, on)


@given(some.lists(acts(), max_size=8), DAYS)
def test_standing_changes_only_on_a_day_on_which_an_act_counts(known, on):
    if standing(known, on) is not standing(known, on - timedelta(days=1)):
        assert on in {counts_from(act) for act in known}


@given(some.lists(acts(), max_size=8), DAYS)
def test_the_deciding_act_alone_gives_the_same_standing(known, on):
    act = deciding(known, on)
    expected = standing(known, on)
    assert (standing([act], on) if act else S.NOT_PARTY) is expected
