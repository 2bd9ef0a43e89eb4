"""What others recorded since somebody last looked, by what that reader may read."""

from datetime import timedelta

import pytest

from app.advice.forms import PlanApproach
from app.advice.news import SHOWN, news
from app.advice.service import plan_approach
from app.contacts.forms import Retract
from app.contacts.service import log_contact, retract_contact
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.forms import MoveStage
from app.doors.service import move_stage
from app.kit.origin import Origin
from app.opportunities.forms import RecordMeeting, RetractHappening
from app.opportunities.happenings import retract_happening
from app.opportunities.service import record_meeting
from app.states.forms import RecordTreatyAct
from app.states.service import record_treaty_act
from tests.contacts.builders import wish
from tests.doors.cast import LITHUANIA, end, rest
from tests.opportunities.cast import happen
from tests.world import NOW, TODAY

BEFORE = NOW - timedelta(hours=1)
AGO = Door("AGO", Ask.RATIFY)


def log(db, by, at=NOW, **more):
    return log_contact(db, wish(**more), by=by, now=at, today=TODAY)


def move(db, by, **more):
    typed = {"stage": "2", "moved_on": TODAY.isoformat(), "reason": "A reason"} | more
    command = MoveStage.model_validate(typed)
    return move_stage(db, command, door=AGO, by=by, now=NOW, today=TODAY)


def plan(db, by, **more):
    typed = {
        "state": "AGO",
        "messenger": "ZMB",
        "channel": "letter",
        "level": "ambassador",
        "window_from": "2026-12-01",
        "window_to": "2026-12-10",
    }
    command = PlanApproach.model_validate(typed | more)
    return plan_approach(db, command, by=by, now=NOW, today=TODAY)


def meet(db, by):
    typed = {"name": "A seminar", "starts_on": "2026-12-01", "source": "A note"}
    return record_meeting(db, RecordMeeting.model_validate(typed), by=by, now=NOW, today=TODAY)


def kinds(db, reader, since=BEFORE):
    return sorted(item.kind for item in news(db, reader, since, TODAY).items)


def test_what_others_recorded_is_told(db, world):
    log(db, world.stranger, messengers=["ZMB"])
    move(db, world.stranger)
    plan(db, world.stranger)
    meet(db, world.stranger)
    rest(db, world.stranger)
    happen(db, world.stranger, kind="new_minister")
    assert kinds(db, world.member.reader) == [
        "claim", "contact", "happening", "meeting", "move", "rest",
    ]  # fmt: skip
    told = {item.kind: item for item in news(db, world.member.reader, BEFORE, TODAY).items}
    assert (told["contact"].about, told["contact"].senders) == ("Angola", "Zambia")
    assert told["contact"].by == "Sam Stranger"
    assert told["meeting"].about == "A seminar"
    assert (told["rest"].about, told["rest"].what) == ("Angola", "until an election is recorded")
    assert told["happening"].what == "new minister: Test entry, 20 November 2026"


def test_ones_own_are_not_news(db, world):
    log(db, world.member)
    move(db, world.member)
    plan(db, world.member, messenger="AUT")
    meet(db, world.member)
    end(db, world.member, rest(db, world.member, LITHUANIA).id)
    happen(db, world.member)
    assert kinds(db, world.member.reader) == []


def test_what_was_there_before_is_not_news(db, world):
    then = BEFORE - timedelta(minutes=1)
    log(db, world.stranger, at=then)
    end(db, world.stranger, rest(db, world.stranger, now=then).id, now=then)
    happen(db, world.stranger, now=then)
    assert kinds(db, world.member.reader) == []


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        ("group", {"coordinator", "member", "colleague", "campaigner", "envoy"}),
        ("delegations", {"coordinator", "member", "colleague", "envoy"}),
        ("messenger", {"coordinator", "envoy"}),
        ("coordinators", {"coordinator"}),
    ],
)
def test_a_restricted_entry_is_news_to_those_who_may_read_it(db, world, level, readers):
    log(db, world.stranger, visibility=level, messengers=["ZMB"])
    move(db, world.stranger, visibility=level)
    plan(db, world.stranger, visibility=level)
    end(db, world.stranger, rest(db, world.stranger, LITHUANIA, visibility=level).id)
    rest(db, world.stranger, now=NOW - timedelta(days=30), visibility=level, until=TODAY)
    told = {
        name: kinds(db, person.reader) for name, person in vars(world).items() if name != "stranger"
    }
    every = ["claim", "contact", "move", "rest", "rest_end", "waking"]
    assert {name for name, found in told.items() if found == every} == readers
    assert all(found in ([], every) for found in told.values())


def test_a_retracted_contact_is_no_news(db, world):
    contact = log(db, world.stranger)
    why = Retract(reason="Logged twice")
    retract_contact(db, why, number=contact.id, by=world.stranger, now=NOW)
    assert kinds(db, world.member.reader) == []


def test_a_door_that_woke_is_told_with_its_trigger_and_its_day(db, world):
    rest(db, world.member, now=NOW - timedelta(days=30))
    assert kinds(db, world.member.reader) == []
    happen(db, world.stranger)
    assert kinds(db, world.member.reader) == ["happening", "waking"]
    (woke,) = [one for one in news(db, world.member.reader, BEFORE, TODAY).items if not one.by]
    assert (woke.about, woke.what) == ("Angola", "election: Test entry, 20 November 2026")
    assert (woke.at.date(), woke.ask) == (TODAY, Ask.RATIFY)
    assert kinds(db, world.member.reader, since=NOW + timedelta(days=1)) == []


def test_a_door_that_closed_did_not_wake(db, world):
    rest(db, world.stranger, now=NOW - timedelta(days=30), until=TODAY)
    assert kinds(db, world.member.reader) == ["waking"]
    act = RecordTreatyAct(state="AGO", action="ratification", date="2026-11-01", source="A paper")
    record_treaty_act(db, act, by=world.coordinator, now=NOW, today=TODAY)
    assert kinds(db, world.member.reader) == []


def test_what_a_demonstration_woke_is_marked(db, world):
    rest(db, world.member, now=NOW - timedelta(days=30))
    world.stranger.origin = Origin.DEMONSTRATION
    happen(db, world.stranger)
    told = {item.kind: item.origin for item in news(db, world.member.reader, BEFORE, TODAY).items}
    assert told == {"happening": Origin.DEMONSTRATION, "waking": Origin.DEMONSTRATION}


def test_a_rest_that_others_ended_says_why_and_a_retracted_happening_is_no_news(db, world):
    made = rest(db, world.member)
    end(db, world.stranger, made.id, reason="A new desk officer")
    happened = happen(db, world.stranger)
    wish = RetractHappening(reason="Wrong")
    retract_happening(db, wish, number=happened.id, by=world.stranger, now=NOW)
    (told,) = news(db, world.member.reader, BEFORE, TODAY).items
    assert (told.kind, told.by, told.what) == ("rest_end", "Sam Stranger", "A new desk officer")


def test_the_newest_are_shown_and_that_there_are_more_is_said(db, world):
    for minute in range(SHOWN + 2):
        log(db, world.stranger, at=NOW + timedelta(minutes=minute), note=f"Note {minute}")
    found = news(db, world.member.reader, BEFORE, TODAY)
    assert len(found.items) == SHOWN
    assert found.more
    assert found.items[0].at == NOW + timedelta(minutes=SHOWN + 1)
