"""The words of the doors list, and what it rests on."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.advice.overview import answer, barrier_words, overview, standing_words, when, window
from app.advice.queries import ApproachRow
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from app.contacts.silence import Knock
from app.contacts.terms import Channel, Level, Precision, Response
from app.doors.asks import Ask, Barrier
from app.doors.door import BarrierRead
from app.states.names import alphabetical
from app.states.queries import ActRow
from app.states.standing import Action
from tests.doors.cast import ANGOLA, move, read
from tests.world import NOW, TODAY, World

DAY = date(2026, 9, 14)


def knock(precision: Precision = Precision.DAY, response: Response | None = None) -> Knock:
    return Knock(1, DAY, precision, Channel.LETTER, None, response, ("AUT",), 1)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (None, ""),
        (knock(), "14 September 2026"),
        (knock(Precision.WEEK), "week of 14 September 2026"),
        (knock(Precision.MONTH), "September 2026"),
    ],
)
def test_a_knocks_date_is_as_exact_as_it_is_known(one: Knock | None, words: str):
    assert when(one) == words


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (None, ""),
        (knock(), "answer not recorded"),
        (knock(response=Response.NO_REPLY), "no reply"),
        (knock(response=Response.COMMITTED), "committed"),
    ],
)
def test_an_answer_is_said_in_the_domains_words(one: Knock | None, words: str):
    assert answer(one) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 12, 4), date(2026, 12, 18), "4 to 18 December 2026"),
        (date(2026, 11, 29), date(2026, 12, 3), "29 November 2026 to 3 December 2026"),
        (date(2026, 12, 29), date(2027, 1, 3), "29 December 2026 to 3 January 2027"),
        (date(2026, 12, 4), date(2026, 12, 4), "4 December 2026"),
    ],
)
def test_a_window_repeats_no_month(first: date, last: date, words: str):
    row: Any = ApproachRow(*[None] * len(ApproachRow._fields))
    assert window(row._replace(window_from=first, window_to=last)) == words


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([], ""),
        ([ActRow(Action.SIGNATURE, "2008-12-03", "", "a source")], "signed 3 December 2008"),
        (
            [
                ActRow(Action.ACCESSION, "2010-01-01", "", "a source"),
                ActRow(Action.WITHDRAWAL, "2024-09-06", "2025-03-06", "a source"),
            ],
            "withdrawal in effect since 6 March 2025",
        ),
    ],
)
def test_a_standing_names_the_act_that_it_rests_on(acts: list[ActRow], words: str):
    assert standing_words(acts, TODAY) == words


def test_each_barrier_is_said_once_and_peoples_readings_come_first():
    def barrier(code: Barrier, *, coded: bool = False) -> BarrierRead:
        return BarrierRead(1, code, "Mia", None, "a source", coded=coded, year="2022")

    read_by_people = barrier(Barrier.CAPACITY)
    coded = [barrier(code, coded=True) for code in (Barrier.CAPACITY, Barrier.LOW_PRIORITY)]
    assert barrier_words([read_by_people, read_by_people, *coded]) == {
        "read": "administrative capacity",
        "coded": "other priorities",
        "coded_year": "2022",
    }
    assert barrier_words([]) == {"read": "", "coded": "", "coded_year": ""}


def log(db: Session, world: World, **more: Any) -> None:
    typed = {
        "state": "AGO", "held_on": TODAY - timedelta(days=9), "channel": Channel.LETTER,
        "level": Level.AMBASSADOR, "note": "Test entry", "messengers": ["AUT"], **more,
    }  # fmt: skip
    log_contact(db, LogContact.model_validate(typed), by=world.member, now=NOW, today=TODAY)


def angola(db: Session, world: World) -> Any:
    return next(one for one in overview(db, world.member.reader, TODAY) if one.door == ANGOLA)


@pytest.mark.parametrize("act", ["knock", "move", "barrier"])
def test_what_rests_on_a_demonstration_entry_is_marked(db: Session, world: World, act: str):
    assert not angola(db, world).demonstration
    world.member.origin = "demonstration"
    {"knock": lambda: log(db, world), "move": lambda: move(db, world.member),
     "barrier": lambda: read(db, world.member)}[act]()  # fmt: skip
    assert angola(db, world).demonstration


def test_there_is_a_line_for_every_open_door(db: Session, world: World):
    lines = overview(db, world.member.reader, TODAY)
    assert sum(one.door.ask is Ask.RATIFY for one in lines) == 12
    assert sum(one.door.ask is Ask.ACCEDE for one in lines) == 73
    names = [one.state.name for one in lines]
    assert names == sorted(names, key=alphabetical)


def test_silence_counts_from_the_last_knock_that_was_answered(db: Session, world: World):
    log(db, world, response="interested", held_on=TODAY - timedelta(days=30))
    log(db, world, response="no_reply", held_on=TODAY - timedelta(days=3), messengers=["ZMB"])
    line = angola(db, world)
    assert (line.silence, line.senders, line.knockers) == (30, 2, {"AUT", "ZMB"})
