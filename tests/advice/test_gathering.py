"""What suggestions are made from, on the real facts: for each reader from what they may read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import THE_GROUP, Visibility
from app.advice import gathering
from app.advice.forms import PlanApproach, SetLead
from app.advice.gathering import advice
from app.advice.leads import set_lead
from app.advice.rules import Resting
from app.advice.service import plan_approach
from app.advice.suggest import Suggestion
from app.audit.derived import forget
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.forms import HoldDoor
from app.doors.service import hold_door
from app.messengers.forms import ExcludePair
from app.messengers.models import NEVER_SUGGESTED, Messenger
from app.messengers.service import exclude_pair
from app.states.queries import standings
from app.states.standing import Standing
from tests.world import NOW, TODAY, World

AGO = Door("AGO", Ask.RATIFY)
WARNING = "Please speak to a Coordinator before you approach this door"
TAKING_PART = ("AUT", "ZMB", "PRT", "MOZ", "FRA", "NZL", "MEX", "LAO", "COORDINATORS", "ISU", "CMC")


def take_part(db: Session, *codes: str) -> None:
    for code in codes or TAKING_PART:
        one = db.get(Messenger, code)
        assert one
        one.takes_part = True
        db.add(one)
    db.flush()
    forget(db)


def knocked(db: Session, by: User, iso3: str, days: int, **more: Any) -> None:
    wish = LogContact(
        state=iso3,
        held_on=TODAY - timedelta(days=days),
        channel="letter",
        note="Test entry",
        submission=f"{iso3} {days} {by.id}",
        **more,
    )
    log_contact(db, wish, by=by, now=NOW, today=TODAY)


@pytest.fixture
def seen(db: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What the pure part is given."""
    kept: dict[str, Any] = {}
    real = gathering.advise

    def advise(situations: Any, candidates: Any, *others: Any) -> Any:
        kept["at"] = {one.door: one for one in situations}
        kept["who"] = {one.code: one for one in candidates}
        return real(kept["at"].values(), candidates, *others)

    monkeypatch.setattr(gathering, "advise", advise)
    return kept


def test_nobody_takes_part_on_a_new_database_so_nothing_is_suggested(db: Session):
    given = advice(db, THE_GROUP, TODAY)
    assert given.lines == ()
    assert len(given.resting) == 85
    assert {one.why for one in given.resting} == {
        "No messenger is marked as taking part; a Coordinator marks them"
    }


def test_every_open_door_has_a_line_or_a_reason(db: Session):
    take_part(db)
    given = advice(db, THE_GROUP, TODAY)
    assert len(given.lines) + len(given.resting) == 85
    assert len(given.lines) > 50


def test_angola_and_portugal_share_portuguese_and_the_cplp(db: Session):
    take_part(db, "PRT")
    line = advice(db, THE_GROUP, TODAY).at(AGO)
    assert isinstance(line, Suggestion)
    said = [part.words for part in line.parts]
    assert "Angola and Portugal share Portuguese" in said
    assert "Angola and Portugal both belong to CPLP" in said
    assert "Angola signed the Convention on 3 December 2008" in said
    assert "Treaty acts: depositary's page of 2026-02-03; later acts not known" in line.rests_on


def test_every_line_has_two_reasons_or_more_and_claims_no_meeting(db: Session):
    take_part(db)
    for line in advice(db, THE_GROUP, TODAY).lines:
        assert len(line.reasons) >= 2
        assert not any("meeting" in one or "attend" in one for one in line.reasons)


def test_the_icrc_and_the_un_are_never_suggested_nor_a_state_that_is_not_party(db: Session):
    for one in db.exec(select(Messenger)):
        one.takes_part = True
        db.add(one)
    db.flush()
    standing = standings(db, TODAY)
    for line in advice(db, THE_GROUP, TODAY).lines:
        sent = db.get(Messenger, line.messenger)
        assert sent
        assert sent.kind not in NEVER_SUGGESTED
        assert sent.state_iso3 is None or standing[sent.state_iso3] is Standing.PARTY


def test_a_knock_within_the_spacing_lets_the_door_rest(db: Session, world: World):
    take_part(db)
    knocked(db, world.member, "AGO", 10)
    at = advice(db, THE_GROUP, TODAY).at(AGO)
    assert isinstance(at, Resting)
    assert at.until == TODAY + timedelta(days=32)


def test_who_knocked_last_is_not_sent_again_unless_it_is_the_lead(db: Session, world: World):
    take_part(db, "AUT")
    knocked(db, world.member, "AGO", 300)
    at = advice(db, THE_GROUP, TODAY).at(AGO)
    assert isinstance(at, Resting)
    assert "nobody knocks twice running" in at.why
    wish = SetLead(messenger="AUT", reason="Test entry")
    set_lead(db, wish, door=AGO, by=world.coordinator, now=NOW)
    line = advice(db, THE_GROUP, TODAY).at(AGO)
    assert isinstance(line, Suggestion)
    assert any("may knock twice running" in part.words for part in line.parts)


