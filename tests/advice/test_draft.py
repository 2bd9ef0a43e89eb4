"""What somebody pins, edits or adopts is held to every hard rule, and to the first in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.advice.draft import Draft
from app.advice.hindrances import WORDS, Hindrance, Rule
from app.advice.plan import Line
from app.advice.plan_rules import broken
from app.advice.problem import Fixed, Kind, Option, PlanDoor, PlanMessenger, Travel
from app.advice.small_rounds import small
from app.advice.solving import Limits, solve
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.doors.door import Door
from tests.advice.test_plan import XXX, YYY, problem

TODAY = date(2027, 1, 1)
VISIT = Channel.HIGH_LEVEL_VISIT
HELD = Fixed(XXX, "BBB", 4)


def line(week: int = 1, messenger: str = "AAA", **more: Any) -> Line:
    how = {"level": Level.AMBASSADOR, "channel": Channel.BILATERAL_MEETING, "movement": 0.5}
    return Line(week=week, messenger=messenger, **{"door": XXX} | how | more)


def at(**more: Any) -> dict[str, Any]:
    return {"doors": (PlanDoor(XXX, "Xland", **more),)}


def travelling(days: int, trips: int) -> dict[str, Any]:
    doors = (PlanDoor(XXX, "Xland", "North"), PlanDoor(YYY, "Yland", "South"))
    travel = Travel((days,), (trips,))
    return {
        "doors": doors,
        "options": (Option(XXX, "AAA", 0.5), Option(YYY, "AAA", 0.5)),
        "messengers": (PlanMessenger("AAA", "Aland", (6,), travel=travel),),
    }


def visit(week: int) -> tuple[Fixed, ...]:
    return (Fixed(YYY, "AAA", week, channel=VISIT),)


CASES = [
    ({}, line(door=YYY), Rule.CLOSED_DOOR),
    ({}, line(messenger="CCC"), Rule.NOBODY),
    ({}, line(week=8), Rule.OUTSIDE),
    ({}, line(week=-1), Rule.OUTSIDE),
    ({"first": date(2026, 12, 21)}, line(week=0), Rule.PAST),
    (
        {"messengers": (PlanMessenger("XXX", "Xland", (6,)),)},
        line(messenger="XXX"),
        Rule.ITSELF,
    ),
    ({"excluded": frozenset({(XXX, "AAA")})}, line(), Rule.EXCLUDED),
    (at(lead="BBB"), line(), Rule.LEAD),
    ({"out": frozenset({(XXX, "AAA", None)})}, line(), Rule.UNWANTED),
    ({"out": frozenset({(XXX, "AAA", 1)})}, line(), Rule.UNWANTED),
    ({}, line(level=Level.HEAD), Rule.CEILING),
    (at(reached=Level.HEAD), line(), Rule.PROTOCOL),
    ({"options": (Option(XXX, "AAA", 0.5, first=3),)}, line(), Rule.SET_ASIDE),
    (at(free_from=2), line(), Rule.RESTS),
    (at(closed=frozenset({1})), line(), Rule.SHUT),
    ({"fixed": (HELD,)}, line(week=2), Rule.NEAR),
    ({"fixed": (HELD,)}, line(week=6), Rule.NEAR),
    (at(last=frozenset({"AAA"})), line(), Rule.TWICE),
    ({"fixed": (HELD,)}, line(0, "BBB"), Rule.TWICE),
    ({"fixed": (HELD,)}, line(7, "BBB"), Rule.TWICE),
    ({"messengers": (PlanMessenger("AAA", "Aland", (0,)),)}, line(), Rule.CAPACITY),
    ({"messengers": (PlanMessenger("AAA", "Aland", (6,), a_week=0),)}, line(), Rule.WEEK),
    (travelling(0, 1), line(channel=VISIT), Rule.DAYS),
    (travelling(2, 1) | {"fixed": visit(3)}, line(channel=VISIT), Rule.TRIPS),
    (travelling(2, 2) | {"fixed": visit(1)}, line(channel=VISIT), Rule.REGION),
]


@pytest.mark.parametrize(("more", "wanted", "rule"), CASES)
def test_a_line_that_breaks_a_hard_rule_is_not_added(more, wanted, rule):
    draft = Draft(problem(**more), TODAY)
    before = list(draft.stay)
    found = draft.add(wanted)
    assert found is not None
    assert found.rule is rule
    assert draft.stay == before
    assert "%(" not in found.words(lambda code: f"<{code}>")


def test_every_rule_has_a_case_and_words():
    assert {rule for _, _, rule in CASES} == set(Rule) == set(WORDS)


def test_a_hindrance_is_kept_as_it_was():
    for more, wanted, _ in CASES:
        found = Draft(problem(**more), TODAY).hindrance(wanted)
        assert Hindrance.from_json(found.as_json()) == found


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({}, line()),
        ({}, line(level=Level.PARLIAMENTARIAN, channel=Channel.PARLIAMENTARY_CONTACT)),
        (at(lead="AAA", last=frozenset({"AAA"})), line()),
        ({"fixed": (HELD,)}, line(week=7)),
        ({"fixed": (HELD,)}, line(week=1)),
        (travelling(2, 1) | {"fixed": visit(1)}, line()),
        ({"first": date(2026, 12, 28)}, line(week=0)),
    ],
)
def test_a_line_that_breaks_none_stays_as_it_is(more, wanted):
    draft = Draft(problem(**more), TODAY)
    assert draft.add(wanted) is None
    kept = draft.problem.fixed[-1]
    assert (kept.door, kept.messenger, kept.week) == wanted.key
    assert (kept.level, kept.channel, kept.kind) == (wanted.level, wanted.channel, Kind.PIN)
    assert kept.movement == (0.5 if wanted.messenger == "AAA" else 0.4)


def test_what_was_added_counts_for_what_is_added_next():
    draft = Draft(problem(), TODAY)
    assert draft.add(line(0)) is None
    assert draft.add(line(6)).rule is Rule.TWICE
    assert draft.add(line(3, "BBB")) is None
    assert draft.add(line(6)) is None


def test_a_way_that_is_better_in_the_week_of_a_meeting_counts_there():
    ways = (Option(XXX, "AAA", 0.5), Option(XXX, "AAA", 0.8, first=2, last=2))
    draft = Draft(problem(options=ways), TODAY)
    draft.add(line(2))
    assert draft.stay[-1].movement == 0.8


@pytest.mark.parametrize("seed", range(40))
def test_every_plan_of_a_random_round_can_be_pinned_whole_and_then_stays_the_same(seed):
    asked = replace(small(seed), fixed=(), spread=None)
    plan = solve(asked, limits=Limits(gap=0))
    draft = Draft(asked, TODAY)
    assert [draft.add(one) for one in sorted(plan.lines)] == [None] * len(plan.lines)
    again = solve(draft.problem, limits=Limits(gap=0))
    assert broken(draft.problem, again.lines) == []
    assert [one.key for one in again.lines] == [one.key for one in plan.lines]
    assert again.objective == pytest.approx(plan.objective)


def test_a_door_of_another_ask_is_another_door():
    other = Door("XXX", Ask.RATIFY)
    assert Draft(problem(), TODAY).hindrance(line(door=other)).rule is Rule.CLOSED_DOOR
