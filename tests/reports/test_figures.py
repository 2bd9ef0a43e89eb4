"""What a report counts, from rows."""

import json
from datetime import date

import pytest

from app.contacts.terms import Channel, Level, Outcome, Response, Side
from app.doors.ladder import Move, Stage
from app.reports import figures as reckoned
from app.reports.figures import KEPT, Ballot, Knock, Promises, Steps, Tally, Vote, kept
from app.reports.sections import RESTS_ON, Section, beneath
from app.states.regions import NO_GROUP
from app.states.standing import Action, Standing
from tests.reports.invented import FIGURES, Act

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def knock(
    iso3: str, region: str, *messengers: tuple[str, str], level: Level | None = None
) -> Knock:
    return Knock(iso3, region, Channel.LETTER, level, Response.INTERESTED, messengers)


def move(on: date, stage: int, before: int | None) -> Move:
    came = None if before is None else Stage(before)
    return Move(None, Stage(stage), came, on, "", "", "group")


def test_states_in_no_regional_group_come_last() -> None:
    knocks = [knock("AAA", NO_GROUP), knock("BBB", "WEOG"), knock("CCC", "African")]
    assert list(reckoned.by_region(knocks)) == ["African", "WEOG", NO_GROUP]


def test_a_region_counts_its_contacts_and_the_states_among_them() -> None:
    knocks = [knock("AAA", "North"), knock("AAA", "North"), knock("BBB", "South")]
    assert reckoned.by_region(knocks) == {"North": Tally(2, 1), "South": Tally(1, 1)}


def test_a_contact_of_two_kinds_of_messengers_counts_with_each_and_of_two_of_a_kind_once() -> None:
    knocks = [
        knock("AAA", "North", ("XXX", "delegation"), ("YYY", "delegation"), ("ISU", "isu")),
        knock("BBB", "North", ("XXX", "delegation")),
    ]
    assert reckoned.by_messenger(knocks) == {"delegation": Tally(2, 2), "isu": Tally(1, 1)}


def test_what_nobody_recorded_is_counted_by_itself() -> None:
    found = reckoned.counted([Level.EXPERT, None, Level.EXPERT], (Level.EXPERT, Level.MINISTER))
    assert found == {"expert": 2, "minister": 0, "": 1}
    assert "" not in reckoned.counted([Level.EXPERT], (Level.EXPERT,))


def test_a_change_is_an_act_by_which_a_state_came_to_stand_elsewhere() -> None:
    acts = {
        "AAA": (
            Act(Action.SIGNATURE, "2008-12-03"),
            Act(Action.PROVISIONAL_APPLICATION, "2026-02-01"),
            Act(Action.RATIFICATION, "2026-05-01"),
        ),
        "BBB": (Act(Action.ACCESSION, "2025-05-01"),),
        "CCC": (
            Act(Action.ACCESSION, "2012-05-01"),
            Act(Action.WITHDRAWAL, "2025-09-01", "2026-03-01"),
        ),
    }
    found = reckoned.changes(acts, FIRST, LAST)
    assert [(one.iso3, one.action, one.on) for one in found] == [
        ("CCC", Action.WITHDRAWAL, "2026-03-01"),
        ("AAA", Action.RATIFICATION, "2026-05-01"),
    ]
    assert (found[0].before, found[0].after) == (Standing.PARTY, Standing.NOT_PARTY)
    assert found[1].before is Standing.SIGNATORY


def test_a_state_that_signed_and_ratified_on_one_day_changed_once() -> None:
    day = "2026-03-04"
    signed, applied = Act(Action.SIGNATURE, day), Act(Action.PROVISIONAL_APPLICATION, day)
    acts = {"AAA": (signed, Act(Action.RATIFICATION, day)), "BBB": (applied, signed)}
    found = reckoned.changes(acts, FIRST, LAST)
    assert [(one.iso3, one.action, one.after) for one in found] == [
        ("AAA", Action.RATIFICATION, Standing.PARTY),
        ("BBB", Action.SIGNATURE, Standing.SIGNATORY),
    ]


@pytest.mark.parametrize(
    ("moves", "counted"),
    [
        ([move(date(2026, 5, 1), 3, 1)], {Stage.DECIDED: Steps(forward=1)}),
        ([move(date(2026, 5, 1), 1, None)], {Stage.IN_DIALOGUE: Steps(first=1)}),
        ([move(date(2026, 5, 1), 1, 3)], {Stage.IN_DIALOGUE: Steps(back=1)}),
        ([move(date(2026, 6, 1), 1, 3), move(date(2026, 5, 1), 3, 1)], {}),
        ([move(date(2025, 5, 1), 3, 1)], {}),
    ],
)
def test_a_step_is_where_a_door_was_left_at_the_end_of_the_period(moves, counted) -> None:
    assert reckoned.steps([moves], FIRST, LAST) == counted


def test_commitments_count_by_side_and_by_how_they_ended() -> None:
    made = [(Side.THEIRS, None), (Side.THEIRS, Outcome.KEPT), (Side.OURS, Outcome.NOT_KEPT)]
    assert reckoned.promises(made) == {
        Side.THEIRS: Promises(kept=1, open=1),
        Side.OURS: Promises(not_kept=1),
    }


def test_a_vote_counts_those_outside_in_favour_and_those_who_newly_were() -> None:
    votes = [
        Vote("1/1", "2025-12-02", 2, 0, 1, "A paper", frozenset({"AAA", "BBB"})),
        Vote("2/1", "2026-12-02", 3, 0, None, "A paper", frozenset({"AAA", "CCC", "PPP"})),
    ]
    found = reckoned.ballots(votes, lambda iso3, on: iso3 != "PPP", FIRST, LAST)
    assert found == (Ballot("2/1", "2026-12-02", 3, 0, None, 2, 1, "A paper"),)


def test_figures_are_the_same_after_they_were_kept() -> None:
    assert KEPT.validate_python(json.loads(json.dumps(kept(FIGURES)))) == FIGURES


def test_every_section_names_the_figures_that_it_rests_on() -> None:
    assert set(RESTS_ON) == set(Section)
    assert all(beneath(section, FIGURES) for section in Section)
