"""What differs between two texts: the pieces always make both texts again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messages.differences import Kind, compared, words_between
from app.messages.wording import SHOWN, TEXTS, Raised, Wording, as_json, from_json

EMPTY = Wording(**dict.fromkeys(TEXTS, ""))


def shown(old, new):
    marks = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "[+{}+]"}
    return "".join(marks[one.kind].format(one.text) for one in words_between(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("We ask", "We ask", "We ask"),
        ("We ask for a date", "We ask for a plan", "We ask for a [-date-][+plan+]"),
        ("", "We ask", "[+We ask+]"),
        ("We ask", "", "[-We ask-]"),
        ("one two", "three four", "[-one two-][+three four+]"),
        ("Ask.", "Ask!", "Ask[-.-][+!+]"),
        ("l’accord", "l’accord final", "l’accord[+ final+]"),
        ("We ask for it", "Nobody can tell it", "[-We ask for it-][+Nobody can tell it+]"),
        ("Stays\nWe ask now", "Stays\nWe ask again", "Stays\nWe ask [-now-][+again+]"),
        ("One\nTwo", "One\nNew\nTwo", "One\n[+New\n+]Two"),
    ],
)
def test_words_that_went_and_came(old, new, said):
    assert shown(old, new) == said


@given(st.text(alphabet="ab .,\n’é", max_size=40), st.text(alphabet="ab .,\n’é", max_size=40))
def test_the_pieces_make_both_texts_again(old, new):
    pieces = words_between(old, new)
    assert "".join(one.text for one in pieces if one.kind is not Kind.ADDED) == old
    assert "".join(one.text for one in pieces if one.kind is not Kind.REMOVED) == new


def test_objections_are_compared_with_those_of_their_barrier_wherever_they_stand():
    one, other = Raised("capacity", "Few people", "We help"), Raised("", "Why?", "So")
    old = replace(EMPTY, arguments=(one, other))
    new = replace(EMPTY, arguments=(other, replace(one, answer="We can help")))
    differing = [part for part in compared(old, new, list(SHOWN)) if part.differs]
    assert [(part.field, part.barrier) for part in differing] == [("answer", "capacity")]
    gone = [part for part in compared(old, EMPTY, list(SHOWN)) if part.differs]
    assert [(part.field, part.barrier) for part in gone] == [
        ("may_raise", "capacity"), ("answer", "capacity"), ("may_raise", ""), ("answer", ""),
    ]  # fmt: skip


def test_a_wording_is_kept_whole():
    kept = replace(EMPTY, title="A title", arguments=(Raised("", "Why?", "So"),))
    assert from_json(as_json(kept)) == kept
