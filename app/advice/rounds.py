"""The problem of the round, made from the database for a Coordinator.

What is expected of a line is the score that suggestions have, so that plan and suggestions put the
messengers of a door in the same order. Everything comes from what the reader may read.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from app.accounts.policy import Act, Reader, Visibility, require
from app.advice import sources
from app.advice.gathering import gathered, made_this_quarter
from app.advice.horizon import Horizon, horizon
from app.advice.plan import Line
from app.advice.possible_lines import Scale, options, stays
from app.advice.problem import PlanDoor, PlanMessenger, Problem, Travel
from app.advice.queries import ApproachRow, open_approaches, quarter
from app.advice.rules import ORDER, awake_on
from app.advice.scoring import after_a_knock
from app.advice.situation import Candidate, Situation, Source
from app.advice.weighing import weights_in_force
from app.contacts.silence import YEAR
from app.doors.door import Door
from app.doors.queries import held_until, round_settings
from app.doors.rules import RoundSettings
from app.doors.waking import RestRead
from app.kit.dates import earliest
from app.opportunities.queries import readable_meetings

A_WEEK = 2
"""Knocks that a messenger makes in one week. A judgement."""
MEETINGS = ("MSP", "RevCon")
"""What a round ends with: a Review Conference stands in for that year's Meeting."""
ENVOY = "ENVOY"


@dataclass(frozen=True)
class Terms:
    """What a Coordinator says about a round: weeks (None: until the next Meeting of States Parties,
    as far as one is known), and the envoy's days and trips in a quarter (None: as many as her
    capacity allows); `a_visit` are the days that one visit takes. `first` is the Monday on which a
    round began that is looked at again (None: the next one)."""

    weeks: int | None = None
    envoy_days: int | None = None
    envoy_trips: int | None = None
    a_visit: int = 1
    first: date | None = None


USUAL = Terms()


@dataclass(frozen=True)
class Round:
    """The problem, and the situations and messengers that it was made from."""

    problem: Problem
    situations: dict[Door, Situation] = field(repr=False)
    messengers: dict[str, Candidate] = field(repr=False)

    def visibility(self, line: Line) -> Visibility:
        """The level of what becomes of a line: it reaches nobody whom an entry that it rests on
        does not."""
        behind = behind_line(self.situations[line.door], self.messengers.get(line.messenger))
        return sources.level_on(behind, line.messenger)

    def demonstration(self, line: Line) -> bool:
        """Whether a line rests on something that nobody meant."""
        behind = behind_line(self.situations[line.door], self.messengers.get(line.messenger))
        return any(one.demonstration for one in behind)


def behind_line(at: Situation, who: Candidate | None) -> list[Source]:
    """The entries that a line of a plan rests on."""
    of_line = sources.of_line(at, who) if who else sources.of_door(at)
    one = at.asleep
    rest = [Source(one.visibility, _spoke_for(one), one.demonstration)] if one else []
    return [*of_line, *at.claims, *rest]


def _spoke_for(one: RestRead) -> tuple[str, ...]:
    return (one.messenger,) if one.messenger else ()


