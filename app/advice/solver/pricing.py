"""The best route of every door at given prices: a dynamic program over weeks, all doors at once.

A state is the week of the newest knock and who made it. Of all messengers that may have made it,
only the best two routes matter: the next to come is somebody else than one of them. So of all
messengers that may come next, only the best three matter. No messenger is left out, so what is
found here bounds the whole problem.
"""

from dataclasses import dataclass

import numpy as np

from app.advice.problem import NOTHING
from app.advice.solver.grid import NEVER, NOBODY, Bools, Floats, Grid, Ints, Kept, Route

CHUNK = 4_000_000
"""Numbers that are looked at together: memory against calls."""
START = -1
"""Points to no new knock: to the knock that stays before, or to the beginning."""


@dataclass(frozen=True)
class Prices:
    """`toll[w, m]` is asked of every knock, `visit[m][d, w]` of one for which somebody travels."""

    toll: Floats
    visit: dict[int, Floats]

    def of(self, door: int, route: Route) -> float:
        asked = sum(float(self.toll[knock]) for knock in route)
        for week, who in route:
            if who in self.visit:
                asked += float(self.visit[who][door, week])
        return asked

    def net(self, grid: Grid, doors: Ints) -> Floats:
        """What first knocks count less their prices: [door, week, messenger]."""
        net: Floats = grid.worth[doors] - self.toll
        for row, door in enumerate(doors.tolist() if grid.extra else ()):
            for (week, who), more in grid.extra.get(door, {}).items():
                net[row, week, who] += more
        for who, visit in self.visit.items():
            net[:, :, who] -= visit[doors]
        return net


@dataclass
class Priced:
    """`best[d]` is the most that a route of the door brings, less its prices."""

    best: Floats
    parts: list["_Sweep"]

    def routes(self, door: int, number: int = 1) -> list[Route]:
        """The best route of the door, then the best of those that end in another week."""
        return next(part for part in self.parts if door in part.row).routes(door, number)


