"""The hand-over pack says to the successor what is open, and nothing that they may not read."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Visibility, may_read
from app.briefings.document import Document, Section, handling, words
from app.briefings.files import MEDIA, Kind, file_of
from app.briefings.hand_over import hand_over_pack
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.forms import HoldDoor
from app.doors.service import hold_door
from app.handovers.queries import handed_to
from app.kit.translation import speaking
from tests.advice.test_acts import log, plan
from tests.briefings.documents import all_told, needs_poppler
from tests.doors.cast import move, rest
from tests.handovers.cast import give
from tests.world import NOW, TODAY, World

TOKEN = "Zanzaborine"
PASSED = TODAY - timedelta(days=3)


def pack(db: Session, made: Any, to: User) -> Document:
    return hand_over_pack(db, made, to, TODAY, handling(to.name, NOW))


def section(document: Document, key: str) -> Section:
    return next(one for one in document.sections if one.key == key)


def said(found: Section) -> list[tuple[str, str]]:
    return [(line.label, line.text) for line in found.lines]


def written(db: Session, by: User) -> None:
    """What a delegate leaves: at one door more than one thing, one date passed, one door held."""
    approach = plan(db, by, state="AGO", note="Ask in the margins")
    approach.window_from, approach.window_to = PASSED, PASSED
    log(
        db, by, state="KHM", held_on=TODAY - timedelta(days=30), response="interested",
        counterpart_office=["Treaty office", "Defence ministry"],
        counterpart_name=["A. Person", ""],
        commitment_side=["ours", "theirs"], commitment_text=["To send a paper", "To answer"],
        commitment_due=[PASSED.isoformat(), ""],
    )  # fmt: skip
    log(db, by, state="NPL", next_step="To call again", next_step_due=TODAY + timedelta(days=8))
    move(db, by, Door("KHM", Ask.ACCEDE))
    rest(db, by, Door("NPL", Ask.ACCEDE), reason="An election is ahead")


def test_the_pack_says_all_that_is_open_and_what_to_know_first(db: Session, world: World) -> None:
    written(db, world.member)
    plan(db, world.member, state="BTN")
    mine = plan(db, world.colleague, state="TON")
    hold = HoldDoor(reason="A cause")
    hold_door(db, hold, door=Door("AGO", Ask.RATIFY), by=world.coordinator, now=NOW, today=TODAY)
    made = give(db, world.coordinator, world.member, world.colleague)
    mine.owner_id = world.stranger.id or 0
    db.flush()
    told = pack(db, made, world.colleague)
    assert told.title == "Hand-over from Mia Member to Colin Colleague"
    assert told.lede[0].text == "2 approaches, 1 next step and 2 open commitments."
    first = said(section(told, "objectives"))
    assert ("Angola", "Please speak to a Coordinator before you approach this door.") in first
    assert ("Nepal: At rest", "An election is ahead") in first
    passed = [text for label, text in first if label == "Dates passed"]
    assert passed == [
        "1 approach has a window that has passed: choose another, or drop it.",
        "1 commitment has a date that has passed.",
    ]
    approaches = section(told, "approaches").lines
    assert [one.label for one in approaches] == ["Angola, ratify", "Bhutan, accede"]
    assert approaches[0].source == "claimed; Ask in the margins"
    assert said(section(told, "steps")) == [("Nepal", "To call again")]
    assert "due 2 December 2026" in section(told, "steps").lines[0].source
    assert said(section(told, "promised-ours")) == [("Cambodia", "To send a paper")]
    assert said(section(told, "promised-theirs")) == [("Cambodia", "To answer")]
    doors = dict(said(section(told, "knocks")))
    assert list(doors) == ["Angola", "Bhutan", "Cambodia", "Nepal"]
    assert doors["Cambodia"].startswith("Under review. Last knock on 25 October 2026: Austria, ")
    assert doors["Cambodia"].endswith("Answer: interested")
    assert doors["Angola"] == "Not yet assessed. No knock is known that you may read."
    met = said(section(told, "met"))
    assert met == [("Cambodia", "Treaty office: A. Person"), ("Cambodia", "Defence ministry")]
    (ahead,) = section(told, "ahead").lines
    assert (ahead.label, ahead.source) == ("Tonga, accede", "claimed by Sam Stranger")


def test_a_pack_of_nothing_says_so(db: Session, world: World) -> None:
    made = give(db, world.coordinator, world.member, world.colleague)
    assert handed_to(db, made, world.colleague) == ([], [])
    told = pack(db, made, world.colleague)
    assert told.lede[0].text == "0 approaches, 0 next steps and 0 open commitments."
    assert all(one.bare and one.empty for one in told.sections)


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("kind", list(Kind))
@needs_poppler
def test_it_is_a_pdf_and_a_docx_in_four_languages(
    db: Session, world: World, code: str, kind: Kind
) -> None:
    written(db, world.member)
    made = give(db, world.coordinator, world.member, world.colleague)
    with speaking(code):
        document = pack(db, made, world.colleague)
        content = file_of(document, kind, NOW)
    text = all_told(content, MEDIA[kind])
    for entry in ("To send a paper", "To answer", "To call again", "Treaty office"):
        assert entry in text
    assert document.direction == ("rtl" if code == "ar" else "ltr")


PEOPLE = ("coordinator", "member", "colleague", "stranger", "campaigner", "envoy")


def test_it_holds_a_token_exactly_where_the_successor_may_read_it(
    db: Session, world: World
) -> None:
    """Of what somebody leaves at each level, the pack of each receiver has what they may read."""

    @settings(
        max_examples=16, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(
        leaving=st.sampled_from(("member", "stranger", "campaigner", "envoy")),
        to=st.sampled_from(PEOPLE),
        level=st.sampled_from(list(Visibility)),
    )
    def told(leaving: str, to: str, level: Visibility) -> None:
        if leaving == to:
            return
        gone, successor = getattr(world, leaving), getattr(world, to)
        with db.begin_nested() as point:
            _leave(db, gone, level)
            made = give(db, world.coordinator, gone, successor)
            text = "\n".join(words(pack(db, made, successor)))
            rest_text = "\n".join(words(pack(db, made, world.coordinator)))
            point.rollback()
        db.expire_all()
        allowed = may_read(successor.reader, level, gone.id, [gone.messenger or ""])
        assert (TOKEN in text) == allowed, f"{leaving}'s {level} entries and {to}"
        assert TOKEN in rest_text

    told()


def _leave(db: Session, by: User, level: Visibility) -> None:
    own = {"visibility": level, "warn_others": "no"}
    plan(db, by, messenger=by.messenger, note=f"{TOKEN} plan", **own)
    log(
        db, by, state="KHM", next_step=f"{TOKEN} step", counterpart_office=[f"{TOKEN} office"],
        commitment_side=["ours"], commitment_text=[f"{TOKEN} promise"], **own,
    )  # fmt: skip
    rest(db, by, Door("KHM", Ask.ACCEDE), reason=f"{TOKEN} rest", **own)
