"""A problem as arrays: doors x weeks x messengers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.advice.coverage import Coverage
from app.advice.problem import Fixed, Option, PlanDoor, Problem

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Knock = tuple[int, int]
"""A week and the place of a messenger."""
Route = tuple[Knock, ...]
"""The new knocks at one door, in the order of their weeks."""
NOBODY = -1
NEVER = -np.inf


@dataclass(frozen=True)
class Kept:
    """A knock that stays, of the door at `door`; `who` is NOBODY for a messenger that no longer
    takes part, `worth` what it brings as the first knock at the door."""

    door: int
    who: int
    week: int
    worth: float


class Grid:
    """What routes are priced with.

    `worth[d, w, m]` is what a knock brings as the first at its door, -inf where it may not be;
    `chosen[d, w, m]` the option that it is; `loss[d, w, g]` what it brings less g weeks after the
    one before it; `since[d, w]` the week of the last knock that stays before that week, or NOBODY;
    `barred[d, w, m]` whether the messenger made the knock that happened, or stays, before that
    week: it may come, but not as the next; `lead[d]` the messenger that may come twice running;
    `until[d]` the last week for a first knock at doors that are due, beyond the horizon for others;
    `extra[d]` what knocks at a door count more while plans are compared (see `keeping`).
    """

    def __init__(self, problem: Problem, covered: Coverage) -> None:
        self.problem = problem
        self.doors, self.weeks = len(problem.doors), problem.weeks
        self.messengers, self.apart = len(problem.messengers), problem.apart
        self.later = problem.later ** np.arange(self.weeks)
        self.worth, self.chosen = self._worths()
        self.loss = self._losses()
        self.kept = self._kept()
        self.since = np.full((self.doors, self.weeks + 1), NOBODY, dtype=np.int64)
        self.barred = np.zeros(self.worth.shape, dtype=np.bool_)
        self.lead = np.full(self.doors, NOBODY, dtype=np.int64)
        self.until = np.full(self.doors, self.weeks, dtype=np.int64)
        for place, week in covered.until.items():
            self.until[place] = week
        for place, at in enumerate(problem.doors):
            self._stand(place, at)
        self.quarter = np.array(problem.quarters, dtype=np.int64)
        self.extra: dict[int, dict[Knock, float]] = {}

    def _worths(self) -> tuple[Floats, npt.NDArray[np.int32]]:
        worth = np.full((self.doors, self.weeks, self.messengers), NEVER)
        chosen = np.full(worth.shape, NOBODY, dtype=np.int32)
        for number, option in enumerate(self.problem.options):
            weeks = self.problem.weeks_of(option)
            if not weeks:
                continue
            door, who = self._places(option)
            index = np.array(weeks)
            brings = option.movement * self.later[index]
            better = brings > worth[door, index, who]
            if self.problem.messengers[who].travel:
                better = self._at_home(door, who, index, option, chosen, better)
            worth[door, index[better], who] = brings[better]
            chosen[door, index[better], who] = number
        return worth, chosen

    def _losses(self) -> Floats:
        after = np.array(self.problem.after or (0.0,))
        by_gap = after[np.minimum(np.arange(self.weeks + 1), len(after) - 1)]
        silence = np.zeros((self.doors, self.weeks))
        for place, at in enumerate(self.problem.doors):
            if at.silence and self.problem.after:
                silence[place] = at.silence
        loss: Floats = (silence[:, :, None] - by_gap) * self.later[:, None]
        return loss

    def _at_home(
        self,
        door: int,
        who: int,
        index: Ints,
        option: Option,
        chosen: npt.NDArray[np.int32],
        better: Bools,
    ) -> Bools:
        """Whoever can meet in the margins in some week makes no journey for it."""
        known = [
            self.problem.options[one] if one >= 0 else None for one in chosen[door, index, who]
        ]
        at_home = np.array([one is not None and not one.travels for one in known], dtype=np.bool_)
        abroad = np.array([one is not None and one.travels for one in known], dtype=np.bool_)
        return better & ~at_home if option.travels else better | abroad

    def _places(self, one: Option | Fixed) -> tuple[int, int]:
        return (
            self.problem.door_at[one.door],
            self.problem.messenger_at.get(one.messenger, NOBODY),
        )

    def _kept(self) -> dict[int, list[Kept]]:
        found: dict[int, list[Kept]] = {}
        for place, at in enumerate(self.problem.doors):
            for one in self.problem.fixed_at(at.door):
                worth = one.movement * float(self.later[one.week])
                kept = Kept(place, self._places(one)[1], one.week, worth)
                found.setdefault(place, []).append(kept)
        return found

    def _stand(self, place: int, at: PlanDoor) -> None:
        at_work = self.problem.messenger_at
        if at.lead in at_work:
            self.lead[place] = at_work[at.lead]
        since = [(0, [at_work[code] for code in at.last if code in at_work])]
        for kept in self.kept.get(place, ()):
            self.since[place, kept.week + 1 :] = kept.week
            since.append((kept.week, [kept.who] if kept.who != NOBODY else []))
        for week, who in since:
            self.barred[place, week:, :] = False
            self.barred[place, week:, who] = True
        if self.lead[place] != NOBODY:
            self.barred[place, :, self.lead[place]] = False

    @cached_property
    def rounds(self) -> dict[int, list[list[Kept]]]:
        """The knocks that stay, by week; of one door, one in each of a week's rounds."""
        found: dict[int, list[list[Kept]]] = {}
        for knocks in self.kept.values():
            for week in sorted({one.week for one in knocks}):
                for number, one in enumerate(one for one in knocks if one.week == week):
                    rounds = found.setdefault(week, [])
                    if number == len(rounds):
                        rounds.append([])
                    rounds[number].append(one)
        return found

    def stays(self, one: Kept, since: int) -> float:
        """What a knock that stays brings if the newest before it was in the week `since`."""
        return one.worth if since == NOBODY else max(one.worth - self._less(one, since), 0.0)

    def _less(self, one: Kept, since: int) -> float:
        return float(self.loss[one.door, one.week, one.week - since])

    def movements(self, door: int, route: Route) -> tuple[list[float], list[float]]:
        """What the new knocks, and those that stay, bring at this door."""
        new: list[float] = []
        stay: list[float] = []
        events = [(one.week, 0, one) for one in self.kept.get(door, ())]
        events += [
            (week, 1, Kept(door, who, week, float(self.worth[door, week, who])))
            for week, who in route
        ]
        since = NOBODY
        for week, is_new, one in sorted(events, key=lambda one: one[:2]):
            if is_new:
                new.append(one.worth - (0.0 if since == NOBODY else self._less(one, since)))
            else:
                stay.append(self.stays(one, since))
            since = week
        return new, stay

    def brings(self, door: int, route: Route) -> float:
        """What all knocks at this door bring together, as they count when plans are compared."""
        new, stay = self.movements(door, route)
        return sum(new) + sum(stay) + self.more(door, route)

    def more(self, door: int, route: Route) -> float:
        """What of that is only for the sake of the plan before."""
        here = self.extra.get(door)
        return sum(here.get(knock, 0.0) for knock in route) if here else 0.0
