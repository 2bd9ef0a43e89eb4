"""Knocks sent out quarter by quarter under one rule, many times over, by chance. Pure.

A simulation, not a forecast: its doors are no States, and its chances are assumptions.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.advice.movement import DEPOSITED, PLACES, Chain, Move, Numbers, Places

Order = Numbers
"""A rule of scheduling as a table: for each quarter, kind and place the rank of such a door.
Higher goes first, equals go by lot, and a door at `NEVER` gets no knock."""
NEVER = -np.inf
BATCH = 250


class Outcome(NamedTuple):
    """Of each run: deposits in all, and knocks that were made."""

    deposits: NDArray[np.int64]
    knocks: NDArray[np.int64]


class _Table(NamedTuple):
    """The moves of all kinds side by side: first axis the kind, then silence or knock, then the
    place."""

    up: Numbers
    down: Numbers
    to_up: Places
    to_down: Places
    to_same: Places


def simulate(
    chains: Sequence[Chain],
    places: Sequence[Places],
    order: Order,
    knocks: int,
    *,
    runs: int,
    seed: int,
) -> Outcome:
    """As many runs as asked for. The same seed gives every rule the same luck: door by door and
    quarter by quarter, the same draws decide."""
    moves = _Table(*(np.array([[move[i] for move in of_kind] for of_kind in chains]) for i in
                     range(len(Move._fields))))  # fmt: skip
    kinds = np.repeat(np.arange(len(places)), [len(of_kind) for of_kind in places])
    ranks, begin = _ranks(order), np.concatenate(places)
    chance = np.random.default_rng(seed)
    done = []
    for first in range(0, runs, BATCH):
        at = np.tile(begin, (min(BATCH, runs - first), 1))
        done.append(_batch(moves, kinds, at, ranks, knocks, chance))
    return Outcome(*(np.concatenate(column) for column in zip(*done, strict=True)))


def _batch(
    moves: _Table,
    kinds: Places,
    at: Places,
    ranks: Numbers,
    knocks: int,
    chance: np.random.Generator,
) -> Outcome:
    made = np.zeros(len(at), dtype=np.int64)
    for of_quarter in ranks:
        lot, luck = chance.random(at.shape), chance.random(at.shape)
        knocked = _chosen(of_quarter[kinds, at] + lot, knocks)
        made += knocked.sum(axis=1)
        key = (kinds, knocked.astype(np.int64), at)
        rises, slips = luck < moves.up[key], luck >= 1 - moves.down[key]
        at = np.where(
            rises, moves.to_up[key], np.where(slips, moves.to_down[key], moves.to_same[key])
        )
    return Outcome((at == DEPOSITED).sum(axis=1), made)


def _ranks(order: Order) -> Numbers:
    """The order as whole numbers, equals alike, so that a lot between 0 and 1 decides among equals
    and nowhere else. What is deposited needs no knock."""
    ranks = np.full(order.shape, NEVER)
    for quarter, of_quarter in enumerate(order):
        asked = np.isfinite(of_quarter)
        asked[:, PLACES - 1] = False
        found = np.unique(of_quarter[asked], return_inverse=True)[1]
        ranks[quarter][asked] = found
    return ranks


def _chosen(ranks: Numbers, knocks: int) -> NDArray[np.bool_]:
    """The `knocks` first of each run."""
    chosen = np.isfinite(ranks)
    if knocks < ranks.shape[1]:
        least = -np.partition(-ranks, knocks, axis=1)[:, knocks, None]
        chosen &= ranks > least
    return chosen
