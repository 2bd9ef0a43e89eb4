"""The best route of every door at given prices: a dynamic program over weeks, all doors at once.

A state is the week, the number of new knocks so far, and who came last. Of all messengers that may
have come last, only the best two routes matter: the next to come is somebody else than one of them.
So of all messengers that may come next, only the best three matter. No messenger is left out, so
what is found here bounds the whole problem.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.advice.solver.grid import NEVER, NOBODY, Floats, Grid, Ints, Kept, Route

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


@dataclass
class Priced:
    """`best[d]` is the most that a route of the door brings, less its prices; `value[d, k]` the
    most with k new knocks."""

    best: Floats
    value: Floats
    parts: list["_Sweep"]

    def route(self, door: int, new: int | None = None) -> Route:
        """The best route of the door, or the best with so many new knocks."""
        part = next(part for part in self.parts if door in part.row)
        number = int(self.value[door].argmax()) if new is None else new
        return part.route(door, number)


def price(grid: Grid, prices: Prices, doors: Ints | None = None) -> Priced:
    """The best routes of all doors, or of those at these places."""
    asked = np.arange(grid.doors) if doors is None else doors
    step = max(1, CHUNK // max(1, grid.weeks * grid.messengers))
    parts = [
        _Sweep(grid, prices, asked[start : start + step]) for start in range(0, len(asked), step)
    ]
    value = np.full((grid.doors, grid.most + 1), NEVER)
    for part in parts:
        value[part.doors] = part.value
    return Priced(value.max(axis=1), value, parts)


class _Best:
    """The best two of something, with who came last and where it came from."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.first, self.second = np.full(shape, NEVER), np.full(shape, NEVER)
        self.who = np.full(shape, NOBODY, dtype=np.int64)
        self.from_first = np.full(shape, START, dtype=np.int64)
        self.from_second = np.full(shape, START, dtype=np.int64)

    def merge(self, first: Floats, second: Floats, who: Ints, source: Ints, other: Ints) -> None:
        """The best two of both; the two of each have different messengers."""
        wins = first > self.first
        same = who == self.who
        lost = np.where(wins, self.first, first)
        lost_from = np.where(wins, self.from_first, source)
        lost = np.where(same, np.where(wins, self.second, second), lost)
        lost_from = np.where(same, np.where(wins, self.from_second, other), lost_from)
        low = np.where(wins, second, self.second)
        low_from = np.where(wins, other, self.from_second)
        self.second = np.maximum(lost, low)
        self.from_second = np.where(lost > low, lost_from, low_from)
        self.first = np.where(wins, first, self.first)
        self.from_first = np.where(wins, source, self.from_first)
        self.who = np.where(wins, who, self.who)


