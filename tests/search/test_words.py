"""Words that were typed against words that are written."""

import pytest

from app.search.words import beginning_of, holds, nearest_to, one_slip_away


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        ("Met in Genève", ["gene"], True),
        ("Met in Genève", ["eneve"], False),
        ("The dossier, at last", ["last", "doss"], True),
        ("The dossier", ["dossier", "kettle"], False),
        ("half-yearly", ["yearly"], True),
        ("Страна", ["strana"], True),
        ("a.c", ["abc"], False),
        ("", ["a"], False),
    ],
)
def test_a_text_holds_words_that_begin_one_of_its_own(text, words, held):
    assert holds(text, words) is held


@pytest.mark.parametrize("typed", ["kettl", "kettel", "kettlee", "kettla", "ekttle", "xkettle"])
def test_a_slip_is_undone(typed):
    assert "kettle" in one_slip_away(typed)
    assert typed not in one_slip_away(typed)


@pytest.mark.parametrize(
    ("typed", "text", "nearest"),
    [
        ("kettel", "a kettle of tea", ["kettle"]),
        ("kettel", "a metal kettle settled", ["kettle"]),
        ("hrabour", "the harbour", ["harbour"]),
        ("harburo", "the harbour", ["harbour"]),
        ("tae", "tea", []),
        ("kettle", "kettle", []),
        ("minstre", "minister ministry", ["ministry", "minister"]),
        ("ambasador", "", []),
    ],
)
def test_the_nearest_words_are_those_a_slip_or_two_away(typed, text, nearest):
    assert sorted(nearest_to(typed, [text])) == sorted(nearest)


def test_of_words_equally_near_the_commoner_comes_first():
    texts = ["ketble", "kettle", "kettle again"]
    assert nearest_to("ketle", texts) == ["kettle", "ketble"]
    assert nearest_to("ketle", texts, limit=1) == ["kettle"]


def test_the_beginning_of_a_word_is_at_least_three_letters():
    assert [beginning_of(word) for word in ("abcd", "harbuor")] == ["abc", "har"]
