"""The library that is supplied: every ask and every barrier, in English and in French."""

from collections import defaultdict
from datetime import date

import pytest

from app.doors.asks import Ask, Barrier
from app.messages.queries import (
    current_message,
    message_versions,
    versions_for,
    versions_of,
)
from app.messages.status import Freshness, translated
from app.messages.themes import Audience, Theme
from app.messages.wording import TEXTS
from app.states.queries import book
from tests.world import ROOT

LANGUAGES = ("en", "fr")
ALWAYS = frozenset(Barrier)
"""What can stand in the way of joining; the other asks meet some of them."""
STANDS_IN_THE_WAY = {
    Theme.RATIFY: ALWAYS,
    Theme.ACCEDE: ALWAYS,
    Theme.VOTE_YES: {
        "military_utility", "alliance_interoperability", "regional_security", "low_priority",
        "ccw_preference",
    },
    Theme.MORATORIUM: {
        "stockpile_cost", "military_utility", "alliance_interoperability", "regional_security",
        "ccw_preference",
    },
    Theme.STOP_USE: {
        "military_utility", "regional_security", "political_instability", "ccw_preference",
    },
    Theme.CONDEMN_USE: {"alliance_interoperability", "regional_security", "low_priority"},
    Theme.STATE_VIEWS: {
        "alliance_interoperability", "domestic_procedure", "low_priority", "capacity",
    },
    Theme.COMPLETE_ARTICLE_3: {
        "stockpile_cost", "domestic_procedure", "capacity", "political_instability",
    },
    Theme.COMPLETE_ARTICLE_4: {
        "low_priority", "capacity", "political_instability", "regional_security",
    },
    Theme.IMPROVE_EXTENSION_REQUEST: {"capacity", "political_instability", "low_priority"},
    Theme.SUBMIT_ARTICLE_7: {
        "low_priority", "capacity", "domestic_procedure", "political_instability",
    },
    Theme.ENACT_LEGISLATION: {"domestic_procedure", "low_priority", "capacity"},
    Theme.REVIEW_RETENTION: {"military_utility", "capacity", "low_priority"},
    Theme.REPORT_RISK_EDUCATION: {"capacity", "low_priority", "political_instability"},
    Theme.SET_VICTIM_ASSISTANCE_OBJECTIVES: {"capacity", "low_priority", "political_instability"},
}  # fmt: skip


def test_the_catalogue_has_every_ask_whose_doors_open():
    assert set(Ask) <= set(Theme)
    assert set(STANDS_IN_THE_WAY) == set(Theme)


@pytest.mark.parametrize("ask", list(Theme))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ask_has_a_whole_message_in_both_languages(db, ask, language):
    one = current_message(db, ask, language)
    assert one.language == language
    assert all(getattr(one, name) for name in TEXTS)
    assert 4 <= len(one.points.splitlines()) <= 7
    assert set(one.audiences) == set(Audience)
    assert {raised.barrier for raised in one.arguments} - {""} == STANDS_IN_THE_WAY[ask]
    assert one.source.startswith(
        ("Written for Same Door; to be reviewed by the group", "Rédigé pour Same Door ; à relire")
    )


@pytest.mark.parametrize("ask", list(Theme))
def test_a_translation_answers_what_its_source_answers(db, ask):
    source, french = (current_message(db, ask, language) for language in LANGUAGES)
    versions = versions_of(db, source.message_id)
    assert translated(versions, "en").freshness is Freshness.SOURCE
    assert translated(versions, "fr").freshness is Freshness.CURRENT
    assert translated(versions, "es").freshness is Freshness.MISSING
    assert [one.barrier for one in french.arguments] == [one.barrier for one in source.arguments]
    for name in ("points", *Audience):
        counts = [len(getattr(one, name).splitlines()) for one in (source, french)]
        assert counts[0] == counts[1], name


def test_every_barrier_is_answered_in_both_languages(db):
    for language in LANGUAGES:
        answered = defaultdict(set)
        for ask in Theme:
            for one in current_message(db, ask, language).arguments:
                answered[one.barrier].add(ask)
        assert set(Barrier) <= set(answered)


def test_what_was_carried_before_is_still_there_and_is_now_earlier(db):
    for ask in Ask:
        carried = {
            (message_versions(db)[number].number, current)
            for number, current in versions_for(db, ask).items()
        }
        assert carried == {(1, False), (2, True)}


def test_no_state_is_said_to_be_outside():
    for file in ("messages.csv", "message_arguments.csv"):
        assert "outside" not in (ROOT / "seed" / file).read_text("utf-8")


def test_figures_are_those_of_the_facts(db):
    text = current_message(db, "accede", "en").points
    known = book(db)
    parties = [iso3 for iso3 in known.states if known.standing(iso3, date(2026, 2, 3)) == "party"]
    assert f"{len(parties)} States of every region are party" in text
