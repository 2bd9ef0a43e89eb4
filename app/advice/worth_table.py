"""The index that the program offers, worked out and written down with all that it rests on. Pure.

`app.advice.worth` reads it. The same assumptions give the same text, to the byte.
"""

import json
from dataclasses import asdict

import numpy as np

from app.advice.movement import (
    BASE,
    DEPOSITED,
    KINDS,
    RUNGS,
    SINCE,
    Assumptions,
    Numbers,
    arms,
    long_run,
    unstuck,
)
from app.advice.whittle import DIGITS, index, not_indexable

HORIZON = 8
"""Quarters that the index looks ahead: the 24 months of the readiness. One that looks further ahead
waits, as there is time, and loses more where its chances are wrong (docs/simulation.md)."""


def written(given: Assumptions = BASE) -> str:
    """The text of `worth.json`."""
    known = arms(given)
    content = {
        "what": "Whittle index of a knock now: deposits within 24 months that make it worth while",
        "warning": "From a simulation, not a forecast. It says nothing of any State.",
        "written_by": "samedoor simulate --index app/advice/worth.json",
        "horizon_quarters": HORIZON,
        "assumptions": asdict(given),
        "chance_of_a_step": {
            kind.value: list(arm.up) for kind, arm in zip(KINDS, known, strict=True)
        },
        "not_indexable_places": {
            kind.value: sum(not again.quarter for again in not_indexable(arm, HORIZON))
            for kind, arm in zip(KINDS, known, strict=True)
        },
        "quarters_since_knock": [*range(1, SINCE), f"{SINCE} or more"],
        "index": {kind.value: _rows(given, number) for number, kind in enumerate(KINDS)},
    }
    return json.dumps(content, indent=1) + "\n"


def offered(given: Assumptions) -> Numbers:
    """The index by kind and place. More silence never lowers it: where the index of a tired door
    dips a little before its rest ends, it keeps the height it had."""
    found = np.stack([index(arm, HORIZON)[0] for arm in arms(given)])
    rising = found[:, :DEPOSITED].reshape(len(KINDS), RUNGS, SINCE)
    risen = np.maximum.accumulate(rising, axis=2).reshape(len(KINDS), DEPOSITED)
    return np.column_stack([risen, found[:, DEPOSITED]])


def _rows(given: Assumptions, number: int) -> dict[str, list[float]]:
    found = offered(given)[number, :DEPOSITED].reshape(RUNGS, SINCE)
    shares = (
        long_run(unstuck(given)[number], given.practice)[0]
        .round(9)
        .reshape(RUNGS, SINCE)
        .sum(axis=1)
    )
    unknown = (shares[:, None] * found).sum(axis=0)
    return {
        **{str(rung): _rounded(row) for rung, row in enumerate(found)},
        "not yet assessed": _rounded(unknown),
    }


def _rounded(row: Numbers) -> list[float]:
    return [round(float(value), DIGITS) for value in np.asarray(row)]
