from datetime import date

import pytest
from sqlmodel import Session, select

from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.ladder import Stage
from app.doors.models import StageMove
from app.doors.panel import door_panel
from app.doors.queries import moves_by_door, stages
from app.kit.errors import Forbidden, Refused
from app.states.forms import RecordTreatyAct
from app.states.service import record_treaty_act
from app.states.standing import Action
from tests.doors.cast import ANGOLA, CLOSED, LITHUANIA, audited, move
from tests.world import NOW, TODAY, World


def test_a_stage_is_moved_by_a_person_with_a_reason(db: Session, world: World):
    made = move(db, world.member)
    found = stages(db, world.stranger.reader, TODAY)[ANGOLA]
    assert (found.stage, found.by, found.reason) == (2, "Mia Member", "Test entry")
    assert audited(db)[-1] == (world.member.id, "stage.moved", f"move:{made.id}")


def test_pressing_save_twice_moves_once(db: Session, world: World):
    first, before = move(db, world.member), audited(db)
    assert move(db, world.member).id == first.id
    assert audited(db) == before
    assert len(db.exec(select(StageMove)).all()) == 1


def test_a_stage_that_goes_back_and_forth_keeps_every_move(db: Session, world: World):
    for stage in (2, 1, 2):
        move(db, world.member, stage=stage)
    move(db, world.stranger, stage=2)
    found = moves_by_door(db, world.member.reader, TODAY)[ANGOLA]
    assert [one.stage for one in found] == [2, 2, 1, 2]


def test_the_later_day_counts_not_the_later_hand(db: Session, world: World):
    move(db, world.member, stage=3, moved_on=date(2026, 11, 1))
    move(db, world.member, stage=1, moved_on=date(2026, 6, 1))
    newest, first = moves_by_door(db, world.member.reader, TODAY)[ANGOLA]
    assert (newest.stage, newest.before, first.stage) == (3, 1, 1)
    assert stages(db, world.member.reader, TODAY)[ANGOLA].stage is Stage.DECIDED


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"stage": 6}, "stage"),
        ({"stage": 7}, "stage"),
        ({"moved_on": date(2026, 11, 25)}, "moved_on"),
        ({"moved_on": date(2008, 12, 2)}, "moved_on"),
    ],
    ids=["deposited comes from a treaty act", "no such rung", "the future", "before it opened"],
)
def test_a_wrong_move_is_refused_and_nothing_is_written(
    db: Session, world: World, typed: dict[str, object], field: str
):
    before = audited(db)
    with pytest.raises(Refused) as refusal:
        move(db, world.member, **typed)
    assert refusal.value.field == field
    assert (audited(db), db.exec(select(StageMove)).all()) == (before, [])


@pytest.mark.parametrize("door", [CLOSED, Door("AGO", Ask.ACCEDE)])
def test_a_closed_door_is_not_moved(db: Session, world: World, door: Door):
    with pytest.raises(Refused):
        move(db, world.member, door)
    assert not db.exec(select(StageMove)).all()


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_move_nothing(db: Session, world: World, who: str):
    with pytest.raises(Forbidden):
        move(db, getattr(world, who))
    assert not db.exec(select(StageMove)).all()


def test_a_deposit_closes_the_door_and_keeps_its_moves(db: Session, world: World):
    move(db, world.member, stage=5)
    _deposit(db, world, "Angola", Action.RATIFICATION, "2026-11-23")
    assert ANGOLA not in stages(db, world.member.reader, TODAY)
    panel = door_panel(db, world.member.reader, "AGO", TODAY)
    assert panel.door is None
    assert [line.words or (line.move and line.move.words) for line in panel.lines] == [
        "deposited (ratification): the door closed",
        "approved",
        "signature: the door to ratification opened",
    ]


def test_a_door_that_opens_again_is_not_yet_assessed(db: Session, world: World):
    """A move before the withdrawal took effect belongs to another door, even of the same ask."""
    db.add(
        StageMove(
            state_iso3="LTU", ask=Ask.ACCEDE, stage=4, moved_on=date(2010, 1, 1), reason="Test",
            visibility="group", author_id=world.member.id, recorded_at=NOW,
        )
    )  # fmt: skip
    db.flush()
    assert LITHUANIA not in stages(db, world.member.reader, TODAY)
    move(db, world.member, LITHUANIA, stage=1)
    newest, old = moves_by_door(db, world.member.reader, TODAY)[LITHUANIA]
    assert (newest.before, old.stage) == (None, 4)
    assert stages(db, world.member.reader, TODAY)[LITHUANIA].stage is Stage.IN_DIALOGUE
    panel = door_panel(db, world.member.reader, "LTU", TODAY)
    assert panel.since == date(2025, 3, 6)
    assert [line.past for line in panel.lines if line.move] == [False, True]


def test_a_move_keeps_its_authors_origin(db: Session, world: World):
    world.member.origin = "demonstration"
    move(db, world.member)
    assert stages(db, world.member.reader, TODAY)[ANGOLA].demonstration


def _deposit(db: Session, world: World, state: str, action: Action, day: str) -> None:
    wish = RecordTreatyAct(state=state, action=action, date=day, source="A test")
    record_treaty_act(db, wish, by=world.coordinator, now=NOW, today=TODAY)
