"""A round put together line by line, each held to every hard rule. Pure.

The solver holds what is new to the rules; what stays it takes as it is. So what somebody pins,
edits or adopts is held to them here, in the light of the knocks that stay already.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from app.advice.hindrances import Hindrance, Rule
from app.advice.plan import Line
from app.advice.problem import Fixed, Kind, Option, PlanDoor, PlanMessenger, Problem
from app.advice.rules import ORDER
from app.contacts.terms import Channel
from app.doors.door import Door


class Draft:
    """The knocks of a problem that stay, and those that are added to them."""

    def __init__(self, problem: Problem, today: date) -> None:
        self.asked, self.today = problem, today
        self.stay: list[Fixed] = list(problem.fixed)
        self._ways: defaultdict[tuple[Door, str], list[Option]] = defaultdict(list)
        for one in problem.options:
            self._ways[one.door, one.messenger].append(one)

    @property
    def problem(self) -> Problem:
        """The same problem with what was added."""
        return replace(self.asked, fixed=tuple(self.stay))

    def add(self, line: Line, kind: Kind = Kind.PIN) -> Hindrance | None:
        """Let a line stay as it is, if nothing hinders that; what does otherwise."""
        found = self.hindrance(line)
        if found is None:
            movement, how = self._movement(line), (line.level, line.channel)
            self.stay.append(
                Fixed(line.door, line.messenger, line.week, kind, None, movement, *how)
            )
        return found

    def hindrance(self, line: Line) -> Hindrance | None:
        """The first rule that the line breaks beside what stays; None if it breaks none."""
        if line.door not in self.asked.door_at:
            return Hindrance(Rule.CLOSED_DOOR)
        if line.messenger not in self.asked.messenger_at:
            return Hindrance(Rule.NOBODY, line.messenger)
        at = self.asked.doors[self.asked.door_at[line.door]]
        who = self.asked.messengers[self.asked.messenger_at[line.messenger]]
        return (
            self._of_week(line)
            or self._of_pair(at, who, line)
            or self._of_door(at, line)
            or self._of_order(at, line)
            or self._of_room(who, line)
            or self._of_travel(who, line)
        )

    def _of_week(self, line: Line) -> Hindrance | None:
        day = self.asked.day(line.week)
        if not 0 <= line.week < self.asked.weeks:
            return Hindrance(Rule.OUTSIDE, day=day)
        if day + timedelta(days=6) < self.today:
            return Hindrance(Rule.PAST, day=day)
        return None

    def _of_pair(self, at: PlanDoor, who: PlanMessenger, line: Line) -> Hindrance | None:
        """Who may be sent here, and at what level."""
        pair = (line.door, line.messenger)
        if line.messenger == line.door.iso3:
            return Hindrance(Rule.ITSELF, who.code)
        if pair in self.asked.excluded:
            return Hindrance(Rule.EXCLUDED, who.code)
        if at.lead not in (None, who.code):
            return Hindrance(Rule.LEAD, at.lead or "")
        if {(*pair, None), (*pair, line.week)} & self.asked.out:
            return Hindrance(Rule.UNWANTED, who.code)
        if line.level in ORDER and ORDER.index(line.level) > ORDER.index(who.ceiling):
            return Hindrance(Rule.CEILING, who.code, level=who.ceiling)
        if at.reached in ORDER and ORDER.index(who.ceiling) < ORDER.index(at.reached) - 1:
            return Hindrance(Rule.PROTOCOL, who.code, level=at.reached)
        ways = self._ways[pair]
        first = min((one.first for one in ways), default=0)
        if line.week < first:
            return Hindrance(Rule.SET_ASIDE, who.code, self.asked.day(first))
        return None

    def _of_door(self, at: PlanDoor, line: Line) -> Hindrance | None:
        """When anybody may come."""
        if line.week < at.free_from:
            return Hindrance(Rule.RESTS, day=self.asked.day(at.free_from))
        if line.week in at.closed:
            return Hindrance(Rule.SHUT, day=self.asked.day(line.week))
        apart = self.asked.apart
        for one in self._at(line.door):
            if one.week - apart < line.week < one.until + apart:
                return Hindrance(Rule.NEAR, one.messenger, self.asked.day(one.week))
        return None

    def _of_order(self, at: PlanDoor, line: Line) -> Hindrance | None:
        """Nobody twice running, before or after, but the lead."""
        if at.lead == line.messenger:
            return None
        stay = sorted(self._at(line.door), key=lambda one: (one.week, one.messenger))
        sooner = [one.messenger for one in stay if one.week <= line.week]
        later = [one.messenger for one in stay if one.week > line.week]
        before = {sooner[-1]} if sooner else at.last
        if line.messenger in {*before, *later[:1]}:
            return Hindrance(Rule.TWICE, line.messenger)
        return None

    def _of_room(self, who: PlanMessenger, line: Line) -> Hindrance | None:
        quarter = self.asked.quarters[line.week]
        theirs = [one for one in self.stay if one.messenger == who.code]
        here = sum(self.asked.quarters[one.week] == quarter for one in theirs)
        if here >= who.capacity[quarter]:
            return Hindrance(Rule.CAPACITY, who.code)
        if sum(one.week == line.week for one in theirs) >= who.a_week:
            return Hindrance(Rule.WEEK, who.code, self.asked.day(line.week))
        return None

    def _of_travel(self, who: PlanMessenger, line: Line) -> Hindrance | None:
        """Days and trips, for who has a number of them and would make a visit."""
        if who.travel is None or line.channel is not Channel.HIGH_LEVEL_VISIT:
            return None
        quarter = self.asked.quarters[line.week]
        visits = [
            one
            for one in self.stay
            if one.messenger == who.code
            and one.travels
            and self.asked.quarters[one.week] == quarter
        ]
        if (len(visits) + 1) * who.travel.a_visit > who.travel.days[quarter]:
            return Hindrance(Rule.DAYS, who.code)
        where = self._region(line.door)
        if any(one.week == line.week and self._region(one.door) != where for one in visits):
            return Hindrance(Rule.REGION, who.code, self.asked.day(line.week))
        trips = {one.week for one in visits} | {line.week}
        if len(trips) > who.travel.trips[quarter]:
            return Hindrance(Rule.TRIPS, who.code)
        return None

    def _movement(self, line: Line) -> float:
        """What it is expected to bring: as the very way says or, for a level or a channel of
        somebody's own, as the best way that is allowed; 0 where nothing is expected."""
        ways = [one for one in self._ways[line.door, line.messenger] if _in(one, line.week)]
        same = [one for one in ways if (one.level, one.channel) == (line.level, line.channel)]
        able = same or [one for one in ways if self.asked.admits(one)]
        return max((one.movement for one in able), default=0.0)

    def _at(self, door: Door) -> list[Fixed]:
        return [one for one in self.stay if one.door == door]

    def _region(self, door: Door) -> str:
        place = self.asked.door_at.get(door)
        return "" if place is None else self.asked.doors[place].region


def _in(option: Option, week: int) -> bool:
    return option.first <= week and (option.last is None or week <= option.last)
