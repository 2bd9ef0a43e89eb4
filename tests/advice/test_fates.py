"""What became of suggestions, without a database."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from app.advice.fates import (
    DoorPast,
    Group,
    Pair,
    Stood,
    Told,
    by_frequency,
    differences,
    group,
    leads,
    paired,
    rows,
    stepped,
)
from app.advice.shares import Share
from app.contacts.terms import Channel, Level, Response
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.ladder import Move, Stage

DAY = date(2026, 3, 1)
DOOR = Door("AAA", Ask.ACCEDE)
OTHER = Door("BBB", Ask.ACCEDE)
LATER = DAY + timedelta(days=400)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def told(number: int = 1, **more: Any) -> Told:
    usual: dict[str, Any] = {
        "contact_id": number, "held_on": DAY, "messengers": ("ONE",), "channel": Channel.LETTER,
        "level": Level.AMBASSADOR, "response": None, "promised": False,
    }  # fmt: skip
    return Told(**usual | more)


def stood(**more: Any) -> Stood:
    usual: dict[str, Any] = {
        "door": DOOR, "on": DAY, "until": after(42), "messenger": "ONE", "channel": Channel.LETTER,
        "level": Level.AMBASSADOR,
    }  # fmt: skip
    return Stood(**usual | more)


def move(days: int, stage: Stage, before: Stage | None) -> Move:
    return Move(
        id=1, stage=stage, before=before, on=after(days), by="", reason="", visibility="group"
    )


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ({}, Group.AS_SUGGESTED),
        ({"messengers": ("TWO", "ONE")}, Group.AS_SUGGESTED),
        ({"level": None}, Group.AS_SUGGESTED),
        ({"channel": Channel.EMAIL}, Group.CHANGED),
        ({"level": Level.MINISTER}, Group.CHANGED),
        ({"messengers": ("TWO",)}, Group.INSTEAD),
        ({"messengers": ()}, Group.INSTEAD),
    ],
)
def test_what_was_done_says_whether_it_was_suggested(done, expected):
    assert group(Pair(stood(), told(**done))) is expected


def test_a_suggestion_is_paired_with_the_contact_that_came_of_it():
    past = DoorPast(knocks=(told(1, held_on=after(1)), told(2, held_on=after(5))))
    assert paired([stood(contact_id=2)], {DOOR: past}) == [
        Pair(stood(contact_id=2), past.knocks[1])
    ]


def test_where_nothing_came_of_it_the_first_knock_while_it_stood_is_what_was_done_instead():
    knocks = tuple(told(n, held_on=after(days)) for n, days in enumerate((-1, 42, 43)))
    (pair,) = paired([stood()], {DOOR: DoorPast(knocks=knocks)})
    assert pair.knock.contact_id == 1
    assert paired([stood()], {DOOR: DoorPast(knocks=(knocks[0], knocks[2]))}) == []


def test_a_knock_is_compared_with_one_suggestion_alone_the_one_that_it_came_from():
    past = DoorPast(knocks=(told(1, held_on=after(10)),))
    came, declined = stood(contact_id=1), stood(on=after(5), messenger="TWO")
    assert paired([declined, came], {DOOR: past}) == [Pair(came, past.knocks[0])]


def test_of_several_that_stood_the_newest_is_compared():
    past = DoorPast(knocks=(told(1, held_on=after(10)), told(2, held_on=after(20))))
    old, new = stood(on=DAY, messenger="TWO"), stood(on=after(5), messenger="SIX")
    assert paired([old, new], {DOOR: past}) == [Pair(new, past.knocks[0])]


def test_a_contact_with_two_doors_is_a_knock_at_each():
    past = DoorPast(knocks=(told(1),))
    found = paired(
        [stood(contact_id=1), stood(door=OTHER, contact_id=1)], {DOOR: past, OTHER: past}
    )
    assert {pair.stood.door for pair in found} == {DOOR, OTHER}


def test_a_contact_that_the_reader_may_not_read_is_no_knock():
    assert paired([stood(contact_id=7)], {DOOR: DoorPast(knocks=(told(1),))}) == []
    assert paired([stood(contact_id=7)], {}) == []


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ({}, False),
        ({"moves": (move(10, Stage.UNDER_REVIEW, Stage.IN_DIALOGUE),)}, True),
        ({"moves": (move(0, Stage.UNDER_REVIEW, Stage.IN_DIALOGUE),)}, True),
        ({"moves": (move(90, Stage.UNDER_REVIEW, Stage.IN_DIALOGUE),)}, True),
        ({"moves": (move(91, Stage.UNDER_REVIEW, Stage.IN_DIALOGUE),)}, False),
        ({"moves": (move(-1, Stage.UNDER_REVIEW, Stage.IN_DIALOGUE),)}, False),
        ({"moves": (move(10, Stage.IN_DIALOGUE, Stage.UNDER_REVIEW),)}, False),
        ({"moves": (move(10, Stage.UNDER_REVIEW, None),)}, False),  # assessed, not moved
        ({"consents": (after(30),)}, True),
        ({"consents": (after(91),)}, False),
    ],
)
def test_a_stage_up_or_a_deposit_within_the_days_is_a_step(past, expected):
    assert stepped(DoorPast(knocks=(told(),), **past), told(), 90) is expected


@pytest.mark.parametrize(
    ("before", "own", "since", "expected"),
    [
        (None, Response.INTERESTED, None, False),  # nothing to compare it with
        (Response.NONCOMMITTAL, Response.INTERESTED, None, True),
        (Response.INTERESTED, Response.INTERESTED, None, False),
        (Response.INTERESTED, Response.NONCOMMITTAL, Response.INTERESTED, False),
        (Response.INTERESTED, None, Response.COMMITTED, True),
        (None, Response.NO_REPLY, Response.NONCOMMITTAL, True),
        (None, Response.NO_REPLY, Response.DECLINED, False),
        (None, None, Response.ACTED, False),
    ],
)
def test_a_response_above_the_last_one_is_a_step(before, own, since, expected):
    knock = told(2, response=own)
    knocks = [told(1, held_on=after(-200), response=before), knock]
    knocks += [told(3, held_on=after(60), response=since)] if since else []
    assert stepped(DoorPast(knocks=tuple(knocks)), knock, 90) is expected


def test_what_the_state_committed_itself_to_then_or_later_is_a_step():
    own = told(1, promised=True)
    assert stepped(DoorPast(knocks=(own,)), own, 90)
    then = told(2, held_on=after(80), promised=True)
    assert stepped(DoorPast(knocks=(told(1), then)), told(1), 90)
    assert not stepped(DoorPast(knocks=(told(1), then)), told(1), 79)


def test_a_row_counts_only_what_is_known():
    knocks = (
        told(1, response=Response.INTERESTED),
        told(2, held_on=after(1), response=Response.NO_REPLY),
        told(3, held_on=after(2)),
        told(4, held_on=after(300), messengers=("TWO",)),
    )
    past = {DOOR: DoorPast(knocks=knocks, moves=(move(5, Stage.APPROVED, Stage.DECIDED),))}
    pairs = paired([stood(contact_id=one.contact_id) for one in knocks], past)
    mine, changed, instead = rows(pairs, past, LATER)
    assert (mine.knocks, changed.knocks, instead.knocks) == (3, 0, 1)
    assert mine.effective == Share(2, 3)
    assert mine.welcome == Share(1, 2)  # of those whose response somebody wrote down
    assert mine.steps == (Share(3, 3), Share(3, 3))
    assert changed.steps == (Share(0, 0), Share(0, 0))
    assert instead.steps == (Share(0, 1), Share(0, 0))  # 100 days since: 180 are not over


def test_steps_are_counted_once_the_days_are_over_even_if_one_came_early():
    past = {DOOR: DoorPast(knocks=(told(1, promised=True),))}
    pairs = paired([stood(contact_id=1)], past)
    assert rows(pairs, past, after(89))[0].steps[0] == Share(0, 0)
    assert rows(pairs, past, after(90))[0].steps[0] == Share(1, 1)


def fared(mine: int, theirs: int, answered: int) -> tuple[Any, ...]:
    """So many knocks as suggested, all answered, and so many by another, of which some were."""
    ours = [told(n, response=Response.INTERESTED) for n in range(mine)]
    others = [
        told(
            1000 + n,
            messengers=("TWO",),
            response=Response.INTERESTED if n < answered else Response.NO_REPLY,
        )
        for n in range(theirs)
    ]
    past = {DOOR: DoorPast(knocks=(*ours, *others))}
    pairs = paired([stood(contact_id=one.contact_id) for one in past[DOOR].knocks], past)
    return leads(rows(pairs, past, DAY))


def test_no_lead_is_claimed_where_either_side_has_too_few():
    assert fared(19, 40, 0) == (None, None, None, None)
    assert fared(40, 19, 0) == (None, None, None, None)


def test_a_lead_is_shown_only_where_chance_would_hardly_make_it():
    effective, welcome, *steps = fared(20, 20, 5)
    assert effective.shown
    assert effective.figure == 0.75
    assert welcome.figure == 0.75
    assert steps == [None, None]
    assert not fared(20, 20, 19)[0].shown


@dataclass
class Planned:
    messenger: str = "ONE"
    channel: Channel = Channel.LETTER
    level: Level = Level.AMBASSADOR
    window_from: date = DAY
    window_to: date = DAY + timedelta(days=42)


SUGGESTION = {
    "messenger": "ONE", "channel": "letter", "level": "ambassador",
    "window": ["2026-03-01", "2026-04-12"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ()),
        ({"messenger": "TWO"}, ("messenger",)),
        ({"window_to": DAY}, ("window",)),
        ({"channel": Channel.EMAIL, "level": Level.HEAD}, ("channel", "level")),
    ],
)
def test_what_was_changed_of_a_suggestion_is_named(changed, expected):
    assert differences(SUGGESTION, Planned(**changed)) == expected


def test_reasons_are_listed_by_how_often_they_were_given_as_first_typed():
    typed = ["Too soon.", "An election", "too  soon", "Another reason", "TOO SOON", "An election"]
    assert by_frequency(typed) == [("Too soon.", 3), ("An election", 2), ("Another reason", 1)]
