"""The hard rules: what nobody is suggested to do, and why. Pure.

Source: the domain's settings, and "Hard rules" of the issue on the next approach. A door at rest
gets no suggestion; a messenger under a veto is not suggested for that door.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.accounts.policy import WARNING
from app.advice.situation import Candidate, Situation
from app.contacts.terms import Level, Response
from app.doors.door import Door
from app.doors.rules import RoundSettings
from app.kit.dates import spoken

ORDER = (Level.EXPERT, Level.AMBASSADOR, Level.DIRECTOR, Level.MINISTER, Level.HEAD)
"""The levels one above the other; parliamentarians and the military stand beside them."""


@dataclass(frozen=True)
class Resting:
    """A door without a suggestion for now: the rule in words, and the day it ends if known."""

    door: Door
    state: str
    why: str
    until: date | None = None


def rest(at: Situation, settings: RoundSettings, today: date) -> Resting | None:
    """The first rule that keeps everybody from this door today; None if it may be approached."""
    resting = _declined(at, settings, today) or _spaced(at, settings, today)
    if at.warned:
        return Resting(at.door, at.state.name, WARNING)
    if at.claimed_by:
        who = " and ".join(at.claimed_by)
        return Resting(at.door, at.state.name, f"{who} has claimed the next approach")
    return resting


def veto(
    at: Situation, who: Candidate, settings: RoundSettings, today: date, *, left: int
) -> str | None:
    """Why this messenger is not suggested for this door; None if it may be.

    `left` is what remains of its capacity once the better lines of the list are counted.
    """
    if who.code in at.excluded:
        return f"{who.name} is not to be sent to this State, as a Coordinator decided"
    if at.refused.get(who.code, today) > today:
        until = spoken(at.refused[who.code])
        return f"{who.name} was suggested before and set aside until {until}"
    if at.record.last and who.code in at.record.last.messengers and at.lead != who.code:
        return f"{who.name} knocked last; nobody knocks twice running"
    if left <= 0:
        return f"{who.name} has no knock left this quarter"
    if who.home and who.home.iso3 == at.door.iso3:
        return f"{who.name} is the State itself"
    return None


def wanted_level(at: Situation) -> Level:
    """The level that the door asks for: one step up once there is interest, else as last time."""
    last = at.record.last_effective
    if last is None or last.level not in ORDER:
        return Level.AMBASSADOR
    step = ORDER.index(last.level)
    if last.response in (Response.INTERESTED, Response.COMMITTED, Response.ACTED):
        step += 1
    return ORDER[min(max(step, ORDER.index(Level.AMBASSADOR)), len(ORDER) - 1)]


def level_for(at: Situation, who: Candidate) -> Level:
    """The level suggested: what the door asks for, never above what the messenger may approach
    (an ambassador does not instruct a minister)."""
    return min(wanted_level(at), who.ceiling, key=ORDER.index)


def _spaced(at: Situation, settings: RoundSettings, today: date) -> Resting | None:
    last = at.record.last
    if last is None:
        return None
    ends = last.held_on + timedelta(days=settings.spacing_days)
    if ends <= today:
        return None
    why = f"The last knock was on {spoken(last.held_on)}; {settings.spacing_days} days lie between"
    return Resting(at.door, at.state.name, f"{why} two knocks", ends)


def _declined(at: Situation, settings: RoundSettings, today: date) -> Resting | None:
    last = at.record.last_effective
    if last is None or last.response is not Response.DECLINED:
        return None
    ends = last.held_on + timedelta(days=settings.rest_after_declined_days)
    if ends <= today:
        return None
    why = f"Declined on {spoken(last.held_on)}; the door rests {settings.rest_after_declined_days}"
    return Resting(at.door, at.state.name, f"{why} days", ends)
