"""The next approach at every open door, ranked, as one list for the group. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.advice import reasons
from app.advice.rules import Resting, level_for, rest, veto
from app.advice.scoring import Part, parts, total
from app.advice.situation import Candidate, Situation
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, Channel, Level, Response
from app.doors.asks import VERB
from app.doors.door import Door
from app.doors.rules import RoundSettings
from app.kit.dates import spoken

WRITTEN = {Channel.LETTER, Channel.NOTE_VERBALE, Channel.EMAIL}


@dataclass(frozen=True)
class Suggestion:
    """One line of advice. `window` is (first day, last day); `message` (version id, title)."""

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

    @property
    def sentence(self) -> str:
        """The line as one would say it."""
        how = CHANNEL_NAMES[self.channel]
        level = LEVEL_NAMES[self.level]
        return f"{self.messenger_name}: {how}, {level} level, to ask {self.state} to {self.verb}"

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
        }


@dataclass(frozen=True)
class Advice:
    """The whole list for one reader: lines, best first, and doors at rest with the rule."""

    lines: tuple[Suggestion, ...]
    resting: tuple[Resting, ...]

    def at(self, door: Door) -> Suggestion | Resting | None:
        both: list[Suggestion | Resting] = [*self.lines, *self.resting]
        return next((one for one in both if one.door == door), None)


@dataclass(frozen=True)
class Ranked:
    """One candidate at one door with what counts for and against it."""

    who: Candidate
    counted: list[Part]

    @property
    def score(self) -> float:
        return total(self.counted)


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
        if able:
            left[able[0].who.code] -= 1
            lines.append(_line(at, able, ranked, settings, today, messages))
        else:
            resting.append(_nobody(at, candidates, settings, today))
    lines.sort(key=lambda line: (-line.score, line.door))
    return Advice(tuple(lines), tuple(sorted(resting, key=lambda one: one.state)))


def _ranked(
    at: Situation, candidates: list[Candidate], settings: RoundSettings, today: date
) -> list[Ranked]:
    able = [who for who in candidates if not veto(at, who, settings, today, left=who.left)]
    ranked = [Ranked(who, parts(at, who, today)) for who in able]
    return sorted(ranked, key=lambda one: (-one.score, one.who.code))


def _best_first(pair: tuple[Situation, list[Ranked]]) -> tuple[float, Door]:
    at, ranked = pair
    return (-ranked[0].score if ranked else 0.0, at.door)


def _nobody(
    at: Situation, candidates: list[Candidate], settings: RoundSettings, today: date
) -> Resting:
    vetoes = [veto(at, who, settings, today, left=who.left) for who in candidates]
    told = next((why for why in vetoes if why), None)
    if not candidates:
        why = "No messenger is marked as taking part"
    elif told:
        why = f"No messenger is free for this door: {told}"
    else:
        why = "All who could knock have better lines in this list, up to their capacity"
    return Resting(at.door, at.state.name, why)


def _line(
    at: Situation,
    able: list[Ranked],
    ranked: list[Ranked],
    settings: RoundSettings,
    today: date,
    messages: dict[str, tuple[int, str]],
) -> Suggestion:
    best, next_best = able[0], able[1] if len(able) > 1 else None
    counted = best.counted
    return Suggestion(
        door=at.door,
        state=at.state.name,
        messenger=best.who.code,
        messenger_name=best.who.name,
        level=level_for(at, best.who),
        channel=channel_for(at, best.who, level_for(at, best.who)),
        message=messages.get(at.door.ask),
        window=(today, today + timedelta(days=max(settings.spacing_days, 1))),
        reasons=tuple(part.words for part in counted if part.points > 0)[:5],
        cautions=_cautions(at, counted),
        would_change=_would_change(best, next_best),
        runner_up=_runner_up(best, next_best),
        parts=tuple(counted),
        score=best.score,
        demonstration=_from_demonstration(at),
    )


def channel_for(at: Situation, who: Candidate, level: Level) -> Channel:
    """A visit for the envoy at a high level; a meeting first and after an unanswered letter;
    a démarche after a meeting."""
    if who.senior and level in (Level.MINISTER, Level.HEAD):
        return Channel.HIGH_LEVEL_VISIT
    last = at.record.last
    if last is None or last.response is Response.NO_REPLY or last.channel in WRITTEN:
        return Channel.BILATERAL_MEETING
    if who.home and last.channel is Channel.BILATERAL_MEETING:
        return Channel.DEMARCHE
    return Channel.BILATERAL_MEETING


def _cautions(at: Situation, counted: list[Part]) -> tuple[str, ...]:
    against = [part.words for part in reversed(counted) if part.points < 0]
    if at.stage is None:
        against.append("The door is not yet assessed")
    if at.record_of:
        against.append(
            f"Treaty acts: depositary’s page of {spoken(at.record_of)}; later acts not known"
        )
    return tuple(against[:4])


def _would_change(best: Ranked, next_best: Ranked | None) -> str:
    if next_best is None:
        return f"If {best.who.name} were not available, there would be no suggestion here."
    return f"If {best.who.name} were not available, {next_best.who.name} would be suggested."


def _runner_up(best: Ranked, next_best: Ranked | None) -> str:
    if next_best is None:
        return ""
    theirs = {part.name: part.points for part in next_best.counted}
    ahead = [
        part
        for part in best.counted
        if part.points > theirs.get(part.name, 0.0) and part.points > 0
    ]
    if not ahead:
        return f"{next_best.who.name} is as good; the order of names decided"
    return f"{next_best.who.name} came second: less for {reasons.joined(_names(ahead))}"


def _names(ahead: list[Part]) -> list[str]:
    return [part.name for part in ahead[:2]]


def _from_demonstration(at: Situation) -> bool:
    knocks = [*at.record.recent, at.record.last_effective]
    staged = at.stage is not None and at.stage.demonstration
    return staged or any(knock is not None and knock.demonstration for knock in knocks)
