"""What is kept, and what goes into a file, is the same whatever language its author reads; what
is shown is in the language of who reads it now."""

import pytest
from sqlmodel import Session, select

from app.advice.decisions import decline_suggestion
from app.advice.forms import Decline
from app.advice.gathering import advice
from app.audit.derived import forget
from app.contacts.filters import Filters, Sort
from app.contacts.listing import contact_list
from app.contacts.service import log_contact
from app.doors.door import Door
from app.kit.translation import SOURCE, speaking
from app.messengers.models import Messenger
from app.messengers.queries import messengers
from app.transfer.contacts_export import COLUMNS, rows
from app.transfer.spreadsheet import Format
from tests.advice.test_gathering import take_part
from tests.contacts.builders import wish
from tests.world import NOW, TODAY, World

OTHERS = ("fr", "es", "ar")
AGO = Door("AGO", "ratify")


@pytest.mark.parametrize("code", OTHERS)
def test_a_decision_keeps_what_was_suggested_in_english(db: Session, world: World, code: str):
    take_part(db, "AUT", "ZMB")
    by = world.coordinator
    line = advice(db, by.reader, TODAY).at(AGO)
    with speaking(code):
        shown = advice(db, by.reader, TODAY).at(AGO)
        declined = Decline(messenger=shown.messenger, reason="Une raison")
        kept = decline_suggestion(db, declined, door=AGO, by=by, now=NOW, today=TODAY)
    assert kept.suggestion == line.as_json()
    assert not {"precedents", "runner_up_parts", "kept_away"} & set(kept.suggestion)
    assert shown.reasons != line.reasons


@pytest.mark.parametrize("code", OTHERS)
def test_a_contact_is_found_by_the_same_words(db: Session, world: World, code: str):
    told = wish(state="KHM", channel="letter", messengers=["AUT"], submission="one")
    plain = log_contact(db, told, by=world.member, now=NOW, today=TODAY)
    with speaking(code):
        again = told.model_copy(update={"submission": "two"})
        other = log_contact(db, again, by=world.member, now=NOW, today=TODAY)
    assert other.search_text == plain.search_text
    assert "letter" in plain.search_text.split()


@pytest.mark.parametrize("code", OTHERS)
def test_a_file_is_in_english(db: Session, world: World, code: str):
    log_contact(db, wish(state="KHM", level="minister"), by=world.member, now=NOW, today=TODAY)
    reader = world.coordinator.reader
    plain = list(rows(db, reader, Filters(), TODAY, Format.CSV))
    with speaking(code):
        found = list(rows(db, reader, Filters(), TODAY, Format.CSV))
    assert found == plain
    assert dict(zip(COLUMNS, found[0], strict=True))["state"] == "Cambodia"


def test_messengers_are_called_in_the_reader_s_language_and_stay_as_they_are(db: Session):
    with speaking("fr"):
        called = messengers(db)
        assert called["AUT"].name == "Autriche"
        assert called["CMC"].name == "Cluster Munition Coalition"
    assert messengers(db)["AUT"].name == "Austria"
    kept = dict(db.exec(select(Messenger.code, Messenger.name)).all())
    assert kept == {code: one.name for code, one in messengers(db).items()}


BY_NAME = [
    (SOURCE, ["KHM", "EGY", "FIN", "DEU", "JOR", "MEX", "MCO", "MOZ"]),
    ("fr", ["DEU", "KHM", "EGY", "FIN", "JOR", "MEX", "MCO", "MOZ"]),
    ("es", ["DEU", "KHM", "EGY", "FIN", "JOR", "MEX", "MCO", "MOZ"]),
    ("ar", ["JOR", "DEU", "FIN", "KHM", "EGY", "MEX", "MOZ", "MCO"]),
]
"""As readers put them in order: Égypte before Finlande, Mónaco before Mozambique, and the Arabic
article, which is part of some names, counts for nothing."""


@pytest.mark.parametrize(("code", "order"), BY_NAME)
@pytest.mark.parametrize("size", [1, 3, 50])
def test_the_log_by_state_follows_the_names_that_are_read(db, world, code, order, size):
    for iso3 in sorted(order):
        log_contact(db, wish(state=iso3, asks=[]), by=world.member, now=NOW, today=TODAY)
    forget()

    def listed(**more):
        filters = Filters(sort=Sort.STATE, **more)
        return contact_list(db, world.member.reader, filters, TODAY, size=size)

    def walked(page, way, **more):
        """The States on this page and all that follow, as their cursors lead to them."""
        pages = [page]
        while getattr(pages[-1], way):
            pages.append(listed(**{"after" if way == "next" else "before": getattr(pages[-1], way)},
                                **more))  # fmt: skip
        return pages

    with speaking(code):
        ahead = walked(listed(), "next")
        back = walked(ahead[-1], "previous")
        down = walked(listed(up=True), "next", up=True)
    assert [line.iso3 for page in ahead for line in page.lines] == order
    assert [line.iso3 for page in reversed(back) for line in page.lines] == order
    assert [line.iso3 for page in down for line in page.lines] == order[::-1]