def round_problem(db: Session, reader: Reader, today: date, terms: Terms = USUAL) -> Round:
    """The round as this Coordinator knows it. Raises Forbidden for everybody else."""
    require(reader, Act.COORDINATE)
    span = _span(db, reader, today, terms)
    situations, candidates = gathered(db, reader, today)
    settings, held = round_settings(db), held_until(db, today)
    scale, able = Scale(span, today, weights_in_force(db)), {who.code: who for who in candidates}
    approaches: defaultdict[Door, list[ApproachRow]] = defaultdict(list)
    for row in open_approaches(db, reader):
        approaches[row.door].append(row)
    made = _made(db, reader, span, today)
    problem = Problem(
        first=span.first,
        quarters=span.quarters(),
        doors=tuple(_door(at, scale, settings, held, approaches) for at in situations),
        messengers=tuple(
            _messenger(who, span, terms, made.get(who.code, {})) for who in candidates
        ),
        options=tuple(one for at in situations for one in options(at, candidates, scale)),
        spacing=-(-settings.spacing_days // 7),
        fixed=tuple(
            one for at in situations for one in stays(at, approaches[at.door], able, scale)
        ),
        excluded=frozenset((at.door, code) for at in situations for code in at.excluded),
        after=after_a_knock(span.weeks, scale.weights),
    )
    return Round(problem, {at.door: at for at in situations}, able)


def _span(db: Session, reader: Reader, today: date, terms: Terms) -> Horizon:
    begins = [
        earliest(one.starts_on)
        for one in readable_meetings(db, reader)
        if one.kind in MEETINGS and one.starts_on
    ]
    span = horizon(today, min((day for day in begins if day > today), default=None))
    return Horizon(terms.first or span.first, terms.weeks or span.weeks)


def _door(
    at: Situation,
    scale: Scale,
    settings: RoundSettings,
    held: dict[Door, date | None],
    approaches: dict[Door, list[ApproachRow]],
) -> PlanDoor:
    span, today, last = scale.span, scale.today, at.record.last
    closed = _closed(at, span, settings, held, approaches)
    reached = at.record.last_effective.level if at.record.last_effective else None
    awake = awake_on(at, settings, today)
    free = span.from_day(awake) if awake > today else span.containing(today)
    return PlanDoor(
        door=at.door,
        name=at.state.name,
        region=at.state.subregion,
        free_from=max(free, 0),
        closed=closed,
        last=frozenset(last.messengers) if last else frozenset(),
        lead=at.lead,
        reached=reached if reached in ORDER else None,
        due=_due(at, span) if len(closed) < span.weeks else None,
        silence=scale.silence(at),
    )


def _closed(
    at: Situation,
    span: Horizon,
    settings: RoundSettings,
    held: dict[Door, date | None],
    approaches: dict[Door, list[ApproachRow]],
) -> frozenset[int]:
    """Weeks in which nobody is to come: a hold, a rest that somebody put the door to, or an
    approach beyond the horizon so near that a knock before it would collide."""
    whole = frozenset(range(span.weeks))
    until, rest = held.get(at.door), at.asleep
    if (at.warned and until is None) or (rest and rest.sleep.until is None):
        return whole
    ends = [until + timedelta(days=1)] if until else []
    ends += [rest.sleep.until] if rest and rest.sleep.until else []
    shut = {week for day in ends for week in range(min(span.from_day(day), span.weeks))}
    for row in approaches[at.door]:
        if span.containing(row.window_from) >= span.weeks:
            near = span.containing(row.window_from - timedelta(days=settings.spacing_days))
            shut.update(range(max(near + 1, 0), span.weeks))
    return frozenset(shut) & whole


def _due(at: Situation, span: Horizon) -> int | None:
    """The last week in which a knock would come within a year of the last effective one; the last
    of all where that year is over."""
    last = at.record.last_effective
    week = span.through(last.held_on + YEAR) if last else -1
    if week >= span.weeks:
        return None
    return week if week >= 0 else span.weeks - 1


def _made(db: Session, reader: Reader, span: Horizon, today: date) -> dict[str, dict[int, int]]:
    """The knocks of each messenger in the quarter of today, by the number of that quarter in the
    round; none where the round begins after it."""
    first, last = quarter(today)
    mondays = enumerate(span.first + timedelta(weeks=week) for week in range(span.weeks))
    week = next((week for week, monday in mondays if first <= monday <= last), None)
    if week is None:
        return {}
    number = span.quarters()[week]
    made = made_this_quarter(db, reader, today)
    return {code: {number: knocks} for code, knocks in made.items()}


def _messenger(who: Candidate, span: Horizon, terms: Terms, made: dict[int, int]) -> PlanMessenger:
    number = span.quarters()[-1] + 1
    return PlanMessenger(
        code=who.code,
        name=who.name,
        capacity=tuple(max(who.capacity - made.get(one, 0), 0) for one in range(number)),
        ceiling=who.ceiling,
        a_week=A_WEEK,
        travel=_travel(who, terms, number) if who.code == ENVOY else None,
    )


def _travel(who: Candidate, terms: Terms, number: int) -> Travel | None:
    if terms.envoy_days is None and terms.envoy_trips is None:
        return None
    days = who.capacity * terms.a_visit if terms.envoy_days is None else terms.envoy_days
    trips = who.capacity if terms.envoy_trips is None else terms.envoy_trips
    return Travel((days,) * number, (trips,) * number, terms.a_visit)
