"""The next approach at every open door, ranked, as one list for the group. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from app.accounts.policy import Visibility
from app.advice import sources
from app.advice.rules import Resting, level_for, rest, resting_on, veto, wanted_level
from app.advice.scoring import (
    Part,
    door_terms,
    messenger_terms,
    parts,
    shared_meeting,
    total,
)
from app.advice.situation import Candidate, Situation
from app.contacts.terms import CHANNEL_PHRASES, LEVEL_NAMES, Channel, Level, Response
from app.doors.asks import VERB
from app.doors.door import Door
from app.doors.rules import RoundSettings
from app.kit.translation import Said, clauses, joined, marked, ngettext
from app.kit.translation import gettext as _
from app.states.names import alphabetical

WRITTEN = {Channel.LETTER, Channel.NOTE_VERBALE, Channel.EMAIL}
LEAST_REASONS, MOST_REASONS = 2, 5
MOST_VETOES = 3
UNREASONED = marked("Too little is recorded that speaks for an approach here")
PART_NAMES = Said(
    {
        "language": marked("shared language"),
        "neighbourhood": marked("region"),
        "organisations": marked("shared organisations"),
        "availability": marked("availability"),
        "fresh voice": marked("fresh voice"),
        "earlier result": marked("earlier result"),
        "lead": marked("lead"),
        "barrier": marked("the barrier it has overcome"),
        "meeting": marked("a meeting that both attend"),
        "level": marked("level"),
        "load": marked("knocks left this quarter"),
    }
)
"""The parts in which two messengers differ, after "less for"."""
READ_BY = Said(
    {
        Visibility.GROUP: marked("The group reads it"),
        Visibility.DELEGATIONS: marked("Delegations read it, without NGOs"),
        Visibility.MESSENGER: marked("Its messenger, Coordinators and the envoy read it"),
        Visibility.COORDINATORS: marked("You and Coordinators read it"),
    }
)


@dataclass(frozen=True)
class Suggestion:
    """One line of advice. `window` is (first day, last day); `message` (version id, title).

    `visibility` is the level that follows from what it rests on: an approach that somebody makes
    of it, and a decision about it, reach nobody whom one of those entries does not.
    """

    door: Door
    state: str
    messenger: str
    messenger_name: str
    level: Level
    channel: Channel
    message: tuple[int, str] | None
    window: tuple[date, date]
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    would_change: str
    runner_up: str
    parts: tuple[Part, ...]
    score: float
    demonstration: bool
    visibility: Visibility = Visibility.GROUP

    @property
    def read_by(self) -> str:
        """Who reads what becomes of it, in words."""
        return READ_BY[self.visibility]

    @property
    def sentence(self) -> str:
        """The line as one would say it."""
        return _(
            "%(messenger)s: %(how)s, %(level)s level, to ask %(state)s to %(verb)s",
            messenger=self.messenger_name,
            how=self.how,
            level=LEVEL_NAMES[self.level],
            state=self.state,
            verb=self.verb,
        )

    @property
    def how(self) -> str:
        return CHANNEL_PHRASES[self.channel]

    @property
    def verb(self) -> str:
        return VERB[self.door.ask]

    def as_json(self) -> dict[str, Any]:
        """What `samedoor next --json` prints, and what a decision keeps."""
        return {
            "state": self.door.iso3,
            "state_name": self.state,
            "ask": self.door.ask.value,
            "messenger": self.messenger,
            "messenger_name": self.messenger_name,
            "level": self.level.value,
            "channel": self.channel.value,
            "message": self.message[1] if self.message else None,
            "window": [day.isoformat() for day in self.window],
            "reasons": list(self.reasons),
            "cautions": list(self.cautions),
            "would_change": self.would_change,
            "runner_up": self.runner_up,
            "score": self.score,
            "demonstration": self.demonstration,
            "visibility": self.visibility.value,
        }


@dataclass(frozen=True)
class Advice:
    """The whole list for one reader: lines, best first, and doors at rest with the rule."""

    lines: tuple[Suggestion, ...]
    resting: tuple[Resting, ...]

    def at(self, door: Door) -> Suggestion | Resting | None:
        both: list[Suggestion | Resting] = [*self.lines, *self.resting]
        return next((one for one in both if one.door == door), None)


class Ranked(NamedTuple):
    """One candidate at one door and what counts for and against it, in points."""

    who: Candidate
    score: float


def advise(
    situations: Iterable[Situation],
    candidates: list[Candidate],
    settings: RoundSettings,
    today: date,
    messages: dict[str, tuple[int, str]],
) -> Advice:
    """Best lines first; no messenger gets more lines than it has knocks left this quarter."""
    awake, resting = [], []
    for at in situations:
        at_rest = rest(at, settings, today)
        if at_rest:
            resting.append(at_rest)
        else:
            awake.append((at, _ranked(at, candidates, settings, today)))
    left = {who.code: who.left for who in candidates}
    lines = []
    for at, ranked in sorted(awake, key=_best_first):
        able = [one for one in ranked if left[one.who.code] > 0]
        line = _line(at, able, ranked, settings, today, messages) if able else None
        if line is None:
            resting.append(_nobody(at, candidates, settings, today))
        elif len(line.reasons) < LEAST_REASONS:
            resting.append(resting_on(sources.of_line(at, able[0].who), at, _(UNREASONED)))
        else:
            left[line.messenger] -= 1
            lines.append(line)
    lines.sort(key=lambda line: (-line.score, line.door.iso3, line.door.ask))
    return Advice(tuple(lines), tuple(sorted(resting, key=lambda one: alphabetical(one.state))))


def _ranked(
    at: Situation, candidates: list[Candidate], settings: RoundSettings, today: date
) -> list[Ranked]:
    able = [who for who in candidates if not veto(at, who, settings, today, left=who.left)]
    of_door, wanted = door_terms(at, today), wanted_level(at)
    ranked = []
    for who in able:
        ranked.append(Ranked(who, total([*of_door, *messenger_terms(at, who, wanted)])))
    return sorted(ranked, key=lambda one: (-one.score, one.who.code))


def _best_first(pair: tuple[Situation, list[Ranked]]) -> tuple[float, Door]:
    at, ranked = pair
    return (-ranked[0].score if ranked else 0.0, at.door)


def _nobody(
    at: Situation, candidates: list[Candidate], settings: RoundSettings, today: date
) -> Resting:
    """Why no messenger is left for a door that is awake, and what a Coordinator could do."""
    vetoes = [veto(at, who, settings, today, left=who.left) for who in candidates]
    if not candidates:
        why = _("No messenger is marked as taking part; a Coordinator marks them")
    elif None in vetoes:
        why = _("All who could knock have better lines in this list, up to their capacity")
    else:
        why = _no_messenger(list(dict.fromkeys(one for one in vetoes if one)))
    return resting_on(sources.of_door(at), at, why)


def _no_messenger(vetoes: list[str]) -> str:
    told, more = clauses(vetoes[:MOST_VETOES]), len(vetoes) - MOST_VETOES
    if more <= 0:
        return _("No messenger is free for this door: %(vetoes)s", vetoes=told)
    return ngettext(
        "No messenger is free for this door: %(vetoes)s; and %(num)s more",
        "No messenger is free for this door: %(vetoes)s; and %(num)s more",
        more,
        vetoes=told,
    )


def _line(
    at: Situation,
    able: list[Ranked],
    ranked: list[Ranked],
    settings: RoundSettings,
    today: date,
    messages: dict[str, tuple[int, str]],
) -> Suggestion:
    best, next_best = able[0], able[1] if len(able) > 1 else None
    counted = parts(at, best.who, today)
    level = level_for(at, best.who)
    channel = channel_for(at, best.who, level)
    return Suggestion(
        door=at.door,
        state=at.state.name,
        messenger=best.who.code,
        messenger_name=best.who.name,
        level=level,
        channel=channel,
        message=messages.get(at.door.ask),
        window=_window(at, best.who, channel, settings, today),
        reasons=_reasons(counted),
        cautions=_cautions(at, counted),
        would_change=_would_change(best, next_best, settings.spacing_days),
        runner_up=_runner_up(at, best, ranked, next_best),
        parts=tuple(counted),
        score=best.score,
        demonstration=_from_demonstration(at, best.who),
        visibility=sources.level_on(sources.of_line(at, best.who), best.who.code),
    )


def _reasons(counted: list[Part]) -> tuple[str, ...]:
    """The strongest; a meeting that both attend is one of them, as how and when follow from it."""
    speaking = [part for part in counted if part.points > 0]
    kept = speaking[:MOST_REASONS]
    meeting = [part for part in speaking[MOST_REASONS:] if part.name == "meeting"]
    return tuple(part.words for part in [*kept[: MOST_REASONS - len(meeting)], *meeting])


def _window(
    at: Situation, who: Candidate, channel: Channel, settings: RoundSettings, today: date
) -> tuple[date, date]:
    """The days of a meeting in whose margins one meets; else from today, as long as a knock's
    spacing."""
    meeting = shared_meeting(at, who)
    if meeting and channel is Channel.MARGINS:
        return max(today, meeting.first), meeting.last
    return today, today + timedelta(days=max(settings.spacing_days, 1))


def channel_for(at: Situation, who: Candidate, level: Level) -> Channel:
    """A visit for the envoy at a high level; the margins of a meeting that both attend; a meeting
    first and after an unanswered letter; a démarche after a meeting."""
    if who.senior and level in (Level.MINISTER, Level.HEAD):
        return Channel.HIGH_LEVEL_VISIT
    if shared_meeting(at, who):
        return Channel.MARGINS
    last = at.record.last
    if last is None or last.response is Response.NO_REPLY or last.channel in WRITTEN:
        return Channel.BILATERAL_MEETING
    if who.home and last.channel is Channel.BILATERAL_MEETING:
        return Channel.DEMARCHE
    return Channel.BILATERAL_MEETING


def _cautions(at: Situation, counted: list[Part]) -> tuple[str, ...]:
    against = [part.words for part in reversed(counted) if part.points < 0]
    if at.stage is None:
        against.append(_("The door is not yet assessed"))
    if at.treaty_record:
        against.append(_("Treaty acts: %(record)s", record=at.treaty_record))
    return tuple(against[:4])


def _would_change(best: Ranked, next_best: Ranked | None, days: int) -> str:
    """What would change this line: the messenger's absence, or a knock by anybody."""
    name = best.who.name
    if next_best is None:
        without = _(
            "If %(messenger)s were not available, there would be no suggestion here.",
            messenger=name,
        )
    else:
        without = _(
            "If %(messenger)s were not available, %(other)s would be suggested.",
            messenger=name,
            other=next_best.who.name,
        )
    knocked = ngettext(
        "A knock by anybody would let the door rest for %(days)s day.",
        "A knock by anybody would let the door rest for %(days)s days.",
        days,
        days=days,
    )
    return f"{without} {knocked}"


