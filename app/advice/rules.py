"""The hard rules: what nobody is suggested to do, and why. Pure.

Source: the domain's settings, and "Hard rules" of the issue on the next approach. A door at rest
gets no suggestion; a messenger under a veto is not suggested for that door.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.accounts.policy import WARNING, Visibility, strictest
from app.advice.situation import Candidate, Situation, Source
from app.contacts.silence import Knock
from app.contacts.terms import LEVEL_NAMES, WELCOME, Level, Response
from app.doors.door import Door
from app.doors.rules import RoundSettings
from app.kit.dates import spoken
from app.kit.translation import gettext as _
from app.kit.translation import joined, ngettext

ORDER = (Level.EXPERT, Level.AMBASSADOR, Level.DIRECTOR, Level.MINISTER, Level.HEAD)
"""The levels one above the other; parliamentarians and the military stand beside them."""
SAYS_NOTHING = (None, Response.NO_REPLY)
"""Responses that leave the last recorded answer standing: nothing came, or nobody wrote it down."""


@dataclass(frozen=True)
class Resting:
    """A door without a suggestion for now: the rule in words, and the day it ends if known."""

    door: Door
    state: str
    why: str
    until: date | None = None
    demonstration: bool = False
    visibility: Visibility = Visibility.GROUP


def resting_on(
    sources: Collection[Source], at: Situation, why: str, until: date | None = None
) -> Resting:
    """A door at rest for what these entries say."""
    level = strictest(one.visibility for one in sources)
    marked = any(one.demonstration for one in sources)
    return Resting(at.door, at.state.name, why, until, marked, level)


def rest(at: Situation, settings: RoundSettings, today: date) -> Resting | None:
    """The rule that keeps everybody from this door today, the one that ends last if there are
    several; None if it may be approached. A warned door says the warning and nothing else."""
    if at.warned:
        return Resting(at.door, at.state.name, str(WARNING))
    if at.claimed_by:
        why = ngettext(
            "%(messengers)s has claimed the next approach",
            "%(messengers)s have claimed the next approach",
            len(at.claimed_by),
            messengers=joined(at.claimed_by),
        )
        return resting_on(at.claims, at, why)
    found = [_declined(at, settings, today), _spaced(at, settings, today), _asleep(at)]
    return max((one for one in found if one), key=lambda one: one.until or date.max, default=None)


def awake_on(at: Situation, settings: RoundSettings, today: date) -> date:
    """The first day on which spacing and the rest after "declined" let somebody come, whatever is
    claimed or held."""
    found = [_declined(at, settings, today), _spaced(at, settings, today)]
    return max((one.until for one in found if one and one.until), default=today)


def veto(
    at: Situation, who: Candidate, settings: RoundSettings, today: date, *, left: int
) -> str | None:
    """Why this messenger is not suggested for this door; None if it may be.

    `left` is what remains of its capacity once the better lines of the list are counted.
    """
    never = never_sent(at, who)
    if never:
        return never
    if at.refused.get(who.code, today) > today:
        return _(
            "%(messenger)s was suggested before and set aside until %(day)s",
            messenger=who.name,
            day=spoken(at.refused[who.code]),
        )
    if twice_running(at, who) and at.lead != who.code:
        return _("%(messenger)s knocked last; nobody knocks twice running", messenger=who.name)
    if not reaches(at, who):
        return _below(at, who)
    if left <= 0:
        return _("%(messenger)s has no knock left this quarter", messenger=who.name)
    return None


def never_sent(at: Situation, who: Candidate) -> str | None:
    """Why this messenger is not sent here on any day; None if no such reason is recorded."""
    if who.home and who.home.iso3 == at.door.iso3:
        return _("%(messenger)s is the State itself", messenger=who.name)
    if who.code in at.excluded:
        return _(
            "%(messenger)s is not to be sent to this State, as a Coordinator decided",
            messenger=who.name,
        )
    if at.lead and at.lead != who.code:
        return _(
            "%(messenger)s is the lead messenger of this door, as a Coordinator decided",
            messenger=at.lead_name,
        )
    return None


def twice_running(at: Situation, who: Candidate) -> bool:
    """Whether this messenger made, or shared in, the last knock at the door."""
    return at.record.last is not None and who.code in at.record.last.messengers


def last_answer(at: Situation) -> Knock | None:
    """The newest knock whose answer somebody recorded; silence after it does not undo it."""
    knocks = (*at.record.recent, at.record.last_effective)
    return next((one for one in knocks if one and one.response not in SAYS_NOTHING), None)


def wanted_level(at: Situation) -> Level:
    """The level that the door asks for: one step up once there is interest, else as last time."""
    last = at.record.last_effective
    if last is None or last.level not in ORDER:
        return Level.AMBASSADOR
    step = ORDER.index(last.level) + (last.response in WELCOME)
    return ORDER[min(max(step, ORDER.index(Level.AMBASSADOR)), len(ORDER) - 1)]


def level_for(at: Situation, who: Candidate) -> Level:
    """The level suggested: what the door asks for, never above what the messenger may approach
    (an ambassador does not instruct a minister)."""
    return min(wanted_level(at), who.ceiling, key=ORDER.index)


def reaches(at: Situation, who: Candidate) -> bool:
    """Whether the level suggested stays within one step of the last level reached."""
    last = at.record.last_effective
    if last is None or last.level not in ORDER:
        return True
    return ORDER.index(who.ceiling) >= ORDER.index(last.level) - 1


def _below(at: Situation, who: Candidate) -> str:
    last = at.record.last_effective
    return _(
        "by protocol, %(messenger)s goes up to “%(usual)s”, and the last level here was "
        "“%(reached)s”",
        messenger=who.name,
        usual=LEVEL_NAMES[who.ceiling],
        reached=LEVEL_NAMES[last.level] if last and last.level else _("not recorded"),
    )


def _spaced(at: Situation, settings: RoundSettings, today: date) -> Resting | None:
    last = at.record.last
    if last is None:
        return None
    days = settings.spacing_days
    why = ngettext(
        "The last knock was %(when)s; %(days)s day lies between two knocks",
        "The last knock was %(when)s; %(days)s days lie between two knocks",
        days,
        when=last.on_when,
        days=days,
    )
    return _until(at, last, days, today, why)


def _asleep(at: Situation) -> Resting | None:
    """The rest that somebody put the door to; without a last day it may outlast any other."""
    one = at.asleep
    if one is None:
        return None
    why = _(
        "At rest since %(day)s (“%(reason)s”), until %(triggers)s",
        day=spoken(one.sleep.since),
        reason=one.reason,
        triggers=one.sleep.triggers_said,
    )
    took_part = (one.messenger,) if one.messenger else ()
    entry = Source(one.visibility, took_part, one.demonstration)
    return resting_on([entry], at, why, one.sleep.until)


def _declined(at: Situation, settings: RoundSettings, today: date) -> Resting | None:
    last = last_answer(at)
    if last is None or last.response is not Response.DECLINED:
        return None
    days = settings.rest_after_declined_days
    why = ngettext(
        "Declined %(when)s; the door rests %(days)s day",
        "Declined %(when)s; the door rests %(days)s days",
        days,
        when=last.on_when,
        days=days,
    )
    return _until(at, last, days, today, why)


def _until(at: Situation, knock: Knock, days: int, today: date, why: str) -> Resting | None:
    ends = min(knock.latest_day, max(today, knock.held_on)) + timedelta(days=days)
    if ends <= today:
        return None
    return resting_on([source(knock)], at, why, ends)


def source(knock: Knock) -> Source:
    return Source(knock.visibility, knock.messengers, knock.demonstration)
