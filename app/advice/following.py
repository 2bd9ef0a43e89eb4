"""Whose chance would change if a State joined: the open doors of its sub-region, before and after.
Pure.

How many further States that makes is `neighbours.Further`; this names them.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.advice.history import CCM, History, Kind, Step
from app.advice.neighbours import MONTHS
from app.advice.readiness import Fit, Outlook, outlooks


@dataclass(frozen=True)
class Following:
    """An open door beside the one that is thought of as closed: what dates suggest of it within
    the months now, and if the other State were party."""

    now: Outlook
    then: Outlook


def following(
    fit: Fit, past: History, on: date, iso3: str, months: int = MONTHS
) -> list[Following]:
    """Likeliest first; empty where no other door of the sub-region is open."""
    region = past.places[iso3].region
    if_party = replace(past, steps=(*past.steps, Step(on, iso3, CCM, Kind.JOINED)))
    then = {one.door.iso3: one for one in outlooks(fit, if_party, on, months)}
    return [
        Following(one, then[one.door.iso3])
        for one in outlooks(fit, past, on, months)
        if one.door.iso3 != iso3 and past.places[one.door.iso3].region == region
    ]
