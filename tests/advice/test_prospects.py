"""Which doors are shown with what dates suggest of them, and in what order."""

from datetime import date
from typing import NamedTuple

import pytest

from app.advice.features import Open
from app.advice.history import CCM, Place
from app.advice.prospects import Sort, chosen, prospects, reach, regions
from app.advice.readiness import Chance, Gap, Outlook
from app.states.regions import NO_GROUP


class Named(NamedTuple):
    iso3: str
    name: str


STATES = {code: Named(code, name) for code, name in (
    ("AAA", "Aland"), ("BBB", "Bland"), ("CCC", "Éland"), ("DDD", "Dland"),
)}  # fmt: skip
PLACES = {
    "AAA": Place("Southern Africa", "African"),
    "BBB": Place("Western Africa", "African"),
    "CCC": Place("Polynesia", ""),
    "DDD": Place("Southern Africa", "African"),
}
FIGURES = {"AAA": 0.02, "BBB": 0.3, "CCC": None, "DDD": 0.1}


def doors():
    found = []
    for iso3, figure in FIGURES.items():
        door = Open(iso3, CCM, date(2026, 1, 1), iso3 == "BBB", 0, 0, (0, 0), (0, 0), ())
        one = Chance(24, figure, figure / 2, figure * 1.2) if figure else None
        found.append(Outlook(door, one, None if one else Gap.LEFT))
    return prospects(found, STATES, PLACES)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.CHANCE, ["BBB", "DDD", "AAA", "CCC"]),
        (Sort.CHANCE_UP, ["AAA", "DDD", "BBB", "CCC"]),
        (Sort.STATE, ["AAA", "BBB", "DDD", "CCC"]),
        (Sort.REGION, ["CCC", "DDD", "AAA", "BBB"]),
    ],
)
def test_doors_come_in_the_order_asked_for(sort, order):
    assert [one.iso3 for one in chosen(doors(), "", sort)] == order


@pytest.mark.parametrize(
    ("region", "left"),
    [("African", {"AAA", "BBB", "DDD"}), ("Southern Africa", {"AAA", "DDD"}), (NO_GROUP, {"CCC"})],
)
def test_doors_are_chosen_by_regional_group_or_sub_region(region, left):
    assert {one.iso3 for one in chosen(doors(), region, Sort.CHANCE)} == left


def test_the_regions_that_are_offered_have_an_open_door():
    assert [code for code, _ in regions(doors())] == [
        "African", NO_GROUP, "Polynesia", "Southern Africa", "Western Africa",
    ]  # fmt: skip


def test_who_has_signed_is_asked_to_ratify():
    assert {one.iso3: one.ask for one in doors()} == {
        "AAA": "accede", "BBB": "ratify", "CCC": "accede", "DDD": "accede",
    }  # fmt: skip


def test_a_drawing_reaches_beyond_all_that_stand_in_it():
    assert reach([None]) == 0.05
    assert reach([Chance(24, 0.1, 0.05, 0.21), None]) == 0.25
    assert reach([Chance(24, 0.9, 0.8, 0.99)]) == 1.0
