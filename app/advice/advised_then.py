"""What would have been advised at each open door on a day of the past, from dated facts of that day
alone. Pure.

The score is that of today's suggestions (`scoring`, `ranking`, `ways`, `interim`) with everything
left out that no fact carries a day for: the log, the messages, who took part, organisations and the
Monitor's profiles, which are recorded as they were later. Languages and regions are taken as
lasting, as `history` takes regions: the facts give no date.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.advice.history import CCM, History, Kind, Roll
from app.advice.interim import Interim, interim_steps
from app.advice.ranking import rank, suggested
from app.advice.rules import level_for
from app.advice.scoring import VOTE, Part, parts
from app.advice.situation import Candidate, Fact, Situation, Vote
from app.advice.ways import channel_for
from app.advice.weights import USUAL, Weights
from app.contacts.silence import EMPTY
from app.contacts.terms import CHANNEL_PHRASES, LEVEL_NAMES, Channel, Level
from app.doors.asks import VERB, Ask
from app.doors.door import Door
from app.doors.rules import DEFAULTS
from app.kit.translation import Said, joined, marked

NAMED = 3
"""Of several that stand equal, how many are named: the alphabet names nobody alone."""


class Near(StrEnum):
    """What a State Party had in common with the State, as far as facts without a date tell."""

    SUBREGION_LANGUAGE = "sub-region and language"
    GROUP_LANGUAGE = "group and language"
    LANGUAGE = "language"
    SUBREGION = "sub-region"
    GROUP = "group"
    NOTHING = "nothing"


NEAR = Said(
    {
        Near.SUBREGION_LANGUAGE: marked("a State Party of its sub-region that shares a language"),
        Near.GROUP_LANGUAGE: marked("a State Party of its regional group that shares a language"),
        Near.LANGUAGE: marked("a State Party that shares a language"),
        Near.SUBREGION: marked("a State Party of its sub-region"),
        Near.GROUP: marked("a State Party of its regional group"),
        Near.NOTHING: marked("any State Party"),
    }
)
"""Who could have knocked, inside a sentence."""


class Unknown(StrEnum):
    """What the facts of the day did not carry for one door."""

    NO_VOTE_YET = "no vote yet"
    NO_VOTE = "no vote"


UNKNOWN = Said(
    {
        Unknown.NO_VOTE_YET: marked(
            "How it votes on the Convention: no resolution had been voted on."
        ),
        Unknown.NO_VOTE: marked(
            "How it votes on the Convention: no vote on the newest resolution is recorded."
        ),
    }
)


@dataclass(frozen=True)
class Lasting:
    """What the facts give no day for, and is taken as lasting. `delegations` has every State's by
    its code; `resolutions` names those on the Convention by the day from which they count."""

    delegations: Mapping[str, Candidate]
    resolutions: Mapping[date, str]


@dataclass(frozen=True)
class Advised:
    """One door's advice of that day. `who` are the delegations that stand equal as the best, by
    code, with what they have in common as `near`; `reasons` and `cautions` are of the door and, as
    an example, of the first of them. `enough` is whether two reasons are there, without which
    nothing is suggested today either."""

    door: Door
    level: Level
    channel: Channel
    near: Near
    who: tuple[str, ...]
    names: tuple[str, ...]
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    interim: tuple[Interim, ...]
    unknown: tuple[Unknown, ...]
    points: float
    enough: bool

    @property
    def verb(self) -> str:
        return VERB[self.door.ask]

    @property
    def how(self) -> str:
        return CHANNEL_PHRASES[self.channel]

    @property
    def level_name(self) -> str:
        return LEVEL_NAMES[self.level]

    @property
    def by(self) -> str:
        return NEAR[self.near]

    @property
    def called(self) -> str:
        """Those who are named, in one phrase."""
        return joined(self.names)

    @property
    def not_known(self) -> list[str]:
        return [UNKNOWN[one] for one in self.unknown]


def advised_then(
    record: History, lasting: Lasting, on: date, weights: Weights = USUAL
) -> dict[str, Advised]:
    """By State, for every door that was open at the end of `on`; a door for which no State was
    party to knock has none. Only `record.until(on)` is looked at."""
    known = record.until(on)
    roll = known.roll(CCM, on)
    knocking = [lasting.delegations[iso3] for iso3 in sorted(roll.parties)]
    found = (
        _advised(at, knocking, on, weights, bool(known.votes))
        for at in _situations(known, roll, lasting, on)
    )
    return {one.door.iso3: one for one in found if one}


def _situations(known: History, roll: Roll, lasting: Lasting, on: date) -> list[Situation]:
    states = {code: one.home for code, one in lasting.delegations.items() if one.home}
    whole = Counter(one.subregion for one in states.values())
    parties = Counter(states[iso3].subregion for iso3 in roll.parties)
    votes, signed = _newest_votes(known, lasting), _signed(known)
    # What the log would have told, and who took part: neither is known of that day.
    uncounted = frozenset(("availability", code) for code in states) | {("silence", "")}
    return [
        Situation(
            door=Door(iso3, Ask.RATIFY if iso3 in roll.signatories else Ask.ACCEDE),
            state=_dated(state),
            record=EMPTY,
            signed_on=signed[iso3] if iso3 in roll.signatories else "",
            vote=votes.get(iso3),
            region_parties=parties[state.subregion],
            region_states=whole[state.subregion],
            uncounted=uncounted,
        )
        for iso3, state in sorted(states.items())
        if iso3 not in roll.parties
    ]


def _dated(state: Fact) -> Fact:
    """Without its organisations: since when it belongs to them is not in the facts."""
    return Fact(state.iso3, state.name, state.group, state.subregion, state.languages, frozenset())


def _newest_votes(known: History, lasting: Lasting) -> dict[str, Vote]:
    """Of each State on the newest resolution of the day alone, as suggestions have it today."""
    newest = max((cast.on for cast in known.votes), default=None)
    return {
        cast.iso3: Vote(lasting.resolutions[cast.on], cast.on.year, cast.vote)
        for cast in known.votes
        if cast.on == newest
    }


def _signed(known: History) -> dict[str, str]:
    return {
        step.iso3: step.on.isoformat()
        for step in known.steps
        if step.treaty == CCM and step.kind is Kind.SIGNED
    }


def _advised(
    at: Situation, knocking: Sequence[Candidate], on: date, weights: Weights, any_vote: bool
) -> Advised | None:
    able = rank(at, knocking, DEFAULTS, weights, on).able
    if not able:
        return None
    best = able[0]
    near = _near(at, best.who)
    equals = [one.who for one in able if one.score == best.score and _near(at, one.who) is near]
    counted = parts(at, best.who, on, weights)
    level = level_for(at, best.who)
    return Advised(
        door=at.door,
        level=level,
        channel=channel_for(at, best.who, level),
        near=near,
        who=tuple(one.code for one in equals),
        names=tuple(one.name for one in equals[:NAMED]),
        reasons=_words(part for part in counted if part.points > 0),
        cautions=_words(part for part in counted if part.points < 0),
        interim=interim_steps(at),
        unknown=_unknown(at, any_vote),
        points=best.score,
        enough=suggested(best),
    )


def _words(found: Iterable[Part]) -> tuple[str, ...]:
    return tuple(part.words for part in found)


def _near(at: Situation, who: Candidate) -> Near:
    shared = bool(set(at.state.languages) & set(who.languages))
    if who.home and at.state.subregion and at.state.subregion == who.home.subregion:
        return Near.SUBREGION_LANGUAGE if shared else Near.SUBREGION
    if who.home and at.state.group and at.state.group == who.home.group:
        return Near.GROUP_LANGUAGE if shared else Near.GROUP
    return Near.LANGUAGE if shared else Near.NOTHING


def _unknown(at: Situation, any_vote: bool) -> tuple[Unknown, ...]:
    if not any_vote:
        return (Unknown.NO_VOTE_YET,)
    return () if at.vote and at.vote.vote in VOTE else (Unknown.NO_VOTE,)
