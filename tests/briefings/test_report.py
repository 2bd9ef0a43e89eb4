"""The report as a document: what it holds, and that nothing restricted makes a difference to it."""

import re
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.accounts.policy import Visibility
from app.briefings.document import Document, Handling, words
from app.briefings.docx import docx
from app.briefings.files import Kind, file_of
from app.briefings.pdf import pdf
from app.briefings.report import report
from app.briefings.report_tables import names
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.forms import MoveStage
from app.doors.service import move_stage
from app.kit.translation import LANGUAGES, speaking
from app.reports.gathering import figures, real_book
from app.reports.sections import Section
from app.reports.wording import proposed
from app.states.outlines import outlines
from tests.briefings.documents import (
    docx_text,
    docx_whole,
    flat,
    in_order,
    needs_poppler,
    pdf_text,
    poppler,
    writer_text,
)
from tests.reports.cast import FIRST, begin, finalise, join, log
from tests.reports.test_gathering import amend, demonstrator
from tests.world import NOW, TODAY, World

HANDLED = Handling("Draft")


def made(db: Session) -> Document:
    """In the language that is spoken, with the text that is proposed."""
    known, found = real_book(db), figures(db, FIRST, TODAY, TODAY)
    called = names(found, known)
    texts = {one: proposed(one, found, called) for one in Section}
    return report(found, texts, known, outlines(), HANDLED)


def shared_entries(db: Session, world: World) -> None:
    """What everybody reads."""
    promise = {"commitment_side": ["theirs"], "commitment_text": ["To write"]}
    log(db, world.member, **promise)
    log(db, world.stranger, state="KHM", messengers=["ZMB"], level="expert", response="declined")
    log(db, world.campaigner, state="KHM", messengers=["CMC"], level=None, channel="side_event")


def test_paragraphs_tables_and_figures_are_counted_through(db: Session, world: World) -> None:
    shared_entries(db, world)
    found = made(db)
    numbers = [one.number for section in found.sections for one in section.clauses]
    assert numbers == list(range(1, len(numbers) + 1))
    captions = [one.table.caption for one in found.sections if one.table]
    assert [text.split(".")[0] for text in captions] == [
        f"Table {number}" for number in range(1, len(captions) + 1)
    ]
    assert [one.caption for section in found.sections for one in section.figures] == [
        "Figure 1. Standing under the Convention on 24 November 2026",
        "Figure 2. Number of States Parties, 2008 to 2026",
    ]


def test_it_is_a_working_document_that_the_secretariat_completes(db: Session) -> None:
    found = made(db)
    assert found.masthead is not None
    assert found.masthead.marks[0].lead == "Symbol:"
    assert "to be filled in by the secretariat" in found.masthead.marks[0].text
    assert [one.heading for one in found.sections if one.rank == 1] == [
        "Introduction", "Status of the Convention", "Approaches to States", "Interim steps",
        "Commitments", "The way ahead", "Annex: sources",
    ]  # fmt: skip


def test_every_table_says_its_source_and_date(db: Session, world: World) -> None:
    shared_entries(db, world)
    for one in made(db).sections:
        if one.table:
            assert re.search(r"Source: .+ 20\d\d", one.table.note), one.heading


def test_a_map_says_its_figures_and_the_disclaimer_of_boundaries(db: Session) -> None:
    drawn = next(one for one in made(db).sections if one.figures).figures[0]
    assert re.search(r"States Parties \d+, signatories \d+, States not party \d+", drawn.alt)
    assert drawn.note.startswith("Boundaries and names shown do not imply endorsement")
    assert [one.label for one in drawn.signs] == [
        "State Party", "Signatory", "State not party", "outside the 197, or disputed",
    ]  # fmt: skip
    assert "<text" not in drawn.svg


def test_no_state_that_was_approached_is_named(db: Session, world: World) -> None:
    shared_entries(db, world)
    text = " ".join(words(made(db)))
    assert "Angola" not in text
    assert "Cambodia" not in text


@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_and_docx_say_the_same(db: Session, world: World, language: str) -> None:
    shared_entries(db, world)
    with speaking(language):
        found = made(db)
        text, written = pdf_text(pdf(found, NOW)), docx_text(docx(found, NOW))
    headings = [one.heading for one in found.sections]
    assert in_order(headings, written) == ""
    said = [one.text for section in found.sections for one in section.clauses]
    said += [one.table.caption for one in found.sections if one.table]
    said += [one.note for section in found.sections for one in section.figures]
    for one in said:
        assert flat(one) in written
    if language != "ar":  # poppler turns numbers and Latin words inside Arabic around
        letters = text.replace(" ", "")
        for one in said:
            assert flat(one).replace(" ", "") in letters


