"""Fitting readiness to the past, by scikit-learn. For commands and checks alone: the program that
runs reads the committed fit (`readiness.json`) and imports nothing of this.

A discrete-time hazard: a logit over years of States, four treaties pooled, each number shrunk
towards nothing by a normal prior.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from sklearn import __version__ as version
from sklearn.linear_model import LogisticRegression

from app.advice.features import Row, rows
from app.advice.history import History
from app.advice.readiness import Fit

LIBRARY = f"scikit-learn {version}"
SPREAD = 0.5
"""Standard deviation of each coefficient's prior, in log-odds per unit: beforehand it is held
unlikely (1 in 20) that one unit multiplies or divides the odds by more than 2.7."""
DIGITS = 6


class TooLittle(Exception):
    """The past holds nobody who joined, or nobody who did not."""


def fit(history: History, until: date) -> Fit:
    """From what was known at the end of the day `until`, and nothing later. Raises TooLittle."""
    return fit_rows(list(rows(history.until(until), until)), until)


def fit_rows(known: Sequence[Row], until: date, without: Collection[int] = ()) -> Fit:
    """The most likely coefficients after the prior, with the covariance around them (Laplace).

    The values at the places `without` are left out: their coefficient is 0. Raises TooLittle.
    """
    joins = sum(row.joined for row in known)
    if not 0 < joins < len(known):
        raise TooLittle(f"Until {until} nobody joined in a whole year, or everybody did.")
    values = np.array([row.door.values for row in known])
    kept = [place for place in range(values.shape[1]) if place not in without]
    x = values[:, kept]
    y = np.array([row.joined for row in known], dtype=float)
    model = LogisticRegression(C=SPREAD**2, solver="newton-cholesky", tol=1e-10, max_iter=200)
    model.fit(x, y)
    chance = model.predict_proba(x)[:, 1]
    within = [0, *(1 + place for place in kept)]
    size = values.shape[1] + 1
    coefficients, covariance = np.zeros(size), np.zeros((size, size))
    coefficients[within] = [*model.intercept_, *model.coef_[0]]
    covariance[np.ix_(within, within)] = _covariance(x, chance)
    return Fit(
        until=until,
        coefficients=tuple(round(float(one), DIGITS) for one in coefficients),
        covariance=tuple(tuple(round(float(one), DIGITS) for one in line) for line in covariance),
        unevenness=round(_unevenness(known, chance), DIGITS),
        rows=len(known),
        joins=joins,
    )


def _covariance(x: NDArray[np.float64], chance: NDArray[np.float64]) -> NDArray[np.float64]:
    """The inverse of the curvature at the most likely coefficients, the prior included."""
    full = np.column_stack([np.ones(len(x)), x])
    prior = np.diag([0.0, *[SPREAD**-2] * x.shape[1]])
    curvature = (full * (chance * (1 - chance))[:, None]).T @ full + prior
    return np.asarray(np.linalg.inv(curvature), dtype=np.float64)


def _unevenness(known: Iterable[Row], chance: NDArray[np.float64]) -> float:
    """How much the pace of a treaty goes up and down from year to year beyond chance: a standard
    deviation on the scale of log-odds, by the method of moments."""
    expected: dict[tuple[str, date], float] = defaultdict(float)
    joined: dict[tuple[str, date], int] = defaultdict(int)
    for row, one in zip(known, chance, strict=True):
        expected[row.door.treaty, row.door.on] += float(one)
        joined[row.door.treaty, row.door.on] += row.joined
    beyond = sum((joined[key] - mean) ** 2 - mean for key, mean in expected.items())
    return sqrt(max(beyond / sum(mean**2 for mean in expected.values()), 0.0))
