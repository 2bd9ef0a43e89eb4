"""Somebody is writing about a door: kept for seconds, only where the group may read it."""

import pytest
from sqlmodel import select

from app.accounts.models import SignIn
from app.accounts.service import start_session
from app.doors.models import Presence
from app.doors.presences import LASTS, Write, note_presence, writing_now
from app.kit.errors import Forbidden
from tests.doors.cast import audited
from tests.world import NOW


@pytest.fixture
def write(db):
    sessions: dict[int, int] = {}

    def note(by, state="AGO", visibility="group", now=NOW):
        if by.id not in sessions:
            start_session(db, by, "a test", NOW)
            sessions[by.id] = db.exec(select(SignIn.id).where(SignIn.user_id == by.id)).one()
        wish = Write(state=state, visibility=visibility)
        note_presence(db, wish, by=by, sign_in_id=sessions[by.id], now=now)

    return note


def test_a_state_is_named_as_one_types_it_and_said_again_as_often_as_one_likes(db, world, write):
    write(world.member, "Angola")
    write(world.member, "ago")
    write(world.stranger, "KHM")
    assert writing_now(db, NOW) == {
        "AGO": frozenset({world.member.id}),
        "KHM": frozenset({world.stranger.id}),
    }


@pytest.mark.parametrize("level", ["delegations", "messenger", "coordinators", "", "nonsense"])
def test_any_other_level_is_told_nobody_and_takes_back_what_was_told(db, world, write, level):
    write(world.stranger)
    write(world.member)
    write(world.member, visibility=level)
    assert writing_now(db, NOW) == {"AGO": frozenset({world.stranger.id})}


@pytest.mark.parametrize("state", ["AUT", "Nowhere", "Guinea or so", ""])
def test_where_there_is_no_door_nobody_is_writing(db, world, write, state):
    write(world.member, state)
    assert db.exec(select(Presence)).all() == []


def test_it_lapses_and_goes_with_the_next_one(db, world, write):
    write(world.member)
    later = NOW + LASTS
    assert writing_now(db, later) == {}
    write(world.stranger, "KHM", now=later)
    assert [one.state_iso3 for one in db.exec(select(Presence))] == ["KHM"]


def test_it_is_no_act(db, world, write):
    write(world.member)
    before = audited(db)
    write(world.member)
    assert audited(db) == before


def test_who_may_not_log_says_nothing(db, world, write):
    with pytest.raises(Forbidden):
        write(world.observer)
    assert writing_now(db, NOW) == {}


def test_it_goes_with_its_session(db, world, write):
    write(world.member)
    db.delete(db.exec(select(SignIn).where(SignIn.user_id == world.member.id)).one())
    db.flush()
    assert db.exec(select(Presence)).all() == []
