"""Further States to be expected in a sub-region if one of its States joins. Pure.

The difference between two sums of chances: with the State counted as party, and without. That
States of one region joined one after another is what the dates show; they also had reasons in
common, so the figure is an upper view of what one of them sets in motion. Only the direct step is
counted: nobody who joins because of somebody who joined because.
"""

from dataclasses import dataclass
from datetime import date
from math import sqrt
from random import Random

from app.advice.features import BY_REGION, FEATURES, Open, open_doors, region_shares
from app.advice.history import CCM, History, Roll
from app.advice.readiness import LIKELY, Fit, within, yearly

MONTHS = 36
DRAWS = 400
SEED = 2008
PLACES = [(1 + FEATURES.index(name), by) for name, by in BY_REGION.items()]
"""Where among the coefficients those stand that a sub-region moves."""


@dataclass(frozen=True)
class Further:
    """Expected further joins within `months` if `iso3` joins, with the ends between which nine in
    ten of what is held possible lie; `waiting` are the open doors of its sub-region."""

    iso3: str
    months: int
    figure: float
    low: float
    high: float
    waiting: tuple[str, ...]


def further_joins(fit: Fit, past: History, on: date, months: int = MONTHS) -> list[Further]:
    """For each open door of the Convention, the most expected first: the keystone doors.

    Nothing after `on` is looked at; the same input gives the same figures.
    """
    doors, roll = open_doors(past, CCM, on), past.roll(CCM, on)
    shares, draws = region_shares(past, roll), _draws(fit)
    lines = {door.iso3: [_line(one, door) for one in draws] for door in doors}
    weights = [sum(one[place] * by for place, by in PLACES) for one in draws]
    found = []
    for door in doors:
        place = past.places[door.iso3]
        beside = [
            one.iso3
            for one in doors
            if one != door and past.places[one.iso3].region == place.region
        ]
        after = region_shares(past, Roll(roll.parties | {door.iso3}, roll.signatories))
        gains = [
            sum(
                _gain(lines[iso3][k], weight * (after[iso3] - shares[iso3]), months)
                for iso3 in beside
            )
            for k, weight in enumerate(weights)
        ]
        found.append(Further(door.iso3, months, *_ends(gains), tuple(beside)))
    return sorted(found, key=lambda one: (-one.figure, one.iso3))


def _gain(line: float, by: float, months: int) -> float:
    return within(yearly(line + by), months) - within(yearly(line), months)


def _line(coefficients: list[float], door: Open) -> float:
    intercept, *weights = coefficients
    return intercept + sum(w * value for w, value in zip(weights, door.values, strict=True))


def _ends(gains: list[float]) -> tuple[float, float, float]:
    """The value of the fit itself, which is drawn first, and the ends of the middle of all."""
    order, beyond = sorted(gains), (1 - LIKELY) / 2
    low, high = (order[round(share * (len(order) - 1))] for share in (beyond, 1 - beyond))
    return gains[0], low, high


def _draws(fit: Fit) -> list[list[float]]:
    """The coefficients of the fit, then others as likely as the past leaves them, the pace of the
    years included."""
    chance, root = Random(SEED), _root(fit.covariance)  # noqa: S311  # dice, not a secret
    drawn = [list(fit.coefficients)]
    for _ in range(DRAWS):
        noise = [chance.gauss(0, 1) for _ in root]
        one = [
            mean + sum(a * b for a, b in zip(row, noise, strict=True))
            for mean, row in zip(fit.coefficients, root, strict=True)
        ]
        one[0] += chance.gauss(0, fit.unevenness)
        drawn.append(one)
    return drawn


def _root(matrix: tuple[tuple[float, ...], ...]) -> list[list[float]]:
    """The lower triangle whose product with itself is the matrix (Cholesky)."""
    size = len(matrix)
    root = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - sum(root[i][k] * root[j][k] for k in range(j))
            if i == j:
                root[i][i] = sqrt(max(rest, 0.0))
            elif root[j][j]:
                root[i][j] = rest / root[j][j]
    return root
