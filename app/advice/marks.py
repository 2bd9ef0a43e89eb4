"""What the picture of a door is made of: what went in, and where each of it lies. Pure.

Places across are per cent of the width, places down are pixels.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.kit.dates import spoken
from app.kit.origin import Origin
from app.kit.translation import gettext as _


@dataclass(frozen=True)
class Knocked:
    """A knock on the lanes of its messengers; `first` and `last` are the days it may have been on.

    `answered` says whether it was effective; `says` is the label's lines, `words` the whole of it.
    """

    id: int
    first: date
    last: date
    lanes: tuple[str, ...]
    answered: bool
    says: tuple[str, ...]
    shape: str
    ring: str
    same: str
    words: str
    demonstration: bool = False


@dataclass(frozen=True)
class Planned:
    """An approach to come, `step` claimed or confirmed, or one that is suggested."""

    lane: str
    first: date
    last: date
    step: str
    says: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Happened:
    """Something that is no knock: a vote, a meeting, a treaty act, a stage move, a rest, an
    election."""

    kind: str
    first: date
    last: date
    says: str
    what: str
    origin: Origin = Origin.REAL

    @property
    def words(self) -> str:
        return _("%(day)s: %(what)s", day=spoken(self.first), what=self.what)


class Label(NamedTuple):
    """The lines under a mark, the first of them at `y`; `anchor` is SVG's text-anchor."""

    lines: tuple[str, ...]
    y: int
    anchor: str


class Mark(NamedTuple):
    """A knock on one lane. `since`: days since the effective knock too close before it."""

    x: float
    left: float
    right: float
    exact: bool
    y: int
    what: Knocked
    label: Label | None
    since: int | None


class Plan(NamedTuple):
    left: float
    right: float
    y: int
    what: Planned
    label: Label | None
    close: bool


class Event(NamedTuple):
    """A mark on the common lane; `said` is where its words end up, None where there is no room."""

    x: float
    left: float
    right: float
    y: int
    what: Happened
    anchor: str | None


class Lane(NamedTuple):
    """`rows` of labels make its height: `top` to `bottom`."""

    code: str
    top: int
    bottom: int
    rows: int
    marks: tuple[Mark, ...]
    plans: tuple[Plan, ...]


class Band(NamedTuple):
    """The days after an effective knock in which nobody knocks again."""

    left: float
    width: float


class Gap(NamedTuple):
    """What lies between two knocks; `close` if it is less than the spacing."""

    left: float
    right: float
    days: int
    close: bool
    said: bool


class Tick(NamedTuple):
    x: float
    year: int


class Join(NamedTuple):
    """A joint démarche: one knock on several lanes."""

    x: float
    top: int
    bottom: int


@dataclass(frozen=True)
class Picture:
    """All that a template draws. `width` is the least, in pixels; lanes begin at `top`. `cut` says
    that it begins later than was asked for, as there would be too many knocks."""

    first: date
    last: date
    today: float
    width: int
    height: int
    events: tuple[Event, ...]
    event_rows: int
    top: int
    bottom: int
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    joins: tuple[Join, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[Tick, ...]
    cut: bool = False

    @property
    def collisions(self) -> int:
        return sum(gap.close for gap in self.gaps)
