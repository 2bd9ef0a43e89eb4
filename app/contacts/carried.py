"""Whether knocks carried the same message: the one that is current for their door. Pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from app.kit.translation import Said, clauses, marked, ngettext
from app.kit.translation import gettext as _

LAST = 5
"""So many knocks are looked at to say whether the group speaks with one voice."""


class Carried(StrEnum):
    CURRENT = "current"
    EARLIER = "earlier"
    OTHER = "other"
    NOT_RECORDED = "not_recorded"


CARRIED_NAMES = Said(
    {
        Carried.CURRENT: marked("the current one"),
        Carried.EARLIER: marked("an earlier version"),
        Carried.OTHER: marked("another one"),
        Carried.NOT_RECORDED: marked("not recorded"),
    }
)
"""Which message a knock carried."""


def carried(version: int | None, versions: Mapping[int, bool]) -> Carried:
    """What a knock carried; `versions` are those of the door's message, and whether current."""
    if version is None:
        return Carried.NOT_RECORDED
    if version not in versions:
        return Carried.OTHER
    return Carried.CURRENT if versions[version] else Carried.EARLIER


def consistency(newest_first: Sequence[Carried]) -> str:
    """What the last knocks carried, with the numbers; "" if there was no knock."""
    last = newest_first[:LAST]
    if not last:
        return ""
    if len(last) == 1:
        return _("Message of the only knock: %(message)s", message=CARRIED_NAMES[last[0]])
    same, earlier, other, silent = (last.count(one) for one in Carried)
    parts = [
        ngettext(
            "%(num)s of the last %(knocks)s knocks carried the current message",
            "%(num)s of the last %(knocks)s knocks carried the current message",
            same,
            knocks=len(last),
        )
    ]
    if earlier:
        parts.append(
            ngettext(
                "%(num)s an earlier version of it", "%(num)s an earlier version of it", earlier
            )
        )
    if other:
        parts.append(ngettext("%(num)s another message", "%(num)s another message", other))
    if silent:
        parts.append(ngettext("%(num)s names no message", "%(num)s name no message", silent))
    return clauses(parts)
