"""Which doors are shown, in what order and groups: tables, no database."""

from datetime import date
from typing import Any

import pytest

from app.advice.cold import DUE_NAMES, Due, Window
from app.advice.door_filters import (
    SORT_NAMES,
    Filters,
    Sort,
    blocks,
    chosen,
    facts_only,
    read_filters,
    regions,
)
from app.advice.overview import Listed
from app.contacts.silence import Knock
from app.contacts.terms import Channel, Precision
from app.doors.asks import Ask, Barrier
from app.doors.door import BarrierRead, Door
from app.doors.ladder import Move, Stage
from app.states.queries import StateCard


def card(iso3: str, name: str, group: str) -> StateCard:
    return StateCard(iso3, iso3[:2], name, group=group, subregion="somewhere", numeric="000")


def move(stage: int) -> Move:
    return Move(1, Stage(stage), None, date(2026, 1, 1), "Mia", "because", "group")


def knock(day: str) -> Knock:
    held = date.fromisoformat(day)
    return Knock(1, held, Precision.DAY, Channel.LETTER, None, None, ("AUT",), 1)


def listed(iso3: str, name: str, group: str, ask: Ask = Ask.ACCEDE, **more: Any) -> Listed:
    return Listed(Door(iso3, ask), card(iso3, name, group), "", 0, **more)


CAPACITY = BarrierRead(1, Barrier.CAPACITY, "Mia", date(2026, 1, 1), "a source")
ALPHA = listed(
    "AAA", "Alpha", "African", Ask.RATIFY, stage=move(2), silence=100, senders=2, knocked=True,
    last=knock("2026-08-16"), knockers=frozenset({"AUT", "ZMB"}), barriers=(CAPACITY,),
    window=Window(date(2026, 9, 27), date(2027, 2, 14)), due=Due.READY,
)  # fmt: skip
BRAVO = listed("BBB", "Bravo", "GRULAC", knocked=True)
CHARLIE = listed(
    "CCC", "Charlie", "African", stage=move(4), silence=10, senders=1, knocked=True,
    last=knock("2026-11-14"), knockers=frozenset({"AUT"}),
    window=Window(date(2026, 12, 26), date(2027, 5, 15)), due=Due.RESTING,
)  # fmt: skip
DELTA = listed("DDD", "Delta", "")
ALL = (ALPHA, BRAVO, CHARLIE, DELTA)


def codes(doors: Any) -> str:
    return "".join(one.door.iso3[0] for one in doors)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, "ABCD"),
        ({"q": "bra"}, "B"),
        ({"q": "CCC"}, "C"),
        ({"q": "nowhere"}, ""),
        ({"ask": "ratify"}, "A"),
        ({"region": "African"}, "AC"),
        ({"region": "No regional group"}, "D"),
        ({"stage": "4"}, "C"),
        ({"stage": "none"}, "BD"),
        ({"messenger": "zmb"}, "A"),
        ({"messenger": "AUT"}, "AC"),
        ({"barrier": "capacity"}, "A"),
        ({"silence": "50"}, "ABD"),
        ({"never": "true"}, "D"),
        ({"due": "ready"}, "A"),
        ({"due": "resting"}, "C"),
        ({"due": "cold"}, ""),
        ({"region": "African", "stage": "2"}, "A"),
    ],
    ids=str,
)
def test_each_filter_keeps_what_it_says(asked: dict[str, str], shown: str):
    filters, wrong = read_filters(asked)
    assert (codes(chosen(ALL, filters)), wrong) == (shown, [])


@pytest.mark.parametrize(
    ("sort", "shown"),
    [
        ("state", "ABCD"),
        ("-state", "DCBA"),
        ("silence", "CABD"),
        ("-silence", "ACBD"),
        ("stage", "ACBD"),
        ("-stage", "CABD"),
        ("last", "ACBD"),
        ("cold", "ACBD"),
        ("-cold", "CABD"),
        ("-last", "CABD"),
        ("messengers", "BDCA"),
        ("-messengers", "ACBD"),
    ],
)
def test_doors_without_a_value_come_last_whichever_way(sort: str, shown: str):
    assert codes(chosen(ALL, Filters(sort=Sort(sort)))) == shown


def test_every_order_has_its_words():
    assert set(SORT_NAMES) == set(Sort)
    assert set(DUE_NAMES) == set(Due)


def test_doors_are_grouped_by_region_or_stage():
    by_region = blocks(ALL, Filters.model_validate({"group": "region"}).group)
    assert [(block.heading, codes(block.doors)) for block in by_region] == [
        ("African", "AC"),
        ("GRULAC", "B"),
        ("No regional group", "D"),
    ]
    by_stage = blocks(ALL, Filters.model_validate({"group": "stage"}).group)
    assert [(block.heading, codes(block.doors)) for block in by_stage] == [
        ("in domestic approval", "C"),
        ("under review", "A"),
        ("not yet assessed", "BD"),
    ]
    assert [block.heading for block in blocks(ALL, None)] == [""]
    assert regions(ALL) == ["African", "GRULAC", "No regional group"]


def test_what_makes_no_sense_is_left_out_and_named():
    filters, wrong = read_filters({"silence": "long", "stage": "9", "region": "African"})
    assert wrong == ["silence", "stage"]
    assert filters == Filters(region="African")


def test_a_link_reproduces_the_list():
    asked = {"q": "a", "stage": "2", "never": "true", "sort": "-silence", "group": "region"}
    filters, _ = read_filters(asked)
    assert filters.query() == asked
    assert read_filters(filters.query())[0] == filters


def test_each_filter_in_use_is_said_with_the_way_out_of_it():
    filters, _ = read_filters({"stage": "2", "messenger": "AUT", "silence": "90"})
    assert filters.said({"AUT": "Austria"}) == [
        ("under review", {"messenger": "AUT", "silence": 90}),
        ("knocked by Austria in twelve months", {"stage": "2", "silence": 90}),
        ("silent for 90 days or more", {"stage": "2", "messenger": "AUT"}),
    ]


def test_those_who_read_no_entries_filter_by_facts_alone():
    asked = {
        "q": "a", "ask": "ratify", "region": "African", "stage": "2", "messenger": "AUT",
        "barrier": "capacity", "silence": "9", "never": "true", "sort": "-silence", "due": "cold",
        "group": "stage",
    }  # fmt: skip
    kept = facts_only(read_filters(asked)[0])
    assert kept.query() == {"q": "a", "ask": "ratify", "region": "African"}
