"""The doors in columns: tables, no database."""

from app.advice.board import LONGEST, board
from app.doors.ladder import Stage
from tests.advice.test_door_filters import ALL, listed

MANY = [listed(f"A{number:02}", f"State {number:02}", "African") for number in range(LONGEST + 3)]


def test_every_door_stands_on_its_rung_and_those_not_yet_assessed_come_first():
    columns = board(ALL)
    assert [(one.code, [door.door.iso3 for door in one.shown]) for one in columns] == [
        ("none", ["BBB", "DDD"]), ("0", []), ("1", []), ("2", ["AAA"]), ("3", []), ("4", ["CCC"]),
        ("5", []),
    ]  # fmt: skip
    assert columns[0].words == "not yet assessed"


def test_there_is_no_column_for_what_a_treaty_act_alone_brings_about():
    assert all(one.stage is not Stage.DEPOSITED for one in board(ALL))


def test_a_long_column_is_bounded_until_all_of_it_is_asked_for():
    short, whole = board(MANY)[0], board(MANY, "none")[0]
    assert (len(short.shown), short.count) == (LONGEST, LONGEST + 3)
    assert len(whole.shown) == whole.count == LONGEST + 3
    assert len(board(MANY, "2")[0].shown) == LONGEST
