"""How a door moves from quarter to quarter: a model to try rules of scheduling on. Pure.

A door is one arm of a restless bandit: the rung it is on (`app.doors.ladder.Stage`) and how many
quarters ago anybody knocked. A knock may bring it one rung up; a door knocked on lately answers
worse; one left alone for a year may slip a rung; some move with no knock at all. What has no
source here is assumed, and `Assumptions` says so. Nothing of it is a forecast of any State.
"""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.doors.ladder import Stage
from app.states.standing import Standing

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

KINDS = (Standing.SIGNATORY, Standing.NOT_PARTY)
RUNGS = int(Stage.DEPOSITED)
SINCE = 4
"""A knock 1, 2, 3, or 4 and more quarters ago (never counts as 4)."""
REST = 2
"""Quarters of silence after a knock: the 182 days that a door rests after “declined”."""
DEPOSITED = RUNGS * SINCE
PLACES = DEPOSITED + 1
"""Place = rung * SINCE + (quarters since the last knock - 1); the last one is the deposit."""
DOUBLINGS = 14
"""After 2 to the power of this many quarters the shares of the rungs no longer change."""


class Impossible(ValueError):
    """Assumptions that contradict each other."""


class Arm(NamedTuple):
    """One kind of door. `up` has for each rung the chance that a knock at a rested door moves it
    one rung within the quarter; `answer` what is left of it 1, 2, 3, 4 quarters after a knock;
    `alone` the share of it that happens without any knock; `slip` the chance a quarter that a door
    left alone for a year goes down a rung."""

    up: tuple[float, ...]
    answer: tuple[float, ...]
    alone: float
    slip: float


@dataclass(frozen=True)
class Assumptions:
    """What the simulation takes for granted. One value for each of `KINDS`, signatories first.

    From the facts: `doors`, the open `ratify` and `accede` doors on 3 February 2026, and `joining`,
    States that joined a year of those that stood so on the 31 December before, 2015 to 2024 (15 of
    163 and 9 of 765). From the settings: the two quarters in which `answer` comes back, evenly.
    From nowhere: all else. `practice` is the share of doors that had a knock in a quarter in those
    years, at random, `rungs` how easy each step is beside the others (nobody knows: all alike).
    The chances of a step follow: they are those that give `joining` under `practice` in the long
    run, and the doors begin on the rungs on which that practice would have left them.

    `stuck` puts every signatory on the last rung, where a knock has this share of its chance.
    """

    doors: tuple[int, int] = (12, 73)
    joining: tuple[float, float] = (15 / 163, 9 / 765)
    rungs: tuple[float, ...] = (1.0,) * RUNGS
    answer: tuple[float, ...] = (1 / 3, 2 / 3, 1.0, 1.0)
    alone: float = 0.25
    slip: float = 0.1
    practice: float = 0.25
    stuck: float | None = None


BASE = Assumptions()


class Move(NamedTuple):
    """What may become of a door in a quarter, for each place: the chances of one rung up and one
    down, and the places it is then in. With what is left of the chance it stays on its rung."""

    up: Numbers
    down: Numbers
    to_up: Places
    to_down: Places
    to_same: Places

    @property
    def deposit(self) -> Numbers:
        """The chance that it is deposited in this quarter."""
        return np.where(self.to_up == DEPOSITED, self.up, 0.0)

    def ahead(self, worth: Numbers) -> Numbers:
        """The expected worth of where a door will be; `worth` has one number a place (last axis).
        Added one by one, so that every machine finds the same."""
        up, down, same = (worth[..., to] for to in (self.to_up, self.to_down, self.to_same))
        return up * self.up + down * self.down + same * (1 - self.up - self.down)

    def crowd(self, doors: Numbers) -> Numbers:
        """Where as many doors as there are in each place will be, on average."""
        weights = (self.up, self.down, 1 - self.up - self.down)
        found = np.zeros(PLACES)
        for to, chance in zip((self.to_up, self.to_down, self.to_same), weights, strict=True):
            found += np.bincount(to, doors * chance, PLACES)
        return found


