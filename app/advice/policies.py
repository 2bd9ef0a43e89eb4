"""The rules of scheduling that the simulation compares, each as an order of doors. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from app.advice.movement import KINDS, PLACES, REST, RUNGS, SINCE, Arm
from app.advice.rules import rest
from app.advice.scoring import door_terms, total
from app.advice.simulation import NEVER, Order
from app.advice.situation import Fact, Situation
from app.advice.weights import USUAL, Weights
from app.advice.whittle import index
from app.contacts.silence import DoorRecord, Knock
from app.contacts.terms import Channel, Precision
from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.ladder import Move, Stage
from app.doors.rules import DEFAULTS
from app.states.standing import Standing

RUNG, LAST_KNOCK = np.divmod(np.arange(PLACES), SINCE)
RESTED = LAST_KNOCK >= REST
ALL = (len(KINDS), PLACES)
QUARTER = timedelta(days=91)
SOME_DAY = date(2020, 1, 1)
NEAR = 8
"""Quarters: the 24 months of the readiness."""


def nobody(horizon: int) -> Order:
    """No knock at all: what comes by itself."""
    return np.full((horizon, *ALL), NEVER)


def by_lot(horizon: int) -> Order:
    return np.zeros((horizon, *ALL))


def most_advanced(horizon: int) -> Order:
    """The highest rung first."""
    return np.broadcast_to(RUNG.astype(float), (horizon, *ALL))


def rested(order: Order) -> Order:
    """The same order among doors that have had two quarters of silence; no other gets a knock."""
    return np.where(RESTED, order, NEVER)


def by_index(arms: Sequence[Arm], horizon: int) -> Order:
    """The Whittle index, with the quarters that are left; no knock where it is worth nothing."""
    found = np.stack([index(arm, horizon) for arm in arms], axis=1)
    return np.where(found > 0, found, NEVER)


def rest_then_index(arms: Sequence[Arm], horizon: int) -> Order:
    """Rest first, then the Whittle index of one who always looks `NEAR` quarters ahead: the same
    in every quarter."""
    found = np.stack([index(arm, NEAR)[0] for arm in arms])
    return rested(np.broadcast_to(np.where(found > 0, found, NEVER), (horizon, *ALL)))


def by_score(horizon: int, weights: Weights = USUAL) -> Order:
    """What the program suggests first: its own rest and its own points of a door, from what the
    simulation knows of it: signature, stage, and the days since the last knock."""
    points = [
        [_score(kind, *divmod(place, SINCE), weights) for place in range(PLACES)] for kind in KINDS
    ]
    return np.broadcast_to(np.array(points), (horizon, *ALL))


def _score(kind: Standing, rung: int, last_knock: int, weights: Weights) -> float:
    if rung >= RUNGS:
        return NEVER
    ask = Ask.RATIFY if kind is Standing.SIGNATORY else Ask.ACCEDE
    at = Situation(
        door=Door("XXX", ask),
        state=Fact("XXX", "Xland", "", "", (), frozenset()),
        record=_record(last_knock + 1),
        stage=Move(None, Stage(rung), None, SOME_DAY, "", "", "group"),
        signed_on="a day" if kind is Standing.SIGNATORY else "",
    )
    today = SOME_DAY
    return NEVER if rest(at, DEFAULTS, today) else total(door_terms(at, today, weights))


def _record(quarters: int) -> DoorRecord:
    """One knock so many quarters ago, whose answer nobody recorded."""
    on = SOME_DAY - quarters * QUARTER
    knock = Knock(0, on, Precision.DAY, Channel.BILATERAL_MEETING, None, None, (), 0)
    return DoorRecord((knock,), knock)
