"""What the plan of the round is made from. Pure.

Everything is counted in weeks from `Problem.first`; week 0 begins on that day. `docs/plan.md` has
the model in symbols. Source: the domain's settings and the hard rules of `app.advice.rules`,
looked ahead.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from app.advice.rules import ORDER
from app.contacts.terms import Channel, Level
from app.doors.door import Door

LATER = 0.995
"""What a week later counts for: an answer needs time before the Meeting. A judgement."""
SPREAD = 1.5
"""How far a load may lie from its fair share, as a factor: keeps the Gini coefficient below .2."""
NOTHING = 1e-9
"""A knock that is expected to bring no more than this is none."""


@dataclass(frozen=True)
class PlanDoor:
    """One open door.

    `free_from` is the first week that spacing and the rest after "declined" allow, `closed` the
    weeks in which nobody is to come, `last` who made the last knock, `lead` the only messenger that
    may come, `reached` the highest level that protocol starts from, `due` the last week in which a
    knock would come within a year of the last effective one; None if that is after the horizon.
    """

    door: Door
    name: str
    region: str = ""
    free_from: int = 0
    closed: frozenset[int] = frozenset()
    last: frozenset[str] = frozenset()
    lead: str | None = None
    reached: Level | None = None
    due: int | None = None
    silence: tuple[float, ...] = ()


@dataclass(frozen=True)
class Travel:
    """What the envoy can give: days and trips in each quarter; `a_visit` are the days that a visit
    takes, one or more. A trip is one week in one region; whom she visits there that week costs no
    further trip."""

    days: tuple[int, ...]
    trips: tuple[int, ...]
    a_visit: int = 1


@dataclass(frozen=True)
class PlanMessenger:
    """A messenger that takes part: knocks that it can make in each quarter, and in any one week."""

    code: str
    name: str
    capacity: tuple[int, ...]
    ceiling: Level = Level.DIRECTOR
    a_week: int = 2
    travel: Travel | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A way to knock, open from week `first` to week `last` (both included; None for the horizon).

    `movement` is what one such knock is expected to bring at a door where the plan has no knock
    before it, above 0. Somebody travels for a high-level visit, and for nothing else.
    """

    door: Door
    messenger: str
    movement: float
    level: Level = Level.AMBASSADOR
    channel: Channel = Channel.BILATERAL_MEETING
    first: int = 0
    last: int | None = None

    @property
    def travels(self) -> bool:
        return self.channel is Channel.HIGH_LEVEL_VISIT


class Kind(StrEnum):
    """Where a line of a plan comes from."""

    APPROACH = "approach"
    """Somebody has taken it on already; it stays."""
    PIN = "pin"
    """A Coordinator wants it to stay as it is."""
    NEW = "new"


@dataclass(frozen=True)
class Fixed:
    """A knock that stays. An approach may happen in any week from `week` to `last`; spacing counts
    from both ends, everything else from `week`. Nothing but the plan is held to the rules."""

    door: Door
    messenger: str
    week: int
    kind: Kind = Kind.APPROACH
    last: int | None = None
    movement: float = 0.0
    level: Level = Level.AMBASSADOR
    channel: Channel = Channel.BILATERAL_MEETING
    number: int | None = None

    @property
    def travels(self) -> bool:
        return self.channel is Channel.HIGH_LEVEL_VISIT

    @property
    def until(self) -> int:
        return self.week if self.last is None else max(self.last, self.week)


