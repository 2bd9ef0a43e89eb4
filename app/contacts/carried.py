"""Whether knocks carried the same message: the one that is current for their door. Pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

LAST = 5
"""So many knocks are looked at to say whether the group speaks with one voice."""


class Carried(StrEnum):
    CURRENT = "the current one"
    EARLIER = "an earlier version"
    OTHER = "another one"
    NOT_RECORDED = "not recorded"


def carried(version: int | None, versions: Mapping[int, bool]) -> Carried:
    """What a knock carried; `versions` are those of the door's message, and whether current."""
    if version is None:
        return Carried.NOT_RECORDED
    if version not in versions:
        return Carried.OTHER
    return Carried.CURRENT if versions[version] else Carried.EARLIER


def consistency(newest_first: Sequence[Carried]) -> str:
    """How many of the last knocks carried the current message; "" if there was no knock."""
    last = newest_first[:LAST]
    if not last:
        return ""
    same, silent = last.count(Carried.CURRENT), last.count(Carried.NOT_RECORDED)
    if len(last) == 1:
        return f"Message of the only knock: {last[0]}"
    said = f"{same} of the last {len(last)} knocks carried the current message"
    names = "names" if silent == 1 else "name"
    return f"{said}; {silent} {names} no message" if silent else said
