"""A visit ends after half an hour without a word; what is new is counted from the one before."""

from datetime import timedelta

from app.accounts.queries import signed_in
from app.accounts.service import VISIT_ENDS, start_session, touch_session
from tests.world import NOW

LATER = NOW + timedelta(days=3)


def touch(db, token, at):
    found = signed_in(db, token, at)
    return touch_session(db, found.user.id, found.sign_in_id, at)


def test_a_first_visit_has_none_before_it(db, world):
    token = start_session(db, world.member, "a phone", NOW)
    assert touch(db, token, NOW + timedelta(minutes=20)) is None


def test_a_visit_that_goes_on_does_not_count_as_another(db, world):
    token = start_session(db, world.member, "a phone", NOW)
    at = NOW
    for _ in range(5):
        at += VISIT_ENDS
        assert touch(db, token, at) is None


def test_whoever_comes_back_later_left_when_last_seen(db, world):
    token = start_session(db, world.member, "a phone", NOW)
    left = NOW + timedelta(minutes=20)
    touch(db, token, left)
    assert touch(db, token, LATER) == left
    assert touch(db, token, LATER + timedelta(minutes=20)) == left


def test_another_device_goes_on_with_the_same_visit(db, world):
    phone = start_session(db, world.member, "a phone", NOW)
    start_session(db, world.member, "a laptop", NOW + timedelta(minutes=25))
    db.refresh(world.member)
    assert world.member.previous_visit is None
    assert touch(db, phone, NOW + timedelta(minutes=40)) is None


def test_signing_in_anew_is_another_visit(db, world):
    start_session(db, world.member, "a phone", NOW)
    start_session(db, world.member, "a laptop", LATER)
    db.refresh(world.member)
    assert world.member.previous_visit == NOW


def test_each_person_has_visits_of_their_own(db, world):
    start_session(db, world.member, "a phone", NOW)
    token = start_session(db, world.colleague, "a phone", LATER)
    assert touch(db, token, LATER) is None
