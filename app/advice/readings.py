"""What the readings of barriers say of the doors: who holds one to stand here, who overcame one."""

from collections import defaultdict

from app.advice.situation import Source
from app.doors.asks import Barrier
from app.doors.door import BarrierRead


def holding(read: list[BarrierRead]) -> tuple[Barrier, ...]:
    return tuple(dict.fromkeys(one.barrier for one in read if one.overcome_on is None))


def overcame(read: dict[str, list[BarrierRead]]) -> dict[Barrier, frozenset[str]]:
    found: dict[Barrier, set[str]] = defaultdict(set)
    for readings in read.values():
        for one in readings:
            if one.overcome_by:
                found[one.barrier].add(one.overcome_by)
    return {barrier: frozenset(codes) for barrier, codes in found.items()}


def behind(read: dict[str, list[BarrierRead]], iso3: str) -> dict[Barrier, tuple[Source, ...]]:
    """For each barrier: the readings that say that it holds here, or that a messenger overcame it
    anywhere."""
    found: dict[Barrier, list[Source]] = defaultdict(list)
    for state, readings in read.items():
        for one in readings:
            if one.overcome_by or (state == iso3 and one.holds):
                found[one.barrier].append(_reading(one))
    return {barrier: tuple(sources) for barrier, sources in found.items()}


def read_here(read: list[BarrierRead]) -> dict[Barrier, tuple[Source, ...]]:
    """The readings that say that a barrier holds at this State's door."""
    found: dict[Barrier, list[Source]] = defaultdict(list)
    for one in read:
        if one.holds:
            found[one.barrier].append(_reading(one))
    return {barrier: tuple(sources) for barrier, sources in found.items()}


def _reading(one: BarrierRead) -> Source:
    return Source(one.visibility, (one.messenger,) if one.messenger else (), one.demonstration)
