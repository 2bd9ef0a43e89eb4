"""What a figure of the advice is compared with: one row each, as text or as JSON. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

HEADINGS = ("measure", "bar", "figure", "interval", "n", "goal", "met")
MET = {True: "yes", False: "no", None: ""}


@dataclass(frozen=True)
class Measure:
    """One figure, in the unit that `name` says, with all that it takes to judge it.

    `interval` is its 95 % interval; `n` says how many of what it rests on; `bar` is what a simple
    rule reaches. Without a `goal` it is met or missed by nobody; `at_most` turns the goal around.
    """

    name: str
    figure: float
    interval: tuple[float, float] | None
    n: str
    bar: float | None = None
    goal: float | None = None
    at_most: bool = False
    note: str = ""
    digits: int = 1

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        reached = round(self.figure, self.digits)
        return reached <= self.goal if self.at_most else reached >= self.goal

    def as_json(self) -> dict[str, Any]:
        ends = self.interval and [self._rounded(end) for end in self.interval]
        return {
            "measure": self.name,
            "bar": None if self.bar is None else self._rounded(self.bar),
            "figure": self._rounded(self.figure),
            "interval": ends,
            "n": self.n,
            "goal": self.goal,
            "at_most": self.at_most,
            "met": self.met,
            "note": self.note,
        }

    @property
    def cells(self) -> tuple[str, ...]:
        """As they stand under `HEADINGS`."""
        goal = "" if self.goal is None else f"{'<=' if self.at_most else '>='} {self.goal:g}"
        return (
            self.name,
            "" if self.bar is None else self._said(self.bar),
            self._said(self.figure),
            " to ".join(self._said(end) for end in self.interval or ()),
            self.n,
            goal,
            MET[self.met],
        )

    def _rounded(self, value: float) -> float:
        return round(value, self.digits) + 0.0  # no -0.0

    def _said(self, value: float) -> str:
        return f"{self._rounded(value):.{self.digits}f}"


def as_text(measures: Iterable[Measure]) -> str:
    """A table of fixed columns; a row's note stands below it, indented."""
    rows = list(measures)
    told = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(cells[column]) for cells in told) for column in range(len(HEADINGS))]
    lines = [_line(HEADINGS, widths), _line(["-" * width for width in widths], widths)]
    for row in rows:
        lines.append(_line(row.cells, widths))
        if row.note:
            lines.append(f"    {row.note}")
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """The name and what follows the interval from the left, figures from the right."""
    aligned = [
        cell.rjust(width) if 0 < column < 4 else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(aligned).rstrip()
