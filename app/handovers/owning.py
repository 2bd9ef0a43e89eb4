"""Who may have what is open, and who may hand it over. Pure.

What has an owner are approaches that are claimed or confirmed, and the following up of contacts:
their next steps and what was promised in them (docs/decisions/2026-11-28-hand-over.md).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.accounts.policy import MAY, Act, Reader, Role, may, may_change
from app.kit.origin import Origin


class Kind(StrEnum):
    APPROACH = "approach"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, order=True)
class Thing:
    """One thing that is open. `number` is the approach's or the contact's, `version` theirs."""

    kind: Kind
    number: int
    version: int
    origin: Origin = Origin.REAL
    author_id: int | None = None


@dataclass(frozen=True)
class Able:
    """Somebody whose account is open, and which things they may read."""

    reader: Reader
    reads: frozenset[Thing]

    @property
    def id(self) -> int:
        return self.reader.id or 0

    def may_have(self, thing: Thing) -> bool:
        return thing in self.reads and may_change(self.reader, thing.origin)


OWNERS = tuple(role for role in Role if {Act.LOG, Act.PLAN} <= MAY[role])
"""The roles of those who can have something."""


def owns(reader: Reader) -> bool:
    """Whether an account of this role can have anything that is open."""
    return reader.role in OWNERS


def may_hand_over(by: Reader, leaving: Reader) -> bool:
    """One's own; as a Coordinator everybody's; as an administrator too, who is shown none of it."""
    own = by.id is not None and by.id == leaving.id
    return owns(leaving) and (own or may(by, Act.COORDINATE) or may(by, Act.ADMINISTER))


def may_close(by: Reader, leaving: Reader) -> bool:
    """Whether the account can be closed in the same act: nobody closes their own."""
    return by.id != leaving.id and (may(by, Act.COORDINATE) or may(by, Act.ADMINISTER))


def may_succeed(reader: Reader, leaving: Reader) -> bool:
    """Whether an open account can take over from another: a demonstration never from the real."""
    return owns(reader) and reader.id != leaving.id and may_change(reader, leaving.origin)


def coordinators_first(
    readers: Iterable[Reader], leaving: Reader | None, by: int | None = None
) -> list[Reader]:
    """The Coordinators who take what a successor may not read: whoever hands over first, then those
    of the same origin, then the longest here. `leaving` is None where an owner is gone already."""
    origin = leaving.origin if leaving else Origin.REAL
    fitting = [
        one
        for one in readers
        if may(one, Act.COORDINATE)
        and (leaving is None or one.id != leaving.id)
        and may_change(one, origin)
    ]
    return sorted(fitting, key=lambda one: (one.id != by, one.origin != origin, one.id or 0))


def receivers(things: Collection[Thing], able: Iterable[Able]) -> dict[Thing, int | None]:
    """To whom each thing goes: the first who may have it, None where nobody may."""
    order = list(able)
    return {thing: next((one.id for one in order if one.may_have(thing)), None) for thing in things}
