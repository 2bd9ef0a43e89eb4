"""Two plans side by side."""

from app.advice.changes import changes
from app.advice.plan import Line
from app.contacts.terms import Channel, Level
from app.doors.door import Door
from tests.advice.test_plan import XXX, YYY


def line(week: int, messenger: str, door: Door = XXX) -> Line:
    return Line(week, door, messenger, Level.AMBASSADOR, Channel.BILATERAL_MEETING, 0.5)


def test_what_both_have_is_kept():
    found = changes([line(1, "AAA")], [line(1, "AAA")])
    assert (len(found.kept), found.new, found.gone, found.moved) == (1, (), (), ())


def test_another_week_or_another_messenger_is_a_move():
    found = changes([line(1, "AAA"), line(7, "BBB")], [line(2, "AAA"), line(7, "CCC")])
    assert [(one.week, other.week) for one, other in found.moved] == [(1, 2), (7, 7)]
    assert (found.new, found.gone) == ((), ())


def test_the_same_messenger_counts_before_the_same_week():
    found = changes([line(1, "AAA")], [line(1, "BBB"), line(3, "AAA")])
    assert found.moved == ((line(1, "AAA"), line(3, "AAA")),)
    assert found.new == (line(1, "BBB"),)


def test_what_only_one_of_them_has_is_new_or_gone():
    found = changes([line(1, "AAA")], [line(1, "AAA", YYY)])
    assert found.new == (line(1, "AAA", YYY),)
    assert found.gone == (line(1, "AAA"),)
