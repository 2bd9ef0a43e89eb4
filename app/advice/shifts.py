"""Two lists of next approaches, side by side: what comes, goes, changes hands or moves. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.advice.suggest import Advice
from app.doors.door import Door
from app.kit.translation import Said, pmarked
from app.kit.translation import gettext as _


class Kind(StrEnum):
    COMES = "comes"
    GOES = "goes"
    MESSENGER = "messenger"
    MOVES = "moves"
    STAYS = "stays"


KIND_NAMES = Said(
    {
        Kind.COMES: pmarked("a line of the list", "comes in"),
        Kind.GOES: pmarked("a line of the list", "goes out"),
        Kind.MESSENGER: pmarked("a line of the list", "another messenger"),
        Kind.MOVES: pmarked("a line of the list", "another place"),
        Kind.STAYS: pmarked("a line of the list", "stays"),
    }
)


FARTHEST = 5
"""Of those that moved, how many are named."""


@dataclass(frozen=True)
class Place:
    """Where a line stands: its place (1 for the first), its messenger, its points."""

    place: int
    messenger: str
    name: str
    score: float


@dataclass(frozen=True)
class Shift:
    """One door's line in both lists, None where it has none."""

    door: Door
    state: str
    before: Place | None
    after: Place | None

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return Kind.COMES
        if self.after is None:
            return Kind.GOES
        if self.before.messenger != self.after.messenger:
            return Kind.MESSENGER
        return Kind.STAYS if self.before.place == self.after.place else Kind.MOVES

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]

    @property
    def steps(self) -> int:
        """How many places it moved up (below 0: down), whoever knocks; 0 where it is in one list
        alone."""
        return self.before.place - self.after.place if self.before and self.after else 0

    @property
    def way(self) -> str:
        """The way it moved, after the name of its State."""
        if self.before is None or self.after is None or not self.steps:
            return ""
        told = {"before": self.before.place, "after": self.after.place}
        if self.steps > 0:
            return _("from %(before)s up to %(after)s", **told)
        return _("from %(before)s down to %(after)s", **told)


@dataclass(frozen=True)
class Comparison:
    """Every door that has a line in one of two lists, in the order of the later one."""

    shifts: tuple[Shift, ...]

    @property
    def changed(self) -> tuple[Shift, ...]:
        return tuple(one for one in self.shifts if one.kind is not Kind.STAYS)

    @property
    def moved(self) -> tuple[Shift, ...]:
        """Those that stand at another place, the farthest first."""
        moved = (one for one in self.shifts if one.steps)
        return tuple(sorted(moved, key=lambda one: -abs(one.steps)))

    @property
    def farthest(self) -> tuple[Shift, ...]:
        return self.moved[:FARTHEST]

    @property
    def counts(self) -> dict[str, int]:
        """How many lines of each kind, by its name."""
        kinds = [one.kind for one in self.shifts]
        return {KIND_NAMES[kind]: kinds.count(kind) for kind in Kind if kind in kinds}


def compare(before: Advice, after: Advice) -> Comparison:
    """Doors without a line in the later list come last, in the order of the earlier one."""
    old, new = _places(before), _places(after)
    names = {line.door: line.state for line in (*before.lines, *after.lines)}
    order = [*new, *(door for door in old if door not in new)]
    return Comparison(
        tuple(Shift(door, names[door], old.get(door), new.get(door)) for door in order)
    )


def _places(advice: Advice) -> Mapping[Door, Place]:
    return {
        line.door: Place(place, line.messenger, line.messenger_name, line.score)
        for place, line in enumerate(advice.lines, 1)
    }
