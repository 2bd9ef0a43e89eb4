"""A briefing for one reader: everything in it is what they may read."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import WARNING, Visibility
from app.advice.forms import PlanApproach
from app.advice.service import plan_approach
from app.audit.derived import forget
from app.briefings.content import Brief
from app.briefings.document import Line, Section
from app.briefings.queries import brief
from app.briefings.room import fitted
from app.contacts.forms import LogContact, Retract, SettleCommitment
from app.contacts.models import Contact
from app.contacts.queries import open_commitments
from app.contacts.service import log_contact, retract_contact, settle_commitment
from app.contacts.terms import Channel, Level, Outcome, Response
from app.doors.asks import Ask, Barrier
from app.doors.door import Door
from app.doors.forms import HoldDoor, MoveStage, ReadBarrier
from app.doors.queries import open_doors
from app.doors.service import hold_door, move_stage, read_barrier
from app.kit.errors import Missing
from app.kit.origin import Origin
from app.kit.translation import LANGUAGES, speaking
from app.states.forms import RecordTreatyAct
from app.states.service import record_treaty_act
from app.transfer.synthetic import synthesize
from tests.advice.test_gathering import take_part
from tests.doors.cast import rest
from tests.opportunities.cast import happen
from tests.world import NOW, TODAY, World

AGO = Door("AGO", Ask.RATIFY)


def log(db: Session, by: User, **answers: Any) -> Contact:
    wish = {"state": "AGO", "held_on": TODAY, "channel": Channel.MARGINS, "note": "A plain note."}
    return log_contact(db, LogContact.model_validate(wish | answers), by=by, now=NOW, today=TODAY)


def section(found: Brief, key: str) -> Section:
    return next(one for one in found.sections if one.key == key)


def background(db: Session, world: World) -> tuple[Line, ...]:
    return section(brief(db, world.envoy.reader, "AGO", TODAY), "background").lines


def said(found: Brief) -> str:
    """Every word of a briefing."""
    lines = [line for one in found.sections for line in one.lines]
    words = [f"{one.label} {one.text} {one.source} {one.marks}" for one in lines]
    return "\n".join([found.state, found.warning, *words])


def test_it_says_what_we_ask_and_with_what_words(db: Session, world: World) -> None:
    found = brief(db, world.envoy.reader, "AGO", TODAY)
    assert (found.state, found.ask, found.standing) == (
        "Angola", "ratify the Convention", "Signatory",
    )  # fmt: skip
    labels = [line.label for line in section(found, "ask").lines]
    assert labels == ["The one ask", "Fallback ask"]
    assert "legal commitment" in section(found, "objectives").lines[0].text
    assert len(section(found, "arguments").lines) > 3


def test_each_audience_keeps_an_argument_however_little_room_there_is(
    db: Session, world: World
) -> None:
    arguments = section(brief(db, world.envoy.reader, "AGO", TODAY), "arguments")
    (left,) = fitted([arguments], rows=0)
    whom = [line.label for line in left.lines]
    assert whom == ["", "To the foreign ministry", "To the defence ministry", "To parliament"]


def test_it_says_their_last_recorded_position_with_its_year(db: Session, world: World) -> None:
    first = section(brief(db, world.envoy.reader, "AGO", TODAY), "answers").lines[0]
    assert first.label == "Last recorded position (2022)"
    assert "Monitor" in first.source


def test_a_position_that_nobody_recorded_is_not_known(db: Session, world: World) -> None:
    from app.norms.models import Position

    db.delete(db.get_one(Position, "AGO"))
    db.flush()
    first = section(brief(db, world.envoy.reader, "AGO", TODAY), "answers").lines[0]
    assert first.text == "Not known"


def test_it_says_who_knocked_in_the_last_twelve_months(db: Session, world: World) -> None:
    log(db, world.member, level=Level.MINISTER, response=Response.NO_REPLY)
    log(db, world.member, held_on=TODAY - timedelta(days=400), note="Too long ago.")
    gone = log(db, world.member, note="Written in error.")
    retract_contact(db, Retract(reason="x"), number=gone.id or 0, by=world.member, now=NOW)
    (line,) = section(brief(db, world.envoy.reader, "AGO", TODAY), "knocks").lines
    assert line.label == (
        "24 November 2026: Austria, margins of a meeting, minister level. Answer: no reply"
    )
    assert line.text == "A plain note."


def test_it_lists_commitments_both_ways_and_whether_they_were_kept(
    db: Session, world: World
) -> None:
    log(
        db,
        world.member,
        held_on=date(2026, 1, 5),
        commitment_side=["ours", "theirs", "ours"],
        commitment_text=["To send it", "To answer", "Settled"],
        commitment_due=["2026-02-01", "", ""],
    )
    settled = next(
        one for one in open_commitments(db, world.member.reader, "AGO") if one.text == "Settled"
    )
    kept = SettleCommitment(outcome=Outcome.KEPT)
    settle_commitment(db, kept, number=settled.id, by=world.member, now=NOW, today=TODAY)
    lines = section(brief(db, world.envoy.reader, "AGO", TODAY), "commitments").lines
    assert [(line.label, line.text) for line in lines] == [
        ("Theirs", "To answer"),
        ("Ours", "To send it"),
        ("Ours", "Settled"),
    ]
    assert lines[1].source == "made on 5 January 2026, open, due 1 February 2026"
    assert lines[2].source == "made on 5 January 2026, kept on 24 November 2026"
    assert "overdue" not in said(brief(db, world.envoy.reader, "AGO", TODAY))


def test_answers_to_a_barrier_that_people_recorded_come_first(db: Session, world: World) -> None:
    wish = ReadBarrier(barrier=Barrier.STOCKPILE_COST, read_on=TODAY, source="A paper")
    read_barrier(db, wish, door=AGO, by=world.member, now=NOW, today=TODAY)
    found = brief(db, world.envoy.reader, "AGO", TODAY)
    assert "stockpiles" in section(found, "answers").lines[1].label
    assert "Cost of destroying stockpiles." in said(found)


def test_coded_barriers_say_that_the_state_never_stated_them(db: Session, world: World) -> None:
    lines = section(brief(db, world.envoy.reader, "AGO", TODAY), "sensitivities").lines
    assert lines
    for line in lines:
        assert line.source == "coded from the Monitor’s profile of 2022; not stated by the State"


def test_the_stage_and_the_next_approach_stand_in_it(db: Session, world: World) -> None:
    assert background(db, world)[0].text == "Not yet assessed"
    moved = MoveStage(stage=2, moved_on=TODAY, reason="A reason.")
    move_stage(db, moved, door=AGO, by=world.member, now=NOW, today=TODAY)
    planned = PlanApproach(
        state="AGO",
        messenger="AUT",
        channel=Channel.DEMARCHE,
        level=Level.DIRECTOR,
        window_from=date(2026, 12, 1),
        window_to=date(2026, 12, 20),
    )
    plan_approach(db, planned, by=world.member, now=NOW, today=TODAY)
    assert background(db, world)[0].text == "Under review. A reason."
    found = section(brief(db, world.envoy.reader, "AGO", TODAY), "follow").lines
    assert found[0].text == (
        "Austria: démarche, director level, 1 December 2026 to 20 December 2026"
    )
    assert found[0].source == "claimed by Mia Member"


def test_a_door_at_rest_says_until_what_and_why_in_place_of_a_suggestion(
    db: Session, world: World
) -> None:
    rest(db, world.member, now=NOW - timedelta(days=60), reason="Nobody decides now.")
    lines = background(db, world)
    assert [line.label for line in lines[:2]] == ["Stage", "At rest"]
    assert section(brief(db, world.envoy.reader, "AGO", TODAY), "follow").lines == ()
    assert lines[1].text == "Nobody decides now."
    assert lines[1].source == (
        "put to rest by Mia Member on 25 September 2026, until an election is recorded"
    )


def test_a_door_that_woke_says_by_what_until_somebody_knocks(db: Session, world: World) -> None:
    rest(db, world.member, now=NOW - timedelta(days=60), visibility=Visibility.DELEGATIONS)
    happen(db, world.stranger)
    woke = background(db, world)[1]
    assert woke.label == "Woke up"
    assert woke.text == "24 November 2026: election: Test entry, 20 November 2026."
    assert woke.source.startswith("A test's own paper; put to rest by Mia Member on 25 September")
    assert woke.marks == ("Delegations only",)
    log(db, world.member)
    lines = background(db, world)
    assert "Woke up" not in [line.label for line in lines]


def test_what_a_demonstration_woke_is_marked(db: Session, world: World) -> None:
    rest(db, world.member, now=NOW - timedelta(days=60))
    world.stranger.origin = Origin.DEMONSTRATION
    happen(db, world.stranger)
    woke = background(db, world)[1]
    assert woke.marks == ("Demonstration entry",)


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        (Visibility.GROUP, {"member", "stranger", "campaigner", "envoy", "coordinator"}),
        (Visibility.DELEGATIONS, {"member", "stranger", "envoy", "coordinator"}),
        (Visibility.MESSENGER, {"member", "envoy", "coordinator"}),
        (Visibility.COORDINATORS, {"member", "coordinator"}),
    ],
)
def test_nobody_reads_in_it_what_they_may_not_read(
    db: Session, world: World, level: Visibility, readers: set[str]
) -> None:
    word = "Zanzaborine"
    log(
        db,
        world.member,
        note=word,
        visibility=level,
        warn_others="no",
        commitment_side=["ours"],
        commitment_text=[word],
    )
    moved = MoveStage(stage=2, moved_on=TODAY, reason=word, visibility=level)
    move_stage(db, moved, door=AGO, by=world.member, now=NOW, today=TODAY)
    read = ReadBarrier(barrier=Barrier.CAPACITY, read_on=TODAY, source=word, visibility=level)
    read_barrier(db, read, door=AGO, by=world.member, now=NOW, today=TODAY)
    rest(db, world.member, reason=word, visibility=level, warn_others="no")
    for person in world.everybody:
        name = next(key for key, value in vars(world).items() if value is person)
        may = name in readers or (name == "colleague" and level is not Visibility.COORDINATORS)
        assert (word in said(brief(db, person.reader, "AGO", TODAY))) == may, name


def test_a_hold_shows_the_warning_to_all_and_its_reason_to_coordinators_alone(
    db: Session, world: World
) -> None:
    wish = HoldDoor(reason="Zanzaborine")
    hold_door(db, wish, door=AGO, by=world.coordinator, now=NOW, today=TODAY)
    for person in (world.member, world.campaigner, world.envoy):
        found = brief(db, person.reader, "AGO", TODAY)
        assert found.warning == str(WARNING)
        assert "Zanzaborine" not in said(found)
    assert "Zanzaborine" in said(brief(db, world.coordinator.reader, "AGO", TODAY))


def test_a_hidden_entry_whose_author_warns_others_shows_the_same_warning(
    db: Session, world: World
) -> None:
    log(db, world.member, visibility=Visibility.MESSENGER)
    assert brief(db, world.stranger.reader, "AGO", TODAY).warning == str(WARNING)
    assert brief(db, world.colleague.reader, "AGO", TODAY).warning == ""


def test_a_state_without_an_open_door_has_its_standing_and_history(
    db: Session, world: World
) -> None:
    log(db, world.member, state="ZMB", note="Met all the same.")
    found = brief(db, world.envoy.reader, "ZMB", TODAY)
    assert (found.ask, found.standing) == ("", "State Party")
    assert "Met all the same." in said(found)
    assert [one for one in section(found, "background").lines if one.key.startswith("act:")]
    assert not [one for one in found.sections if one.key in ("ask", "answers", "objectives")]


def test_observers_get_the_facts_and_totals_and_no_word_of_the_group_s(
    db: Session, world: World
) -> None:
    log(db, world.member, note="Zanzaborine")
    found = brief(db, world.observer.reader, "AGO", TODAY)
    keys = {one.key for one in found.sections}
    assert keys == {"totals", "background", "position", "confidence"}
    assert section(found, "totals").lines[0].text.startswith("1 in the last twelve months")
    assert "coded" not in said(found)
    administrators = brief(db, world.administrator.reader, "AGO", TODAY)
    assert section(administrators, "totals").lines == ()


def test_what_a_demonstration_says_is_marked(db: Session, world: World) -> None:
    contact = log(db, world.member)
    contact.origin = Origin.DEMONSTRATION
    db.add(contact)
    db.flush()
    (line,) = section(brief(db, world.envoy.reader, "AGO", TODAY), "knocks").lines
    assert line.marks == ("Demonstration entry",)


@pytest.mark.parametrize("level", ["delegations", "messenger", "coordinators"])
def test_every_line_that_comes_from_a_restricted_entry_shows_its_level(
    db: Session, world: World, level: str
) -> None:
    by, own = world.coordinator, {"visibility": level, "warn_others": "no"}
    promise = {"commitment_side": ["ours"], "commitment_text": ["To send it"]}
    log(db, by, held_on=date(2026, 6, 1), **promise, **own)
    moved = MoveStage(stage=2, moved_on=TODAY, reason="A reason.", visibility=level)
    move_stage(db, moved, door=AGO, by=by, now=NOW, today=TODAY)
    read = ReadBarrier(barrier=Barrier.CAPACITY, read_on=TODAY, source="x", visibility=level)
    read_barrier(db, read, door=AGO, by=by, now=NOW, today=TODAY)
    found = brief(db, by.reader, "AGO", TODAY)
    words = {line.text: line.marks for one in found.sections for line in one.lines}
    mark = f"{level.capitalize()} only"
    for text in (
        "A plain note.",
        "To send it",
        "Under review. A reason.",
        "Administrative capacity.",
    ):
        assert words[text] == (mark,), text
    answered = [line for line in section(found, "answers").lines if "read by" in line.source]
    assert answered
    assert all(line.marks == (mark,) for line in answered)
    resting = section(found, "follow").lines[0]
    assert resting.text.startswith("None for now")
    assert resting.marks == (mark,)
    take_part(db)
    forget()
    suggested = section(brief(db, by.reader, "AGO", TODAY), "follow").lines[0]
    assert suggested.label == "Suggested next approach"
    assert suggested.marks == ("Coordinators only" if level == "messenger" else mark,)


def test_every_line_of_a_synthetic_entry_says_so(db: Session) -> None:
    people = synthesize(db, 200, 1, now=NOW)
    marked: set[str] = set()
    for door in open_doors(db, TODAY):
        found = brief(db, people[0].reader, door.iso3, TODAY)
        for one in found.sections:
            for line in one.lines:
                if "Synthetic entry" in f"{line.text} {line.source}":
                    assert "Synthetic entry" in line.marks, (door, line)
                    marked.add(one.key)
    assert marked == {"answers", "background", "commitments", "follow", "knocks", "sensitivities"}


def test_a_hold_and_an_act_of_a_demonstration_account_are_marked(db: Session, world: World) -> None:
    world.coordinator.origin = Origin.DEMONSTRATION
    wish = HoldDoor(reason="A hold")
    hold_door(db, wish, door=AGO, by=world.coordinator, now=NOW, today=TODAY)
    act = RecordTreatyAct(state="AGO", action="ratification", date="2026-11-01", source="A paper")
    found = brief(db, world.coordinator.reader, "AGO", TODAY)
    assert section(found, "sensitivities").lines[0].marks == (
        "Coordinators only",
        "Demonstration entry",
    )
    record_treaty_act(db, act, by=world.coordinator, now=NOW, today=TODAY)
    forget()
    found = brief(db, world.coordinator.reader, "AGO", TODAY)
    (act,) = [one for one in section(found, "background").lines if "1 November" in one.text]
    assert found.marks == act.marks == ("Demonstration entry",)


def test_facts_say_their_source_and_date(db: Session, world: World) -> None:
    found = brief(db, world.envoy.reader, "AGO", TODAY)
    assert "2026-02-03" in found.record
    dated = [one for one in section(found, "background").lines if ":" in one.key]
    assert {"act", "vote", "related"} <= {one.key.partition(":")[0] for one in dated}
    assert all(one.source for one in dated if one.key.startswith(("act:", "vote:", "related:")))


def test_there_is_no_briefing_on_a_state_that_does_not_exist(db: Session, world: World) -> None:
    with pytest.raises(Missing):
        brief(db, world.envoy.reader, "XXX", TODAY)


def test_a_line_has_one_key_in_every_language(db: Session, world: World) -> None:
    log(db, world.member)
    told = {}
    for language in LANGUAGES:
        with speaking(language):
            found = brief(db, world.coordinator.reader, "AGO", TODAY)
        told[language] = [line.key for one in found.sections for line in one.lines]
    assert told["en"] == told["fr"] == told["es"] == told["ar"]
    assert all(told["en"])
    assert len(told["en"]) == len(set(told["en"]))


def test_a_restricted_line_names_the_entries_that_it_rests_on(db: Session, world: World) -> None:
    one = log(db, world.member, visibility="delegations", warn_others="no")
    read = ReadBarrier(barrier=Barrier.CAPACITY, read_on=TODAY, source="x", visibility="messenger")
    reading = read_barrier(db, read, door=AGO, by=world.member, now=NOW, today=TODAY)
    found = brief(db, world.coordinator.reader, "AGO", TODAY)
    lines = {line.key: line.rests for part in found.sections for line in part.lines}
    assert lines[f"contact:{one.id}"] == lines["age:contacts"] == (f"contact:{one.id}",)
    assert lines["barrier:capacity"] == lines["answer:capacity"] == (f"reading:{reading.id}",)
