"""What becomes of a line that was edited, in words and in versions."""

from dataclasses import replace
from datetime import date

import pytest

from app.accounts.policy import Visibility
from app.briefings.document import Line, Section
from app.briefings.edited import Edit, State, applied, basis, by_key, keyed, newest, states
from app.briefings.edited_saves import between, in_words, saves

LINE = Line("A fact", "Label", "A source.", key="fact:1", rests=("fact:1",))
ONE = Edit(
    save=1, line="fact:1", state=State("Our words"), level=Visibility.GROUP,
    rests=frozenset({"fact:1"}), basis=basis(LINE), section="", author_id=1, by="Ann Author",
    owner_id=1, messenger=None, on=date(2026, 9, 14), origin="real",
)  # fmt: skip


def made(*edits: Edit, line: Line = LINE, level: Visibility = Visibility.GROUP) -> Section:
    return applied([Section("H", (line,), key="s")], newest(edits), level, lambda _: basis(line))[0]


def test_the_words_are_those_of_the_edit_and_the_label_stays() -> None:
    (line,) = made(ONE).lines
    assert (line.lead, line.text) == ("Label:", "Our words")
    assert line.source == "A source; reworded by Ann Author on 14 September 2026"


def test_the_newest_edit_decides() -> None:
    later = replace(ONE, save=2, state=State("Later words"))
    assert made(later, ONE).lines[0].text == "Later words"
    assert made(ONE, replace(later, state=State())).lines == (LINE,)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (replace(LINE, text="Another"), "the line beneath now reads: “Another”"),
        (replace(LINE, source="Another source"), "the line beneath now reads: “A fact”"),
        (replace(LINE, text="", label="Another"), "the line beneath now reads: “Another”"),
        (replace(LINE, rests=("fact:1", "fact:2"), source="Two sources"), ""),
    ],
)
def test_a_line_that_has_changed_says_what_it_reads_now(now: Line, says: str) -> None:
    (line,) = made(ONE, line=now).lines
    assert line.source.endswith(says or "14 September 2026")
    assert line.marks == (("Changed since",) if says else ())


def test_an_edited_line_shows_the_strictest_level_once() -> None:
    marked = replace(LINE, level="delegations", marks=("Delegations only", "Demonstration entry"))
    edit = replace(ONE, level=Visibility.DELEGATIONS, origin="demonstration")
    (line,) = made(edit, line=marked, level=Visibility.COORDINATORS).lines
    assert line.marks == ("Coordinators only", "Demonstration entry")


def test_a_line_of_our_own_stands_somewhere_whatever_sections_there_are() -> None:
    own = replace(ONE, line="added:1.1", section="elsewhere", rests=frozenset())
    found = applied([Section("H", (LINE,), key="s")], newest([own]), Visibility.GROUP, lambda _: "")
    assert [one.heading for one in found] == ["H", "Added for this meeting"]
    assert found[1].lines[0].text == "Our words"


def test_no_key_is_there_twice() -> None:
    found = keyed([Section("H", (LINE, LINE)), Section("I", (LINE, Line("none")))])
    assert list(by_key(found)) == ["fact:1", "fact:1#2", "fact:1#3"]


def test_versions_are_counted_as_one_reader_reads_them() -> None:
    edits = [replace(ONE, save=save, state=State(f"Words {save}")) for save in (7, 3, 9)]
    kept = saves(edits)
    assert [(save.number, save.place) for save in kept] == [(3, 1), (7, 2), (9, 3)]
    assert kept[1].changes == (("fact:1", State("Words 3"), State("Words 7")),)
    assert between(edits, 3, 9) == (("fact:1", State("Words 3"), State("Words 9")),)
    assert between(edits, 0, 3) == (("fact:1", State(), State("Words 3")),)
    assert states(edits, until=8) == {"fact:1": State("Words 7")}


@pytest.mark.parametrize(
    ("key", "state", "words"),
    [
        ("fact:1", State(), "as it stands: A fact"),
        ("fact:1", State("Ours", pinned=True), "Ours; always kept"),
        ("fact:1", State(hidden=True), "as it stands: A fact; left out"),
        ("fact:1", State("We agree.", hidden=True, pinned=True), "We agree; left out; always kept"),
        ("fact:9", State(), "as it stands"),
        ("added:1.1", State(), "not there"),
        ("added:1.1", State("Ours", pinned=True), "Ours"),
        ("added:1.1", State("Ours", hidden=True), "not there"),
    ],
)
def test_how_a_line_stands_is_said_in_words(key: str, state: State, words: str) -> None:
    assert in_words(key, state, {"fact:1": "A fact"}) == words
