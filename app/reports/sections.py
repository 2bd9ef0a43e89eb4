"""The sections of a report, and the figures that each rests on. Pure."""

from enum import StrEnum
from typing import Any

from app.kit.translation import Said, marked
from app.reports.figures import Figures, kept


class Section(StrEnum):
    """In the order in which they stand."""

    INTRODUCTION = "introduction"
    STANDING = "standing"
    REGIONS = "regions"
    AVENUES = "avenues"
    LEVELS = "levels"
    MESSENGERS = "messengers"
    RESPONSES = "responses"
    STEPS = "steps"
    COMMITMENTS = "commitments"
    AHEAD = "ahead"


SECTION_NAMES = Said(
    {
        Section.INTRODUCTION: marked("Introduction"),
        Section.STANDING: marked("Status of the Convention"),
        Section.REGIONS: marked("Contacts by regional group"),
        Section.AVENUES: marked("Contacts by avenue"),
        Section.LEVELS: marked("Contacts by level"),
        Section.MESSENGERS: marked("Contacts by messenger"),
        Section.RESPONSES: marked("Responses"),
        Section.STEPS: marked("Interim steps"),
        Section.COMMITMENTS: marked("Commitments"),
        Section.AHEAD: marked("The way ahead"),
    }
)

OF_CONTACTS = (
    Section.REGIONS, Section.AVENUES, Section.LEVELS, Section.MESSENGERS, Section.RESPONSES,
)  # fmt: skip
"""What stands below one heading: approaches to States."""

PERIOD = ("first", "last")
RESTS_ON = {
    Section.INTRODUCTION: PERIOD,
    Section.STANDING: ("standing", "changes", "goals"),
    Section.REGIONS: ("contacts", "states", "by_region"),
    Section.AVENUES: ("contacts", "by_avenue"),
    Section.LEVELS: ("contacts", "by_level"),
    Section.MESSENGERS: ("contacts", "by_messenger"),
    Section.RESPONSES: ("contacts", "by_response"),
    Section.STEPS: ("steps", "ballots"),
    Section.COMMITMENTS: ("promises",),
    Section.AHEAD: ("regions",),
}


def beneath(section: Section, figures: Figures) -> dict[str, Any]:
    """The figures of a section as JSON: while they are the same, its text is not behind."""
    told = kept(figures)
    return {name: told[name] for name in RESTS_ON[section]}
