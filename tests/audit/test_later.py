"""A page's token leads back to the version that the page shows, and says nothing to anybody."""

from datetime import timedelta

import pytest

from app.audit.later import KEPT, deeds, recalled, token
from app.audit.service import Version, last_version, record
from tests.world import NOW


def act(db, verb: str, actor: int | None = None) -> Version:
    record(db, actor, verb, "thing:1", at=NOW)
    return last_version(db)


def test_a_token_leads_back_to_its_version_whatever_was_done_since(db):
    first, second = act(db, "thing.made"), act(db, "thing.changed")
    told = [token(first, NOW), token(second, NOW)]
    act(db, "thing.lost", 7)
    assert [recalled(db, one, NOW) for one in told] == [first, second]
    assert [deed.verb for deed in deeds(db, first, last_version(db))] == [
        "thing.changed",
        "thing.lost",
    ]
    assert deeds(db, second, second) == []


def test_a_version_that_is_days_old_is_found_as_long_as_it_was_the_last(db):
    old = last_version(db)
    assert recalled(db, token(old, NOW + timedelta(days=9)), NOW + timedelta(days=9)) == old


def test_two_tokens_of_one_version_are_not_alike(db):
    at = act(db, "thing.made")
    assert token(at, NOW) != token(at, NOW)
    assert at.digest not in token(at, NOW)


def test_a_page_that_is_too_old_is_old_whatever_was_done(db):
    made = token(act(db, "thing.made"), NOW)
    assert recalled(db, made, NOW + KEPT)
    assert recalled(db, made, NOW + KEPT + timedelta(minutes=1)) is None


@pytest.mark.parametrize("given", ["", "x", "é", "A" * 32, "A" * 31, "=" * 32, "A" * 400])
def test_what_is_no_token_of_ours_leads_nowhere(db, given):
    assert recalled(db, given, NOW) is None
