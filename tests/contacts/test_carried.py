"""Whether the group speaks with one voice."""

import pytest

from app.contacts.carried import Carried, carried, consistency

C, E, A, N = Carried.CURRENT, Carried.EARLIER, Carried.OTHER, Carried.NOT_RECORDED
VERSIONS = {1: False, 2: True}


@pytest.mark.parametrize(("version", "what"), [(2, C), (1, E), (9, A), (None, N)])
def test_what_a_knock_carried(version, what):
    assert carried(version, VERSIONS) is what


@pytest.mark.parametrize(
    ("knocks", "said"),
    [
        ([], ""),
        ([C], "Message of the only knock: the current one"),
        ([N], "Message of the only knock: not recorded"),
        ([C, C], "2 of the last 2 knocks carried the current message"),
        (
            [C, E, C, C, C, N],
            "4 of the last 5 knocks carried the current message; 1 an earlier version of it",
        ),
        (
            [A, N, N],
            "0 of the last 3 knocks carried the current message; 1 another message; "
            "2 name no message",
        ),
        (
            [C, E, E, A, N],
            "1 of the last 5 knocks carried the current message; "
            "2 an earlier version of it; 1 another message; 1 names no message",
        ),
        ([C, N], "1 of the last 2 knocks carried the current message; 1 names no message"),
    ],
)
def test_consistency_is_said_of_the_last_five(knocks, said):
    assert consistency(knocks) == said
