"""Who may have what is open, and who may hand it over."""

from dataclasses import replace

import pytest

from app.accounts.policy import Reader, Role
from app.handovers.owning import (
    Able,
    Kind,
    Thing,
    coordinators_first,
    may_close,
    may_hand_over,
    may_succeed,
    owns,
    receivers,
)
from app.kit.origin import Origin

COORDINATOR = Reader(1, Role.COORDINATOR)
OTHER = Reader(2, Role.COORDINATOR)
MEMBER = Reader(3, Role.MEMBER, "AAA")
ENVOY = Reader(4, Role.ENVOY)
OBSERVER = Reader(5, Role.OBSERVER)
ADMINISTRATOR = Reader(6, Role.ADMINISTRATOR)
DEMONSTRATION = Reader(7, Role.COORDINATOR, origin=Origin.DEMONSTRATION)
APPROACH = Thing(Kind.APPROACH, 1, 1)
FOLLOW_UP = Thing(Kind.FOLLOW_UP, 1, 1)


def test_those_who_log_and_plan_can_have_something():
    able = [one for one in (COORDINATOR, MEMBER, ENVOY, OBSERVER, ADMINISTRATOR) if owns(one)]
    assert able == [COORDINATOR, MEMBER, ENVOY]


@pytest.mark.parametrize(
    ("by", "leaving", "may"),
    [
        (COORDINATOR, MEMBER, True),
        (COORDINATOR, OTHER, True),
        (COORDINATOR, COORDINATOR, True),
        (ADMINISTRATOR, MEMBER, True),
        (MEMBER, MEMBER, True),
        (ENVOY, ENVOY, True),
        (MEMBER, ENVOY, False),
        (ENVOY, MEMBER, False),
        (OBSERVER, MEMBER, False),
        (OBSERVER, OBSERVER, False),
        (COORDINATOR, OBSERVER, False),
        (ADMINISTRATOR, ADMINISTRATOR, False),
    ],
)
def test_who_hands_over_what(by, leaving, may):
    assert may_hand_over(by, leaving) is may


def test_nobody_closes_their_own_account_and_delegates_close_none():
    assert may_close(COORDINATOR, MEMBER)
    assert may_close(ADMINISTRATOR, MEMBER)
    assert not may_close(COORDINATOR, COORDINATOR)
    assert not may_close(MEMBER, MEMBER)


def test_who_takes_over_can_have_something_and_is_somebody_else():
    assert may_succeed(MEMBER, ENVOY)
    assert not may_succeed(MEMBER, MEMBER)
    assert not may_succeed(OBSERVER, MEMBER)
    assert not may_succeed(DEMONSTRATION, MEMBER)
    assert may_succeed(MEMBER, DEMONSTRATION)


def test_a_thing_goes_to_the_first_who_may_have_it():
    first = Able(MEMBER, frozenset({APPROACH}))
    second = Able(COORDINATOR, frozenset({APPROACH, FOLLOW_UP}))
    assert receivers([APPROACH, FOLLOW_UP], [first, second]) == {APPROACH: 3, FOLLOW_UP: 1}
    assert receivers([FOLLOW_UP], [first]) == {FOLLOW_UP: None}


def test_a_demonstration_takes_nothing_that_is_real():
    invented = replace(APPROACH, number=2, origin=Origin.DEMONSTRATION)
    able = Able(DEMONSTRATION, frozenset({APPROACH, invented}))
    assert receivers([APPROACH, invented], [able]) == {APPROACH: None, invented: 7}


def test_who_hands_over_takes_the_rest_then_whoever_is_longest_here():
    people = [DEMONSTRATION, OTHER, MEMBER, COORDINATOR]
    assert coordinators_first(people, MEMBER) == [COORDINATOR, OTHER]
    assert coordinators_first(people, MEMBER, by=2) == [OTHER, COORDINATOR]
    assert coordinators_first(people, COORDINATOR, by=1) == [OTHER]
    leaving = replace(DEMONSTRATION, id=8)
    assert coordinators_first(people, leaving) == [DEMONSTRATION, COORDINATOR, OTHER]
