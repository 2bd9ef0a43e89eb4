"""The derived stage against the rule said plainly, for random histories and every reader."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.accounts.policy import Visibility, may_read
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.models import StageMove
from app.doors.queries import moves_by_door, stages
from tests.doors.cast import LITHUANIA
from tests.world import NOW, TODAY, World

REOPENED = date(2025, 3, 6)

one_move = st.tuples(
    st.sampled_from([LITHUANIA, Door("AGO", Ask.RATIFY)]),
    st.integers(0, 5),
    st.integers(0, 900),
    st.sampled_from(list(Visibility)),
    st.sampled_from(["coordinator", "member", "colleague", "stranger", "campaigner", "envoy"]),
)


def write(db: Session, world: World, number: int, drawn: tuple[Door, int, int, Visibility, str]):
    door, stage, ago, level, who = drawn
    author = getattr(world, who)
    made = StageMove(
        id=number, state_iso3=door.iso3, ask=door.ask, stage=stage, reason=f"Test entry {number}",
        moved_on=TODAY - timedelta(days=ago), visibility=level, messenger=author.messenger,
        author_id=author.id, recorded_at=NOW,
    )  # fmt: skip
    db.add(made)
    return made


def opened(door: Door) -> date:
    return REOPENED if door == LITHUANIA else date.min


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(one_move, max_size=12))
def test_the_stage_is_the_last_move_that_this_reader_may_read(
    db: Session, world: World, history: list[tuple[Door, int, int, Visibility, str]]
):
    nested = db.begin_nested()
    moves = [write(db, world, 900 + place, drawn) for place, drawn in enumerate(history)]
    db.flush()
    for person in world.everybody:
        readable = [
            one
            for one in moves
            if may_read(person.reader, one.visibility, one.author_id, [one.messenger or ""])
        ]
        shown = stages(db, person.reader, TODAY)
        for door in (LITHUANIA, Door("AGO", Ask.RATIFY)):
            own = [one for one in readable if Door(one.state_iso3, one.ask) == door]
            due = max(
                (one for one in own if one.moved_on >= opened(door)),
                key=lambda one: (one.moved_on, one.id or 0),
                default=None,
            )
            found = shown.get(door)
            assert (found.id if found else None) == (due.id if due else None)
            told = {one.id for one in moves_by_door(db, person.reader, TODAY).get(door, [])}
            assert told == {one.id for one in own}
    nested.rollback()
