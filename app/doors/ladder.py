"""The rungs of a door. Pure. Never filled from the facts, the last one excepted."""

from enum import IntEnum


class Stage(IntEnum):
    NO_RESPONSE = 0
    IN_DIALOGUE = 1
    UNDER_REVIEW = 2
    DECIDED = 3
    IN_DOMESTIC_APPROVAL = 4
    APPROVED = 5
    DEPOSITED = 6


NAMES = {
    Stage.NO_RESPONSE: "no response",
    Stage.IN_DIALOGUE: "in dialogue",
    Stage.UNDER_REVIEW: "under review",
    Stage.DECIDED: "decided by the government",
    Stage.IN_DOMESTIC_APPROVAL: "in domestic approval",
    Stage.APPROVED: "approved",
    Stage.DEPOSITED: "deposited",
}
NOT_ASSESSED = "not yet assessed"

BY_A_PERSON = tuple(stage for stage in Stage if stage is not Stage.DEPOSITED)
"""The rungs that a person may move a door to; the last one comes from a treaty act alone."""


def name(stage: Stage | None) -> str:
    return NOT_ASSESSED if stage is None else NAMES[stage]
