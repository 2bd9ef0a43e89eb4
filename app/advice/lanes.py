"""The picture of a door: who knocked when, one lane a messenger, drawn from left to right. Pure.

Places across are per cent of the width, so that the picture fits what it is shown on; places down
are pixels. Whether two words would lie on each other is decided at WIDTH, the narrowest at which
the picture is shown.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from app.advice.marks import (
    Band,
    Event,
    Gap,
    Happened,
    Join,
    Knocked,
    Label,
    Lane,
    Mark,
    Picture,
    Plan,
    Planned,
    Tick,
)

SHOWN = timedelta(days=3 * 365 + 1)
"""What is shown unless everything is asked for."""
AHEAD = timedelta(days=100)
"""So much of what is to come has room beside today."""
WIDTH, A_YEAR = 1000, 290
LETTER, AIR = 6.1, 10
"""How wide a letter of a label is, in pixels, and what lies between two labels."""
HEAD, STEP, AXIS, SPACING = 22, 16, 26, 46
MARK = 40
LABEL, LABELS = 28, 3
ROWS = 4


class Scale(NamedTuple):
    first: date
    last: date
    width: int

    def x(self, day: date) -> float:
        """Per cent from the left, kept inside the picture."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(100 * min(max(share, 0.0), 1.0), 2)

    def pixels(self, per_cent: float) -> float:
        return per_cent * self.width / 100


def picture(
    knocks: Sequence[Knocked],
    planned: Sequence[Planned],
    happened: Sequence[Happened],
    *,
    spacing: int,
    today: date,
    every: bool = False,
    cut: bool = False,
) -> Picture:
    """The last three years, or everything; what is planned lies to the right of today.

    `cut` says that there were knocks before the first of these: the picture begins with it, as an
    empty space before it would be read as silence.
    """
    to_come = [_from_today(one, today) for one in planned]
    scale = _scale(knocks, to_come, happened, today, every=every)
    oldest = min((one.first for one in knocks), default=scale.first)
    cut = cut and oldest > scale.first
    if cut:
        scale = Scale(oldest, scale.last, _width(oldest, scale.last))
    shown = sorted((one for one in knocks if one.last >= scale.first), key=lambda one: one.first)
    close = collisions(shown, to_come, spacing)
    events, event_rows = _events(happened, scale)
    top = HEAD + STEP * event_rows + 8
    lanes = _lanes(shown, to_come, close, scale, top)
    bottom = lanes[-1].bottom if lanes else top
    gaps = _gaps(shown, to_come, close, scale)
    return Picture(
        first=scale.first,
        last=scale.last,
        today=scale.x(today),
        width=scale.width,
        height=bottom + (SPACING if gaps else 0) + AXIS,
        events=events,
        event_rows=event_rows,
        top=top,
        bottom=bottom,
        lanes=lanes,
        bands=tuple(_band(one, spacing, scale) for one in shown if one.answered),
        joins=_joins(lanes),
        gaps=gaps,
        ticks=_ticks(scale),
        cut=cut,
    )


def collisions(
    knocks: Sequence[Knocked], planned: Sequence[Planned], spacing: int
) -> dict[Knocked | Planned, int]:
    """What lies closer to an effective knock before it than the spacing, and by how many days.

    `knocks` are oldest first. Suggestions keep the spacing by themselves and are not looked at.
    """
    found: dict[Knocked | Planned, int] = {}
    answered: list[Knocked] = []
    claimed = [one for one in planned if one.step != "suggested"]
    things: list[Knocked | Planned] = [*knocks, *claimed]
    for one in sorted(things, key=lambda one: one.first):
        since = [(one.first - last.last).days for last in answered if last is not one]
        nearest = max(min(since), 0) if since else spacing
        if nearest < spacing:
            found[one] = nearest
        if isinstance(one, Knocked) and one.answered:
            answered.append(one)
    return found


def stacked(places: Iterable[tuple[float, float]], rows: int) -> list[int | None]:
    """The first row in which each label (its left and right end, in order) finds room."""
    ends = [float("-inf")] * rows
    found: list[int | None] = []
    for left, right in places:
        row = next((number for number, end in enumerate(ends) if end + AIR <= left), None)
        if row is not None:
            ends[row] = right
        found.append(row)
    return found


def _from_today(one: Planned, today: date) -> Planned:
    """What is under way lies ahead; a window that has passed stays where it was."""
    if one.first >= today or one.last < today:
        return one
    return Planned(one.lane, today, one.last, one.step, one.says, one.words)


def _scale(
    knocks: Sequence[Knocked],
    planned: Sequence[Planned],
    happened: Sequence[Happened],
    today: date,
    *,
    every: bool,
) -> Scale:
    last = max([today + AHEAD, *(one.last + timedelta(days=20) for one in planned)])
    if not every:
        return Scale(today - SHOWN, last, WIDTH)
    known = [one.first for one in knocks]
    known += [one.first for one in happened if one.kind != "meeting"]
    first = min([today - SHOWN, *known]) - timedelta(days=30)
    return Scale(first, last, _width(first, last))


def _width(first: date, last: date) -> int:
    return max(WIDTH, round((last - first).days / 365 * A_YEAR))


