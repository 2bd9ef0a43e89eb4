"""What if the simulation's assumptions are wrong: other beliefs, and other worlds. Pure."""

from collections.abc import Callable, Sequence

import numpy as np

from app.advice.movement import BASE, Arm, Assumptions, Impossible, unstuck
from app.advice.weights import USUAL, Weights


def _twice(up: Sequence[float]) -> tuple[float, ...]:
    return tuple(min(1.0, 2 * chance) for chance in up)


def _half(up: Sequence[float]) -> tuple[float, ...]:
    return tuple(chance / 2 for chance in up)


Belief = Callable[[Arm, int], Arm]
"""Takes a kind of door as it is, and its number among `KINDS`, for what it is not."""

BELIEFS: dict[str, Belief] = {
    "every chance of a step halved": lambda arm, _: arm._replace(up=_half(arm.up)),
    "every chance of a step doubled": lambda arm, _: arm._replace(up=_twice(arm.up)),
    "signatories' chances halved, the others' doubled": lambda arm, kind: arm._replace(
        up=_twice(arm.up) if kind else _half(arm.up)
    ),
    "signatories' chances doubled, the others' halved": lambda arm, kind: arm._replace(
        up=_half(arm.up) if kind else _twice(arm.up)
    ),
    "lower rungs' chances halved, upper rungs' doubled": lambda arm, _: arm._replace(
        up=(*_half(arm.up[:3]), *_twice(arm.up[3:]))
    ),
    "lower rungs' chances doubled, upper rungs' halved": lambda arm, _: arm._replace(
        up=(*_twice(arm.up[:3]), *_half(arm.up[3:]))
    ),
    "a tired door's answer halved": lambda arm, _: arm._replace(
        answer=(*_half(arm.answer[:2]), *arm.answer[2:])
    ),
    "a tired door's answer doubled": lambda arm, _: arm._replace(answer=_twice(arm.answer)),
    "what moves alone halved": lambda arm, _: arm._replace(alone=arm.alone / 2),
    "what moves alone doubled": lambda arm, _: arm._replace(alone=min(1.0, 2 * arm.alone)),
    "slipping halved": lambda arm, _: arm._replace(slip=arm.slip / 2),
    "slipping doubled": lambda arm, _: arm._replace(slip=min(1.0, 2 * arm.slip)),
}

JUDGED = ("rest", "rest_days", "silence", "signature", "stage")
"""The weights that put the doors of the simulation in order."""


def misjudged() -> dict[str, Weights]:
    """The usual weights with one of them halved or doubled, bounds or no bounds."""
    return {
        f"`{name}` {word}": USUAL.model_copy(update={name: getattr(USUAL, name) * factor})
        for name in JUDGED
        for word, factor in (("halved", 0.5), ("doubled", 2))
    }


def tried() -> list[Weights]:
    """What somebody who knows more might set: how long doors rest, and who comes first."""
    rests = [(0.0, 273), (-45.0, 182), (-45.0, 273), (-90.0, 182), (-90.0, 273)]
    return [
        USUAL.model_copy(update={"rest": rest, "rest_days": days, "signature": signed})
        for rest, days in rests
        for signed in (0.0, 10.0, 20.0, 40.0)
    ]


def drawn(chance: np.random.Generator) -> Assumptions:
    """Every assumption without a source drawn evenly from what might be, and the joining rates from
    half to double; drawn again where no chances bring such rates about."""
    while True:
        try:
            return _drawn(chance)
        except Impossible:
            continue


def _drawn(chance: np.random.Generator) -> Assumptions:
    first, second = np.sort(chance.uniform(0.0, 1.0, 2))
    given = Assumptions(
        joining=(
            BASE.joining[0] * float(chance.uniform(0.5, 2.0)),
            BASE.joining[1] * float(chance.uniform(0.5, 2.0)),
        ),
        rungs=tuple(float(rung) for rung in chance.uniform(0.5, 2.0, len(BASE.rungs))),
        answer=(float(first), float(second), 1.0, 1.0),
        alone=float(chance.uniform(0.0, 0.5)),
        slip=float(chance.uniform(0.02, 0.2)),
        practice=float(chance.uniform(0.15, 0.5)),
    )
    unstuck(given)
    return given
