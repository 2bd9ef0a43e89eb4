"""What each number is worth: readiness without it, and with others that were tried.

A number is kept if, without it, the chances of the backtest fit worse what happened, by log score
over four treaties; one is added if they fit better and no worse for this Convention. For commands
alone: fits.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from app.advice.backtest import DRAWS, FIRST_CUTS, MONTHS
from app.advice.candidates import CANDIDATES
from app.advice.features import FEATURES
from app.advice.history import CCM, POOLED, History
from app.advice.measures import Measure
from app.advice.rolling import Rolling
from app.advice.scores import Cut, Draws, auc, log_loss, slope


def steps() -> int:
    return 2 + len(FEATURES) + len(CANDIDATES)


def features_tried(
    record: History, seed: int, told: Callable[[str], None], draws: int = DRAWS
) -> list[Measure]:
    """How much the log score gets worse (above 0) or better (below 0) with each change."""
    drawn = Draws.seeded(seed, len(record.places), draws)
    told("as it is")
    rolling = Rolling(record)
    model = _chances(rolling)
    found = []
    for name, other in _others(rolling):
        told(name)
        found.append(_compared(name, _chances(other), model, drawn, len(record.places)))
    return found


def _others(rolling: Rolling) -> Iterator[tuple[str, Rolling]]:
    record, seen = rolling.record, rolling.seen
    for name in FEATURES:
        yield f"without {name}", Rolling(record, without=(name,), seen=seen)
    yield "without the treaties' own levels", Rolling(record, without=POOLED, seen=seen)
    for one in CANDIDATES:
        yield f"with {one.name}", Rolling(record, tried=(one,), seen=seen)


def _compared(
    name: str,
    other: dict[str, list[Cut]],
    model: dict[str, list[Cut]],
    drawn: Draws,
    states: int,
) -> Measure:
    whole, pooled, before = np.ones(states), _flat(other), _flat(model)
    return Measure(
        name=name,
        figure=log_loss(pooled, whole) - log_loss(before, whole),
        interval=drawn.interval(log_loss, pooled, before),
        n=f"{sum(len(cut.states) for cut in pooled)} chances",
        note=(
            f"this Convention alone {_worse(other[CCM], model[CCM], whole):.1f}; "
            f"its AUC {auc(other[CCM], whole):.3f} (was {auc(model[CCM], whole):.3f}); "
            f"slope {slope(pooled, whole):.2f} (was {slope(before, whole):.2f})"
        ),
    )


def _worse(other: Sequence[Cut], model: Sequence[Cut], whole: np.ndarray) -> float:
    return log_loss(other, whole) - log_loss(model, whole)


def _chances(rolling: Rolling) -> dict[str, list[Cut]]:
    return {
        treaty: rolling.chances(rolling.over(treaty, first, MONTHS))
        for treaty, first in FIRST_CUTS.items()
    }


def _flat(cuts: dict[str, list[Cut]]) -> list[Cut]:
    return [cut for some in cuts.values() for cut in some]
