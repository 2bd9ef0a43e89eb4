"""How far versions have come, and which of them is carried: tables of cases, no database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messages.status import (
    Freshness,
    State,
    Step,
    Taken,
    Version,
    at_doors,
    carried_in,
    source_of,
    translated,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDS = dict.fromkeys(
    (
        "title", "objective", "the_ask", "fallback_ask", "points", "for_foreign_ministry",
        "for_defence_ministry", "for_parliament", "press_line", "source",
    ),
    "",
)  # fmt: skip


def version(number=1, language="en", state=State.ADOPTED, *, source="en", edition=1, **told):
    steps = {
        State.DRAFT: (),
        State.REVIEWED: (Step.REVIEWED,),
        State.ADOPTED: (Step.REVIEWED, Step.ADOPTED),
        State.RETIRED: (Step.REVIEWED, Step.ADOPTED, Step.RETIRED),
    }[state]
    usual = {
        "id": number * 1000 + edition * 100 + sum(map(ord, language)) % 100,
        "message_id": 1, "ask": "ratify", "revision": 1, "origin": "real",
        "recorded_by": 1, "recorded_at": NOON, "authors": frozenset({1}),
        "steps": tuple(Taken(step, 1, 2, NOON) for step in steps),
    }  # fmt: skip
    own = {
        "number": number, "language": language, "source_language": source, "edition": edition,
    }  # fmt: skip
    return Version(**WORDS, **(usual | own | told))


@pytest.mark.parametrize("state", list(State))
def test_the_state_follows_from_the_steps(state):
    assert version(state=state).state is state


def test_a_review_of_an_earlier_text_counts_no_more():
    assert version(state=State.REVIEWED, revision=2).state is State.DRAFT


def test_what_was_supplied_is_carried_until_it_is_retired():
    supplied = {"recorded_at": None, "recorded_by": None, "authors": frozenset()}
    assert version(state=State.DRAFT, **supplied).state is State.ADOPTED
    assert version(state=State.RETIRED, **supplied).state is State.RETIRED


F = Freshness


@pytest.mark.parametrize(
    ("versions", "english", "french"),
    [
        ([], F.MISSING, F.MISSING),
        ([version(1)], F.SOURCE, F.MISSING),
        ([version(1, state=State.DRAFT)], F.MISSING, F.MISSING),
        ([version(1), version(1, "fr")], F.SOURCE, F.CURRENT),
        ([version(1), version(1, "fr", State.REVIEWED)], F.SOURCE, F.MISSING),
        ([version(1), version(1, "fr"), version(2)], F.SOURCE, F.BEHIND),
        ([version(1), version(1, "fr"), version(2, state=State.DRAFT)], F.SOURCE, F.CURRENT),
        ([version(1), version(1, "fr"), version(2, state=State.RETIRED)], F.SOURCE, F.CURRENT),
        ([version(1), version(2, "fr", source="fr")], F.BEHIND, F.SOURCE),
        ([version(1), version(2), version(2, "fr", State.RETIRED)], F.SOURCE, F.MISSING),
        ([version(1), version(2, state=State.RETIRED), version(2, "fr")], F.SOURCE, F.MISSING),
    ],
)
def test_how_a_language_stands(versions, english, french):
    assert translated(versions, "en").freshness is english
    assert translated(versions, "fr").freshness is french


def test_of_two_translations_of_a_number_the_newer_one_is_carried():
    first, second = version(1, "fr"), version(1, "fr", edition=2)
    assert carried_in([version(1), second, first], "fr") is second
    unadopted = version(1, "fr", State.REVIEWED, edition=2)
    assert carried_in([version(1), unadopted, first], "fr") is first


def test_who_reads_a_language_that_is_behind_is_given_the_source():
    newest = version(2)
    assert carried_in([version(1), version(1, "fr"), newest], "fr") is newest


def test_doors_carry_the_message_that_was_adopted_last():
    older = [version(3, message_id=1)]
    newer_step = tuple(Taken(one.step, 1, 2, NOON + timedelta(days=1)) for one in version().steps)
    newer = [version(1, message_id=2, steps=newer_step)]
    supplied = [version(1, message_id=3, steps=(), recorded_at=None)]
    assert at_doors([older, newer, supplied]) is newer
    assert at_doors([supplied, older]) is older
    assert at_doors([[version(state=State.DRAFT)]]) == ()


versions = st.lists(
    st.builds(
        version,
        st.integers(1, 4),
        st.sampled_from(["en", "fr", "es"]),
        st.sampled_from(list(State)),
        source=st.sampled_from(["en", "fr"]),
        edition=st.integers(1, 2),
    ),
    max_size=12,
    unique_by=(
        lambda one: (one.number, one.language, one.edition),
        lambda one: one.number if one.is_source else (one.number, one.language, one.edition),
    ),
)


@given(versions, st.sampled_from(["en", "fr", "es"]))
def test_a_translation_is_current_behind_or_missing_and_nothing_else(versions, language):
    source, found = source_of(versions), translated(versions, language)
    adopted = [one for one in versions if one.state is State.ADOPTED]
    own = [one for one in adopted if one.language == language]
    if source is None:
        assert found.freshness is Freshness.MISSING
        assert carried_in(versions, language) is None
        return
    assert source.number == max(one.number for one in adopted if one.is_source)
    reached = [one for one in own if one.number <= source.number]
    if found.freshness is Freshness.SOURCE:
        assert source.language == language
    elif found.freshness is Freshness.CURRENT:
        assert found.version.number == source.number
    elif found.freshness is Freshness.BEHIND:
        assert found.version.number == max(one.number for one in reached) < source.number
    else:
        assert not reached
    assert carried_in(versions, language).number == source.number


@given(versions)
def test_what_is_no_more_than_a_draft_changes_nothing_that_is_carried(versions):
    agreed = [one for one in versions if one.state in (State.ADOPTED, State.RETIRED)]
    for language in ("en", "fr", "es"):
        assert translated(agreed, language) == translated(versions, language)
