"""A meeting that a State and a messenger are both recorded to attend."""

from datetime import timedelta

import pytest

from app.advice.gathering import advice
from app.advice.scoring import parts
from app.advice.suggest import advise
from app.advice.ways import channel_for
from app.contacts.terms import Channel, Level, Response
from app.doors.door import Door
from app.doors.rules import RoundSettings
from app.kit.origin import Origin
from app.opportunities.calendar import Ahead
from app.opportunities.queries import attendees
from app.opportunities.service import take_attendance_back
from tests.advice.cases import TODAY, door, knock, messenger
from tests.advice.test_gathering import take_part
from tests.opportunities.cast import attend, meet
from tests.world import NOW

ANGOLA = Door("AGO", "ratify")


def ahead(*codes, first=10, last=14, **more):
    """A meeting in so many days, which these and the State attend."""
    days = ((TODAY + timedelta(days=number)).isoformat() for number in (first, last))
    known = {"number": 1, "name": "Test Meeting", "city": "Geneva", **more}
    return Ahead(**known, starts_on=next(days), ends_on=next(days), attending={"XXX", *codes})


def line(at, *who):
    return advise([at], list(who) or [messenger()], RoundSettings(), TODAY, {}).lines[0]


def points(at, who):
    return {part.name: part.points for part in parts(at, who, TODAY)}.get("meeting")


@pytest.mark.parametrize(
    ("meetings", "counted"),
    [
        ((), None),
        ((ahead(),), None),
        ((ahead("BBB"),), None),
        ((ahead("AAA"),), 9.0),
        ((ahead("BBB"), ahead("AAA", first=30, last=31)), 9.0),
    ],
)
def test_it_speaks_for_a_messenger_that_is_recorded_to_attend_too(meetings, counted):
    assert points(door(meetings=meetings), messenger()) == counted


@pytest.mark.parametrize(
    ("name", "city", "days", "words"),
    [
        (
            "Test Meeting",
            "Geneva",
            (7, 11),
            "the Test Meeting in Geneva, from 1 to 5 December 2026",
        ),
        ("Test", "", (7, 7), "the Test, on 1 December 2026"),
        ("The Test", "Rome", (3, 8), "The Test in Rome, from 27 November to 2 December 2026"),
        ("Test", "", (36, 40), "the Test, from 30 December 2026 to 3 January 2027"),
    ],
)
def test_it_is_a_reason_in_words(name, city, days, words):
    at = door(meetings=(ahead("AAA", first=days[0], last=days[1], name=name, city=city),))
    assert f"Xland and Aland both attend {words}" in line(at).reasons


@pytest.mark.parametrize(
    ("last", "who", "channel"),
    [
        ((), messenger(), Channel.MARGINS),
        ((knock(100, channel=Channel.BILATERAL_MEETING),), messenger(), Channel.MARGINS),
        ((), messenger("ISU", name="The ISU"), Channel.BILATERAL_MEETING),
    ],
)
def test_one_meets_in_its_margins(last, who, channel):
    at = door("XXX", *last, meetings=(ahead("AAA"),))
    assert channel_for(at, who, Level.AMBASSADOR) is channel


def test_a_high_level_visit_is_still_a_visit_with_its_own_days():
    envoy = messenger("ENVOY", ceiling=Level.HEAD, senior=True)
    high = knock(90, level=Level.DIRECTOR, response=Response.COMMITTED)
    found = line(door("XXX", high, meetings=(ahead("ENVOY"),)), envoy)
    assert (found.channel, found.window[0]) == (Channel.HIGH_LEVEL_VISIT, TODAY)


@pytest.mark.parametrize(("first", "last"), [(10, 14), (-2, 2)])
def test_the_window_is_what_is_left_of_its_days(first, last):
    found = line(door(meetings=(ahead("AAA", first=first, last=last),)))
    assert found.window == (
        TODAY + timedelta(days=max(first, 0)),
        TODAY + timedelta(days=last),
    )


def test_it_is_said_at_once_however_many_reasons_are_stronger():
    at = door(
        "XXX", knock(400, response=Response.COMMITTED), signed_on="2008-12-03", region_parties=9,
        region_states=9, lead="AAA", lead_name="Aland", meetings=(ahead("AAA"),),
    )  # fmt: skip
    said = line(at).reasons
    assert len(said) > 5
    assert said[2].startswith("Xland and Aland both attend")


def test_whoever_attends_comes_first_among_equals_and_it_is_said_why():
    at = door(meetings=(ahead("ISU"),))
    other, there = (messenger(code, name=code, home=None) for code in ("CMC", "ISU"))
    assert line(at, other).messenger == "CMC"
    found = line(at, other, there)
    assert found.messenger == "ISU"
    assert found.runner_up == "CMC came second: less for a meeting that both attend"


@pytest.mark.parametrize("marked", [True, False])
def test_a_suggestion_that_rests_on_a_demonstration_meeting_is_marked(marked):
    found = line(door(meetings=(ahead("AAA", demonstration=marked),)))
    assert (found.demonstration, found.visibility) == (marked, "group")


def suggested(db, person):
    return advice(db, person.reader, TODAY).at(ANGOLA)


def test_with_nothing_recorded_nothing_changes_and_each_act_is_heeded_at_once(db, world):
    take_part(db)
    before = suggested(db, world.member)
    assert "both attend" not in " ".join(before.reasons)
    made = meet(db, world.member, "Angola")
    assert suggested(db, world.member) == before
    attend(db, world.member, made, before.messenger_name)
    found = suggested(db, world.campaigner)
    name = before.messenger_name
    words = f"Angola and {name} both attend the Test Meeting in Geneva, from 1 to 5 December 2026"
    assert words in found.reasons
    assert found.channel is Channel.MARGINS
    assert [day.isoformat() for day in found.window] == ["2026-12-01", "2026-12-05"]
    number = attendees(db, world.member.reader)[made.id][0].number
    take_attendance_back(db, number, by=world.member, now=NOW)
    assert suggested(db, world.member) == before


@pytest.mark.parametrize("days", [("2027-03-25", "2027-03-26"), ("2026-11-22", "2026-11-23")])
def test_a_meeting_that_is_over_or_far_ahead_is_left_out(db, world, days):
    take_part(db)
    before = suggested(db, world.member)
    meet(db, world.member, "Angola", before.messenger_name, starts_on=days[0], ends_on=days[1])
    assert suggested(db, world.member) == before


def test_what_people_said_for_a_demonstration_marks_the_suggestion(db, world):
    take_part(db)
    world.member.origin = Origin.DEMONSTRATION
    name = suggested(db, world.stranger).messenger_name
    meet(db, world.member, "Angola", name)
    assert suggested(db, world.stranger).demonstration
