"""How old what a line rests on is."""

from app.advice.ages import ages
from app.advice.situation import Stance, Vote
from app.contacts.terms import Precision
from tests.advice.cases import TODAY, door, knock


def test_each_thing_says_its_own_date():
    at = door(
        "XXX",
        knock(100),
        vote=Vote("1/2", 2024, "abstain"),
        stance=Stance("2022"),
        treaty_record="depositary's page of 2026-02-03",
    )
    assert ages(at, TODAY) == (
        "Last knock on 16 August 2026, 100 days ago",
        "Vote: resolution 1/2 of 2024",
        "Position: the Monitor’s profile of 2022",
        "Treaty acts: depositary's page of 2026-02-03",
    )


def test_what_is_not_known_is_not_said():
    assert ages(door(), TODAY) == ("No knock at this door is in the log that you may read",)


def test_a_date_that_is_not_exact_is_about():
    month = knock(84, precision=Precision.MONTH)
    assert ages(door("XXX", month), TODAY) == ("Last knock in September 2026, about 84 days ago",)
