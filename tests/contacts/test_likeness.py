from dataclasses import replace
from datetime import date

import pytest

from app.contacts.likeness import Account, alike
from app.contacts.terms import Channel, Precision, Response

ONE = Account("AGO", date(2026, 11, 20), Precision.DAY, Channel.LETTER, None, author_id=1)
OTHER = replace(ONE, author_id=2)


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, True),
        ({"held_on": date(2026, 11, 21)}, True),
        ({"held_on": date(2026, 11, 22)}, False),
        ({"held_on": date(2026, 11, 1), "precision": Precision.MONTH}, True),
        ({"held_on": date(2026, 10, 1), "precision": Precision.MONTH}, False),
        ({"held_on": date(2026, 11, 9), "precision": Precision.WEEK}, False),
        ({"held_on": date(2026, 11, 16), "precision": Precision.WEEK}, True),
        ({"iso3": "KHM"}, False),
        ({"author_id": 1}, False),
        ({"channel": Channel.MARGINS}, False),
        ({"channel": Channel.MARGINS, "offices": ("Ministry of Défense",)}, True),
        ({"channel": Channel.MARGINS, "offices": ("The other office",)}, False),
        ({"response": Response.INTERESTED}, True),
        ({"response": Response.NO_REPLY}, False),
    ],
)
def test_whether_two_entries_may_tell_of_one_meeting(changed, same):
    one = replace(ONE, offices=("ministry of defense", "Desk"))
    assert alike(one, replace(OTHER, **changed)) is same
    assert alike(replace(OTHER, **changed), one) is same
