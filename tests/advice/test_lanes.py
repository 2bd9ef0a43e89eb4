"""Where each knock lies in the picture of a door, and what lies too close."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from app.advice.lanes import AHEAD, LABELS, SHOWN, WIDTH, collisions, picture, stacked
from app.advice.marks import Happened, Knocked, Planned

TODAY = date(2026, 11, 24)


def knock(ago: int, *lanes: str, number: int = 0, lasts: int = 0, **more: Any) -> Knocked:
    first = TODAY - timedelta(days=ago)
    usual: dict[str, Any] = {
        "id": number or ago, "first": first, "last": first + timedelta(days=lasts),
        "lanes": lanes or ("AUT",), "answered": True, "says": ("letter", "interested"),
        "shape": "interested", "ring": "", "same": "current", "words": "",
    }  # fmt: skip
    return Knocked(**usual | more)


def plan(in_days: int, lane: str = "ZMB", lasts: int = 14, step: str = "claimed") -> Planned:
    first = TODAY + timedelta(days=in_days)
    return Planned(lane, first, first + timedelta(days=lasts), step, ("letter", step), "")


def vote(ago: int, says: str = "voted yes", kind: str = "vote") -> Happened:
    day = TODAY - timedelta(days=ago)
    return Happened(kind, day, day, says, says)


def draw(knocks=(), planned=(), happened=(), spacing=42, **more):
    return picture(knocks, planned, happened, spacing=spacing, today=TODAY, **more)


def test_a_door_never_knocked_on_is_a_picture_without_lanes():
    drawn = draw()
    assert (drawn.lanes, drawn.bands, drawn.gaps) == ((), (), ())
    assert drawn.first == TODAY - SHOWN
    assert drawn.last == TODAY + AHEAD
    assert [tick.year for tick in drawn.ticks] == [2024, 2025, 2026, 2027]
    assert 0 < drawn.today < 100


def test_time_runs_from_left_to_right_and_today_parts_what_was_from_what_is_planned():
    drawn = draw([knock(900), knock(400, "ZMB"), knock(20, "AUT", number=3)], [plan(30)])
    marks = sorted((mark for lane in drawn.lanes for mark in lane.marks), key=lambda one: one.x)
    assert [mark.what.id for mark in marks] == [900, 400, 3]
    assert marks[-1].x < drawn.today < drawn.lanes[1].plans[0].left


def test_lanes_stand_in_the_order_of_the_first_knock_and_do_not_overlap():
    drawn = draw([knock(30, "NOR"), knock(500, "ZMB"), knock(90, "AUT")], [plan(5, "CHE")])
    assert [lane.code for lane in drawn.lanes] == ["ZMB", "AUT", "NOR", "CHE"]
    edges = [(lane.top, lane.bottom) for lane in drawn.lanes]
    assert all(one[1] == other[0] for one, other in pairwise(edges))
    assert drawn.bottom == edges[-1][1] < drawn.height


@pytest.mark.parametrize(("lasts", "exact"), [(0, True), (6, False), (29, False)])
def test_a_day_is_a_dot_and_a_week_or_month_is_as_long_as_it_is(lasts, exact):
    mark = draw([knock(300, lasts=lasts)]).lanes[0].marks[0]
    assert mark.exact is exact
    assert (mark.left < mark.right) is not exact
    assert mark.left <= mark.x <= mark.right


def test_only_three_years_are_shown_unless_everything_is_asked_for():
    old, new = knock(2000, "NOR"), knock(100)
    assert [lane.code for lane in draw([new, old]).lanes] == ["AUT"]
    everything = draw([new, old], every=True)
    assert [lane.code for lane in everything.lanes] == ["NOR", "AUT"]
    assert everything.width > WIDTH
    assert all(0 <= mark.x <= 100 for lane in everything.lanes for mark in lane.marks)


def test_a_picture_that_was_cut_begins_with_its_first_knock_and_never_looks_silent():
    drawn = draw([knock(40), knock(200)], cut=True)
    assert (drawn.first, drawn.cut) == (TODAY - timedelta(days=200), True)
    assert not draw([knock(40), knock(2000)], cut=True).cut, "three years fit"
    assert draw([knock(40), knock(2000)], cut=True, every=True).cut


def test_what_is_older_than_the_picture_but_may_reach_into_it_is_shown():
    edge = SHOWN.days + 5
    assert draw([knock(edge, lasts=10)]).lanes
    assert not draw([knock(edge)]).lanes


def test_a_joint_knock_stands_on_each_of_its_lanes_joined_by_one_line():
    drawn = draw([knock(100, "AUT", "ZMB", "NOR"), knock(50, "ZMB", number=2)])
    ids = {lane.code: [mark.what.id for mark in lane.marks] for lane in drawn.lanes}
    assert ids == {"AUT": [100], "ZMB": [100, 2], "NOR": [100]}
    (join,) = drawn.joins
    ys = [lane.marks[0].y for lane in drawn.lanes]
    assert (join.top, join.bottom) == (min(ys), max(ys))


def test_a_band_follows_each_effective_knock_and_starts_on_its_last_possible_day():
    drawn = draw([knock(200, answered=False), knock(100, lasts=6, number=2)])
    (band,) = drawn.bands
    mark = drawn.lanes[0].marks[1]
    assert band.left == mark.right
    days = band.width / 100 * (drawn.last - drawn.first).days
    assert days == pytest.approx(42, abs=0.2)


@pytest.mark.parametrize(
    ("knocks", "planned", "found"),
    [
        ([knock(100), knock(58, number=2)], [], []),
        ([knock(100), knock(59, number=2)], [], [(2, 41)]),
        ([knock(100, answered=False), knock(59, number=2)], [], []),
        ([knock(100), knock(80, answered=False, number=2)], [], [(2, 20)]),
        ([knock(100), knock(80, answered=False, number=2), knock(70, number=3)], [],
         [(2, 20), (3, 30)]),
        ([knock(100, lasts=29), knock(80, number=2)], [], [(2, 0)]),
        ([knock(10)], [plan(5)], [("claimed", 15)]),
        ([knock(10)], [plan(5, step="suggested")], []),
        ([knock(10)], [plan(32)], []),
        ([], [plan(5)], []),
    ],
)  # fmt: skip
def test_what_lies_closer_than_the_spacing_collides(knocks, planned, found):
    close = collisions(knocks, planned, 42)
    assert [(getattr(one, "id", None) or one.step, days) for one, days in close.items()] == found


def test_a_collision_is_marked_where_it_lies():
    drawn = draw([knock(100), knock(70, "ZMB", number=2)])
    assert [lane.marks[0].since for lane in drawn.lanes] == [None, 30]
    assert [(gap.days, gap.close) for gap in drawn.gaps] == [(30, True)]
    assert drawn.collisions == 1


def test_a_window_under_way_begins_today_and_one_that_has_passed_stays():
    drawn = draw([], [plan(-10, "ZMB", lasts=20), plan(-60, "AUT", lasts=20)])
    plans = {lane.code: lane.plans[0] for lane in drawn.lanes}
    assert plans["ZMB"].left == drawn.today
    assert plans["AUT"].right < drawn.today


@pytest.mark.parametrize(
    ("places", "rows"),
    [
        ([(0, 50), (60, 90)], [0, 0]),
        ([(0, 50), (55, 90)], [0, 1]),
        ([(0, 50), (10, 60), (20, 70)], [0, 1, None]),
        ([], []),
    ],
)
def test_labels_take_the_first_row_with_room(places, rows):
    assert stacked(places, 2) == rows


def test_labels_that_find_no_room_are_left_out_and_none_lies_on_another():
    drawn = draw([knock(100 + day, number=day + 1) for day in range(0, 60, 3)])
    (lane,) = drawn.lanes
    said = [mark for mark in lane.marks if mark.label]
    assert lane.rows == LABELS
    assert 0 < len(said) < len(lane.marks)


def test_a_label_near_an_edge_turns_inwards():
    late = vote(-AHEAD.days - 310)
    drawn = draw([knock(SHOWN.days - 1)], [plan(0, lasts=AHEAD.days + 300)], [late])
    assert drawn.lanes[0].marks[0].label.anchor == "start"
    assert drawn.events[0].anchor == "end"


def test_events_without_room_keep_their_mark_and_lose_their_words():
    drawn = draw(happened=[vote(100 + day) for day in range(8)])
    assert sum(one.anchor is None for one in drawn.events) == 4
    assert len(drawn.events) == 8


def test_meetings_do_not_make_everything_longer():
    happened = [vote(5000, "1MSP", "meeting"), vote(1500)]
    assert draw(happened=happened, every=True).first > TODAY - timedelta(days=1600)
