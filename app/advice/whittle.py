"""The Whittle index: what a knock at a door is worth now, in deposits that it may bring. Pure.

Source: P. Whittle, "Restless bandits: activity allocation in a changing world", Journal of Applied
Probability 25A (1988). Suppose that a knock has a price, in deposits. The index of a place is the
price at which a knock there now is as good as none, when all later knocks cost the same. Found by
going back from the last quarter (value iteration) at each price, and by halving the interval of
prices. It rests on the doors being indexable: the dearer a knock, the fewer places deserve one.
`not_indexable` looks whether that is so. A knock is never worth less than nothing: nobody has to.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from app.advice.movement import PLACES, Arm, Chain, Numbers, chain

HALVINGS = 40
DIGITS = 10
"""Digits after the point that an index keeps, so that rounding on the way orders no two doors."""
PRICES = 400
TOLERANCE = 1e-13


class Horizon(NamedTuple):
    """What a kind of door is worth at the beginning, place by place, under given prices; and for
    each quarter (first axis) how much better a knock is there than none, its price paid."""

    worth: Numbers
    ahead: Numbers


def look_ahead(doors: Chain, prices: Numbers) -> Horizon:
    """`prices` has a price for each quarter to come (last axis), in deposits; several rows of them
    are answered row by row."""
    silence, knock = doors
    worth = np.zeros((*prices.shape[:-1], PLACES))
    ahead = np.zeros((*prices.shape, PLACES))
    for quarter in reversed(range(prices.shape[-1])):
        without = silence.deposit + silence.ahead(worth)
        with_knock = knock.deposit + knock.ahead(worth) - prices[..., quarter, None]
        ahead[..., quarter, :] = with_knock - without
        worth = np.maximum(without, with_knock)
    return Horizon(worth, ahead)


@cache
def index(arm: Arm, horizon: int) -> Numbers:
    """The index by quarter (first axis: `horizon` quarters are left in the first) and place."""
    low, high = np.zeros((horizon, PLACES)), np.ones((horizon, PLACES))
    quarters, places = np.indices(low.shape)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        prices = np.repeat(middle[..., None], horizon, axis=-1)
        lead = _lead(chain(arm), prices)
        better = lead[quarters, places] > TOLERANCE
        low, high = np.where(better, middle, low), np.where(better, high, middle)
    found: Numbers = np.where(low > 0, (low + high) / 2, 0.0).round(DIGITS)
    found.flags.writeable = False
    return found


def _lead(doors: Chain, prices: Numbers) -> Numbers:
    """For a price of its own in each quarter and place (all later ones alike): how much better the
    knock in that very quarter and place is than none."""
    silence, knock = doors
    horizon = prices.shape[0]
    worth = np.zeros((horizon, PLACES, PLACES))
    lead = np.zeros((horizon, PLACES))
    for quarter in reversed(range(horizon)):
        asked = slice(0, quarter + 1)  # later rows have been answered
        without = silence.deposit + silence.ahead(worth[asked])
        with_knock = knock.deposit + knock.ahead(worth[asked]) - prices[asked, :, quarter, None]
        lead[quarter] = np.diagonal(with_knock[quarter] - without[quarter])
        worth[asked] = np.maximum(without, with_knock)
    return lead


class Again(NamedTuple):
    """A quarter and place in which a knock that is not worth one price is worth a higher one: by
    how many deposits at most."""

    quarter: int
    place: int
    gain: float


def not_indexable(arm: Arm, horizon: int) -> list[Again]:
    """Where, if anywhere, the index means little. Looked for at `PRICES` prices."""
    prices = np.geomspace(1e-7, 1.0, PRICES)
    ahead = look_ahead(chain(arm), np.repeat(prices[:, None], horizon, axis=1)).ahead
    refused = np.logical_or.accumulate(ahead <= TOLERANCE, axis=0)
    gain = np.where(refused, ahead, 0.0).max(axis=0)
    return [
        Again(int(quarter), int(place), float(gain[quarter, place]))
        for quarter, place in np.argwhere(gain > TOLERANCE)
    ]
