"""The entries that advice rests on, and the level that it therefore has. Pure.

The knocks that a messenger has left are counts over all doors, and no entry's text: they are none.
"""

from collections.abc import Iterable

from app.accounts.policy import Visibility, strictest
from app.advice.rules import last_answer, source
from app.advice.scoring import (
    answered_barrier,
    most_open,
    overcome_elsewhere,
    shared_meeting,
    welcomed,
)
from app.advice.situation import Candidate, Situation, Source


def of_door(at: Situation) -> list[Source]:
    """What decides who may knock here and at what level, whoever it is."""
    knocks = (at.record.last, at.record.last_effective, last_answer(at))
    found = [source(one) for one in knocks if one]
    if at.stage:
        spoke_for = (at.stage.messenger,) if at.stage.messenger else ()
        found.append(Source(at.stage.visibility, spoke_for, at.stage.demonstration))
    return [*found, *at.set_aside]


def of_line(at: Situation, who: Candidate) -> list[Source]:
    """The same, and what speaks for this messenger."""
    welcome, barrier = welcomed(at, who), overcome_elsewhere(at, who)
    own = [source(welcome)] if welcome else []
    meeting = shared_meeting(at, who)
    if meeting:
        own.append(Source(Visibility.GROUP, (), meeting.demonstration))
    return [*of_door(at), *own, *(at.behind.get(barrier, ()) if barrier else ()), *_message(at)]


def _message(at: Situation) -> list[Source]:
    """The reading of the barrier that the message answers: one is enough, the most open."""
    barrier = answered_barrier(at)
    reading = most_open(at.read_here.get(barrier, ())) if barrier else None
    return [reading] if reading else []


def level_on(sources: Iterable[Source], messenger: str) -> Visibility:
    """The level of a plan for `messenger` that rests on these entries: it reaches nobody whom one
    of them does not. A `messenger` entry in which that messenger took no part is closed to it, so
    what rests on that is for Coordinators, and for whoever makes the plan."""
    return strictest(
        Visibility.COORDINATORS
        if one.visibility == Visibility.MESSENGER and messenger not in one.took_part
        else one.visibility
        for one in sources
    )
