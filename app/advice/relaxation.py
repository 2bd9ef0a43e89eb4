"""What no way of sending knocks surpasses: a Lagrangian bound with a price a quarter. Pure.

Source: D. Bertsimas and J. Niño-Mora, "Restless bandits, linear programming relaxations, and a
primal-dual index heuristic", Operations Research 48 (2000). Let everybody buy as many knocks as
they like at a price for each quarter, and give back what the quarter's knocks would cost: whoever
keeps to them is as well off, so that the doors, each on its own, bring at least as much. That
holds under any prices of 0 or more; the lowest bound among many is kept.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.advice.movement import PLACES, Chain, Numbers, Places
from app.advice.whittle import look_ahead

SWEEPS = 1200
HALVINGS = 40


class Bound(NamedTuple):
    """Deposits that nobody surpasses on average; `flat` is the bound with one price for all
    quarters, which is never below it."""

    deposits: float
    prices: Numbers
    flat: float


class Asked(NamedTuple):
    """The bound at some prices, and how many knocks of each quarter nobody buys at them."""

    deposits: float
    left: Numbers


def crowds(places: Sequence[Places]) -> tuple[Numbers, ...]:
    """How many doors of each kind stand in each place."""
    return tuple(np.bincount(of_kind, minlength=PLACES).astype(float) for of_kind in places)


def bound(
    chains: Sequence[Chain],
    doors: Sequence[Numbers],
    knocks: int,
    horizon: int,
    sweeps: int = SWEEPS,
) -> Bound:
    """The lowest that a walk down the slope finds; `doors` as `crowds` has them, `knocks` at most
    a quarter."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        dear = at_prices(chains, doors, knocks, np.full(horizon, middle)).left.sum() > 0
        low, high = (low, middle) if dear else (middle, high)
    flat = min(
        at_prices(chains, doors, knocks, np.full(horizon, price)).deposits for price in (low, high)
    )
    return _walk(chains, doors, knocks, Bound(flat, np.full(horizon, high), flat), sweeps)


def at_prices(
    chains: Sequence[Chain], doors: Sequence[Numbers], knocks: int, prices: Numbers
) -> Asked:
    """The bound at these prices, each 0 or more."""
    deposits, left = knocks * float(prices.sum()), np.full(len(prices), float(knocks))
    for of_kind, standing in zip(chains, doors, strict=True):
        worth, ahead = look_ahead(of_kind, prices)
        deposits += float((standing * worth).sum())
        for quarter, better in enumerate(ahead > 0):
            left[quarter] -= standing[better].sum()
            standing = of_kind.knock.crowd(np.where(better, standing, 0.0)) + (
                of_kind.silence.crowd(np.where(better, 0.0, standing))
            )
    return Asked(deposits, left)


def _walk(
    chains: Sequence[Chain], doors: Sequence[Numbers], knocks: int, best: Bound, sweeps: int
) -> Bound:
    """Prices fall where knocks are left and rise where too many are wanted, in ever shorter
    steps."""
    prices, stride = best.prices, float(best.prices.mean()) / 2
    for sweep in range(sweeps):
        found = at_prices(chains, doors, knocks, prices)
        if found.deposits < best.deposits:
            best = best._replace(deposits=found.deposits, prices=prices)
        length = float(np.sqrt((found.left**2).sum()))
        if length == 0:
            break
        step = stride / np.sqrt(sweep + 1) * found.left / length
        prices = np.maximum(0.0, prices - step)
    return best