def _events(happened: Sequence[Happened], scale: Scale) -> tuple[tuple[Event, ...], int]:
    shown = sorted(
        (one for one in happened if one.last >= scale.first and one.first <= scale.last),
        key=lambda one: one.first,
    )
    places = [_beside(one, scale) for one in shown]
    rows = stacked([(left, right) for left, right, _ in places], ROWS)
    used = max((row + 1 for row in rows if row is not None), default=0)
    found = []
    for one, (_, _, anchor), row in zip(shown, places, rows, strict=True):
        left, right = scale.x(one.first), scale.x(one.last)
        y = HEAD + STEP * (used if row is None else row) + 6
        said = None if row is None else anchor
        found.append(Event(round((left + right) / 2, 2), left, right, y, one, said))
    return tuple(found), used + (None in rows)


def _beside(one: Happened, scale: Scale) -> tuple[float, float, str]:
    """Where a mark and its words lie: after it, or before it where the picture ends."""
    at = scale.pixels((scale.x(one.first) + scale.x(one.last)) / 2)
    long = 12 + len(one.says) * LETTER
    if at + long > scale.width:
        return at - long, at + 6, "end"
    return at - 6, at + long, "start"


def _lanes(
    knocks: Sequence[Knocked],
    planned: Sequence[Planned],
    close: dict[Knocked | Planned, int],
    scale: Scale,
    top: int,
) -> tuple[Lane, ...]:
    """In the order of the first knock shown, so that the door is read like a staircase."""
    both: list[Knocked | Planned] = [*knocks, *planned]
    seen = sorted(both, key=lambda one: (isinstance(one, Planned), one.first))
    codes = dict.fromkeys(code for one in seen for code in _codes(one))
    lanes: list[Lane] = []
    for code in codes:
        lanes.append(_lane(code, [one for one in seen if code in _codes(one)], close, scale, top))
        top = lanes[-1].bottom
    return tuple(lanes)


def _codes(one: Knocked | Planned) -> tuple[str, ...]:
    return one.lanes if isinstance(one, Knocked) else (one.lane,)


def _lane(
    code: str,
    things: Sequence[Knocked | Planned],
    close: dict[Knocked | Planned, int],
    scale: Scale,
    top: int,
) -> Lane:
    things = sorted(things, key=lambda one: one.first)
    middles = [(scale.x(one.first) + scale.x(one.last)) / 2 for one in things]
    places = [_under(one.says, at, scale) for one, at in zip(things, middles, strict=True)]
    rows = stacked([(left, right) for left, right, _ in places], LABELS)
    used = max((row + 1 for row in rows if row is not None), default=0)
    y = top + MARK
    marks: list[Mark] = []
    plans: list[Plan] = []
    for one, middle, (_, _, anchor), row in zip(things, middles, places, rows, strict=True):
        label = None if row is None else Label(one.says, y + 28 + LABEL * row, anchor)
        left, right = scale.x(one.first), scale.x(one.last)
        if isinstance(one, Planned):
            plans.append(Plan(left, right, y, one, label, one in close))
        else:
            exact = one.first == one.last
            x = round(middle, 2)
            marks.append(Mark(x, left, right, exact, y, one, label, close.get(one)))
    return Lane(code, top, y + 20 + LABEL * used, used, tuple(marks), tuple(plans))


def _under(lines: tuple[str, ...], middle: float, scale: Scale) -> tuple[float, float, str]:
    """Where a label lies under a mark: its middle there, but inside the picture."""
    at, long = scale.pixels(middle), max(map(len, lines), default=0) * LETTER
    if at - long / 2 < 0:
        return at - 8, at + long, "start"
    if at + long / 2 > scale.width:
        return at - long, at + 8, "end"
    return at - long / 2, at + long / 2, "middle"


def _band(one: Knocked, spacing: int, scale: Scale) -> Band:
    left = scale.x(one.last)
    return Band(left, round(scale.x(one.last + timedelta(days=spacing)) - left, 2))


def _joins(lanes: Sequence[Lane]) -> tuple[Join, ...]:
    found = []
    marks = [mark for lane in lanes for mark in lane.marks]
    for mark in marks:
        others = [one.y for one in marks if one.what is mark.what]
        if len(others) > 1 and mark.y == min(others):
            found.append(Join(mark.x, min(others), max(others)))
    return tuple(found)


def _gaps(
    knocks: Sequence[Knocked],
    planned: Sequence[Planned],
    close: dict[Knocked | Planned, int],
    scale: Scale,
) -> tuple[Gap, ...]:
    claimed = [one for one in planned if one.step != "suggested"]
    both: list[Knocked | Planned] = [*knocks, *claimed]
    things = sorted(both, key=lambda one: one.first)
    found = []
    for before, after in pairwise(things):
        left, right = scale.x(before.last), scale.x(after.first)
        days = max((after.first - before.last).days, 0)
        wide = scale.pixels(right - left) >= len(f"{days} d") * LETTER + AIR
        found.append(Gap(min(left, right), right, days, after in close, wide))
    return tuple(found)


def _ticks(scale: Scale) -> tuple[Tick, ...]:
    years = range(scale.first.year + 1, scale.last.year + 1)
    return tuple(Tick(scale.x(date(year, 1, 1)), year) for year in years)