class Chain(NamedTuple):
    """One kind of door in a quarter without a knock, and with one."""

    silence: Move
    knock: Move


@cache
def chain(arm: Arm) -> Chain:
    """The chances of this kind of door, place by place."""
    rung, since = np.divmod(np.arange(PLACES), SINCE)
    gone = rung == RUNGS
    up = np.where(gone, 0.0, np.array([*arm.up, 0.0])[rung])
    answer = arm.alone + (1 - arm.alone) * np.array(arm.answer)[since]
    later = np.minimum(since + 1, SINCE - 1)
    slips = (since == SINCE - 1) & (rung > 0) & ~gone
    alone = up * arm.alone
    down = np.where(slips, (1 - alone) * arm.slip, 0.0)
    at = np.arange(PLACES)
    return Chain(
        Move(alone, down, *(_place(rung + step, later, gone) for step in (1, -1, 0))),
        Move(up * answer, 0.0 * up, _place(rung + 1, 0 * since, gone), at, rung * SINCE),
    )


def _place(rung: Places, since: Places, gone: NDArray[np.bool_]) -> Places:
    """The place of each; there is but one beyond the last rung, and no way out of it."""
    found = np.where(rung >= RUNGS, DEPOSITED, np.maximum(rung, 0) * SINCE + since)
    return np.where(gone, DEPOSITED, found)


@cache
def arms(given: Assumptions) -> tuple[Arm, ...]:
    """Both kinds of door under these assumptions, signatories first."""
    signatory, other = unstuck(given)
    if given.stuck is not None:
        *lower, last = signatory.up
        signatory = signatory._replace(up=(*lower, last * given.stuck))
    return signatory, other


@cache
def unstuck(given: Assumptions) -> tuple[Arm, ...]:
    """The same as they were in the years that `joining` is from."""
    return tuple(_arm(given, _ease(given, yearly)) for yearly in given.joining)


def beginning(given: Assumptions) -> tuple[Places, ...]:
    """The place of every door at the beginning, for each kind: as even a sample of the shares of
    the places as the number of doors allows, the same in every run."""
    found = []
    for count, arm in zip(given.doors, unstuck(given), strict=True):
        shares = long_run(arm, given.practice)[0]
        middle = (np.arange(count) + 0.5) / count
        found.append(np.searchsorted(np.cumsum(shares.round(9)), middle).astype(np.int64))
    if given.stuck is not None:
        found[0] = (RUNGS - 1) * SINCE + found[0] % SINCE
    return tuple(found)


def long_run(arm: Arm, practice: float) -> tuple[Numbers, float]:
    """Where the doors that are still open stand (share of each place but the deposit) once doors
    have been knocked on with the chance `practice` a quarter for long, and the share of them that
    are deposited in a year."""
    kept = np.zeros((DEPOSITED, DEPOSITED))
    for here, single in enumerate(np.eye(PLACES)[:DEPOSITED]):
        silence, knock = (move.crowd(single) for move in chain(arm))
        kept[here] = ((1 - practice) * silence + practice * knock)[:DEPOSITED]
    settled = kept
    for _ in range(DOUBLINGS):
        settled = settled @ settled
        settled /= settled.max()
    shares = settled[0] / settled[0].sum()
    return shares, float(1 - (shares @ np.linalg.matrix_power(kept, 4)).sum())


def _ease(given: Assumptions, yearly: float) -> float:
    """The factor on `rungs` under which as many join a year as did. Impossible if none does."""
    low, high = 0.0, 1 / max(given.rungs)
    if long_run(_arm(given, high), given.practice)[1] < yearly:
        raise Impossible("No chance of a step brings as many States a year under this practice")
    for _ in range(30):
        middle = (low + high) / 2
        enough = long_run(_arm(given, middle), given.practice)[1] >= yearly
        low, high = (low, middle) if enough else (middle, high)
    return round(high, 6)


def _arm(given: Assumptions, ease: float) -> Arm:
    up = tuple(ease * rung for rung in given.rungs)
    return Arm(up, given.answer, given.alone, given.slip)
