"""At least one knock a year at every open door, as far as capacity allows. Pure.

Which doors can be served at once is a flow from doors through weeks and quarters of messengers;
augmenting paths find the most. Doors with more movement come first: a door that has been served
stays served, so the doors that wait in the end are those with the least.
Knocks for which somebody travels are left out: a promise rests on no trip.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.advice.fairness import bounds
from app.advice.problem import Option, PlanDoor, Problem

Slot = tuple[int, int]
"""Places of a messenger and a week."""


@dataclass(frozen=True)
class Coverage:
    """`served` has for each door that is due (its place) a slot, all at once within everybody's
    capacity; `until` the last week for its knock; `waiting` the doors that are left."""

    served: dict[int, Slot]
    until: dict[int, int]
    waiting: tuple[int, ...]


def coverage(problem: Problem) -> Coverage:
    until = {
        place: week
        for place, at in enumerate(problem.doors)
        if (week := _deadline(problem, at)) is not None
    }
    flow = _Flow(problem, until)
    order = sorted(until, key=lambda place: (-_best(problem, place), place))
    waiting = [place for place in order if not flow.serve(place)]
    for place in waiting:
        del until[place]
    return Coverage(flow.slots, until, tuple(sorted(waiting)))


def _deadline(problem: Problem, at: PlanDoor) -> int | None:
    """The last week for the knock that a door is due; the horizon's last where the due week cannot
    be kept; None if none is due, or if one that stays serves it."""
    if at.due is None:
        return None
    kept = problem.fixed_at(at.door)
    if any(one.week <= at.due for one in kept):
        return None
    if any(week <= at.due for week in problem.best_at[at.door]):
        return at.due
    return None if kept else problem.weeks - 1


def _best(problem: Problem, place: int) -> float:
    options = problem.options_at[problem.doors[place].door]
    return options[0].movement if options else 0.0


@dataclass
class _Flow:
    problem: Problem
    until: dict[int, int]
    slots: dict[int, Slot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        high = bounds(self.problem)
        self.high = [high[one.code][1] for one in self.problem.messengers]
        self.taken: dict[tuple[str, int, int], int] = defaultdict(int)
        self.doors: dict[tuple[str, int, int], set[int]] = defaultdict(set)
        for one in self.problem.fixed:
            if one.messenger in self.problem.messenger_at:
                self._count((self.problem.messenger_at[one.messenger], one.week), 1)

    def serve(self, place: int) -> bool:
        """Find a slot for this door, moving others where that is needed."""
        return self._place(place, set())

    def _place(self, place: int, seen: set[tuple[str, int, int]]) -> bool:
        for slot in self._slots(place):
            full = self._full(slot)
            if full in seen:
                continue
            if full is None:
                self._take(place, slot)
                return True
            seen.add(full)
            for other in sorted(self.doors[full]):
                if self._moved(place, slot, other, seen):
                    return True
        return False

    def _moved(self, place: int, slot: Slot, other: int, seen: set[tuple[str, int, int]]) -> bool:
        """Take the slot in another's stead, if the other finds one too."""
        held = self.slots[other]
        self._leave(other)
        if self._full(slot) is None:
            self._take(place, slot)
            if self._place(other, seen):
                return True
            self._leave(place)
        self._take(other, held)
        return False

    def _slots(self, place: int) -> Iterator[Slot]:
        at = self.problem.doors[place]
        for option in self.problem.options_at[at.door]:
            who = self.problem.messenger_at[option.messenger]
            if self.problem.messengers[who].travel and option.travels:
                continue
            for week in self.problem.weeks_of(option):
                if week <= self.until[place] and not beside(self.problem, at, option, week):
                    yield who, week

    def _full(self, slot: Slot) -> tuple[str, int, int] | None:
        """The narrowest limit of this slot that is used up."""
        who, week = slot
        messenger = self.problem.messengers[who]
        quarter = self.problem.quarters[week]
        limits = (messenger.a_week, messenger.capacity[quarter], self.high[who])
        keys = self._keys(slot)
        return next(
            (key for key, most in zip(keys, limits, strict=True) if self.taken[key] >= most), None
        )

    def _keys(self, slot: Slot) -> tuple[tuple[str, int, int], ...]:
        who, week = slot
        return ("week", who, week), ("quarter", who, self.problem.quarters[week]), ("all", who, 0)

    def _take(self, place: int, slot: Slot) -> None:
        self.slots[place] = slot
        self._count(slot, 1)
        for key in self._keys(slot):
            self.doors[key].add(place)

    def _leave(self, place: int) -> None:
        slot = self.slots.pop(place)
        self._count(slot, -1)
        for key in self._keys(slot):
            self.doors[key].discard(place)

    def _count(self, slot: Slot, number: int) -> None:
        for key in self._keys(slot):
            self.taken[key] += number


def beside(problem: Problem, at: PlanDoor, option: Option, week: int) -> bool:
    """Whether the messenger also made the knock before, or makes the one after, of those that have
    happened or stay: nobody knocks twice running but the lead."""
    if option.messenger == at.lead:
        return False
    kept = problem.fixed_at(at.door)
    before = [one for one in kept if one.week <= week]
    after = [one for one in kept if one.week > week]
    last = {before[-1].messenger} if before else at.last
    return option.messenger in last or (bool(after) and after[0].messenger == option.messenger)
