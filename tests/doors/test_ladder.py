"""Where a door stands: tables of acts and moves."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.history import history
from app.doors.ladder import NAMES, Move, Stage, moves_of_door, name, opened_on, present_move
from app.states.standing import Action

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Deed:
    action: Action
    date: str
    effective_date: str = ""
    source: str = "a source"
    demonstration: bool = False


SIGNED = Deed(Action.SIGNATURE, "2008-12-03")
RATIFIED = Deed(Action.RATIFICATION, "2011-03-24")
ACCEDED = Deed(Action.ACCESSION, "2012-01-10")
LEFT = Deed(Action.WITHDRAWAL, "2024-09-06", "2025-03-06")
PROVISIONAL = Deed(Action.PROVISIONAL_APPLICATION, "2009-01-01")


def move(day: str, stage: Stage = Stage.IN_DIALOGUE, number: int = 1) -> Move:
    return Move(number, stage, None, date.fromisoformat(day), "Mia", "because", "group")


@pytest.mark.parametrize(
    ("acts", "since"),
    [
        pytest.param([], None, id="a State that never acted: its door was always open"),
        pytest.param([SIGNED], date(2008, 12, 3), id="a signature opens the door to ratify"),
        pytest.param([SIGNED, PROVISIONAL], date(2008, 12, 3), id="provisional application: none"),
        pytest.param([SIGNED, RATIFIED, LEFT], date(2025, 3, 6), id="a withdrawal in effect"),
        pytest.param(
            [Deed(Action.SIGNATURE, "2008-12")], date(2008, 12, 31), id="a month counts when over"
        ),
        pytest.param(
            [ACCEDED, Deed(Action.WITHDRAWAL, "2026-10-01", "2027-04-01")],
            date(2012, 1, 10),
            id="a withdrawal that is not yet in effect changes nothing",
        ),
        pytest.param(
            [ACCEDED, LEFT, Deed(Action.SIGNATURE, "2020-01-01")],
            date(2025, 3, 6),
            id="what came before the withdrawal took effect is over",
        ),
    ],
)
def test_a_door_is_open_since_the_last_change_of_standing(acts: list[Deed], since: date | None):
    assert opened_on(acts, TODAY) == since


@pytest.mark.parametrize(
    ("days", "since", "present"),
    [
        pytest.param([], None, None, id="nobody moved it: not yet assessed"),
        pytest.param(["2026-05-01", "2025-01-01"], None, "2026-05-01", id="the newest move"),
        pytest.param(["2024-01-01"], "2025-03-06", None, id="moves before it opened do not count"),
        pytest.param(["2025-03-06"], "2025-03-06", "2025-03-06", id="a move of that very day does"),
        pytest.param(["2026-01-01", "2020-01-01"], "2025-03-06", "2026-01-01", id="only the newer"),
    ],
)
def test_the_present_stage_is_the_newest_move_since_the_door_opened(
    days: list[str], since: str | None, present: str | None
):
    opened = date.fromisoformat(since) if since else None
    found = present_move([move(day) for day in days], opened)
    assert (found.on.isoformat() if found else None) == present


def test_every_move_knows_the_stage_before_it():
    moves = [move("2024-01-01", Stage.NO_RESPONSE), move("2025-01-01", Stage.DECIDED)]
    newest, first = moves_of_door([*moves], [SIGNED])
    assert (newest.stage, newest.before) == (Stage.DECIDED, Stage.NO_RESPONSE)
    assert first.before is None


def test_a_door_that_closed_and_opened_again_begins_anew():
    moves = [move("2010-01-01", Stage.APPROVED), move("2026-01-01", Stage.IN_DIALOGUE)]
    newest, _ = moves_of_door(moves, [SIGNED, RATIFIED, LEFT])
    assert newest.before is None
    assert newest.words_before == "not yet assessed"


@pytest.mark.parametrize(
    ("stage", "words"), [(None, "not yet assessed"), *NAMES.items()], ids=lambda value: str(value)
)
def test_each_stage_has_its_words(stage: Stage | None, words: str):
    assert name(stage) == words


def test_the_history_tells_moves_and_treaty_acts_newest_first():
    doors = {
        Door("LTU", Ask.RATIFY): [move("2010-05-01", Stage.APPROVED)],
        Door("LTU", Ask.ACCEDE): [move("2026-05-01", Stage.NO_RESPONSE)],
    }
    lines = history(doors, [SIGNED, RATIFIED, LEFT, PROVISIONAL], date(2025, 3, 6), TODAY)
    assert [
        (line.day, line.words or (line.move and line.move.words), line.past) for line in lines
    ] == [
        ("2026-05-01", "no response", False),
        ("2025-03-06", "withdrawal in effect: the door to accession opened", False),
        ("2011-03-24", "deposited (ratification): the door closed", False),
        ("2010-05-01", "approved", True),
        ("2008-12-03", "signature: the door to ratification opened", False),
    ]


def test_an_act_that_does_not_count_yet_is_not_in_the_history():
    later = Deed(Action.WITHDRAWAL, "2026-10-01", "2027-04-01")
    assert history({}, [later, Deed(Action.WITHDRAWAL, "2026-10-01")], None, TODAY) == []
