"""The lines of a plan in words: what is said of a week is still true in that week."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlmodel import Session

from app.advice import line_words
from app.advice.drawn_up import drawn_up
from app.advice.line_words import DrawnLine
from app.advice.queries import quarter
from app.kit.translation import speaking
from app.states.names import alphabetical
from tests.advice.plan_cast import never_tired, planned_round
from tests.advice.test_gathering import knocked, take_part
from tests.world import TODAY, World

WEEKS = 26
SILENT = ("days of silence", "No answered knock at this door", "The last answer")


@pytest.fixture
def lines(db: Session, world: World) -> list[DrawnLine]:
    take_part(db)
    knocked(db, world.member, "AGO", 400, messengers=["AUT"], response="interested")
    return drawn(db, world)


def drawn(db: Session, world: World) -> list[DrawnLine]:
    made = planned_round(db, world.coordinator, weeks=WEEKS)
    found = drawn_up(db, world.coordinator.reader, made.run, TODAY)
    assert found
    return [one for _monday, week in found.weeks for one in week]


def by_door(lines: Iterable[DrawnLine]) -> list[list[DrawnLine]]:
    found: defaultdict[object, list[DrawnLine]] = defaultdict(list)
    for one in lines:
        found[one.line.door].append(one)
    return list(found.values())


def test_silence_until_today_is_a_reason_for_the_first_knock_at_a_door_alone(
    lines: list[DrawnLine],
) -> None:
    firsts = [one[0] for one in by_door(lines)]
    agains = [one for those in by_door(lines) for one in those[1:]]
    assert agains
    assert any(said in why for one in firsts for why in one.reasons for said in SILENT)
    assert not [why for one in agains for why in one.reasons if any(said in why for said in SILENT)]


def test_a_further_knock_at_a_door_says_how_long_after_the_one_before_it_comes(
    lines: list[DrawnLine],
) -> None:
    for those in by_door(lines):
        assert not those[0].reasons[0].startswith("Knock ")
        for place, (before, one) in enumerate(pairwise(those), 2):
            weeks = one.line.week - before.line.week
            assert one.reasons[0] == (
                f"Knock {place} of the plan at this door, {weeks} weeks after the one before; "
                "39 are better"
            )


def test_knocks_left_this_quarter_are_no_reason_in_a_later_one(lines: list[DrawnLine]) -> None:
    later = [one for one in lines if one.first > quarter(TODAY)[1]]
    assert later
    assert not [why for one in later for why in one.reasons if "left this quarter" in why]


def test_a_messenger_that_knocks_here_earlier_in_the_plan_is_no_fresh_voice_later(
    db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_words, "REASONS", 99)
    take_part(db)
    never_tired(db, world.coordinator)
    for iso3 in ("AGO", "KHM"):
        knocked(db, world.member, iso3, 280, messengers=["ISU"], response="interested")
    fresh = defaultdict(list)
    for one in drawn(db, world):
        said = any("fresh voice" in why for why in one.reasons)
        fresh[one.line.door, one.messenger].append(said)
    heard = [said for said in fresh.values() if said[0]]
    assert max(map(len, heard)) > 1
    assert not any(any(said[1:]) for said in heard)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_states_of_a_week_stand_in_the_order_of_their_names(
    db: Session, world: World, language: str
) -> None:
    take_part(db)
    with speaking(language):
        lines = drawn(db, world)
    weeks = {one.first for one in lines}
    for monday in weeks:
        names = [alphabetical(one.state) for one in lines if one.first == monday]
        assert names == sorted(names)
    assert all(one.last - one.first == timedelta(days=6) for one in lines)
