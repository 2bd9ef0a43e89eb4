"""Plans of the round: runs, what Coordinators change of their plans, and their adoption."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.advice.around import WishKind
from app.contacts.terms import Channel, Level
from app.doors.asks import Ask
from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin
from app.kit.translation import Said, pmarked


class RunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


RUN_STATES = Said(
    {
        RunState.WAITING: pmarked("a plan", "waiting to be worked out"),
        RunState.RUNNING: pmarked("a plan", "being worked out"),
        RunState.DONE: pmarked("a plan", "worked out"),
        RunState.CANCELLED: pmarked("a plan", "cancelled"),
        RunState.INTERRUPTED: pmarked("a plan", "interrupted"),
        RunState.FAILED: pmarked("a plan", "failed"),
    }
)
UNDER_WAY = (RunState.WAITING, RunState.RUNNING)


class PlanRun(SQLModel, table=True):
    """One plan of the round that a Coordinator asked for. What is asked: `weeks` (None: until the
    next Meeting of States Parties), `seconds` of work at most, days and trips of the envoy in a
    quarter (None: as her capacity allows), and the plan that it begins from (`parent_id`), whose
    changes it takes along.

    `worker` has it until `beat_at` is too long ago; `turns` counts how often one took it up.
    `plan` is what `app.advice.kept` makes of the answer; nothing of it is text.
    """

    __tablename__ = "plan_runs"

    id: int | None = Field(default=None, primary_key=True)
    weeks: int | None = None
    seconds: int
    envoy_days: int | None = None
    envoy_trips: int | None = None
    parent_id: int | None = Field(default=None, foreign_key="plan_runs.id", index=True)
    state: RunState = Field(default=RunState.WAITING, sa_type=choice(RunState))
    worker: str | None = Field(default=None, max_length=80)
    turns: int = 0
    begun_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    beat_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancel_asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    plan: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    author_id: int = Field(foreign_key="users.id", index=True)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class PlanPoint(SQLModel, table=True):
    """How far a run had come after so many seconds; `bound` is None until there is one."""

    __tablename__ = "plan_points"

    run_id: int = Field(foreign_key="plan_runs.id", primary_key=True)
    number: int = Field(primary_key=True)
    elapsed: float
    objective: float
    bound: float | None = None


class PlanWish(SQLModel, table=True):
    """What a Coordinator wants otherwise, or to stay, of one line of a plan (see
    `app.advice.around`); it stands until it is taken back. The line is told by its door, messenger
    and Monday, `to_...` is what it becomes.

    `carried` ones came from the plan before and were in force when this one was worked out.
    """

    __tablename__ = "plan_wishes"

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="plan_runs.id", index=True)
    kind: WishKind = Field(sa_type=choice(WishKind))
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    ask: Ask = Field(sa_type=choice(Ask))
    messenger: str = Field(foreign_key="messengers.code", max_length=12)
    monday: date
    level: Level = Field(sa_type=choice(Level))
    channel: Channel = Field(sa_type=choice(Channel))
    to_messenger: str | None = Field(default=None, foreign_key="messengers.code", max_length=12)
    to_monday: date | None = None
    to_level: Level | None = Field(default=None, sa_type=choice(Level, "to_level"))
    to_channel: Channel | None = Field(default=None, sa_type=choice(Channel, "to_channel"))
    carried: bool = False
    author_id: int = Field(foreign_key="users.id", index=True)
    made_at: datetime = Field(sa_type=UtcDateTime)
    taken_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    taken_back_by: int | None = Field(default=None, foreign_key="users.id")


class PlanAdoption(SQLModel, table=True):
    """A plan that a Coordinator adopted, once; `refused` are the lines that a rule kept out by
    then: {"line": its code, "why": a hindrance}."""

    __tablename__ = "plan_adoptions"

    run_id: int = Field(foreign_key="plan_runs.id", primary_key=True)
    refused: list[dict[str, Any]] = Field(sa_type=JSON)
    author_id: int = Field(foreign_key="users.id", index=True)
    adopted_at: datetime = Field(sa_type=UtcDateTime)


class AdoptedLine(SQLModel, table=True):
    """An approach that came from a plan, and the code of its line there."""

    __tablename__ = "adopted_lines"

    approach_id: int = Field(foreign_key="approaches.id", primary_key=True)
    run_id: int = Field(foreign_key="plan_runs.id", index=True)
    line: str = Field(max_length=80)
