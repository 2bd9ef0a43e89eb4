"""A logistic model with partial pooling, in plain Python. Pure.

The log-odds of a cell are a usual value, plus a part for each of its codes (a channel, a level, a
barrier), plus one of its own. Each part is drawn towards nothing by a normal prior, the more so the
fewer trials there are to say otherwise. The most likely parts are found by Newton's method, and
what is held possible is a normal distribution around them (Laplace). Source: Gelman and Hill, *Data
Analysis Using Regression and Multilevel/Hierarchical Models*, 2007, chapters 11 to 14.
"""

from collections.abc import Sequence
from math import exp, fsum, log, log1p, sqrt

USUAL, USUAL_SPREAD = log(0.2 / 0.8), 1.5
"""Before anything is known: about one in five, and anything from 2 to 80 in a hundred."""
PART_SPREAD, CELL_SPREAD = 0.5, 0.3
"""How far codes may lie apart, and cells from the sum of their codes (standard deviations of
log-odds): two channels, say, seldom differ by more than threefold odds."""
ROUNDS, CLOSE = 50, 1e-10


def odds(line: float) -> float:
    """The chance that log-odds mean."""
    return 1 / (1 + exp(-line)) if line >= 0 else exp(line) / (1 + exp(line))


class Pooled:
    """Cells by their codes, with how many trials each had and how many of them succeeded.

    The cells' own parts are eliminated from each step of Newton's method: the system that is left
    has a row for each code alone.
    """

    def __init__(
        self, cells: Sequence[tuple[str, ...]], knocks: list[float], moved: list[float]
    ) -> None:
        names = sorted({(at, code) for cell in cells for at, code in enumerate(cell)})
        places = {name: place for place, name in enumerate(names, start=1)}
        self.rows: list[tuple[int, ...]] = [
            (0, *(places[at, code] for at, code in enumerate(cell))) for cell in cells
        ]
        self.knocks, self.moved = knocks, moved
        self.pull = [1 / USUAL_SPREAD**2, *(1 / PART_SPREAD**2 for _ in names)]
        self.own_pull = 1 / CELL_SPREAD**2
        self.centre = [USUAL, *(0.0 for _ in names)]
        self.parts, self.own = list(self.centre), [0.0 for _ in cells]

    def posterior(self) -> list[tuple[float, float]]:
        """Log-odds of each cell, and their standard deviation."""
        self._climb()
        root = _root(self._curve(weights := self._weights()))
        found = []
        for row, weight, line in zip(self.rows, weights, self._lines(), strict=True):
            left = self.own_pull / (weight + self.own_pull)
            solved = _forward(root, [float(place in row) for place in range(len(self.pull))])
            spread = left**2 * fsum(one * one for one in solved) + 1 / (weight + self.own_pull)
            found.append((line, sqrt(spread)))
        return found

    def _climb(self) -> None:
        for _ in range(ROUNDS):
            parts, own = self._step()
            if max((abs(one) for one in (*parts, *own)), default=0.0) < CLOSE:
                return
            self._go(parts, own)

    def _go(self, parts: list[float], own: list[float]) -> None:
        """The step, or so much of it that what is reached is no less likely."""
        before, kept, kept_own = self._likelihood(), self.parts, self.own
        share = 1.0
        while share > CLOSE:
            self.parts = [at + share * by for at, by in zip(kept, parts, strict=True)]
            self.own = [at + share * by for at, by in zip(kept_own, own, strict=True)]
            if self._likelihood() >= before - CLOSE:
                return
            share /= 2
        self.parts, self.own = kept, kept_own

    def _step(self) -> tuple[list[float], list[float]]:
        weights, pull = self._weights(), self.own_pull
        slopes = [
            moved - knocks * odds(line)
            for moved, knocks, line in zip(self.moved, self.knocks, self._lines(), strict=True)
        ]
        own_slopes = [s - pull * own for s, own in zip(slopes, self.own, strict=True)]
        slope = [
            -k * (part - middle)
            for k, part, middle in zip(self.pull, self.parts, self.centre, strict=True)
        ]
        for row, weight, s, own in zip(self.rows, weights, slopes, own_slopes, strict=True):
            for place in row:
                slope[place] += s - weight / (weight + pull) * own
        root = _root(self._curve(weights))
        parts = _backward(root, _forward(root, slope))
        moves = [
            (own - weight * sum(parts[place] for place in row)) / (weight + pull)
            for row, weight, own in zip(self.rows, weights, own_slopes, strict=True)
        ]
        return parts, moves

    def _curve(self, weights: list[float]) -> list[list[float]]:
        """The second derivatives by the parts, the cells' own eliminated."""
        size = len(self.pull)
        found = [[0.0] * size for _ in range(size)]
        for place, pull in enumerate(self.pull):
            found[place][place] = pull
        for row, weight in zip(self.rows, weights, strict=True):
            left = weight * self.own_pull / (weight + self.own_pull)
            for i in row:
                for j in row:
                    found[i][j] += left
        return found

    def _lines(self) -> list[float]:
        return [
            sum(self.parts[place] for place in row) + own
            for row, own in zip(self.rows, self.own, strict=True)
        ]

    def _weights(self) -> list[float]:
        chances = map(odds, self._lines())
        return [n * p * (1 - p) for n, p in zip(self.knocks, chances, strict=True)]

    def _likelihood(self) -> float:
        """The logarithm of the posterior, up to a constant."""
        data = fsum(
            moved * line - knocks * (max(line, 0.0) + log1p(exp(-abs(line))))
            for moved, knocks, line in zip(self.moved, self.knocks, self._lines(), strict=True)
        )
        pulled = fsum(
            k * (part - middle) ** 2
            for k, part, middle in zip(self.pull, self.parts, self.centre, strict=True)
        )
        return data - (pulled + self.own_pull * fsum(own**2 for own in self.own)) / 2


def _root(matrix: list[list[float]]) -> list[list[float]]:
    """The lower triangle whose square it is (Cholesky)."""
    found: list[list[float]] = []
    for i, row in enumerate(matrix):
        made: list[float] = []
        for j in range(i + 1):
            above = made if j == i else found[j]
            rest = row[j] - sum(a * b for a, b in zip(made, above, strict=False))
            made.append(sqrt(rest) if j == i else rest / above[j])
        found.append(made)
    return found


def _forward(root: list[list[float]], right: Sequence[float]) -> list[float]:
    found: list[float] = []
    for row, value in zip(root, right, strict=True):
        known = sum(a * b for a, b in zip(row, found, strict=False))
        found.append((value - known) / row[-1])
    return found


def _backward(root: list[list[float]], right: Sequence[float]) -> list[float]:
    found = list(right)
    for i in reversed(range(len(root))):
        known = sum(root[j][i] * found[j] for j in range(i + 1, len(root)))
        found[i] = (found[i] - known) / root[i][i]
    return found
