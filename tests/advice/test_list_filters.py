"""What the address of a list may ask for: tables, no database."""

import pytest

from app.advice.list_filters import MODELS, understood
from app.views.listing import Listing


def test_every_list_is_known():
    assert set(MODELS) == set(Listing)


@pytest.mark.parametrize(
    ("listing", "asked", "query", "wrong"),
    [
        ("doors", {"stage": "2", "never": "true", "q": ""}, {"stage": "2", "never": "true"}, []),
        ("doors", {"columns": "stage.when", "sort": "state"}, {"columns": "stage.when"}, []),
        ("doors", {"stage": "9", "silence": "90"}, {"silence": "90"}, ["stage"]),
        ("doors", {"columns": "<b>"}, {}, ["columns"]),
        ("board", {"stage": "2", "group": "region", "ask": "ratify"}, {"ask": "ratify"}, []),
        ("contacts", {"state": "ago", "after": "x~1"}, {"state": "AGO"}, []),
        ("contacts", {"retracted": "false"}, {"retracted": "false"}, []),
        ("approaches", {"mine": "true", "colour": "red"}, {"mine": "true"}, ["colour"]),
        ("commitments", {"side": "ours", "due": "soon"}, {"side": "ours"}, ["due"]),
        ("states", {"standing": "party", "on": "2020-04-01"},
         {"standing": "party", "on": "2020-04-01"}, []),
    ],
    ids=str,
)  # fmt: skip
def test_a_list_keeps_what_it_understands_and_names_the_rest(listing, asked, query, wrong):
    assert understood(Listing(listing), asked) == (query, wrong)
