"""Two lists side by side."""

from app.advice.shifts import Comparison, Kind, Place, Shift, compare
from app.advice.suggest import Advice, advise
from app.advice.weights import Weights
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.rules import DEFAULTS
from tests.advice.cases import TODAY, door, messenger

SIGNED = "2008-12-03"


def listed(weights: Weights, left: int = 6) -> Advice:
    doors = [
        door("X01", signed_on=SIGNED),
        door("X02", region_parties=4, region_states=4),
        door("X03"),
    ]
    who = [messenger(left=left), messenger("BBB", languages=("en",), left=left)]
    return advise(doors, who, DEFAULTS, TODAY, {}, weights)


def kinds(before: Advice, after: Advice) -> dict[str, Kind]:
    return {one.door.iso3: one.kind for one in compare(before, after).shifts}


def test_the_same_list_stays():
    assert set(kinds(listed(Weights()), listed(Weights())).values()) == {Kind.STAYS}
    assert compare(listed(Weights()), listed(Weights())).changed == ()


def test_lines_change_places_and_messengers():
    moved = kinds(listed(Weights()), listed(Weights(signature=0, region=100)))
    assert moved == {"X01": Kind.MOVES, "X02": Kind.MOVES, "X03": Kind.STAYS}
    other = listed(Weights(subregion=0, organisation=0, load=-50), left=3)
    assert len(other.lines) == 3
    weights = Weights(language=0, subregion=0, organisation=0, organisations=0)
    before = kinds(listed(Weights()), listed(weights))
    assert set(before.values()) == {Kind.STAYS}


def test_a_line_comes_and_goes():
    one = listed(Weights(), left=1)
    few = kinds(listed(Weights()), one)
    assert sorted(few.values()) == sorted([Kind.GOES, Kind.STAYS, Kind.MESSENGER])
    assert sorted(kinds(one, listed(Weights())).values()) == sorted(
        [Kind.COMES, Kind.STAYS, Kind.MESSENGER]
    )
    assert sum(compare(listed(Weights()), one).counts.values()) == 3


def test_what_went_out_comes_last():
    found = compare(listed(Weights()), listed(Weights(), left=1)).shifts
    assert [bool(one.after) for one in found] == [True, True, False]


def test_those_that_moved_farthest_are_named_first_and_all_are_counted():
    before = listed(Weights())
    found = compare(before, listed(Weights(signature=0, region=100)))
    assert [one.door.iso3 for one in found.moved] == ["X02", "X01"]
    assert [one.steps for one in found.moved] == [1, -1]
    assert [one.way for one in found.moved] == ["from 2 up to 1", "from 1 down to 2"]
    assert compare(before, before).moved == ()
    order = [Place(place, "AAA", "Aland", 1.0) for place in range(1, 9)]
    shifts = [
        Shift(Door(f"X{number:02}", Ask.ACCEDE), "Xland", order[number], order[7 - number])
        for number in range(8)
    ]
    came = Shift(Door("X09", Ask.ACCEDE), "Xland", None, order[0])
    many = Comparison((*shifts, came))
    assert len(many.moved) == 8
    assert [abs(one.steps) for one in many.farthest] == [7, 7, 5, 5, 3]
    assert came.way == ""
