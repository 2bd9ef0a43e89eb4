"""Finding a State by what people type."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.states.aliases import ALIASES
from app.states.names import Named, did_you_mean, find_states, fold, index, names_of, resolve
from tests.world import ROOT

with (ROOT / "seed/states.csv").open(encoding="utf-8", newline="") as file:
    STATES = [
        Named(row["iso3"], row["iso2"], row["name"], row["name_fr"], row["name_es"])
        for row in csv.DictReader(file)
    ]


@pytest.mark.parametrize(
    ("typed", "iso3"),
    [
        ("Angola", "AGO"), ("angola", "AGO"), ("AGO", "AGO"), ("ao", "AGO"),
        ("Swaziland", "SWZ"), ("Cape Verde", "CPV"), ("Burma", "MMR"), ("Ivory Coast", "CIV"),
        ("Zaire", "COD"), ("UK", "GBR"), ("U.K.", "GBR"), ("USA", "USA"), ("US", "USA"),
        ("DPRK", "PRK"), ("Holland", "NLD"), ("Macedonia", "MKD"), ("Czech Republic", "CZE"),
        ("Laos", "LAO"), ("Turkey", "TUR"), ("East Timor", "TLS"), ("Vatican", "VAT"),
        ("Congo-Kinshasa", "COD"), ("Congo", "COG"), ("Palestine", "PSE"), ("Moldova", "MDA"),
        ("cote d'ivoire", "CIV"), ("cote d ivoire", "CIV"), ("cote divoire", "CIV"),
        ("Côte d’Ivoire", "CIV"), ("etats unis", "USA"), ("Estados Unidos", "USA"),
        ("Allemagne", "DEU"), ("Alemania", "DEU"), ("Perou", "PER"), ("emirats", "ARE"),
        ("Guinea", "GIN"), ("Niger", "NER"), ("Dominica", "DMA"), ("Samoa", "WSM"),
        ("Sudan", "SDN"), ("dem rep congo", "COD"), ("syria", "SYR"), ("viet nam", "VNM"),
        ("sao tome", "STP"), ("St Vincent", "VCT"), ("Kingdom of the Netherlands", "NLD"),
    ],
)  # fmt: skip
def test_a_name_an_old_name_or_a_code_finds_its_state(typed, iso3):
    assert resolve(STATES, typed) == iso3


@pytest.mark.parametrize("typed", ["Korea", "guin", "saint", "united", "", "  ", "'", "qqq", "a"])
def test_what_fits_several_or_none_resolves_to_none(typed):
    assert resolve(STATES, typed) is None


def test_every_name_of_every_state_finds_it():
    assert [
        (state.iso3, name)
        for state in STATES
        for name in names_of(state)
        if resolve(STATES, name) != state.iso3
    ] == []


def test_no_alias_is_another_states_name():
    owners: dict[str, set[str]] = {}
    for state in STATES:
        for name in names_of(state):
            owners.setdefault(fold(name), set()).add(state.iso3)
    assert {name: states for name, states in owners.items() if len(states) > 1} == {}


def test_aliases_belong_to_states_and_add_something():
    known = {state.iso3: state for state in STATES}
    assert set(ALIASES) <= set(known)
    for iso3, aliases in ALIASES.items():
        own = {fold(known[iso3].name), fold(known[iso3].name_fr), fold(known[iso3].name_es)}
        assert not own & {fold(alias) for alias in aliases}, iso3


def test_the_whole_name_comes_before_its_beginning_and_that_before_a_word():
    found = [one.iso3 for one in find_states(STATES, "guinea")]
    assert found[0] == "GIN"
    assert set(found) == {"GIN", "GNB", "GNQ", "PNG"}
    assert found[-1] == "PNG"


def test_the_old_name_that_was_matched_is_said():
    assert find_states(STATES, "swazi")[0].spoken == "Eswatini (Swaziland)"
    assert find_states(STATES, "eswat")[0].spoken == "Eswatini"
    assert find_states(STATES, "AGO")[0].spoken == "Angola"


def test_a_code_must_be_whole():
    assert "AGO" not in [one.iso3 for one in find_states(STATES, "AG")]


def test_the_number_offered_is_limited():
    assert len(find_states(STATES, "a")) == 8
    assert len(find_states(STATES, "a", limit=3)) == 3


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Kazakstan", "Kazakhstan"), ("Phillipines", "Philippines"), ("Angolla", "Angola")],
)
def test_a_misspelt_name_is_offered_but_never_taken(typed, name):
    assert resolve(STATES, typed) is None
    assert did_you_mean(STATES, typed)[0].name == name


@pytest.mark.parametrize("typed", ["UK", "xyz", "", "zzzzzzzz"])
def test_short_or_strange_words_get_no_offer(typed):
    assert did_you_mean(STATES, typed) == []


def test_the_index_holds_every_name_folded():
    texts = index({state.iso3: state for state in STATES})
    assert "swaziland" in texts["SWZ"]
    assert "cote d ivoire" in texts["CIV"]


@given(some.text(max_size=40))
def test_whatever_is_typed_is_answered(typed):
    assert len(find_states(STATES, typed)) <= 8
    did_you_mean(STATES, typed)
