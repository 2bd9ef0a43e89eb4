"""What a suggestion is made from: a door and a messenger as one reader knows them. Pure."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from app.advice.precedents import Precedent
from app.contacts.silence import DoorRecord, Knock
from app.contacts.terms import WELCOME, Level
from app.doors.asks import Barrier
from app.doors.door import Door
from app.doors.ladder import Move
from app.doors.waking import RestRead
from app.opportunities.calendar import Ahead


class Source(NamedTuple):
    """An entry that advice rests on: its level, who took part, whether nobody meant it."""

    visibility: str
    took_part: tuple[str, ...] = ()
    demonstration: bool = False


@dataclass(frozen=True)
class Fact:
    """A State as far as the fit of two States goes."""

    iso3: str
    name: str
    group: str
    subregion: str
    languages: tuple[str, ...]
    organisations: frozenset[str]


@dataclass(frozen=True)
class Candidate:
    """A messenger that takes part. `home` is its State, None for an institution.

    `ceiling` is the highest level it may approach; `left` the knocks left this quarter.
    """

    code: str
    name: str
    home: Fact | None
    languages: tuple[str, ...]
    ceiling: Level
    capacity: int
    left: int
    senior: bool = False


@dataclass(frozen=True)
class Vote:
    resolution: str
    year: int
    vote: str


class Stance(NamedTuple):
    """What the Monitor's profile of `year` records of a State, as far as an interim step needs it.

    `measure` says that it records a moratorium, `attended` that it records a meeting of the
    Convention; None where the profile is silent.
    """

    year: str
    producer: bool = False
    stockpiler: bool = False
    exporter: bool = False
    measure: bool = False
    attended: bool | None = None


@dataclass(frozen=True)
class Situation:
    """One open door, as one reader knows it.

    `refused` says until when a declined or snoozed messenger stays away; `lead` is the code and
    `lead_name` the name of the only messenger that a Coordinator lets knock here. `claims` are the
    approaches of `claimed_by`, `set_aside` the decisions of `refused`, and `behind` has for each
    barrier the readings that say that it holds here, or was overcome anywhere. `treaty_record` says
    what standing rests on, "" where nothing says how old that is. `meetings` are those to come that
    the State is recorded to attend, soonest first. `read_here` has the readings of `barriers`,
    `answers` the barriers to which the current message has an answer. `asleep` is the rest that
    somebody put the door to and that lasts. `uncounted` are parts of the score, each with the code
    of a messenger ("" for a part of the door), that count nothing here: what would be suggested but
    for them.
    """

    door: Door
    state: Fact
    record: DoorRecord
    stage: Move | None = None
    signed_on: str = ""
    vote: Vote | None = None
    region_parties: int = 0
    region_states: int = 0
    warned: bool = False
    claimed_by: tuple[str, ...] = ()
    claims: tuple[Source, ...] = ()
    excluded: frozenset[str] = frozenset()
    refused: dict[str, date] = field(default_factory=dict)
    set_aside: tuple[Source, ...] = ()
    lead: str | None = None
    lead_name: str = ""
    barriers: tuple[Barrier, ...] = ()
    overcame: dict[Barrier, frozenset[str]] = field(default_factory=dict)
    behind: dict[Barrier, tuple[Source, ...]] = field(default_factory=dict)
    treaty_record: str = ""
    meetings: tuple[Ahead, ...] = ()
    asleep: RestRead | None = None
    read_here: dict[Barrier, tuple[Source, ...]] = field(default_factory=dict)
    answers: frozenset[Barrier] = frozenset()
    stance: Stance | None = None
    precedents: tuple[Precedent, ...] = ()
    uncounted: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def heard(self) -> frozenset[str]:
        """The messengers that knocked here within twelve months."""
        return frozenset(code for knock in self.record.recent for code in knock.messengers)

    @cached_property
    def welcomes(self) -> dict[str, Knock]:
        """Of each messenger the newest knock here that was welcome."""
        last = self.record.last_effective
        known = [*self.record.recent, *([last] if last else [])]
        return {
            code: knock
            for knock in reversed(known)
            if knock.response in WELCOME
            for code in knock.messengers
        }
