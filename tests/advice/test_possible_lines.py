"""What a knock of the plan is expected to bring: the score, as the door will be in that week."""

from datetime import date, timedelta

import pytest

from app.advice.horizon import Horizon
from app.advice.models import Step
from app.advice.possible_lines import POINTS, Scale, options, stays
from app.advice.queries import ApproachRow
from app.advice.scoring import parts, total
from app.advice.situation import Situation
from app.advice.weights import USUAL
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.opportunities.calendar import Ahead
from tests.advice.cases import TODAY, door, knock, messenger

MONDAY = date(2026, 11, 30)
SCALE = Scale(Horizon(MONDAY, 26), TODAY, USUAL)
WHO = messenger()


def score(at: Situation, on: date = TODAY) -> float:
    return total(parts(at, WHO, on)) / POINTS


@pytest.mark.parametrize("at", [door(), door("XXX", knock(300)), door("XXX", knock(273))])
def test_a_door_that_has_rested_is_expected_to_answer_as_today_all_round(at):
    [one] = options(at, [WHO], SCALE)
    assert (one.first, one.last) == (0, None)
    assert one.movement == pytest.approx(score(at))


def test_a_door_that_has_not_rested_is_expected_to_answer_better_week_by_week():
    at = door("XXX", knock(120), signed_on="2008-12-03", region_parties=5, region_states=5)
    now, later, rested = options(at, [WHO], SCALE)
    assert (now.first, now.last) == (0, 12)
    assert (later.first, later.last) == (13, 20)
    assert (rested.first, rested.last) == (21, None)  # 273 days after the knock, and the Monday
    assert now.movement == pytest.approx(score(at))
    assert later.movement == pytest.approx(score(at, MONDAY + timedelta(weeks=13)))
    assert rested.movement == pytest.approx(score(at, MONDAY + timedelta(weeks=21)))
    assert now.movement < later.movement < rested.movement


def test_where_nothing_is_expected_before_it_has_rested_nobody_may_come_before():
    [one] = options(door("XXX", knock(120)), [messenger(home=None, languages=())], SCALE)
    assert one.first == 21


def test_a_door_that_has_not_rested_when_the_round_ends_is_planned_for_in_quarters():
    at = door("XXX", knock(50), signed_on="2008-12-03", region_parties=5, region_states=5)
    [one] = options(at, [WHO], Scale(Horizon(MONDAY, 20), TODAY, USUAL))
    assert (one.first, one.last) == (13, None)  # nothing is expected in the weeks before


def test_who_is_set_aside_may_come_from_the_day_on_which_that_ends():
    back = MONDAY + timedelta(weeks=15)
    at = door("XXX", knock(120), signed_on="2008-12-03", refused={"AAA": back})
    assert [(one.first, one.last) for one in options(at, [WHO], SCALE)] == [(15, 20), (21, None)]


def test_a_meeting_counts_with_the_rest_that_the_door_will_have_had():
    day = MONDAY + timedelta(weeks=24)
    meeting = Ahead(1, "A meeting", str(day), str(day), "", frozenset({"XXX", "AAA"}))
    at = door("XXX", knock(120), meetings=(meeting,))
    there = next(one for one in options(at, [WHO], SCALE) if one.channel is Channel.MARGINS)
    assert (there.first, there.last) == (24, 24)
    assert there.movement == pytest.approx(score(at, MONDAY + timedelta(weeks=21)))


def test_an_approach_that_stays_counts_as_the_door_will_be_in_its_week():
    at = door("XXX", knock(120))
    early, late = (_approach(MONDAY + timedelta(weeks=week)) for week in (0, 23))
    kept = stays(at, [early, late], {"AAA": WHO}, SCALE)
    assert [one.week for one in kept] == [0, 23]
    assert kept[0].movement == max(score(at), 0)
    assert kept[1].movement == pytest.approx(score(at, MONDAY + timedelta(weeks=21)))


def _approach(day: date) -> ApproachRow:
    return ApproachRow(
        id=1,
        iso3="XXX",
        state="Xland",
        ask=Ask.ACCEDE,
        messenger="AAA",
        messenger_name="Aland",
        channel=Channel.LETTER,
        level=Level.AMBASSADOR,
        window_from=day,
        window_to=day,
        visibility="group",
        origin="real",
        owner_id=1,
        owner="Somebody",
        version=1,
        author_id=1,
        step=Step.CLAIMED,
    )
