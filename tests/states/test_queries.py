"""Where States stood, from the facts."""

from datetime import date

import pytest

from app.kit.errors import Missing
from app.kit.translation import speaking
from app.states.names import alphabetical
from app.states.queries import (
    acts_of,
    book,
    get_state,
    memberships_of,
    related_treaties_of,
    standings,
)
from app.states.standing import Standing

P, S, N = Standing.PARTY, Standing.SIGNATORY, Standing.NOT_PARTY


def count(db, on):
    found = list(standings(db, on).values())
    return [found.count(kind) for kind in (P, S, N)]


def test_counts_on_the_days_that_are_known(db):
    assert count(db, date(2026, 11, 24)) == [112, 12, 73]
    assert count(db, date(2010, 8, 1)) == [38, 70, 89]
    assert count(db, date(2020, 4, 1))[0] == 108
    assert count(db, date(2008, 12, 2)) == [0, 0, 197]


def test_lithuania_left(db):
    assert standings(db, date(2024, 12, 31))["LTU"] is P
    assert standings(db, date(2025, 3, 5))["LTU"] is P
    assert standings(db, date(2025, 3, 6))["LTU"] is N


@pytest.mark.parametrize("iso3", ["IRL", "NOR", "SLE", "VAT"])
def test_those_who_signed_and_ratified_on_one_day_were_party_that_day(db, iso3):
    assert standings(db, date(2008, 12, 3))[iso3] is P


def test_the_book_knows_how_old_the_record_is(db):
    known = book(db)
    assert known.as_of == date(2026, 2, 3)
    later = "depositary's page of 2026-02-03; later acts not known"
    assert known.record(date(2026, 11, 24)) == later
    assert known.record(date(2026, 2, 3)) == "depositary's page of 2026-02-03"


def test_the_book_holds_all_states_in_the_order_of_their_names(db):
    names = [state.name for state in book(db).states.values()]
    assert len(names) == 197
    assert names == sorted(names, key=alphabetical)
    assert names.index("Costa Rica") < names.index("Côte d’Ivoire".replace("’", "'"))


@pytest.mark.parametrize(
    ("spoken", "first", "last", "palestine"),
    [
        ("fr", "Afghanistan", "Zimbabwe", "État de Palestine"),
        ("es", "Afganistán", "Zimbabue", "Estado de Palestina"),
        ("ar", "الاتحاد الروسي", "اليونان", "دولة فلسطين"),
    ],
)
def test_states_have_the_names_and_the_order_of_the_language_spoken(
    db, spoken, first, last, palestine
):
    with speaking(spoken):
        states = book(db).states
        names = [state.name for state in states.values()]
    assert (names[0], names[-1], states["PSE"].name) == (first, last, palestine)
    assert book(db).states["PSE"].name == "State of Palestine"


def test_languages_are_official_and_working_ones(db):
    assert book(db).states["DZA"].languages == ("ar", "fr")


def test_facts_of_one_state(db):
    assert [one.act.action for one in acts_of(db, "AGO")] == ["signature"]
    assert {one.treaty for one in related_treaties_of(db, "AGO")} == {
        "MBT", "ATT", "TPNW", "CCW", "CWC", "BWC", "CRPD",
    }  # fmt: skip
    assert "AU" in {one.organisation for one in memberships_of(db, "AGO")}
    assert get_state(db, "ago").name == "Angola"


def test_an_unknown_state_is_missing(db):
    with pytest.raises(Missing):
        get_state(db, "XXX")
