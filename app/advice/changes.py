"""What is new, moved and gone between two plans. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.advice.plan import Line
from app.doors.door import Door


@dataclass(frozen=True)
class Changes:
    """`moved` are pairs: how it was and how it is, at one door, with the messenger or the week the
    same."""

    kept: tuple[Line, ...]
    new: tuple[Line, ...]
    gone: tuple[Line, ...]
    moved: tuple[tuple[Line, Line], ...]


def changes(before: Iterable[Line], after: Iterable[Line]) -> Changes:
    """Every line of both, once. At each door a line of the same messenger counts as moved before
    one of the same week does, the nearest first."""
    old, new = _by_door(before), _by_door(after)
    kept: list[Line] = []
    gone: list[Line] = []
    come: list[Line] = []
    moved: list[tuple[Line, Line]] = []
    for door in sorted({*old, *new}):
        was, now = old[door], new[door]
        same = {line.key for line in was} & {line.key for line in now}
        kept += [line for line in now if line.key in same]
        was = [line for line in was if line.key not in same]
        now = [line for line in now if line.key not in same]
        for one, other in _moves(was, now):
            moved.append((one, other))
            was.remove(one)
            now.remove(other)
        gone += was
        come += now
    return Changes(
        tuple(sorted(kept)), tuple(sorted(come)), tuple(sorted(gone)), tuple(sorted(moved))
    )


def _by_door(lines: Iterable[Line]) -> defaultdict[Door, list[Line]]:
    found: defaultdict[Door, list[Line]] = defaultdict(list)
    for line in sorted(lines):
        found[line.door].append(line)
    return found


def _moves(was: list[Line], now: list[Line]) -> list[tuple[Line, Line]]:
    """Pairs of lines, the likest first, each line in one pair."""
    pairs = sorted(
        (one.messenger != other.messenger, abs(one.week - other.week), one, other)
        for one in was
        for other in now
        if one.messenger == other.messenger or one.week == other.week
    )
    found: list[tuple[Line, Line]] = []
    for _, _, one, other in pairs:
        if not any(one is a or other is b for a, b in found):
            found.append((one, other))
    return found
