"""Whom "better wait" is about, and who could come sooner: days that the list made anew confirms."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.situation import Candidate, Situation
from app.advice.suggest import Suggestion, advise
from app.advice.weights import USUAL
from app.contacts.terms import Response
from app.doors.rules import DEFAULTS
from app.kit.dates import spoken
from tests.advice.cases import TODAY, door, knock, messenger

BLAND = messenger("BBB", name="Bland")
ALAND = messenger("AAA", name="Aland", left=1)
"""Fits better: it shares language, region and organisations with every door here."""


def at_door(days: int, *codes: str, iso3: str = "XXX", **more: Any) -> Situation:
    return door(iso3, knock(days, *(codes or ("CCC",)), **more))


def lines(ends: list[Situation], people: list[Candidate], on: date = TODAY) -> list[Suggestion]:
    return list(advise(ends, people, DEFAULTS, on, {}).lines)


def line_of(ends: list[Situation], people: list[Candidate], on: date = TODAY) -> Suggestion:
    return next(one for one in lines(ends, people, on) if one.door.iso3 == "XXX")


def first_day(at: Situation, who: Candidate) -> date:
    """The first day on which this messenger, alone in the list, has not to wait."""
    days = (TODAY + timedelta(days=n) for n in range(600))
    return next(day for day in days if any(not one.waits for one in lines([at], [who], day)))


def test_of_the_messenger_that_fits_best_the_day_is_said_without_a_name():
    line = line_of([at_door(60)], [ALAND, BLAND])
    assert line.messenger == "AAA"
    assert line.wait == f"Better wait until {spoken(line.better_from)}"
    assert line.sooner == ""


def test_whose_better_messenger_goes_to_another_door_is_told_that_it_could_come_sooner():
    here = at_door(60)
    line = line_of([here, at_door(900, iso3="YYY")], [ALAND, BLAND])
    day = first_day(here, ALAND)
    assert line.messenger == "BBB"
    assert line.better_from == first_day(here, BLAND) > day
    assert line.wait == f"Bland had better wait until {spoken(line.better_from)}"
    assert line.sooner == (
        f"Aland could come sooner, from {spoken(day)}, if its last knocks did not go to other "
        "doors of this list: Xland"
    )


def test_one_that_could_come_today_is_said_to():
    here = at_door(225)
    line = line_of([here, at_door(900, iso3="YYY")], [ALAND, BLAND])
    assert first_day(here, ALAND) == TODAY < line.better_from
    assert line.sooner.startswith("Aland could come today if its last knocks")


def test_one_that_is_set_aside_comes_from_the_day_on_which_it_is_no_longer():
    back = first_day(at_door(60), ALAND) + timedelta(days=1)
    here = replace(at_door(60), refused={"AAA": back})
    line = line_of([here], [ALAND, BLAND])
    assert line.messenger == "BBB"
    assert line.better_from > back == first_day(here, ALAND)
    assert line.sooner == (
        f"Aland could come sooner, from {spoken(back)}: until then it is set aside here"
    )


def test_one_that_is_set_aside_for_too_long_is_not_said_to_come_sooner():
    here = replace(at_door(60), refused={"AAA": TODAY + timedelta(days=600)})
    line = line_of([here], [ALAND, BLAND])
    assert line.wait == f"Bland had better wait until {spoken(line.better_from)}"
    assert line.sooner == ""


def test_where_a_rule_keeps_the_better_one_away_the_day_is_that_of_the_one_named():
    line = line_of([at_door(60, "AAA")], [ALAND, BLAND])
    assert line.wait == f"Bland had better wait until {spoken(line.better_from)}"
    assert line.waiting.briefly == f"Better wait until {spoken(line.better_from)}"
    assert line.sooner == ""


def test_a_line_that_does_not_wait_says_nothing_of_it():
    line = line_of([at_door(900), at_door(901, iso3="YYY")], [ALAND, BLAND])
    assert (line.waits, line.wait, line.sooner) == (False, "", "")


@settings(max_examples=40, deadline=None)
@given(st.integers(42, 260), st.integers(0, 400), st.integers(42, 900), st.integers(0, 2))
def test_whoever_is_said_to_come_sooner_has_no_more_to_wait_on_that_day(ago, back, other, left):
    here = replace(at_door(ago), refused={"AAA": TODAY + timedelta(days=back)} if back else {})
    aland = replace(ALAND, left=left)
    line = line_of([here, at_door(other, iso3="YYY")], [aland, BLAND])
    sooner = line.waits and left > 0 and line.messenger == "BBB"
    assert bool(line.sooner) == (sooner and first_day(here, aland) < line.better_from)
    if line.sooner:
        day = first_day(here, aland)
        assert "today" in line.sooner if day == TODAY else spoken(day) in line.sooner


def test_where_waiting_does_not_help_the_one_that_is_left_it_is_named():
    weights = USUAL.model_copy(update={"no_reply": -30.0})
    back = TODAY + timedelta(days=10)
    here = replace(at_door(60, response=Response.NO_REPLY), refused={"AAA": back})
    line = advise([here], [ALAND, BLAND], DEFAULTS, TODAY, {}, weights).lines[0]
    assert (line.messenger, line.better_from) == ("BBB", None)
    assert line.wait.startswith("Not yet Bland: more speaks against it")
    assert line.waiting.briefly.startswith("Better not yet: more speaks against it")
    assert line.sooner.startswith(f"Aland could come sooner, from {spoken(back)}")
    then = advise([here], [ALAND, BLAND], DEFAULTS, back, {}, weights).lines[0]
    assert (then.messenger, then.waits) == ("AAA", False)