def price(grid: Grid, prices: Prices, doors: Ints | None = None) -> Priced:
    """The best routes of all doors, or of those at these places."""
    asked = np.arange(grid.doors) if doors is None else doors
    step = max(1, CHUNK // max(1, grid.weeks * grid.messengers))
    parts = [
        _Sweep(grid, prices, asked[start : start + step]) for start in range(0, len(asked), step)
    ]
    best = np.full(grid.doors, NEVER)
    for part in parts:
        best[part.doors] = part.ends.max(axis=0)
    return Priced(best, parts)


class _Sweep:
    """One pass over the weeks for some doors.

    `value[w, s, d]` is the most that routes bring whose newest knock is in week w, the best (s = 0)
    and the best of those that somebody else makes (1), up to and with that knock; `who` makes it,
    and `source` is where it came from. `stay[d]` is the most of those whose newest knock stays, or
    that have none, and `since[d]` the week after the knock that stays: newer ones count alone.
    """

    def __init__(self, grid: Grid, prices: Prices, doors: Ints) -> None:
        self.grid, self.doors, self.size = grid, doors, len(doors)
        self.row = {int(door): place for place, door in enumerate(doors)}
        self.lead = grid.lead[doors] != NOBODY
        self.net = prices.net(grid, doors)
        self.worth, self.loss = grid.worth[doors], grid.loss[doors]
        self.most = self.worth.max(axis=2, initial=NEVER)
        self.next = _top(self.net, 3)
        self.fresh = self._fresh()
        shape = (grid.weeks, 2, self.size)
        self.value = np.full(shape, NEVER)
        self.who = np.full(shape, NOBODY, dtype=np.int64)
        self.source = np.full(shape, START, dtype=np.int64)
        self.stay, self.since = np.zeros(self.size), np.zeros(self.size, dtype=np.int64)
        self.stay_from: dict[tuple[int, int], tuple[dict[int, int], Ints]] = {}
        for week in range(grid.weeks):
            self._expire(week)
            self._keep(week)
            self._arrive(week)
        self._expire(grid.weeks)
        weeks = np.arange(grid.weeks)[:, None]
        new = np.where(weeks >= self.since, self.value[:, 0], NEVER)
        self.ends = np.concatenate([self.stay[None], new])
        """[0] without a new knock at the end, [1 + w] with one in week w."""

    def _fresh(self) -> tuple[Floats, Ints]:
        """The best two to come after the knock that stays, or happened, before: [rank, d, w]."""
        first, by = self.next[0][:2].copy(), self.next[1][:2].copy()
        barred = self.grid.barred[self.doors]
        since = self.grid.since[self.doors, :-1]
        rows = np.flatnonzero((barred.any(axis=2) | (since != NOBODY)).any(axis=1))
        if len(rows):
            gap = np.maximum(np.arange(self.grid.weeks) - since[rows], 0)
            less = np.take_along_axis(self.loss[rows], gap[:, :, None], 2)
            less = np.where(since[rows][:, :, None] == NOBODY, 0.0, less)
            brings = self.worth[rows] - less > NOTHING
            alone = np.where(brings & ~barred[rows], self.net[rows] - less, NEVER)
            first[:, rows], by[:, rows] = _top(alone, 2)
        return first, by

    def _expire(self, week: int) -> None:
        """A door that is due and was not served in time has no route."""
        self.stay[self.grid.until[self.doors] == week - 1] = NEVER

    def _keep(self, week: int) -> None:
        """A knock that stays: all routes go through it."""
        for number, knocks in enumerate(self.grid.rounds.get(week, ())):
            here = [one for one in knocks if one.door in self.row]
            for one in here:
                self._pass_through(number, one)

    def _pass_through(self, number: int, one: Kept) -> None:
        row, week, grid = self.row[one.door], one.week, self.grid
        since = int(grid.since[one.door, week]) if number == 0 else week
        best, source = self.stay[row] + grid.stays(one, since), START
        before = np.arange(int(self.since[row]), week)
        if len(before):
            again = (self.who[before, 0, row] == one.who) & (grid.lead[one.door] != one.who)
            brings = np.maximum(one.worth - grid.loss[one.door, week, week - before], 0.0)
            free = self.value[before, again.astype(np.int64), row] + brings
            if free.max() > best:
                place = int(free.argmax())
                best, source = free[place], int(2 * before[place] + again[place])
        at, sources = self.stay_from.setdefault((week, number), ({}, np.zeros(0, dtype=np.int64)))
        at[one.door] = len(sources)
        self.stay_from[week, number] = (at, np.append(sources, source))
        self.stay[row], self.since[row] = best, week + 1

    def _arrive(self, week: int) -> None:
        """The best two routes whose newest knock is in this week, by who makes it."""
        fresh, by = self.fresh[0][:, :, week], self.fresh[1][:, :, week]
        values, people = fresh + self.stay, by
        sources = np.full(by.shape, START, dtype=np.int64)
        before = np.arange(max(week - self.grid.apart + 1, 0))
        if len(before):
            came, who, source = self._after(week, before)
            values = np.concatenate([values, came])
            people = np.concatenate([people, who])
            sources = np.concatenate([sources, source])
        top = values.argmax(axis=0)[None]
        name = np.take_along_axis(people, top, 0)
        others = np.where(people == name, NEVER, values)
        runner = others.argmax(axis=0)[None]
        for slot, index, known in ((0, top, values), (1, runner, others)):
            self.value[week, slot] = np.take_along_axis(known, index, 0)[0]
            self.who[week, slot] = np.take_along_axis(people, index, 0)[0]
            self.source[week, slot] = np.take_along_axis(sources, index, 0)[0]

    def _after(self, week: int, before: Ints) -> tuple[Floats, Ints, Ints]:
        """Routes whose knock before was a new one: each [3 * weeks before, d]."""
        loss = self.loss[:, week, week - before].T
        reached = np.where(before[:, None] >= self.since, self.value[before, 0], NEVER)
        net, who = self._candidates(week, loss, reached > NEVER)
        again = (who == self.who[before, 0]) & ~self.lead
        other = np.where(before[:, None] >= self.since, self.value[before, 1], NEVER)
        came = net + np.where(again, other, reached)
        source = 2 * before[None, :, None] + again
        flat = (3 * len(before), self.size)
        return came.reshape(flat), who.reshape(flat), source.reshape(flat)

    def _candidates(self, week: int, loss: Floats, reached: Bools) -> tuple[Floats, Ints]:
        """The best three that still bring something so soon after: each [3, weeks before, d]."""
        net, by = self.next[0][:, None, :, week], self.next[1][:, None, :, week]
        worth = np.take_along_axis(self.worth[:, week].T, by[:, 0], 0)[:, None]
        brings = worth - loss > NOTHING
        found: Floats = np.where(brings, net - loss, NEVER)
        who = np.broadcast_to(by, found.shape).copy()
        some = reached & (self.most[:, week] - loss > NOTHING) & ~brings.all(axis=0)
        places, rows = np.nonzero(some)
        if len(rows):
            less = loss[places, rows][:, None]
            able = np.where(
                self.worth[rows, week] - less > NOTHING, self.net[rows, week] - less, NEVER
            )
            best, names = _top(able, 3)
            found[:, places, rows], who[:, places, rows] = best, names
        return found, who

    def routes(self, door: int, number: int) -> list[Route]:
        """The best route, then the best of those that end in another week."""
        row = self.row[door]
        order = np.argsort(-self.ends[:, row], kind="stable")[:number]
        return [
            self._back(door, 2 * (int(end) - 1) if end else START)
            for end in order
            if self.ends[end, row] > NEVER
        ]

    def _back(self, door: int, pointer: int) -> Route:
        """The knocks of a route, backwards along the pointers."""
        row, rounds, week = self.row[door], self._rounds_of(door), self.grid.weeks
        found: list[tuple[int, int]] = []
        while True:
            if pointer == START:
                while rounds and pointer == START:
                    at = rounds.pop()
                    if at[0] > week:
                        continue
                    places, sources = self.stay_from[at]
                    pointer, week = int(sources[places[door]]), at[0]
                if pointer == START:
                    return tuple(reversed(found))
            week, slot = divmod(pointer, 2)
            found.append((week, int(self.who[week, slot, row])))
            pointer = int(self.source[week, slot, row])

    def _rounds_of(self, door: int) -> list[tuple[int, int]]:
        return [
            (week, number)
            for week, rounds in sorted(self.grid.rounds.items())
            for number, knocks in enumerate(rounds)
            if any(one.door == door for one in knocks)
        ]


def _top(net: Floats, number: int) -> tuple[Floats, Ints]:
    """The best along the last axis, best first: each [rank, ...]."""
    left, values, people = net.copy(), [], []
    for _ in range(number):
        who = left.argmax(axis=-1)
        values.append(np.take_along_axis(left, who[..., None], -1)[..., 0])
        people.append(who)
        np.put_along_axis(left, who[..., None], NEVER, -1)
    return np.stack(values), np.stack(people)
