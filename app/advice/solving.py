"""Solving the plan of the round: limits, progress, and the way in.

Imports neither numpy nor HiGHS until somebody solves, so that pages may name what stands here.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from app.advice.plan import Plan, gap
from app.advice.problem import Problem


@dataclass(frozen=True)
class Limits:
    """How far to go. `gap` is close enough, as a share of the objective.

    All but `seconds` count work, so that the same limits give the same plan on every machine;
    `seconds` is a safety net, and a plan that it cut says so.
    """

    gap: float = 0.002
    seconds: float = 60.0
    rounds: int = 400
    routes: int = 30_000
    nodes: int = 20_000
    threads: int = 2


@dataclass(frozen=True)
class Progress:
    """How far it has come: `stage` is "greedy", "prices", "plans" or "proof"; `bound` is inf until
    there is one; `elapsed` in seconds."""

    stage: str
    objective: float
    bound: float
    elapsed: float
    rounds: int = 0

    @property
    def gap(self) -> float:
        return gap(self.objective, self.bound)


def silence(progress: Progress) -> None:
    """Tell nobody."""


def never() -> bool:
    return False


def solve(
    problem: Problem,
    *,
    limits: Limits | None = None,
    seed: int = 0,
    progress: Callable[[Progress], None] = silence,
    cancelled: Callable[[], bool] = never,
    clock: Callable[[], float] = time.monotonic,
) -> Plan:
    """The best plan that the limits allow, with a bound that no plan of the problem exceeds.

    `progress` is told whenever a better plan or a better bound is known; `cancelled` is asked
    between steps and while HiGHS works: the best plan so far comes back. What stays of the problem
    may break rules; what is new never does.
    """
    _greeted()
    from app.advice.solver.search import Search

    return Search(problem, limits or Limits(), seed, progress, cancelled, clock).run()


@cache
def _greeted() -> None:
    """HiGHS says its name and version on the standard output, once in a process and before anybody
    can tell it not to: into the log of a worker, or among what a command prints for machines."""
    import highspy

    with _unheard():
        highspy.Highs()  # type: ignore[no-untyped-call]  # it has no types


@contextmanager
def _unheard() -> Iterator[None]:
    """What a library writes to the standard output past Python goes nowhere."""
    sys.stdout.flush()
    output, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(output, 1)
        os.close(output)
        os.close(nowhere)
