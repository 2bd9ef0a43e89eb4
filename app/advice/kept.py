"""A plan as it is kept: codes, days and numbers, no text."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from math import isfinite
from typing import Any

from app.advice.plan import Binding, Line, Plan, Scarce, Status
from app.advice.problem import Kind, Problem
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.doors.door import Door


@dataclass(frozen=True)
class KeptPlan:
    """A plan with the day on which its week 0 begins, the number of the quarter of each week, and
    the codes of the messengers that took part."""

    first: date
    quarters: tuple[int, ...]
    messengers: tuple[str, ...]
    plan: Plan


def as_json(problem: Problem, plan: Plan) -> dict[str, Any]:
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
    }


def from_json(kept: dict[str, Any]) -> KeptPlan:
    """Raises KeyError or ValueError for what `as_json` did not make."""
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
    return KeptPlan(first, tuple(kept["quarters"]), tuple(kept["messengers"]), plan)


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


def _door(one: Door) -> list[str]:
    return [one.iso3, Ask(one.ask).value]


def _read_door(kept: list[str]) -> Door:
    return Door(kept[0], Ask(kept[1]))


def _number(value: float) -> float | None:
    """JSON has no infinity."""
    return value if isfinite(value) else None


def _read_number(value: float | None) -> float:
    return float("inf") if value is None else value
