"""What speaks for a suggestion and against it, in the order of telling, and whether waiting is
better. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.advice.scoring import Part, urgency
from app.advice.situation import Situation
from app.advice.weights import USUAL, Weights
from app.kit.translation import gettext as _

TOLD_FIRST = 3
"""Reasons and cautions that are told at once; further ones for whoever asks."""


def reasons_for(counted: Sequence[Part]) -> tuple[str, ...]:
    """All that speak for it, strongest first; a meeting that both attend is told at once, as how
    and when follow from it."""
    speaking = [part for part in counted if part.points > 0]
    first, further = speaking[:TOLD_FIRST], speaking[TOLD_FIRST:]
    meeting = [part for part in further if part.name == "meeting"]
    if meeting:
        further = [first.pop(), *(part for part in further if part.name != "meeting")]
    return tuple(part.words for part in [*first, *meeting, *further])


def cautions_of(at: Situation, counted: Sequence[Part]) -> tuple[str, ...]:
    """All that speak against it, strongest first."""
    against = [part.words for part in reversed(counted) if part.points < 0]
    if at.stage is None:
        against.append(_("The door is not yet assessed"))
    return tuple(against)


def better_from(at: Situation, score: float, today: date, weights: Weights = USUAL) -> date | None:
    """The first day on which what speaks against a knock no longer outweighs what speaks for it, if
    nothing else happens: `today` where it does not today, None where waiting alone does not help.
    """
    if score >= 0:
        return today
    silent = at.record.silence(today)
    if silent is None:
        return None
    apart = score - urgency(silent, weights)
    grown = range(1, max(weights.rest_days, weights.silence_days) - silent + 1)
    return next(
        (
            today + timedelta(days=days)
            for days in grown
            if round(apart + urgency(silent + days, weights), 3) >= 0
        ),
        None,
    )
