"""The pack of a trip: itinerary, contents and a brief per appointment, as one document."""

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from app.briefings.document import handling, words
from app.briefings.files import Kind, file_of
from app.briefings.trip import trip_pack
from app.kit.translation import LANGUAGES, speaking
from tests.briefings.documents import (
    docx_text,
    in_order,
    needs_poppler,
    pdf_text,
    poppler,
)
from tests.edited_briefs.cast import begin, edit
from tests.opportunities.cast import meet
from tests.trips.cast import appoint, travel
from tests.world import NOW, TODAY


@pytest.fixture
def trip(db, world):
    """The appointments are written down in another order than that of the days."""
    made = travel(db, world.envoy)
    for state, day, time in (("KHM", 3, "08:00"), ("NPL", 2, ""), ("AGO", 2, "15:00")):
        appoint(db, world.envoy, made, state=state, held_on=f"2026-12-0{day}", at=time)
    return made


def packed(db, by, trip, language="en"):
    with speaking(language):
        return trip_pack(db, by.reader, trip, TODAY, handling(by.name, NOW))


PARTS = ["Angola, 2 December 2026, 15:00", "Nepal, 2 December 2026", "Cambodia, 3 December 2026"]


def test_the_itinerary_comes_first_and_a_brief_for_each_appointment_in_order(db, world, trip):
    made = packed(db, world.envoy, trip)
    assert made.title == "Trip pack: Test Trip"
    (itinerary,) = made.front
    assert [line.label for line in itinerary.lines] == [
        "2 December 2026, 15:00; Angola", "2 December 2026; Nepal",
        "3 December 2026, 08:00; Cambodia",
    ]  # fmt: skip
    heads = [section.heading for section in made.sections if section.rank == 1]
    assert [head.split(", 0")[0] for head in heads] == PARTS
    assert "Test office (Test name), Test place, in Portuguese" in itinerary.lines[0].text
    assert "Our objective" in [section.heading for section in made.sections]


def test_a_trip_without_appointments_says_so(db, world):
    made = packed(db, world.envoy, travel(db, world.envoy))
    assert "No appointment that you may read is written down yet." in words(made)
    assert file_of(made, Kind.PDF, NOW).startswith(b"%PDF")


@needs_poppler
def test_the_contents_of_a_pdf_have_the_numbers_of_pages(db, world, trip):
    content = file_of(packed(db, world.envoy, trip), Kind.PDF, NOW)
    text = pdf_text(content)
    assert in_order(["Trip pack: Test Trip", "Itinerary", "Contents", *PARTS, *PARTS], text) == ""
    pages = int(re.search(r"Pages: +(\d+)", poppler("pdfinfo", content))[1])
    assert pages >= 5
    contents = text.split("Contents", 1)[1]
    found = re.search(r"Angola, 2 December 2026, 15:00[ .\u2060]*(\d+)", contents)
    assert found
    assert found[1] == "3"


def test_the_contents_of_a_docx_are_a_field_that_leads_to_headings(db, world, trip):
    content = file_of(packed(db, world.envoy, trip), Kind.DOCX, NOW)
    with ZipFile(BytesIO(content)) as parts:
        body = parts.read("word/document.xml").decode()
    assert r'TOC \o "1-1" \h \z \u' in body
    assert body.count('w:fldCharType="begin"') == body.count('w:fldCharType="end"') == 5
    marks = set(re.findall(r'w:bookmarkStart[^>]*w:name="(_Toc\d+)"', body))
    leads = re.findall(r'w:anchor="(_Toc\d+)"', body)
    assert len(leads) == 4
    assert marks.issuperset(leads)
    assert set(re.findall(r"PAGEREF (_Toc\d+)", body)) == set(leads)
    entries = [
        one for one in docx.Document(BytesIO(content)).paragraphs if one.style.name == "toc 1"
    ]
    assert [one.text.split("\t")[0].split(", 0")[0] for one in entries] == ["Itinerary", *PARTS]
    assert in_order(["Itinerary", "Contents", *PARTS, *PARTS], docx_text(content)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_a_pack_is_made_in_every_language(db, world, trip, language, kind):
    made = packed(db, world.envoy, trip, language)
    assert made.language == language
    assert len(file_of(made, kind, NOW)) > 10_000


def test_nobody_is_told_of_an_appointment_that_they_may_not_read(db, world, trip):
    appoint(db, world.coordinator, trip, state="MNG", visibility="coordinators", place="Hidden")
    hidden = packed(db, world.envoy, trip)
    assert "Hidden" not in " ".join(words(hidden))
    assert "Mongolia" not in [line.label for line in hidden.front[0].lines]
    assert len(hidden.front[0].lines) == 3
    shown = packed(db, world.coordinator, trip)
    (line,) = [one for one in shown.front[0].lines if "Hidden" in one.text]
    assert line.marks == ("Coordinators only",)


def test_an_appointment_has_the_brief_that_was_edited_for_its_day(db, world, trip):
    begun = begin(db, world.envoy, held_on="2026-12-02")
    edit(db, begun, world.envoy, section="ask", text="Words of our own for that day")
    before = begin(db, world.envoy, held_on="2026-12-01")
    edit(db, before, world.envoy, section="ask", text="Words for another day")
    said = "\n".join(words(packed(db, world.envoy, trip)))
    assert "Edited for: A visit, 2 December 2026" in said
    assert "Words of our own for that day" in said
    assert "Words for another day" not in said


def test_the_newest_brief_that_was_edited_for_the_meeting_of_a_trip_is_taken_along(db, world):
    meeting = meet(db, world.coordinator, "AGO", starts_on="2026-12-01", ends_on="2026-12-05")
    made = travel(db, world.envoy, meeting_id=meeting.id)
    appoint(db, world.envoy, made)
    for who, text in ((world.member, "The older words"), (world.envoy, "The newer words")):
        begun = begin(db, who, meeting_id=meeting.id, occasion="", held_on=None)
        edit(db, begun, who, section="ask", text=text)
    said = "\n".join(words(packed(db, world.envoy, made)))
    assert "The newer words" in said
    assert "The older words" not in said


def test_a_brief_that_the_reader_may_not_read_leaves_the_plain_one(db, world):
    made = travel(db, world.member, messenger="AUT")
    appoint(db, world.member, made)
    begun = begin(db, world.coordinator, held_on="2026-12-02", visibility="coordinators")
    edit(db, begun, world.coordinator, section="ask", text="Hidden words")
    said = "\n".join(words(packed(db, world.member, made)))
    assert "Edited for" not in said
    assert "Hidden words" not in said
    assert "Hidden words" in "\n".join(words(packed(db, world.coordinator, made)))


def test_in_french_what_a_state_is_asked_begins_as_it_should(db, world):
    made = travel(db, world.envoy)
    for state in ("NPL", "AGO"):  # to accede, and to ratify
        appoint(db, world.envoy, made, state=state)
    said = "\n".join(words(packed(db, world.envoy, made, "fr")))
    assert "invité à adhérer à la Convention" in said
    assert "invité à ratifier la Convention" in said
    assert "de adhérer" not in said
