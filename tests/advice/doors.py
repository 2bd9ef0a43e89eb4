"""Kinds of door to try rules of scheduling on, and what is best for few of them, worked out whole.

The exact answer goes through every state of all doors together and every choice: an independent
check of the index and of the bound, which look at one door at a time.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import combinations, product

import numpy as np
from hypothesis import strategies as st

from app.advice.movement import DEPOSITED, RUNGS, Arm, Chain

Choice = Callable[[int, tuple[int, ...]], tuple[int, ...]]
"""The numbers of the doors that get a knock, from the quarter and the place of every door."""


@st.composite
def some_arms(draw: st.DrawFn, even: bool = False) -> Arm:
    """Any kind of door whose answer rises with its rest, evenly if asked for."""
    chance = st.floats(0.01, 0.9)
    first, second = sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1))))
    return Arm(
        up=tuple(draw(chance) for _ in range(RUNGS)),
        answer=(first, (first + 1) / 2 if even else second, 1.0, 1.0),
        alone=draw(st.floats(0, 0.5)),
        slip=draw(st.floats(0, 0.3)),
    )


def outcomes(doors: Chain, place: int, knocked: bool) -> Iterator[tuple[float, int]]:
    """Each place that a door may be in after a quarter, with its chance."""
    move = doors.knock if knocked else doors.silence
    up, down = float(move.up[place]), float(move.down[place])
    to = ((up, move.to_up), (down, move.to_down), (1 - up - down, move.to_same))
    return ((chance, int(places[place])) for chance, places in to if chance > 0)


def best(chains: list[Chain], places: tuple[int, ...], knocks: int, horizon: int) -> float:
    """The deposits that the best of all ways brings on average."""
    numbers = range(len(chains))
    choices = [chosen for size in range(knocks + 1) for chosen in combinations(numbers, size)]

    @cache
    def ahead(quarter: int, at: tuple[int, ...]) -> float:
        if quarter == horizon:
            return float(sum(place == DEPOSITED for place in at))
        return max(_mean(chains, at, chosen, partial(ahead, quarter + 1)) for chosen in choices)

    return ahead(0, places)


def under(chains: list[Chain], places: tuple[int, ...], choice: Choice, horizon: int) -> float:
    """The deposits that this way of choosing brings on average."""

    @cache
    def ahead(quarter: int, at: tuple[int, ...]) -> float:
        if quarter == horizon:
            return float(sum(place == DEPOSITED for place in at))
        return _mean(chains, at, choice(quarter, at), partial(ahead, quarter + 1))

    return ahead(0, places)


def by_rank(order: np.ndarray, kinds: list[int], knocks: int) -> Choice:
    """The first doors of an order, of equals the first named; none that the order rules out."""

    def choice(quarter: int, at: tuple[int, ...]) -> tuple[int, ...]:
        ranks = [float(order[quarter, kind, place]) for kind, place in zip(kinds, at, strict=True)]
        able = [number for number, rank in enumerate(ranks) if np.isfinite(rank)]
        open_ones = [number for number in able if at[number] != DEPOSITED]
        return tuple(sorted(open_ones, key=lambda number: -ranks[number])[:knocks])

    return choice


def _mean(
    chains: list[Chain],
    at: tuple[int, ...],
    chosen: tuple[int, ...],
    worth: Callable[[tuple[int, ...]], float],
) -> float:
    each = [list(outcomes(one, at[n], n in chosen)) for n, one in enumerate(chains)]
    total = 0.0
    for together in product(*each):
        chance = 1.0
        for single, _ in together:
            chance *= single
        total += chance * worth(tuple(to for _, to in together))
    return total
