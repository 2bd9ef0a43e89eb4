"""The asks that this version knows, and what opens and closes their doors. Pure.

A door is one State and one ask. The asks without a treaty act come with their own records.
"""

from enum import StrEnum

from app.kit.translation import Said, marked, pmarked
from app.states.standing import Standing


class Ask(StrEnum):
    RATIFY = "ratify"
    ACCEDE = "accede"


OPENS_FOR = {Standing.SIGNATORY: Ask.RATIFY, Standing.NOT_PARTY: Ask.ACCEDE}

ASK_NAMES = Said(
    {
        Ask.RATIFY: pmarked("what a State is asked to do", "ratify"),
        Ask.ACCEDE: pmarked("what a State is asked to do", "accede"),
    }
)

VERB = Said(
    {
        Ask.RATIFY: marked("ratify the Convention"),
        Ask.ACCEDE: marked("accede to the Convention"),
    }
)
"""What the State is asked to do, after "is asked to"."""


def open_ask(standing: Standing) -> Ask | None:
    """The universalization door that is open for a State of this standing; None for a party."""
    return OPENS_FOR.get(standing)


class Barrier(StrEnum):
    """Why a door does not move, as the group reads it; never the State's own words."""

    STOCKPILE_COST = "stockpile_cost"
    MILITARY_UTILITY = "military_utility"
    ALLIANCE_INTEROPERABILITY = "alliance_interoperability"
    REGIONAL_SECURITY = "regional_security"
    AWAITS_NEIGHBOURS = "awaits_neighbours"
    DOMESTIC_PROCEDURE = "domestic_procedure"
    LOW_PRIORITY = "low_priority"
    CAPACITY = "capacity"
    POLITICAL_INSTABILITY = "political_instability"
    CCW_PREFERENCE = "ccw_preference"


BARRIER_NAMES = Said(
    {
        Barrier.STOCKPILE_COST: marked("cost of destroying stockpiles"),
        Barrier.MILITARY_UTILITY: marked("defence considerations"),
        Barrier.ALLIANCE_INTEROPERABILITY: marked("interoperability with allies"),
        Barrier.REGIONAL_SECURITY: marked("regional security"),
        Barrier.AWAITS_NEIGHBOURS: marked("waits for its neighbours"),
        Barrier.DOMESTIC_PROCEDURE: marked("domestic procedure"),
        Barrier.LOW_PRIORITY: marked("other priorities"),
        Barrier.CAPACITY: marked("administrative capacity"),
        Barrier.POLITICAL_INSTABILITY: marked("domestic situation"),
        Barrier.CCW_PREFERENCE: marked("prefers the Convention on Certain Conventional Weapons"),
    }
)
