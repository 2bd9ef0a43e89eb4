"""What a briefing chooses and how it says it."""

from dataclasses import replace
from datetime import date

import pytest

from app.briefings.content import (
    Answer,
    answer_line,
    barrier_lines,
    chosen,
    due,
    excerpt,
    position_line,
    stage_line,
)
from app.doors.asks import Barrier
from app.doors.door import BarrierRead
from app.doors.ladder import Move, Stage
from app.kit.origin import Origin

ANSWERS = [Answer(barrier, f"About {barrier}.", "An answer.") for barrier in Barrier]


def recorded(barrier: Barrier, *, overcome_on: date | None = None) -> BarrierRead:
    return BarrierRead(
        id=1,
        barrier=barrier,
        by="Cora Coordinator",
        on=date(2026, 9, 14),
        source="A source",
        overcome_on=overcome_on,
    )


def coded(barrier: Barrier) -> BarrierRead:
    return BarrierRead(id=None, barrier=barrier, by="", on=None, source="", coded=True, year="2022")


def test_answers_for_recorded_barriers_come_first_then_for_coded_ones() -> None:
    read = [coded(Barrier.CAPACITY), recorded(Barrier.CCW_PREFERENCE)]
    found = [answer.barrier for answer in chosen(ANSWERS, read)]
    assert found[:2] == [Barrier.CCW_PREFERENCE, Barrier.CAPACITY]
    assert len(found) == 4


def test_no_recorded_barrier_is_left_without_its_answer() -> None:
    read = [recorded(barrier) for barrier in Barrier]
    assert len(chosen(ANSWERS, read)) == len(Barrier)


def test_an_answer_to_what_was_overcome_comes_last() -> None:
    over = recorded(Barrier.STOCKPILE_COST, overcome_on=date(2026, 10, 1))
    found = chosen(ANSWERS, [over], most=len(Barrier))
    assert found[-1].barrier is Barrier.STOCKPILE_COST


def test_an_answer_says_whose_reading_of_a_barrier_it_rests_on() -> None:
    read = [recorded(Barrier.CAPACITY), coded(Barrier.CAPACITY)]
    line = answer_line(Answer(Barrier.CAPACITY, "Few people.", "Help is at hand."), read)
    assert line.label == "Few people."
    assert line.source == (
        "read by Cora Coordinator, 14 September 2026; source: A source; "
        "coded from the Monitor’s profile of 2022; not stated by the State"
    )


def test_a_barrier_stands_once_and_is_never_the_state_s_own_words() -> None:
    lines = barrier_lines([recorded(Barrier.CAPACITY), coded(Barrier.CAPACITY)])
    assert [line.text for line in lines] == ["Administrative capacity."]
    assert "not stated by the State" in lines[0].source


def test_a_barrier_that_was_overcome_says_when() -> None:
    (line,) = barrier_lines([recorded(Barrier.CAPACITY, overcome_on=date(2026, 10, 1))])
    assert line.text == "Administrative capacity, overcome on 1 October 2026."


def test_a_door_that_nobody_assessed_says_so() -> None:
    assert stage_line(None).text == "Not yet assessed"


def test_a_stage_says_who_moved_it_when_and_why() -> None:
    move = Move(
        id=1, stage=Stage.UNDER_REVIEW, before=None, on=date(2026, 9, 1), by="Mia Member",
        reason="A reason.", visibility="delegations",
    )  # fmt: skip
    line = stage_line(move)
    assert line.text == "Under review. A reason."
    assert line.source == "moved by Mia Member, 1 September 2026"
    assert line.marks == ("Delegations only",)


def test_a_position_has_its_year_and_an_unknown_one_says_so() -> None:
    assert position_line("objects", "2022", "S").label == "Last recorded position (2022)"
    assert position_line("objects", "", "S").label == "Last recorded position (year not known)"
    assert position_line("", "", "").text == "Not known"


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("Short.", 20, "Short."),
        ("Two\n  lines", 20, "Two lines"),
        ("One two three four", 12, "One two …"),
        ("One two, three", 9, "One two …"),
    ],
)
def test_an_excerpt_is_cut_between_words(text: str, most: int, said: str) -> None:
    assert excerpt(text, most) == said


def test_a_due_date_that_is_past_is_only_said() -> None:
    assert due(date(2020, 1, 2)) == "due 2 January 2020"
    assert due(None) == "no due date"


def test_a_barrier_read_at_several_levels_has_the_mark_of_the_strictest() -> None:
    reads = [
        recorded(Barrier.CAPACITY),
        replace(recorded(Barrier.CAPACITY), visibility="coordinators"),
        replace(recorded(Barrier.CAPACITY), visibility="delegations", origin=Origin.SYNTHETIC),
    ]
    (line,) = barrier_lines(reads)
    assert line.marks == ("Coordinators only", "Synthetic entry")
    answer = Answer(Barrier.CAPACITY, "Few people.", "Help is at hand.")
    assert answer_line(answer, reads).marks == line.marks
    assert answer_line(answer, reads[:1]).marks == ()
