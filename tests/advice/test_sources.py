"""What a line of advice rests on, and the level that follows."""

from datetime import date
from typing import Any

import pytest

from app.accounts.policy import Visibility, strictest
from app.advice.situation import Source
from app.advice.sources import level_on, of_line
from app.contacts.terms import Response
from app.doors.asks import Barrier
from app.doors.ladder import Move, Stage
from tests.advice.cases import door, knock, messenger, record


def levels(at: Any, who: Any = None) -> set[str]:
    return {one.visibility for one in of_line(at, who or messenger())}


@pytest.mark.parametrize(
    ("found", "strict"),
    [
        ([], "group"),
        (["group", "delegations"], "delegations"),
        (["messenger", "delegations", "group"], "messenger"),
        (["messenger", "coordinators"], "coordinators"),
    ],
)
def test_the_strictest_of_some_levels(found: list[str], strict: str):
    assert strictest(found) is Visibility(strict)


@pytest.mark.parametrize(
    ("sources", "level"),
    [
        ([], "group"),
        ([Source("delegations"), Source("group")], "delegations"),
        ([Source("messenger", ("AAA",))], "messenger"),
        ([Source("messenger", ("BBB",))], "coordinators"),
        ([Source("messenger", ("AAA",)), Source("messenger", ("BBB",))], "coordinators"),
        ([Source("coordinators", ("AAA",))], "coordinators"),
    ],
)
def test_a_plan_reaches_nobody_whom_one_of_its_sources_does_not(sources: list[Source], level: str):
    assert level_on(sources, "AAA") is Visibility(level)


def test_it_rests_on_the_knocks_that_decide_who_may_knock_and_at_what_level():
    last = knock(50, response=Response.NO_REPLY, visibility="delegations")
    effective = knock(60, visibility="coordinators")
    assert levels(door("XXX", last, effective)) == {"delegations", "coordinators"}
    old = knock(300, visibility="messenger")
    assert levels(door("XXX", knock(50), old)) == {"group"}


def test_it_rests_on_a_welcome_of_the_same_messenger_alone():
    welcome = knock(300, "AAA", response=Response.INTERESTED, visibility="messenger")
    at = door("XXX", knock(50), welcome)
    assert levels(at, messenger("AAA")) == {"group", "messenger"}
    assert levels(at, messenger("BBB")) == {"group"}


def test_it_rests_on_the_stage_and_on_what_was_set_aside():
    move = Move(1, Stage.UNDER_REVIEW, None, date(2026, 1, 1), "Mia", "because", "messenger", "AAA")
    at = door("XXX", stage=move, set_aside=(Source("delegations", ("BBB",)),))
    assert of_line(at, messenger()) == [
        Source("messenger", ("AAA",)),
        Source("delegations", ("BBB",)),
    ]


def test_it_rests_on_a_barrier_only_for_who_overcame_it_elsewhere():
    at = door(
        barriers=(Barrier.CAPACITY,),
        overcame={Barrier.CAPACITY: frozenset({"AAA"})},
        behind={Barrier.CAPACITY: (Source("coordinators"),)},
    )
    assert levels(at, messenger("AAA")) == {"coordinators"}
    assert levels(at, messenger("BBB")) == set()


def test_a_door_without_entries_rests_on_none():
    assert record() == door().record
    assert levels(door()) == set()