class _Sweep:
    """One pass over the weeks for some doors."""

    def __init__(self, grid: Grid, prices: Prices, doors: Ints) -> None:
        self.grid, self.doors, self.size = grid, doors, len(doors)
        self.row = {int(door): place for place, door in enumerate(doors)}
        self.lead = grid.lead[self.doors, None] != NOBODY
        self.next, self.fresh = self._candidates(prices)
        states = (self.size, grid.most + 1)
        self.ready = _Best(states)
        self.stay = np.full(states, NEVER)
        self.stay[:, 0] = 0.0
        self.stay_from: dict[tuple[int, int], list[Any]] = {}
        knocks = (grid.weeks, 2, self.size, grid.most + 1)
        self.value_at = np.full(knocks, NEVER)
        self.who_at = np.full(knocks, NOBODY, dtype=np.int64)
        self.from_at = np.full(knocks, START, dtype=np.int64)
        for week in range(grid.weeks):
            self._make_ready(week - grid.apart)
            self._expire(week)
            self._keep(week)
            self._arrive(week)
        for week in range(max(grid.weeks - grid.apart, 0), grid.weeks):
            self._make_ready(week)
        self._expire(grid.weeks)
        self.value = np.maximum(self.ready.first, self.stay)

    def _candidates(self, prices: Prices) -> tuple[list[Any], list[Any]]:
        """For each number of new knocks before: the best three messengers (worth, who) of each door
        and week, and the best two that did not make the knock that stays before."""
        grid, following, fresh = self.grid, [], []
        worth, before = grid.worth[self.doors], grid.before[self.doors]
        barred = grid.barred[self.doors]
        some = np.flatnonzero(barred.any(axis=(1, 2)))
        kept = np.flatnonzero(before.any(axis=1))
        for number in range(grid.most):
            net = worth * grid.rate[before + number][:, :, None]
            net -= prices.toll
            for who, visit in prices.visit.items():
                net[:, :, who] -= visit[self.doors]
            after = some if number == 0 else np.intersect1d(some, kept)
            alone = net[after]
            alone[barred[after]] = NEVER
            best = _top(net, 3)
            without = [(one.copy(), by.copy()) for one, by in best[:2]]
            for (one, by), (theirs, them) in zip(without, _top(alone, 2), strict=True):
                one[after], by[after] = theirs, them
            following.append(best)
            fresh.append(without)
        return _stacked(following), _stacked(fresh)

    def _make_ready(self, week: int) -> None:
        """After the spacing, a knock may be followed by another."""
        if week < 0:
            return
        first, second = self.value_at[week]
        pointer = np.full_like(self.ready.who, 2 * week)
        self.ready.merge(first, second, self.who_at[week, 0], pointer, pointer + 1)

    def _expire(self, week: int) -> None:
        """A door that is due and was not served in time has no route."""
        late = self.grid.until[self.doors] == week - 1
        self.stay[late, 0] = NEVER

    def _keep(self, week: int) -> None:
        """A knock that stays: all routes go through it."""
        for number, knocks in enumerate(self.grid.rounds.get(week, ())):
            here = [one for one in knocks if one.door in self.row]
            if here:
                self._pass_through(week, number, here)

    def _pass_through(self, week: int, number: int, here: list[Kept]) -> None:
        ready, doors = self.ready, np.array([self.row[one.door] for one in here])
        who = np.array([one.who for one in here])[:, None]
        again = (ready.who[doors] == who) & (self.grid.lead[self.doors[doors]][:, None] != who)
        free = np.where(again, ready.second[doors], ready.first[doors])
        source = np.where(again, ready.from_second[doors], ready.from_first[doors])
        better = free > self.stay[doors]
        self.stay_from[week, number] = [
            {one.door: place for place, one in enumerate(here)},
            np.where(better, source, START),
        ]
        rank = (
            self.grid.before[self.doors[doors], week][:, None]
            + number
            + np.arange(self.grid.most + 1)
        )
        worth = np.array([one.worth for one in here])[:, None]
        self.stay[doors] = np.maximum(free, self.stay[doors]) + worth * self.grid.rate[rank]
        ready.first[doors], ready.second[doors] = NEVER, NEVER

    def _arrive(self, week: int) -> None:
        """The best two routes whose newest knock is in this week, by who makes it."""
        worth, who = self.next[0][:, :, :, week], self.next[1][:, :, :, week]
        before = _Best((0,))
        before.first, before.second = self.ready.first[:, :-1], self.ready.second[:, :-1]
        again = (who == self.ready.who[None, :, :-1]) & ~self.lead
        came = worth + np.where(again, before.second, before.first)
        source = np.where(again, self.ready.from_second[:, :-1], self.ready.from_first[:, :-1])
        order = np.argsort(-came, axis=0, kind="stable")[:2]
        best = _Best(came.shape[1:])
        first, second = np.take_along_axis(came, order, 0)
        sources = np.take_along_axis(source, order, 0)
        best.merge(first, second, np.take_along_axis(who, order, 0)[0], *sources)
        seconds = np.take_along_axis(who, order, 0)[1]
        fresh, by = self.fresh[0][:, :, :, week], self.fresh[1][:, :, :, week]
        stay = self.stay[:, :-1]
        self._write(week, best, seconds, fresh + stay, by)

    def _write(self, week: int, best: _Best, seconds: Ints, fresh: Floats, by: Ints) -> None:
        """Keep the best two of four, by different messengers."""
        values = np.stack([best.first, best.second, *fresh])
        people = np.stack([best.who, seconds, *by])
        start = np.full_like(best.from_first, START)
        sources = np.stack([best.from_first, best.from_second, start, start])
        top = values.argmax(axis=0)[None]
        name = np.take_along_axis(people, top, 0)
        others = np.where(people == name, NEVER, values)
        runner = others.argmax(axis=0)[None]
        for slot, index, known in ((0, top, values), (1, runner, others)):
            self.value_at[week, slot, :, 1:] = np.take_along_axis(known, index, 0)[0]
            self.who_at[week, slot, :, 1:] = np.take_along_axis(people, index, 0)[0]
            self.from_at[week, slot, :, 1:] = np.take_along_axis(sources, index, 0)[0]

    def route(self, door: int, number: int) -> Route:
        """The knocks of the best route with so many new ones, backwards along the pointers."""
        row = self.row[door]
        ready = self.ready.first[row, number] > self.stay[row, number]
        pointer = int(self.ready.from_first[row, number]) if ready else START
        rounds = self._rounds_of(door)
        week = self.grid.weeks
        found: list[tuple[int, int]] = []
        while True:
            if pointer == START:
                while rounds and pointer == START:
                    at = rounds.pop()
                    if at[0] > week:
                        continue
                    places, sources = self.stay_from[at]
                    pointer, week = int(sources[places[door], number]), at[0]
                if pointer == START:
                    return tuple(reversed(found))
            week, slot = divmod(pointer, 2)
            found.append((week, int(self.who_at[week, slot, row, number])))
            pointer = int(self.from_at[week, slot, row, number])
            number -= 1

    def _rounds_of(self, door: int) -> list[tuple[int, int]]:
        return [
            (week, number)
            for week, rounds in sorted(self.grid.rounds.items())
            for number, knocks in enumerate(rounds)
            if any(one.door == door for one in knocks)
        ]


def _top(net: Floats, number: int) -> list[tuple[Floats, Ints]]:
    """The best of each door and week, best first; `net` is used up."""
    found = []
    for _ in range(number):
        who = net.argmax(axis=2)
        found.append((np.take_along_axis(net, who[:, :, None], 2)[:, :, 0], who))
        np.put_along_axis(net, who[:, :, None], NEVER, 2)
    return found


def _stacked(found: list[list[tuple[Floats, Ints]]]) -> list[Any]:
    """(worth, who), each [rank, door, number of knocks before, week]."""
    return [
        np.stack([np.stack([one[kind] for one in by], axis=0) for by in found], axis=2)
        for kind in (0, 1)
    ]