def _runner_up(at: Situation, best: Ranked, others: list[Ranked], next_best: Ranked | None) -> str:
    """Who came second and why; and who would come first but for better lines elsewhere."""
    taken = [one.who.name for one in others if _comes_before(one, best)][:2]
    why = []
    if taken:
        fitter = ngettext(
            "%(messengers)s would fit better, but for better lines",
            "%(messengers)s would fit better, but for better lines",
            len(taken),
            messengers=joined(taken),
        )
        why.append(fitter)
    if next_best:
        why.append(_second(next_best.who.name, _ahead(at, best.who, next_best.who)))
    return clauses(why)


def _second(name: str, ahead: list[str]) -> str:
    if not ahead:
        return _(
            "%(messenger)s came second, equal in points; the order of codes decided",
            messenger=name,
        )
    return _(
        "%(messenger)s came second: less for %(parts)s",
        messenger=name,
        parts=joined(PART_NAMES[part] for part in ahead[:2]),
    )


def _comes_before(one: Ranked, best: Ranked) -> bool:
    return (-one.score, one.who.code) < (-best.score, best.who.code)


def _ahead(at: Situation, best: Candidate, other: Candidate) -> list[str]:
    """The parts in which the best is ahead of another, most first."""
    wanted = wanted_level(at)
    ours = {term.name: term.points for term in messenger_terms(at, best, wanted)}
    theirs = {term.name: term.points for term in messenger_terms(at, other, wanted)}
    gap = {name: ours.get(name, 0.0) - theirs.get(name, 0.0) for name in ours | theirs}
    return sorted((name for name in gap if gap[name] > 0), key=lambda name: (-gap[name], name))


def _from_demonstration(at: Situation, who: Candidate) -> bool:
    knocked = any(knock.demonstration for knock in at.record.recent)
    return knocked or any(one.demonstration for one in sources.of_line(at, who))