def test_a_lead_that_is_away_leaves_the_door_to_rest_and_says_whose_it_is(
    db: Session, world: World
):
    take_part(db, "ZMB")
    wish = SetLead(messenger="PRT", reason="Test entry")
    set_lead(db, wish, door=AGO, by=world.coordinator, now=NOW)
    at = advice(db, THE_GROUP, TODAY).at(AGO)
    assert isinstance(at, Resting)
    assert "Portugal is the lead messenger of this door" in at.why


def test_an_excluded_pair_is_never_suggested(db: Session, world: World):
    take_part(db, "PRT")
    wish = ExcludePair(state="AGO", cause="Test cause")
    exclude_pair(db, wish, code="PRT", by=world.coordinator, now=NOW)
    at = advice(db, THE_GROUP, TODAY).at(AGO)
    assert isinstance(at, Resting)
    assert "Test cause" not in at.why


def test_contacts_and_claims_of_the_quarter_use_up_the_capacity(
    db: Session, world: World, seen: dict[str, Any]
):
    take_part(db, "AUT")
    knocked(db, world.member, "AGO", 10)
    knocked(db, world.member, "KHM", 200)
    plan(db, world.member, "NPL")
    advice(db, THE_GROUP, TODAY)
    assert seen["who"]["AUT"].left == 4


def plan(db: Session, by: User, iso3: str, **more: Any) -> None:
    wish = PlanApproach(
        state=iso3,
        messenger="AUT",
        channel="letter",
        level="ambassador",
        window_from=TODAY,
        window_to=TODAY + timedelta(days=20),
        **more,
    )
    plan_approach(db, wish, by=by, now=NOW, today=TODAY)


def test_a_claimed_door_is_not_suggested_again(db: Session, world: World):
    take_part(db)
    plan(db, world.member, "AGO")
    at = advice(db, THE_GROUP, TODAY).at(AGO)
    assert isinstance(at, Resting)
    assert at.why == "Austria has claimed the next approach"


def test_a_hold_and_a_hidden_entry_that_warns_read_the_same(db: Session, world: World):
    take_part(db)
    held, hidden = Door("KHM", Ask.ACCEDE), Door("NPL", Ask.ACCEDE)
    wish = HoldDoor(reason="Test reason")
    hold_door(db, wish, door=held, by=world.coordinator, now=NOW, today=TODAY)
    knocked(db, world.coordinator, "NPL", 5, visibility="coordinators", warn_others="yes")
    given = advice(db, THE_GROUP, TODAY)
    assert [given.at(one).why for one in (held, hidden)] == [WARNING, WARNING]
    assert [given.at(one).until for one in (held, hidden)] == [None, None]


@pytest.mark.parametrize("level", [Visibility.MESSENGER, Visibility.COORDINATORS])
def test_what_a_reader_may_not_read_and_that_does_not_warn_changes_nothing(
    db: Session, world: World, level: Visibility
):
    take_part(db)
    knocked(db, world.member, "KHM", 150, response="interested")
    readers = [THE_GROUP, world.stranger.reader, world.campaigner.reader]
    before = [advice(db, one, TODAY) for one in readers]
    hidden: dict[str, Any] = {
        "visibility": level, "warn_others": "no", "response": "interested", "level": "minister",
    }  # fmt: skip
    knocked(db, world.coordinator, "NGA", 1500, **hidden)  # before Nigeria joined
    for iso3 in ("AGO", "KHM", "NPL"):
        knocked(db, world.coordinator, iso3, 5, **hidden)
        plan(db, world.coordinator, iso3, visibility=level, warn_others="no", override_reason="x")
    assert [advice(db, one, TODAY) for one in readers] == before
    seen = advice(db, world.coordinator.reader, TODAY)
    assert seen != before[0]
    assert any(line.precedents for line in seen.lines)


def test_observers_and_administrators_get_no_advice(db: Session, world: World):
    take_part(db)
    for one in (world.observer, world.administrator):
        given = advice(db, one.reader, TODAY)
        assert (given.lines, given.resting) == ((), ())


def test_the_number_of_queries_does_not_grow_with_the_log(db: Session, world: World):
    take_part(db)
    with counted(db) as few:
        advice(db, THE_GROUP, TODAY)
    for iso3 in ("AGO", "KHM", "NPL", "BRA", "IDN"):
        for days in (100, 200, 300):
            knocked(db, world.member, iso3, days)
    db.expire_all()
    forget()
    with counted(db) as many:
        advice(db, THE_GROUP, TODAY)
    assert len(many) == len(few)


@contextmanager
def counted(db: Session) -> Iterator[list[str]]:
    """The statements that run inside; what is derived is remembered as in a page."""
    said: list[str] = []

    def note(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    bind = db.get_bind()
    db.flush()
    db.info.clear()
    event.listen(bind, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(bind, "before_cursor_execute", note)
        db.info.clear()
