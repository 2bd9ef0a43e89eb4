"""When a door at rest wakes: one table of cases for each trigger, and what is true of all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.doors.waking import (
    BY_HAPPENING,
    FRESH,
    Cast,
    Joined,
    Occurred,
    Sleep,
    Surroundings,
    Trigger,
    waking,
)
from app.opportunities.kinds import HappeningKind

SINCE = date(2026, 3, 1)
RECORDED = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def sleep(*triggers, **more):
    known = {"resolution": "80/1", "vote": "abstain", "parties": frozenset({"BBB"})}
    return Sleep(SINCE, RECORDED, frozenset(triggers or Trigger), **known | more)


def cast(vote, resolution="81/1", day="2026-11-20"):
    return Cast(resolution, day, vote, "A paper")


def occurred(day, kind=HappeningKind.ELECTION, after=timedelta(days=30)):
    return Occurred(kind, day, "election: Test entry", "A paper", RECORDED + after)


def wakes(found, today=TODAY, at=None):
    return waking(at or sleep(), found, today)


@pytest.mark.parametrize(
    ("votes", "awake"),
    [
        ([], False),
        ([cast("abstain", "80/1", "2025-12-01")], False),
        ([cast("yes", "80/1", "2025-12-01")], False),
        ([cast("abstain")], False),
        ([cast("absent")], False),
        ([cast("yes")], True),
        ([cast("no")], True),
        ([cast("yes", day="2026")], False),
        ([cast("yes", "80/1", "2025-12-01"), cast("yes", "81/1", "2026-02-20")], True),
        ([cast("yes", "79/1", "2024-12-01"), cast("abstain", "80/1", "2025-12-01")], False),
        ([cast("yes", "81/1", "2026-06-01"), cast("abstain", "82/1")], True),
        ([cast("yes", "an unknown one", "2026-02-01")], False),
        ([cast("yes", "an unknown one", "2026-06-01")], True),
    ],
)
def test_another_vote_than_the_one_that_was_known_wakes(votes, awake):
    assert bool(wakes(Surroundings(votes=votes))) is awake


def test_after_an_absence_any_vote_wakes():
    at = sleep(Trigger.VOTE, vote="absent")
    assert wakes(Surroundings(votes=[cast("abstain")]), at=at).trigger is Trigger.VOTE


@pytest.mark.parametrize(
    ("joined", "awake"),
    [
        (Joined("AAA", SINCE + DAY, "Aland joined", "A paper"), True),
        (Joined("AAA", TODAY, "Aland joined", "A paper"), True),
        (Joined("AAA", TODAY + DAY, "Aland joined", "A paper"), False),
        (Joined("AAA", SINCE - DAY, "Aland joined", "A paper"), True),
        (Joined("AAA", SINCE - DAY, "Aland joined", "A paper", present=False), False),
        (Joined("BBB", SINCE - DAY, "Bland joined", "A paper"), False),
        (Joined("BBB", SINCE + DAY, "Bland joined again", "A paper"), True),
    ],
)
def test_a_neighbour_that_joins_or_was_not_known_to_have_joined_wakes(joined, awake):
    assert bool(wakes(Surroundings(neighbours=[joined]))) is awake


@pytest.mark.parametrize(
    ("happened", "awake"),
    [
        (occurred("2026-03-20"), True),
        (occurred("2026-02-20"), True),
        (occurred("2026-02-20", after=-DAY), False),
        (occurred("2026-03-01", after=timedelta()), False),
        (occurred("2024"), False),
        (occurred("2025"), True),
        (occurred((SINCE - FRESH).isoformat()), True),
        (occurred((SINCE - FRESH - DAY).isoformat()), False),
        (occurred("2026-03-20", after=TODAY - SINCE + DAY), False),
    ],
)
def test_what_is_recorded_since_wakes_unless_it_is_history(happened, awake):
    assert bool(wakes(Surroundings(happenings=[happened]))) is awake


@pytest.mark.parametrize("kind", list(HappeningKind))
def test_each_kind_wakes_the_door_that_waits_for_it_and_no_other(kind):
    around = Surroundings(happenings=[occurred("2026-03-20", kind)])
    for trigger in Trigger:
        found = wakes(around, at=sleep(trigger))
        assert bool(found) is (BY_HAPPENING[kind] is trigger)


@pytest.mark.parametrize(("until", "awake"), [(TODAY, True), (TODAY + DAY, False), (None, False)])
def test_the_last_day_wakes(until, awake):
    found = wakes(Surroundings(), at=sleep(until=until))
    assert bool(found) is awake
    if found:
        assert (found.trigger, found.on) == (None, TODAY)
        assert found.words == "the last day of its rest, 24 November 2026, was reached"


def test_the_first_trigger_is_the_one_that_woke_it():
    around = Surroundings(
        votes=[cast("yes")],
        neighbours=[Joined("AAA", date(2026, 5, 1), "Aland joined", "A paper")],
        happenings=[occurred("2026-03-20")],
    )
    found = wakes(around)
    assert (found.trigger, found.on) == (Trigger.ELECTION, date(2026, 3, 31))
    assert (found.words, found.source) == ("election: Test entry", "A paper")


def test_a_vote_is_said_with_its_resolution_and_source():
    found = wakes(Surroundings(votes=[cast("yes")]))
    assert found.words == "voted otherwise on resolution 81/1 of 20 November 2026"
    assert (found.source, found.on) == ("A paper", date(2026, 11, 20))


def test_what_woke_it_is_marked_as_demonstration_if_it_was():
    one = occurred("2026-03-20")._replace(demonstration=True)
    assert wakes(Surroundings(happenings=[one])).demonstration


@pytest.mark.parametrize(
    ("triggers", "until", "said"),
    [
        ([Trigger.VOTE], None, "until its vote on the Convention’s resolution changes"),
        (
            [Trigger.ELECTION, Trigger.NEIGHBOUR],
            date(2027, 5, 1),
            "until a State of its sub-region joins or an election is recorded, "
            "at the latest on 1 May 2027",
        ),
    ],
)
def test_a_rest_says_until_what(triggers, until, said):
    assert sleep(*triggers, until=until).words == said


DAYS = st.dates(SINCE - timedelta(days=900), SINCE + timedelta(days=900))
MOMENTS = st.integers(-900, 900).map(lambda days: RECORDED + timedelta(days=days))
AROUND = st.builds(
    Surroundings,
    votes=st.lists(
        st.tuples(DAYS, st.sampled_from(["yes", "no", "abstain", "absent"])), max_size=4
    ).map(
        lambda cast: [
            Cast(f"r{number}", day.isoformat(), vote, "A paper")
            for number, (day, vote) in enumerate(sorted(cast))
        ]
    ),
    neighbours=st.lists(
        st.builds(
            Joined,
            st.sampled_from(["AAA", "BBB", "CCC"]),
            DAYS,
            st.just("joined"),
            st.just("A paper"),
            st.booleans(),
        ),
        max_size=4,
    ),
    happenings=st.lists(
        st.builds(
            Occurred,
            st.sampled_from(HappeningKind),
            DAYS.map(date.isoformat),
            st.just("happened"),
            st.just("A paper"),
            MOMENTS,
        ),
        max_size=4,
    ),
)
SLEEPS = st.builds(
    lambda triggers, until, known: sleep(*triggers, until=until, resolution=known),
    st.sets(st.sampled_from(Trigger), min_size=1),
    st.none() | DAYS.filter(lambda day: day > SINCE),
    st.sampled_from(["r0", "r1", "gone"]),
)


def first_trigger(at, around):
    """The day on which a trigger has happened, read off the rules as the domain says them."""
    days = [at.until] if at.until else []
    if Trigger.VOTE in at.triggers:
        names = [one.resolution for one in around.votes]
        known = names.index(at.resolution) if at.resolution in names else None
        days += [
            max(date.fromisoformat(one.day), SINCE)
            for place, one in enumerate(around.votes)
            if one.vote not in (at.vote, "absent")
            and (place > known if known is not None else date.fromisoformat(one.day) > SINCE)
        ]
    if Trigger.NEIGHBOUR in at.triggers:
        days += [one.on for one in around.neighbours if one.on > SINCE]
        days += [
            SINCE
            for one in around.neighbours
            if one.on <= SINCE and one.present and one.iso3 not in at.parties
        ]
    days += [
        one.recorded_at.date()
        for one in around.happenings
        if one.kind.value in {trigger.value for trigger in at.triggers}
        and one.recorded_at > RECORDED
        and date.fromisoformat(one.day) >= SINCE - FRESH
    ]
    return min(days, default=None)


@given(SLEEPS, AROUND, DAYS)
def test_a_door_never_sleeps_through_a_trigger_nor_wakes_without_one(at, around, today):
    first, found = first_trigger(at, around), waking(at, around, today)
    assert (found is not None) == (first is not None and first <= today)
    if found:
        assert found.on == first


@given(SLEEPS, AROUND, DAYS, st.sampled_from(Trigger))
def test_one_trigger_more_never_makes_it_sleep_longer(at, around, today, more):
    found = waking(at, around, today)
    wider = waking(replace(at, triggers=at.triggers | {more}), around, today)
    if found:
        assert wider
        assert wider.on <= found.on


@given(SLEEPS, AROUND, DAYS)
def test_a_door_that_woke_stays_awake(at, around, today):
    found = waking(at, around, today)
    if found:
        later = waking(at, around, today + timedelta(days=500))
        assert later == found