@needs_poppler
def test_an_arabic_report_is_tagged_and_in_its_language(db: Session) -> None:
    with speaking("ar"):
        found = made(db)
        content = pdf(found, NOW)
    assert re.search(r"Tagged: +yes", poppler("pdfinfo", content))
    assert found.direction == "rtl"
    text = pdf_text(content, arabic=True)
    assert flat(found.title) in text


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_writer_reads_a_report_in_order(db: Session, language: str, tmp_path: Path) -> None:
    with speaking(language):
        found = made(db)
        text = writer_text(docx(found, NOW), tmp_path)
    assert in_order([found.title, *[one.heading for one in found.sections]], text) == ""


def hide(db: Session, world: World, kind: str, level: Visibility) -> None:
    """One thing that the group may not read, or that nobody meant."""
    by = world.stranger
    hidden = {"visibility": level, "level": "head", "response": "acted", "messengers": ["ZMB"]}
    hidden |= {"commitment_side": ["ours"], "commitment_text": ["Hidden"], "state": "NPL"}
    shared = log(db, world.member, note="What a hidden one is joined with")
    match kind:
        case "contact":
            log(db, by, **hidden)
        case "joined":
            join(db, log(db, by, **hidden | {"state": "AGO"}), shared, world.coordinator)
        case "joined into":
            join(db, shared, log(db, by, **hidden | {"state": "AGO"}), world.coordinator)
        case "lowered":
            amend(db, log(db, by, **hidden), by, visibility="group")
        case "raised":
            amend(db, log(db, by, **hidden | {"visibility": "group"}), by, visibility=level)
        case "move":
            wish = MoveStage(stage=4, moved_on=TODAY, reason="Hidden", visibility=level)
            door = Door("NPL", Ask.ACCEDE)
            move_stage(db, wish, door=door, by=by, now=NOW, today=TODAY)
        case "demonstration":
            log(db, demonstrator(db, world), **hidden | {"visibility": "group"})


KINDS = ("contact", "joined", "joined into", "lowered", "raised", "move", "demonstration")


@needs_poppler
def test_worlds_that_differ_in_what_the_group_may_not_read_give_the_same_report(
    db: Session, world: World, client_for: Any
) -> None:
    shared_entries(db, world)
    number = begin(db, world.coordinator, ends_on=TODAY).id or 0
    client = client_for(world.coordinator, judged=False)

    def told() -> tuple[str, ...]:
        db.flush()
        page = client.get(f"/reports/{number}").text
        files = [
            client.get(f"/reports/{number}/report.{kind}", params={"language": "fr"}).content
            for kind in Kind
        ]
        article = page[page.index("<article") : page.index("</article>")]
        return article, pdf_text(files[0]), poppler("pdfinfo", files[0]), docx_whole(files[1])

    @settings(
        max_examples=5, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(
        kinds=st.lists(st.sampled_from(KINDS), min_size=2, max_size=4, unique=True),
        level=st.sampled_from([one for one in Visibility if one is not Visibility.GROUP]),
    )
    def same(kinds: list[str], level: Visibility) -> None:
        with db.begin_nested() as point:
            for _kind in kinds:
                log(db, world.member, note="What a hidden one is joined with")
            before = told()
            point.rollback()
        db.expire_all()
        with db.begin_nested() as point:
            for kind in kinds:
                hide(db, world, kind, level)
            after = told()
            point.rollback()
        db.expire_all()
        assert before == after

    same()


def test_a_final_report_is_the_same_whatever_is_logged_later(
    db: Session, world: World, client_for: Any
) -> None:
    shared_entries(db, world)
    number = begin(db, world.coordinator).id or 0
    finalise(db, world.coordinator, number)
    client = client_for(world.observer, judged=False)
    path = f"/reports/{number}/report.pdf"
    before = client.get(path).content
    log(db, world.member, held_on=TODAY - timedelta(days=3))
    assert client.get(path).content == before


def test_a_file_is_made_of_the_same_document_at_the_same_time(db: Session) -> None:
    found = made(db)
    assert file_of(found, Kind.PDF, NOW) == file_of(replace(found), Kind.PDF, NOW)