@dataclass(frozen=True)
class Problem:
    """What the plan is made from. `quarters` has for each week the number of its quarter, from 0;
    `spacing` is in weeks. `after` has for the weeks that have passed since a knock of the plan what
    silence counts then, the last of them for all longer ones: it takes the place of the log's, as
    if that knock had been answered. Empty, a knock changes nothing for the next. `excluded` are
    pairs that a Coordinator excludes, `out` lines that are not wanted (a week of None: in no week),
    `before` those of the plan that this one begins from: they stay where nothing speaks for others.
    `spread` is None where load may fall as it likes."""

    first: date
    quarters: tuple[int, ...]
    doors: tuple[PlanDoor, ...]
    messengers: tuple[PlanMessenger, ...]
    options: tuple[Option, ...]
    spacing: int = 6
    fixed: tuple[Fixed, ...] = ()
    excluded: frozenset[tuple[Door, str]] = frozenset()
    out: frozenset[tuple[Door, str, int | None]] = frozenset()
    before: frozenset[tuple[Door, str, int]] = frozenset()
    after: tuple[float, ...] = ()
    later: float = LATER
    spread: float | None = SPREAD

    @property
    def weeks(self) -> int:
        return len(self.quarters)

    def __post_init__(self) -> None:
        """Raises ValueError where a knock that stays lies outside the horizon."""
        if any(not 0 <= one.week < self.weeks for one in self.fixed):
            raise ValueError("a knock that stays lies outside the horizon")

    @cached_property
    def door_at(self) -> dict[Door, int]:
        return {one.door: place for place, one in enumerate(self.doors)}

    @cached_property
    def messenger_at(self) -> dict[str, int]:
        return {one.code: place for place, one in enumerate(self.messengers)}

    def loss(self, at: PlanDoor, week: int, since: int) -> float:
        """What a knock in a week brings less than its option says, as the newest of the plan before
        it is in the week `since`."""
        if not self.after:
            return 0.0
        silence = at.silence[week] if at.silence else 0.0
        return silence - self.after[min(week - since, len(self.after) - 1)]

    def day(self, week: int) -> date:
        """The day on which a week begins."""
        return self.first + timedelta(weeks=week)

    def fixed_at(self, door: Door) -> list[Fixed]:
        """The knocks that stay at a door, by week; of one week, by messenger."""
        return sorted(self._fixed.get(door, ()), key=lambda one: (one.week, one.messenger))

    @cached_property
    def _fixed(self) -> dict[Door, list[Fixed]]:
        found: dict[Door, list[Fixed]] = {}
        for one in self.fixed:
            found.setdefault(one.door, []).append(one)
        return found

    def weeks_of(self, option: Option) -> tuple[int, ...]:
        """The weeks in which the rules that need no other line allow this option."""
        if not self.admits(option):
            return ()
        weeks = self._open[option.door]
        unwanted = self._out.get((option.door, option.messenger))
        if not unwanted and option.first <= 0 and option.last is None:
            return weeks
        last = self.weeks if option.last is None else option.last
        return tuple(
            week for week in weeks if option.first <= week <= last and week not in (unwanted or ())
        )

    def admits(self, option: Option) -> bool:
        """Whether lead, excluded pairs, unwanted lines and protocol let this messenger knock."""
        who = self.messengers[self.messenger_at[option.messenger]]
        at = self.doors[self.door_at[option.door]]
        pair = (option.door, option.messenger)
        return (
            option.movement > 0
            and pair not in self.excluded
            and (*pair, None) not in self.out
            and at.lead in (None, option.messenger)
            and ORDER.index(option.level) <= ORDER.index(who.ceiling)
            and (at.reached not in ORDER or _within_a_step(who.ceiling, at.reached))
        )

    @cached_property
    def options_at(self) -> dict[Door, list[Option]]:
        """The options of each door that are open in some week, the best first."""
        found: dict[Door, list[Option]] = {at.door: [] for at in self.doors}
        for option in self.options:
            if self.weeks_of(option):
                found[option.door].append(option)
        for options in found.values():
            options.sort(key=lambda one: (-one.movement, one.messenger, one.first))
        return found

    @cached_property
    def best_at(self) -> dict[Door, dict[int, float]]:
        """For each door the weeks in which somebody may come, and the most that one would bring."""
        return {at.door: self._best_at(at.door) for at in self.doors}

    def _best_at(self, door: Door) -> dict[int, float]:
        found: dict[int, float] = {}
        for option in self.options_at[door]:
            if len(found) == len(self._open[door]):
                break
            for week in self.weeks_of(option):
                found.setdefault(week, option.movement)
        return found

    @cached_property
    def _open(self) -> dict[Door, tuple[int, ...]]:
        """The weeks of each door that are neither closed nor too close to a knock that stays."""
        found = {}
        for at in self.doors:
            shut = set(at.closed)
            for one in self._fixed.get(at.door, ()):
                shut.update(range(one.week - self.apart + 1, one.until + self.apart))
            span = range(max(at.free_from, 0), self.weeks)
            found[at.door] = tuple(week for week in span if week not in shut)
        return found

    @cached_property
    def _out(self) -> dict[tuple[Door, str], set[int]]:
        found: dict[tuple[Door, str], set[int]] = {}
        for door, messenger, week in self.out:
            if week is not None:
                found.setdefault((door, messenger), set()).add(week)
        return found

    @property
    def apart(self) -> int:
        """Weeks between two knocks at a door: one at least, as a week is the smallest step."""
        return max(self.spacing, 1)


def _within_a_step(ceiling: Level, reached: Level | None) -> bool:
    return reached is None or ORDER.index(ceiling) >= ORDER.index(reached) - 1
