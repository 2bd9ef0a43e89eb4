"""The one content model of page, PDF and DOCX."""

from dataclasses import replace

import pytest

from app.briefings.document import Line, Section, derived_marks, isolating, marks, pack, words
from app.briefings.facts import treaty_sources
from app.briefings.room import LEAST, fitted, height
from app.kit.origin import Origin
from tests.briefings.documents import document, working_document


@pytest.mark.parametrize(
    ("label", "text", "lead"),
    [
        ("Stage", "Under review", "Stage:"),
        ("Other priorities.", "We can help", "Other priorities."),
        ("Why now?", "It is time", "Why now?"),
        ("1 May: Aland. Answer: declined", "A note", "1 May: Aland. Answer: declined."),
        ("7 December 2026, 09:30; Aland", "In a meeting", "7 December 2026, 09:30; Aland:"),
        ("Stage", "", "Stage"),
        ("", "A text", ""),
    ],
)
def test_a_label_stands_before_its_text_as_one_would_write_it(
    label: str, text: str, lead: str
) -> None:
    assert Line(text, label).lead == lead


def test_every_word_stands_in_the_order_of_reading() -> None:
    said = words(document())
    assert said[:2] == ["For Ann Reader only.", "Contains test entries."]
    assert said.index("First") < said.index("one") < said.index("a source") < said.index("Second")
    assert "3 more in the contact log." in said


def test_a_part_of_a_pack_begins_a_page_and_its_headings_are_below_its_name() -> None:
    made = pack("A trip", document().handling, [document(title="Aland"), document(title="Bland")])
    parts = [one for one in made.sections if one.apart]
    assert [one.heading for one in parts] == ["Aland", "Bland"]
    assert {one.rank for one in made.sections if not one.apart} == {2}
    assert parts[0].paragraphs == ("Please ask first.",)


def test_a_text_in_another_script_turns_nothing_around() -> None:
    plain = isolating(document())
    assert plain("Plain") == "Plain"
    assert plain("دولة") == "\u2068دولة\u2069"
    assert isolating(document(direction="rtl"))("Plain") == "\u2068Plain\u2069"


def test_what_the_whole_group_reads_needs_no_mark() -> None:
    assert marks("group", Origin.REAL) == ()


def test_a_mark_says_the_level_and_that_nobody_meant_it() -> None:
    assert marks("coordinators", Origin.DEMONSTRATION) == (
        "Coordinators only",
        "Demonstration entry",
    )
    assert marks("group", Origin.SYNTHETIC) == ("Synthetic entry",)
    assert derived_marks("delegations", demonstration=True) == (
        "Delegations only",
        "From demonstration entries",
    )


def test_chapters_of_one_collection_are_named_together() -> None:
    said = [
        "UN Treaty Collection II-1, as at 2026",
        "A paper",
        "UN Treaty Collection II-2, as at 2026",
    ]
    assert treaty_sources(said) == "UN Treaty Collection II-1, II-2, as at 2026; A paper"


def lines(count: int, *, pinned: int = -1) -> tuple[Line, ...]:
    return tuple(Line("x" * 300, pinned=place == pinned) for place in range(count))


def test_what_fits_is_left_as_it_is() -> None:
    given = (Section("Ask", lines(2), key="ask"), Section("Knocks", lines(3), key="knocks"))
    assert fitted(given) == given


def test_the_log_gives_room_first_and_says_how_much() -> None:
    given = (Section("Ask", lines(3), key="ask"), Section("K", lines(9), key="knocks", in_log=True))
    ask, knocks = fitted(given, rows=30)
    assert ask == given[0]
    assert 2 <= len(knocks.lines) < 9
    assert knocks.more == 9 - len(knocks.lines)
    assert sum(map(height, (ask, knocks))) <= 30
    assert "more in the contact log" in knocks.rest


def test_no_section_gives_all_of_its_lines() -> None:
    given = [Section(key, lines(9), key=key) for key in LEAST]
    assert {one.key: len(one.lines) for one in fitted(given, rows=1)} == LEAST


def test_a_pinned_line_stays() -> None:
    (found,) = fitted([Section("K", lines(9, pinned=8), key="knocks", more=None)], rows=5)
    assert found.lines[-1].pinned
    assert found.more is None


def test_every_word_of_a_working_document_stands_in_the_order_of_reading() -> None:
    said = words(working_document())
    order = [
        "A meeting", "left open", "Aland", "1.", "One paragraph.", "Table 1. Counts", "c",
        "A source.", "Figure 1. A map", "A sign", "Its note.", "Annex",
    ]  # fmt: skip
    places = [said.index(text) for text in order]
    assert places == sorted(places)


def test_what_was_left_out_for_want_of_room_is_kept_in_its_order() -> None:
    given = Section("K", tuple(Line(f"{place} " + "x" * 300) for place in range(9)), key="knocks")
    (found,) = fitted([given], rows=12)
    assert found.left
    assert (*found.lines, *found.left) == given.lines
    assert len(found.left) == found.more


def test_lines_that_somebody_left_out_are_counted_and_make_no_section_empty() -> None:
    made = Section("Ask", empty="None.", hidden=(Line("a"), Line("b")))
    assert made.told_hidden == "2 lines are left out for this meeting."
    assert not made.bare
    assert made.told_hidden in words(replace(document(), sections=(made,)))
    assert Section("Ask").told_hidden == ""
