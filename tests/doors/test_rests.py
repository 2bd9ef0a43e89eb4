"""Putting a door to rest, what wakes it, and ending a rest by hand."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete
from sqlmodel import col, func, select

from app.accounts.policy import Visibility
from app.audit.derived import forget
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.models import Rest, RestEnd, RestTrigger
from app.doors.rests import neighbours, parties_beside, present_rests, rests, warned_rests
from app.doors.waking import Trigger
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.norms.models import Resolution, Vote
from app.norms.queries import last_ccm_votes
from app.opportunities.forms import RetractHappening
from app.opportunities.happenings import retract_happening
from app.states.forms import RecordTreatyAct
from app.states.queries import book
from app.states.service import record_treaty_act
from tests.doors.cast import ANGOLA, CLOSED, LITHUANIA, audited, end, rest
from tests.opportunities.cast import happen
from tests.world import NOW, TODAY

THEN = NOW - timedelta(days=60)
"""When the doors of these tests were put to rest."""


def count(db):
    return db.exec(select(func.count()).select_from(Rest)).one()


def present(db, person, door=ANGOLA, today=TODAY):
    return present_rests(db, person.reader, today).get(door)


def votes(db, iso3, vote, day="2026-11-20"):
    """Another resolution on the Convention, made up for a test."""
    db.add(
        Resolution(
            resolution="TEST/1", date=day, title="A test", topic="ccm_implementation",
            source="A test's own record",
        )
    )  # fmt: skip
    db.flush()
    made = {"year": 2026, "topic": "ccm_implementation", "source": "A test's own record"}
    db.add(Vote(state_iso3=iso3, resolution="TEST/1", vote=vote, **made))
    db.flush()
    forget(db)


def joins(db, by, iso3):
    wish = RecordTreatyAct(
        state=iso3, action="ratification", date="2026-11-01", source="A test's own notification"
    )
    record_treaty_act(db, wish, by=by, now=NOW, today=TODAY)


def test_a_door_at_rest_says_who_put_it_there_why_and_until_what(db, world):
    made = rest(db, world.member, triggers=["election", "vote"], until=date(2027, 5, 1))
    found = present(db, world.campaigner)
    assert (found.id, found.by, found.reason) == (made.id, "Mia Member", "Test entry")
    assert found.sleep.triggers == {Trigger.ELECTION, Trigger.VOTE}
    assert found.sleep.until == date(2027, 5, 1)
    assert found.asleep
    assert audited(db)[-1] == (world.member.id, "rest.begun", f"rest:{made.id}")


def test_what_was_known_on_the_day_is_kept_with_it(db, world):
    made = rest(db, world.member)
    vote = last_ccm_votes(db)["AGO"]
    assert (made.resolution, made.vote) == (vote.resolution, vote.vote)
    assert made.parties.split(";") == parties_beside(book(db), "AGO", TODAY)
    assert {"COD", "CMR"} <= set(neighbours(book(db), "AGO"))


def test_nothing_rests_without_a_trigger_not_even_until_a_day(db, world):
    before = audited(db)
    with pytest.raises(Refused, match="Nothing rests without a trigger") as refused:
        rest(db, world.member, triggers=[], until=date(2027, 5, 1))
    assert refused.value.field == "triggers"
    assert (count(db), audited(db)) == (0, before)


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1)])
def test_a_last_day_that_is_over_is_refused(db, world, until):
    with pytest.raises(Refused) as refused:
        rest(db, world.member, until=until)
    assert refused.value.field == "until"
    assert count(db) == 0


def test_a_trigger_that_cannot_happen_is_refused(db, world):
    db.execute(delete(Vote).where(col(Vote.state_iso3) == "AGO"))
    forget(db)
    with pytest.raises(Refused, match="No vote of Angola is recorded") as refused:
        rest(db, world.member, triggers=["vote", "election"])
    assert refused.value.field == "triggers"
    known = book(db)
    alone = [
        iso3
        for iso3 in known.states
        if set(neighbours(known, iso3)) == set(parties_beside(known, iso3, TODAY))
        and known.standing(iso3, TODAY) != "party"
    ]
    for iso3 in alone:
        ask = Ask.RATIFY if known.standing(iso3, TODAY) == "signatory" else Ask.ACCEDE
        with pytest.raises(Refused, match="is left to join"):
            rest(db, world.member, Door(iso3, ask), triggers=["neighbour"])
    assert alone
    assert count(db) == 0


def test_a_closed_door_does_not_rest(db, world):
    with pytest.raises(Refused, match="no open door"):
        rest(db, world.member, CLOSED)


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_neither_read_nor_put_to_rest(db, world, who):
    made = rest(db, world.member)
    person = getattr(world, who)
    assert rests(db, person.reader, TODAY) == {}
    with pytest.raises(Forbidden):
        rest(db, person, LITHUANIA)
    with pytest.raises(Forbidden):
        end(db, person, made.id)
    assert db.exec(select(RestEnd)).all() == []


def test_pressing_save_twice_puts_it_to_rest_once(db, world):
    made = rest(db, world.member)
    before = audited(db)
    assert rest(db, world.member).id == made.id
    assert audited(db) == before
    assert len(db.exec(select(RestTrigger)).all()) == 1


def test_a_door_that_one_knows_to_rest_is_not_put_to_rest_again(db, world):
    rest(db, world.member)
    with pytest.raises(Refused, match="at rest already, since 24 November 2026"):
        rest(db, world.stranger, triggers=["vote"])
    assert count(db) == 1


def test_a_rest_that_one_may_not_read_is_no_answer_to_ones_own(db, world):
    hidden = rest(db, world.coordinator, visibility=Visibility.COORDINATORS)
    assert present(db, world.stranger) is None
    own = rest(db, world.stranger)
    assert present(db, world.stranger).id == own.id != hidden.id
    end(db, world.stranger, own.id)
    assert present(db, world.stranger) is None
    assert present(db, world.coordinator).id == hidden.id


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        (
            Visibility.GROUP,
            {"coordinator", "member", "colleague", "stranger", "campaigner", "envoy"},
        ),
        (Visibility.DELEGATIONS, {"coordinator", "member", "colleague", "stranger", "envoy"}),
        (Visibility.MESSENGER, {"coordinator", "member", "colleague", "envoy"}),
        (Visibility.COORDINATORS, {"coordinator", "member"}),
    ],
)
def test_each_level_reaches_those_it_names_and_its_author(db, world, level, readers):
    rest(db, world.member, visibility=level)
    assert {who for who, person in vars(world).items() if present(db, person)} == readers


def test_others_are_warned_while_it_rests_if_its_author_says_so(db, world):
    made = rest(db, world.coordinator, visibility=Visibility.COORDINATORS, warn_others="yes")
    assert warned_rests(db, world.stranger.reader, TODAY) == {ANGOLA}
    assert warned_rests(db, world.stranger.reader, TODAY, "LTU") == frozenset()
    assert warned_rests(db, world.coordinator.reader, TODAY) == frozenset()
    end(db, world.coordinator, made.id)
    assert warned_rests(db, world.stranger.reader, TODAY) == frozenset()


@pytest.mark.parametrize(
    ("level", "warns"), [(Visibility.MESSENGER, True), (Visibility.COORDINATORS, False)]
)
def test_whether_others_are_warned_follows_the_level(db, world, level, warns):
    rest(db, world.member, visibility=level)
    assert bool(warned_rests(db, world.stranger.reader, TODAY)) is warns


def test_an_election_that_is_recorded_wakes_it_with_source_and_day(db, world):
    rest(db, world.member, now=THEN)
    happen(db, world.stranger, kind="hosted_event", what="Another kind")
    assert present(db, world.member).asleep
    happen(db, world.stranger)
    woke = present(db, world.member).waking
    assert (woke.trigger, woke.on, woke.source) == (
        Trigger.ELECTION, TODAY, "A test's own paper",
    )  # fmt: skip
    assert woke.words == "election: Test entry, 20 November 2026"


def test_what_happens_elsewhere_wakes_nothing(db, world):
    rest(db, world.member, now=THEN)
    happen(db, world.stranger, state="KEN")
    assert present(db, world.member).asleep


def test_a_retracted_entry_wakes_nothing(db, world):
    rest(db, world.member, now=THEN)
    made = happen(db, world.stranger)
    assert present(db, world.member).woken
    wish = RetractHappening(reason="Test entry, taken back")
    retract_happening(db, wish, number=made.id, by=world.stranger, now=NOW)
    assert present(db, world.member).asleep


@pytest.mark.parametrize(("vote", "awake"), [("absent", False), ("no", True)])
def test_another_vote_on_the_next_resolution_wakes_it(db, world, vote, awake):
    made = rest(db, world.member, now=THEN, triggers=["vote"])
    assert made.vote not in ("no", "")
    votes(db, "AGO", vote)
    found = present(db, world.member)
    assert found.woken is awake
    if awake:
        assert found.waking.words == "voted otherwise on resolution TEST/1 of 20 November 2026"
        assert found.waking.source == "A test's own record"


def test_the_same_vote_again_wakes_nothing(db, world):
    made = rest(db, world.member, now=THEN, triggers=["vote"])
    votes(db, "AGO", made.vote)
    assert present(db, world.member).asleep


def test_a_neighbour_that_joins_wakes_it_and_another_region_does_not(db, world):
    rest(db, world.member, now=THEN, triggers=["neighbour"])
    joins(db, world.coordinator, "KEN")
    assert present(db, world.member).asleep
    joins(db, world.coordinator, "COD")
    woke = present(db, world.member).waking
    assert (woke.trigger, woke.on) == (Trigger.NEIGHBOUR, date(2026, 11, 1))
    assert "joined: ratification of 1 November 2026" in woke.words
    assert woke.source == "A test's own notification"


def test_its_own_deposit_ends_the_rest_with_the_door(db, world):
    rest(db, world.member, now=THEN, triggers=["neighbour"], until=TODAY + timedelta(days=90))
    joins(db, world.coordinator, "AGO")
    assert present(db, world.member) is None


def test_the_last_day_wakes_it(db, world):
    rest(db, world.member, until=TODAY + timedelta(days=30))
    assert present(db, world.member, today=TODAY + timedelta(days=29)).asleep
    assert present(db, world.member, today=TODAY + timedelta(days=30)).woken


def test_what_woke_it_is_marked_if_nobody_meant_it(db, world):
    rest(db, world.member, now=THEN)
    world.stranger.origin = Origin.DEMONSTRATION
    happen(db, world.stranger)
    assert present(db, world.member).from_demonstration


def test_a_door_that_woke_may_be_put_to_rest_again(db, world):
    rest(db, world.member, now=THEN)
    happen(db, world.stranger)
    again = rest(db, world.member)
    found = present(db, world.member)
    assert (found.id, found.asleep) == (again.id, True)


def test_whoever_reads_it_ends_it_with_a_reason(db, world):
    made = rest(db, world.member, now=THEN)
    end(db, world.stranger, made.id)
    (found,) = rests(db, world.member.reader, TODAY)[ANGOLA]
    assert (found.ended.by, found.ended.why) == ("Sam Stranger", "Test entry, ended")
    assert (found.asleep, found.woken) == (False, False)
    assert present(db, world.member) is None
    assert audited(db)[-1] == (world.stranger.id, "rest.ended", f"rest:{made.id}")


def test_ending_it_twice_ends_it_once_and_another_reason_is_told(db, world):
    made = rest(db, world.member)
    end(db, world.member, made.id)
    before = audited(db)
    assert end(db, world.member, made.id).id == made.id
    with pytest.raises(Refused, match="ended already, on 24 November 2026"):
        end(db, world.stranger, made.id)
    assert audited(db) == before


def test_a_door_that_is_awake_is_not_woken_by_hand(db, world):
    made = rest(db, world.member, now=THEN)
    happen(db, world.stranger)
    with pytest.raises(Refused, match="awake already, since 24 November 2026"):
        end(db, world.member, made.id)


def test_a_rest_that_one_may_not_read_is_not_there(db, world):
    made = rest(db, world.coordinator, visibility=Visibility.COORDINATORS)
    for number in (made.id, 987_654):
        with pytest.raises(Missing, match="There is no such rest"):
            end(db, world.stranger, number)


def test_a_demonstration_account_ends_nothing_real(db, world):
    made = rest(db, world.member)
    world.stranger.origin = Origin.DEMONSTRATION
    with pytest.raises(Forbidden, match="demonstration account"):
        end(db, world.stranger, made.id)
