"""How well an order or a chance fitted what happened, and how far chance alone could move that.

Intervals come from drawing the States anew: what happens to one State at several cut-offs is one
story and not several. For commands alone: needs numpy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Score = Callable[[Sequence["Cut"], Floats], float]
ENDS = (2.5, 97.5)


@dataclass(frozen=True)
class Cut:
    """The open doors of one treaty at one cut-off: the place of each State among all, what a rule
    gives it (higher joins sooner), and whether it joined in the months that followed."""

    states: Whole
    given: Floats
    joined: NDArray[np.bool_]


@dataclass(frozen=True)
class Draws:
    """How often each State is drawn in each draw: the same draws for every measure."""

    counts: Floats

    @classmethod
    def seeded(cls, seed: int, states: int, draws: int) -> "Draws":
        chosen = np.random.default_rng(seed).integers(0, states, (draws, states))
        counts = [np.bincount(row, minlength=states) for row in chosen]
        return cls(np.array(counts, dtype=np.float64))

    def interval(self, score: Score, *cuts: Sequence[Cut]) -> tuple[float, float]:
        """95 %: of the score, or of the first's lead over the second where two are given."""
        found = [self._lead(score, cuts, weights) for weights in self.counts]
        low, high = np.nanpercentile(found, ENDS)
        return float(low), float(high)

    def _lead(self, score: Score, cuts: Sequence[Sequence[Cut]], weights: Floats) -> float:
        first, *others = (score(one, weights) for one in cuts)
        return first - sum(others)


def auc(cuts: Sequence[Cut], weights: Floats) -> float:
    """Of all pairs, at the same cut-off, of a State that joined and one that did not: in how many
    the one that joined stood first, ties half. Not a number where nobody joined."""
    found = [_ahead(cut, weights[cut.states]) for cut in cuts]
    pairs = sum(all_ for _, all_ in found)
    return sum(ahead for ahead, _ in found) / pairs if pairs else float("nan")


def mean_auc(cuts: Sequence[Cut], weights: Floats) -> float:
    """The same of each cut-off, and the mean over those at which anybody joined."""
    found = [_ahead(cut, weights[cut.states]) for cut in cuts]
    known = [ahead / pairs for ahead, pairs in found if pairs]
    return sum(known) / len(known) if known else float("nan")


def recall(cuts: Sequence[Cut], weights: Floats, first: int = 10) -> float:
    """Which share of those who joined stood among the first ten, where equals share their places;
    the mean over the cut-offs at which anybody joined."""
    found = [_recall(cut, weights[cut.states], first) for cut in cuts]
    known = [one for one in found if one is not None]
    return sum(known) / len(known) if known else float("nan")


def brier_skill(cuts: Sequence[Cut], weights: Floats) -> float:
    """How much smaller the squared error is than that of saying everywhere how often it happened:
    1 is perfect, 0 no better."""
    given, joined, weight = _flat(cuts, weights)
    usual = np.average(joined, weights=weight)
    error = np.average((given - joined) ** 2, weights=weight)
    return float(1 - error / np.average((usual - joined) ** 2, weights=weight))


def slope(cuts: Sequence[Cut], weights: Floats) -> float:
    """Of what happened on the log-odds that were given: below 1 they were too bold, above too
    timid."""
    given, joined, weight = _flat(cuts, weights)
    odds = np.log(given / (1 - given))[:, None]
    fitted = LogisticRegression(C=np.inf, solver="newton-cholesky").fit(odds, joined, weight)
    return float(fitted.coef_[0, 0])


def expected_to_observed(cuts: Sequence[Cut], weights: Floats) -> float:
    given, joined, weight = _flat(cuts, weights)
    return float((given * weight).sum() / (joined * weight).sum())


def log_loss(cuts: Sequence[Cut], weights: Floats) -> float:
    """The sum of the surprise over all: smaller is better."""
    given, joined, weight = _flat(cuts, weights)
    return float(-(weight * np.log(np.where(joined > 0, given, 1 - given))).sum())


def _flat(cuts: Sequence[Cut], weights: Floats) -> tuple[Floats, Floats, Floats]:
    return (
        np.concatenate([cut.given for cut in cuts]),
        np.concatenate([cut.joined for cut in cuts]).astype(np.float64),
        np.concatenate([weights[cut.states] for cut in cuts]),
    )


def _ahead(cut: Cut, weight: Floats) -> tuple[float, float]:
    """Pairs in which the one that joined stood first, and all pairs."""
    joined, others = weight[cut.joined], weight[~cut.joined]
    theirs, rest = cut.given[cut.joined][:, None], cut.given[~cut.joined][None, :]
    ahead = (theirs > rest) + 0.5 * (theirs == rest)
    return float(joined @ ahead @ others), float(joined.sum() * others.sum())


def _recall(cut: Cut, weight: Floats, first: int) -> float | None:
    total = float((weight * cut.joined).sum())
    if not total:
        return None
    levels, which = np.unique(-cut.given, return_inverse=True)
    size = np.bincount(which, weights=weight, minlength=len(levels))
    hits = np.bincount(which, weights=weight * cut.joined, minlength=len(levels))
    room = np.clip(first - (np.cumsum(size) - size), 0, size)
    share = np.divide(room, size, out=np.zeros_like(size), where=size > 0)
    return float((hits * share).sum()) / total
