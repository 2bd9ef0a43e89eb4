"""The next approach at every open door, ranked, as one list for the group. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.accounts.policy import Visibility
from app.advice import sources
from app.advice.ages import ages
from app.advice.interim import Interim, interim_steps
from app.advice.precedents import Precedent
from app.advice.ranking import Ranked, Ranking, best_first, nobody, rank, suggested
from app.advice.rules import Resting, level_for, rest, resting_on
from app.advice.runners import Runner, busy_with, kept_away, runner_of, why_not
from app.advice.scoring import LABELS, OF_DOOR, Part, parts
from app.advice.sides import cautions_of, reasons_for
from app.advice.situation import Candidate, Situation
from app.advice.waiting import NO_WAIT, Clock, Wait
from app.advice.ways import channel_for, window
from app.advice.weights import USUAL, Weights
from app.advice.what_if import Again, Changes
from app.contacts.terms import CHANNEL_PHRASES, LEVEL_NAMES, Channel, Level
from app.doors.asks import VERB
from app.doors.door import Door
from app.doors.rules import RoundSettings
from app.kit.translation import Said, marked
from app.kit.translation import gettext as _
from app.states.names import alphabetical

UNREASONED = marked("Too little is recorded that speaks for an approach here")
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
    of it, and a decision about it, reach nobody whom one of those entries does not. `reasons` and
    `cautions` are all there are, the first of which are told at once.
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
    changes: Changes
    visibility: Visibility = Visibility.GROUP
    runner: Runner | None = None
    kept_away: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    interim: tuple[Interim, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    waiting: Wait = NO_WAIT

    @property
    def waits(self) -> bool:
        """Whether more speaks against an approach today than for it."""
        return self.score < 0

    @property
    def wait(self) -> str:
        """Until when to wait, where that is better; "" where nothing is to be waited for."""
        return self.waiting.words(self.messenger_name) if self.waits else ""

    @property
    def sooner(self) -> str:
        """Who could come before that; "" for nobody."""
        return self.waiting.sooner if self.waits else ""

    @property
    def better_from(self) -> date | None:
        """The first day on which it has 0 points or more, as things stand; None where waiting
        alone does not help."""
        return self.waiting.until

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

    @property
    def compared(self) -> list[tuple[str, float, float]]:
        """Each part by its name: its points for the messenger and for the one that came second."""
        own = {part.name: part.points for part in self.parts}
        other = {name: own[name] for name in own if name in OF_DOOR}
        other |= self.runner.points if self.runner else {}
        names = [*own, *(name for name in other if name not in own)]
        return [(LABELS[name], own.get(name, 0.0), other.get(name, 0.0)) for name in names]

    def as_json(self) -> dict[str, Any]:
        """What a decision keeps: nothing that rests on more than `visibility` says."""
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
            "better_from": self.better_from.isoformat() if self.better_from else None,
            "rests_on": list(self.rests_on),
            "interim": [{"step": one.step.value, "why": one.why} for one in self.interim],
        }

    def printed(self) -> dict[str, Any]:
        """What `samedoor next --json` prints, for the reader of the list alone."""
        return self.as_json() | {
            "parts": {part.name: part.points for part in self.parts},
            "runner_up_parts": dict(self.runner.points) if self.runner else {},
            "kept_away": list(self.kept_away),
            "sooner": self.sooner,
            "precedents": [one.as_json() for one in self.precedents],
        }


@dataclass(frozen=True)
class Advice:
    """The whole list for one reader: lines, best first, and doors at rest with the rule."""

    lines: tuple[Suggestion, ...]
    resting: tuple[Resting, ...]

    def at(self, door: Door) -> Suggestion | Resting | None:
        both: list[Suggestion | Resting] = [*self.lines, *self.resting]
        return next((one for one in both if one.door == door), None)


def advise(
    situations: Iterable[Situation],
    candidates: list[Candidate],
    settings: RoundSettings,
    today: date,
    messages: dict[str, tuple[int, str]],
    weights: Weights = USUAL,
) -> Advice:
    """Best lines first; no messenger gets more lines than it has knocks left this quarter."""
    awake: dict[Door, tuple[Situation, Ranking]] = {}
    resting = []
    for at in situations:
        at_rest = rest(at, settings, today)
        if at_rest:
            resting.append(at_rest)
        else:
            awake[at.door] = (at, rank(at, candidates, settings, weights, today))
    left = {who.code: who.left for who in candidates}
    rankings = {door: ranking.able for door, (_at, ranking) in awake.items()}
    again = Again(rankings, left, settings, today)
    desk = _Desk(settings, weights, today, messages, again, awake)
    lines = []
    for door, best in again.given.items():
        at, ranking = awake[door]
        if best is None:
            resting.append(nobody(at, ranking, candidates))
        elif not suggested(best):
            resting.append(resting_on(sources.of_line(at, best.who), at, _(UNREASONED)))
        else:
            lines.append(desk.line(at, ranking, best))
    lines.sort(key=lambda line: (-line.score, line.door.iso3, line.door.ask))
    return Advice(tuple(lines), tuple(sorted(resting, key=lambda one: alphabetical(one.state))))


class _Desk:
    """Where the lines of one list are written: what all of them share."""

    def __init__(
        self,
        settings: RoundSettings,
        weights: Weights,
        today: date,
        messages: Mapping[str, tuple[int, str]],
        again: Again,
        awake: Mapping[Door, tuple[Situation, Ranking]],
    ) -> None:
        self.settings, self.weights, self.today = settings, weights, today
        self.messages, self.again = messages, again
        self.remaining = dict(again.left)
        names = {door: at.state.name for door, (at, _ranking) in awake.items()}
        self.busy = busy_with(again.given, names)
        self.clock = Clock(settings, weights, today, self.busy)

    def line(self, at: Situation, ranking: Ranking, best: Ranked) -> Suggestion:
        """The line of a door that goes to `best`; lines are written in the order of serving."""
        counted = parts(at, best.who, self.today, self.weights)
        level = level_for(at, best.who)
        channel = channel_for(at, best.who, level)
        changes = self.again.changes(at, best, counted[0])
        second = self._second(at, ranking, best)
        fitter = [one for one in ranking.able if best_first(one) < best_first(best)]
        own = {part.name: part.points for part in counted if part.name not in OF_DOOR}
        self.remaining[best.who.code] -= 1
        return Suggestion(
            door=at.door,
            state=at.state.name,
            messenger=best.who.code,
            messenger_name=best.who.name,
            level=level,
            channel=channel,
            message=self.messages.get(at.door.ask),
            window=window(at, best.who, channel, self.settings.spacing_days, self.today),
            reasons=reasons_for(counted),
            cautions=cautions_of(at, counted),
            would_change=changes.words,
            runner_up=why_not(best, own, second, fitter, self.busy),
            parts=tuple(counted),
            score=best.score,
            demonstration=_from_demonstration(at, best.who),
            visibility=sources.level_on(sources.of_line(at, best.who), best.who.code),
            changes=changes,
            runner=second,
            kept_away=kept_away(ranking, best),
            rests_on=ages(at, self.today),
            interim=interim_steps(at),
            precedents=at.precedents,
            waiting=self.clock.wait(at, ranking, best),
        )

    def _second(self, at: Situation, ranking: Ranking, best: Ranked) -> Runner | None:
        """The next best that had a knock left when this door was served."""
        others = (one for one in ranking.able if one.who.code != best.who.code)
        free = (one for one in others if self.remaining[one.who.code] > 0)
        second = next(free, None)
        return runner_of(at, second, self.weights) if second else None


def _from_demonstration(at: Situation, who: Candidate) -> bool:
    knocked = any(knock.demonstration for knock in at.record.recent)
    return knocked or any(one.demonstration for one in sources.of_line(at, who))
