"""The text that is proposed: plain sentences that say what was counted, and what was not."""

from dataclasses import replace

import pytest

from app.contacts.terms import Side
from app.kit.translation import LANGUAGES, speaking
from app.reports.figures import Figures, Promises
from app.reports.sections import Section
from app.reports.wording import Names, proposed
from tests.reports.invented import FIGURES

NAMES = Names(lambda iso3: {"AAA": "Aland"}.get(iso3, iso3), "a page of 2026")
EMPTY = replace(
    FIGURES, changes=(), contacts=0, states=0, by_region={}, by_avenue={}, by_level={},
    by_messenger={}, by_response={}, steps={}, ballots=(),
    promises={side: Promises() for side in Side},
)  # fmt: skip


def said(section: Section, figures: Figures = FIGURES) -> list[str]:
    return proposed(section, figures, NAMES).split("\n\n")


GOLDEN = {
    Section.STANDING: [
        "Standing on 24 November 2026: 1 State Party, 1 signatory and 1 State not party (a page of "
        "2026).",
        "Changes of standing recorded for the period: Aland (accession, 1 May 2026).",
    ],
    Section.REGIONS: [
        "In the period the group recorded 4 contacts with 2 States.",
        "Contacts recorded: African (3); GRULAC (1).",
    ],
    Section.AVENUES: ["Contacts recorded: bilateral (3); not recorded (1)."],
    Section.LEVELS: ["Contacts recorded: expert (1); ambassador (3)."],
    Section.MESSENGERS: [
        "Contacts recorded: Delegations of States Parties (3); Implementation Support Unit (2).",
        "A contact that several messengers made together is counted for each kind of them.",
    ],
    Section.RESPONSES: ["Contacts recorded: no reply (1); interested (3)."],
    Section.STEPS: [
        "Steps towards ratification or accession, as the group recorded them: under review: 1 "
        "moved forward, 1 recorded for the first time.",
        "On 2 November 2026 the General Assembly voted on resolution 81/1, on the implementation "
        "of the Convention: 100 in favour, 1 against, not known abstaining. Signatories and States "
        "not party in favour: 2. Of these, 1 had not voted in favour of the previous resolution.",
    ],
    Section.COMMITMENTS: [
        "Commitments recorded in these contacts: by the States approached, 2 (recorded as kept: "
        "1); by messengers, 1 (recorded as kept: 0)."
    ],
    Section.AHEAD: [
        "On 24 November 2026 ratification was open to 1 signatory, and accession to 1 State not "
        "party. The table shows to which regional groups they belong."
    ],
}


@pytest.mark.parametrize("section", GOLDEN)
def test_a_section_says_its_figures(section: Section) -> None:
    assert said(section) == GOLDEN[section]


@pytest.mark.parametrize("section", [one for one in Section if one is not Section.INTRODUCTION])
def test_what_was_not_recorded_is_said_to_be_so(section: Section) -> None:
    text = " ".join(said(section, EMPTY))
    if section not in (Section.STANDING, Section.AHEAD):
        assert "is recorded for the period" in text
    if section is Section.STANDING:
        assert "No change of standing is recorded for the period." in text


def test_no_state_is_named_but_for_a_treaty_act() -> None:
    for section in Section:
        named: list[str] = []

        def name(iso3: str, kept: list[str] = named) -> str:
            kept.append(iso3)
            return iso3

        proposed(section, FIGURES, Names(name, "a page"))
        assert named == (["AAA"] if section is Section.STANDING else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_said_in_every_language(language: str) -> None:
    with speaking(language):
        assert all(all(said(section)) for section in Section)
