"""By which avenue a contact went: bilateral, regional or global. Pure.

Source: the domain's "avenue". Nobody types it in: a contact at a meeting went by the avenue of that
meeting, any other that reached a government by itself was bilateral, and the rest is not known.
"""

from collections.abc import Iterable
from enum import StrEnum

from app.contacts.terms import Channel
from app.kit.translation import Said, pmarked


class Avenue(StrEnum):
    BILATERAL = "bilateral"
    REGIONAL = "regional"
    GLOBAL = "global"


AVENUE_NAMES = Said(
    {
        Avenue.BILATERAL: pmarked("avenue", "bilateral"),
        Avenue.REGIONAL: pmarked("avenue", "regional"),
        Avenue.GLOBAL: pmarked("avenue", "global"),
    }
)

OF_THE_CONVENTION = frozenset({"MSP", "RevCon", "Intersessional", "Preparatory"})
"""Kinds of meetings that the facts give."""
GLOBAL_WORDS = ("UNGA", "General Assembly", "Human Rights Council", "Mine Ban Convention")
REGIONAL_WORDS = (
    "African Union", "ASEAN", "CARICOM", "CELAC", "Council of Europe", "Arab States", "ECOWAS",
    "European Union", "Organization of American States", "OSCE", "Pacific Islands Forum", "SAARC",
    "SADC",
)  # fmt: skip
"""What the names of meetings of regional organisations hold."""
TO_ONE_STATE = frozenset(Channel) - {
    Channel.MARGINS, Channel.SIDE_EVENT, Channel.WORKSHOP, Channel.PUBLIC_STATEMENT,
}  # fmt: skip


def avenue(channel: Channel, kind: str = "", meeting: str = "") -> Avenue | None:
    """Of a contact by `channel`, at a `meeting` of that `kind` if it was at one; None where neither
    says."""
    if kind in OF_THE_CONVENTION or _names(meeting, GLOBAL_WORDS):
        return Avenue.GLOBAL
    if _names(meeting, REGIONAL_WORDS):
        return Avenue.REGIONAL
    return Avenue.BILATERAL if not meeting and channel in TO_ONE_STATE else None


def _names(meeting: str, words: Iterable[str]) -> bool:
    return any(word in meeting for word in words)
