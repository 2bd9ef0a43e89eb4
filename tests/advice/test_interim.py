"""The steps short of joining that fit what is recorded."""

from typing import Any

import pytest

from app.advice.interim import STEP_WORDS, Step, interim_steps
from app.advice.situation import Stance, Vote
from app.contacts.terms import Response
from app.doors.ladder import Move, Stage
from tests.advice.cases import TODAY, door, knock


def on(stage: Stage) -> Move:
    return Move(1, stage, None, TODAY, "Somebody", "Test entry", "group")


def steps(*knocks: Any, **more: Any) -> list[Step]:
    return [one.step for one in interim_steps(door("XXX", *knocks, **more))]


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({"stage": on(Stage.APPROVED)}, [Step.INSTRUMENT]),
        ({"stage": on(Stage.IN_DOMESTIC_APPROVAL)}, [Step.BILL]),
        ({"stage": on(Stage.DECIDED)}, [Step.BILL]),
        ({"stage": on(Stage.UNDER_REVIEW)}, [Step.PLEDGE]),
        ({"stage": on(Stage.IN_DIALOGUE)}, [Step.STATEMENT]),
        ({"vote": Vote("1/2", 2024, "abstain")}, [Step.VOTE_YES]),
        ({"vote": Vote("1/2", 2024, "no")}, [Step.VOTE_YES]),
        ({"vote": Vote("1/2", 2024, "yes")}, [Step.STATEMENT]),
        ({"vote": Vote("1/2", 2024, "absent")}, [Step.STATEMENT]),
        ({"stance": Stance("2022", producer=True)}, [Step.MORATORIUM]),
        ({"stance": Stance("2022", stockpiler=True)}, [Step.MORATORIUM]),
        ({"stance": Stance("2022", exporter=True, measure=True)}, [Step.STATEMENT]),
        ({"stance": Stance("2022", attended=False)}, [Step.OBSERVER]),
        ({"stance": Stance("2022", attended=None)}, [Step.STATEMENT]),
        ({}, [Step.STATEMENT]),
    ],
)
def test_a_step_follows_from_what_is_recorded(more: dict[str, Any], wanted: list[Step]):
    assert steps(**more) == wanted


def test_a_commitment_without_a_stage_is_asked_to_name_its_day():
    assert steps(knock(90, response=Response.COMMITTED)) == [Step.PLEDGE]
    assert steps(knock(90, response=Response.NONCOMMITTAL)) == [Step.STATEMENT]


def test_the_nearest_to_joining_comes_first_and_two_are_enough():
    all_of_it = {
        "stage": on(Stage.UNDER_REVIEW),
        "vote": Vote("1/2", 2024, "abstain"),
        "stance": Stance("2022", producer=True, attended=False),
    }
    assert steps(**all_of_it) == [Step.PLEDGE, Step.VOTE_YES]


def test_every_step_says_why_and_never_puts_words_into_a_mouth():
    at = door(stance=Stance("2022", producer=True, stockpiler=True))
    (one,) = interim_steps(at)
    assert one.why == (
        "Recorded as producing and stockpiling in the Monitor’s profile of 2022; not stated by "
        "the State"
    )
    assert one.words == STEP_WORDS[Step.MORATORIUM]
