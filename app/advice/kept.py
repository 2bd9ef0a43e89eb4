"""A plan as it is kept: codes, days and numbers, no text."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from math import isfinite
from typing import Any

from app.advice.around import Knock, LetGo
from app.advice.hindrances import Hindrance
from app.advice.plan import Binding, Line, Plan, Scarce, Status
from app.advice.problem import Kind, Problem
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.doors.door import Door


@dataclass(frozen=True)
class KeptPlan:
    """A plan with the day on which its week 0 begins, the number of the quarter of each week, and
    the codes of the messengers that took part; `let_go` could not stay as somebody wanted."""

    first: date
    quarters: tuple[int, ...]
    messengers: tuple[str, ...]
    plan: Plan
    let_go: tuple[LetGo, ...] = ()

    def monday(self, line: Line) -> date:
        return self.first + timedelta(weeks=line.week)

    def knock(self, line: Line) -> Knock:
        """The line told by the Monday of its week."""
        return Knock(self.monday(line), line.door, line.messenger, line.level, line.channel)

    @cached_property
    def open_lines(self) -> dict[str, Line]:
        """The lines that are no approaches yet, by code, in the order of the weeks."""
        lines = (one for one in sorted(self.plan.lines) if one.kind is not Kind.APPROACH)
        return {code_of(self.knock(one)): one for one in lines}


def code_of(knock: Knock) -> str:
    """What a line is called in an address, such as KHM-accede-AUT-2026-12-07: no two lines of a
    plan that are not approaches have the same."""
    return f"{knock.door.iso3}-{knock.door.ask}-{knock.messenger}-{knock.monday.isoformat()}"


def as_json(problem: Problem, plan: Plan, let_go: Iterable[LetGo] = ()) -> dict[str, Any]:
    return {
        "first": problem.first.isoformat(),
        "quarters": list(problem.quarters),
        "messengers": [one.code for one in problem.messengers],
        "objective": plan.objective,
        "bound": _number(plan.bound),
        "relaxed": _number(plan.relaxed),
        "status": plan.status.value,
        "unfair": plan.unfair,
        "seed": plan.seed,
        "lines": [_line(one) for one in plan.lines],
        "binding": [asdict(one) | {"scarce": one.scarce.value} for one in plan.binding],
        "waiting": [_door(one) for one in plan.waiting],
        "let_go": [
            {"knock": _knock(knock), "why": hindrance.as_json()} for knock, hindrance in let_go
        ],
    }


def from_json(kept: dict[str, Any]) -> KeptPlan:
    """Raises KeyError or ValueError for what `as_json` did not make; at first, plans let nothing
    go."""
    plan = Plan(
        lines=tuple(_read_line(one) for one in kept["lines"]),
        objective=kept["objective"],
        bound=_read_number(kept["bound"]),
        relaxed=_read_number(kept["relaxed"]),
        status=Status(kept["status"]),
        binding=tuple(
            Binding(**one | {"scarce": Scarce(one["scarce"])}) for one in kept["binding"]
        ),
        waiting=tuple(_read_door(one) for one in kept["waiting"]),
        unfair=kept["unfair"],
        seed=kept["seed"],
    )
    first = date.fromisoformat(kept["first"])
    let_go = kept.get("let_go", [])
    gone = tuple((_read_knock(one["knock"]), Hindrance.from_json(one["why"])) for one in let_go)
    return KeptPlan(first, tuple(kept["quarters"]), tuple(kept["messengers"]), plan, gone)


def moved_to(kept: KeptPlan, first: date) -> tuple[Line, ...]:
    """Its lines with weeks counted from another Monday."""
    weeks = (kept.first - first).days // 7
    return tuple(replace(one, week=one.week + weeks) for one in kept.plan.lines)


def _line(one: Line) -> dict[str, Any]:
    return {
        "week": one.week,
        "door": _door(one.door),
        "messenger": one.messenger,
        "level": one.level.value,
        "channel": one.channel.value,
        "movement": one.movement,
        "kind": one.kind.value,
        "number": one.number,
    }


def _read_line(kept: dict[str, Any]) -> Line:
    return Line(
        week=kept["week"],
        door=_read_door(kept["door"]),
        messenger=kept["messenger"],
        level=Level(kept["level"]),
        channel=Channel(kept["channel"]),
        movement=kept["movement"],
        kind=Kind(kept["kind"]),
        number=kept["number"],
    )


def _knock(one: Knock) -> dict[str, Any]:
    return {
        "monday": one.monday.isoformat(),
        "door": _door(one.door),
        "messenger": one.messenger,
        "level": one.level.value,
        "channel": one.channel.value,
    }


def _read_knock(kept: dict[str, Any]) -> Knock:
    return Knock(
        date.fromisoformat(kept["monday"]),
        _read_door(kept["door"]),
        kept["messenger"],
        Level(kept["level"]),
        Channel(kept["channel"]),
    )


def _door(one: Door) -> list[str]:
    return [one.iso3, Ask(one.ask).value]


def _read_door(kept: list[str]) -> Door:
    return Door(kept[0], Ask(kept[1]))


def _number(value: float) -> float | None:
    """JSON has no infinity."""
    return value if isfinite(value) else None


def _read_number(value: float | None) -> float:
    return float("inf") if value is None else value
