"""The score of one messenger at one door: a sum of named parts, each in plain words. Pure.

What each part counts is one of the weights that Coordinators may change. Every part that counts
for a suggestion is one of its reasons, and every part that counts against it one of its cautions,
so that nothing decides in silence. What is not known counts for nothing. Readiness is no part of
it: members read these reasons, and readiness is for Coordinators and the envoy alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from app.accounts.policy import Visibility
from app.advice import reasons
from app.advice.horizon import DAYS_A_WEEK
from app.advice.rules import ORDER, last_answer, wanted_level
from app.advice.situation import Candidate, Situation, Source
from app.advice.weights import USUAL, Weights
from app.contacts.silence import Knock
from app.contacts.terms import Level, Response
from app.doors.asks import Barrier
from app.doors.ladder import Stage
from app.kit.translation import Said, pmarked
from app.opportunities.calendar import Ahead

RESPONSE = {
    Response.COMMITTED: "committed",
    Response.ACTED: "acted",
    Response.INTERESTED: "interested",
    Response.NONCOMMITTAL: "noncommittal",
}
"""The weight of each last answer; "declined" lets the door rest, and counts nothing after."""
VOTE = {"yes": "vote_yes", "abstain": "vote_abstain", "no": "vote_no"}
"""The weight of each vote; an absence is no evidence."""
POINTS = 100.0
"""Points of the score that count as one: expected movement is a share of that."""
BROAD = {"NAM", "G77"}
"""Organisations so wide that sharing them says nothing about two States."""


LABELS = Said(
    {
        "silence": pmarked("part of a score", "Silence"),
        "signature": pmarked("part of a score", "Signature"),
        "stage": pmarked("part of a score", "Stage"),
        "response": pmarked("part of a score", "Response"),
        "no reply": pmarked("part of a score", "No reply"),
        "vote": pmarked("part of a score", "Vote"),
        "region": pmarked("part of a score", "Region"),
        "message": pmarked("part of a score", "Message"),
        "language": pmarked("part of a score", "Language"),
        "neighbourhood": pmarked("part of a score", "Neighbourhood"),
        "organisations": pmarked("part of a score", "Organisations"),
        "availability": pmarked("part of a score", "Availability"),
        "fresh voice": pmarked("part of a score", "Fresh voice"),
        "earlier result": pmarked("part of a score", "Earlier result"),
        "lead": pmarked("part of a score", "Lead"),
        "barrier": pmarked("part of a score", "Barrier"),
        "meeting": pmarked("part of a score", "Meeting"),
        "level": pmarked("part of a score", "Level"),
        "load": pmarked("part of a score", "Load"),
    }
)


@dataclass(frozen=True)
class Part:
    """`points` above 0 speak for the suggestion, below 0 against it."""

    name: str
    points: float
    words: str

    @property
    def label(self) -> str:
        return LABELS[self.name]


class Term(NamedTuple):
    """A part before it is put into words: most messengers are compared and never named."""

    name: str
    points: float
    say: Callable[..., str]
    facts: tuple[Any, ...]

    @property
    def part(self) -> Part:
        return Part(self.name, self.points, self.say(*self.facts))


OF_DOOR = frozenset(
    {"silence", "signature", "stage", "response", "no reply", "vote", "region", "message"}
)
"""The parts that are the same for whoever knocks."""


def parts(at: Situation, who: Candidate, today: date, weights: Weights = USUAL) -> list[Part]:
    """Everything that counts for or against this messenger at this door, strongest first."""
    of_messenger = messenger_terms(at, who, wanted_level(at), weights)
    return said([*door_terms(at, today, weights), *of_messenger])


def door_terms(at: Situation, today: date, weights: Weights = USUAL) -> list[Term]:
    """What counts for or against the door, whoever knocks: the same for every messenger."""
    return _counted(at, "", _of_door(at, today, weights))


def messenger_terms(
    at: Situation, who: Candidate, wanted: Level, weights: Weights = USUAL
) -> list[Term]:
    """What counts for or against this messenger; `wanted` is the level that the door asks for."""
    terms = [*_of_fit(at, who, weights), *_of_messenger(at, who, wanted, weights)]
    return _counted(at, who.code, terms) if at.uncounted else terms


def _counted(at: Situation, code: str, terms: Iterable[Term]) -> list[Term]:
    return [one for one in terms if (one.name, code) not in at.uncounted]


def said(terms: Iterable[Term]) -> list[Part]:
    """In words, strongest first; what counts nothing is left out. Of equals, what is known of a
    State comes before what the log does not tell."""
    counted = (one for one in terms if one.points)
    order = sorted(counted, key=lambda one: (-one.points, one.name == "silence", one.name))
    return [one.part for one in order]


def total(counted: Iterable[Part | Term]) -> float:
    """Points have three decimals at most, so that the order of adding them is no matter."""
    return round(sum([part.points for part in counted]), 3)


def urgency(days: int | None, weights: Weights = USUAL) -> float:
    """Points for silence: below 0 for a door that has not rested, and never less as days go by."""
    if days is None:
        return weights.never_answered
    grown = weights.silence * min(max(days, 0), weights.silence_days) / weights.silence_days
    to_come = weights.rest * max(weights.rest_days - max(days, 0), 0) / weights.rest_days
    return round(round(grown, 3) + round(to_come, 3), 3)


def after_a_knock(weeks: int, weights: Weights) -> tuple[float, ...]:
    """What silence counts 0, 1, 2 ... weeks after a knock that was answered, as movement."""
    return tuple(urgency(DAYS_A_WEEK * week, weights) / POINTS for week in range(weeks + 1))


def _of_door(at: Situation, today: date, weights: Weights) -> Iterator[Term]:
    yield _of_silence(at, today, weights)
    if at.signed_on:
        yield Term("signature", weights.signature, reasons.signature, (at,))
    if at.stage and at.stage.stage is not Stage.NO_RESPONSE:
        points = round(weights.stage * at.stage.stage, 3)
        yield Term("stage", points, reasons.stage, (at.stage,))
    answer = last_answer(at)
    if answer and answer.response in RESPONSE:
        points = getattr(weights, RESPONSE[answer.response])
        yield Term("response", points, reasons.response, (answer,))
    if at.record.last and at.record.last.response is Response.NO_REPLY:
        yield Term("no reply", weights.no_reply, reasons.no_reply, (at.record.last,))
    if at.vote and at.vote.vote in VOTE:
        yield Term("vote", getattr(weights, VOTE[at.vote.vote]), reasons.vote, (at.vote,))
    if at.region_parties:
        share = at.region_parties / at.region_states
        yield Term("region", round(weights.region * share, 3), reasons.region, (at,))
    barrier = answered_barrier(at)
    if barrier:
        yield Term("message", weights.message, reasons.message, (barrier,))


def rested_on(at: Situation, weights: Weights = USUAL) -> date | None:
    """The day from which no knock that was answered speaks against the next; None if none was."""
    last = at.record.last_effective
    return last.held_on + timedelta(days=weights.rest_days) if last else None


def _of_silence(at: Situation, today: date, weights: Weights) -> Term:
    """A reason once the door has rested, a caution before."""
    days, last = at.record.silence(today), at.record.last_effective
    points = urgency(days, weights)
    if last and points < 0:
        return Term("silence", points, reasons.too_soon, (last, days, weights.rest_days))
    return Term("silence", points, reasons.silence, (at, days))


def answered_barrier(at: Situation) -> Barrier | None:
    """A barrier read here to which the current message has an answer, if there is one; of several
    one whose reading the whole group reads."""
    answered = [one for one in at.barriers if one in at.answers]
    for one in answered:
        reading = most_open(at.read_here.get(one, ()))
        if reading and reading.visibility == Visibility.GROUP:
            return one
    return answered[0] if answered else None


def most_open(readings: Iterable[Source]) -> Source | None:
    """The least restrictive of some readings of one barrier: one of them is enough."""
    order = list(Visibility)
    return min(readings, key=lambda one: order.index(Visibility(one.visibility)), default=None)


def _of_fit(at: Situation, who: Candidate, weights: Weights) -> Iterator[Term]:
    shared = [code for code in at.state.languages if code in who.languages]
    if shared:
        yield Term("language", weights.language, reasons.language, (at, who, shared))
    if who.home is None:
        return
    if at.state.subregion and at.state.subregion == who.home.subregion:
        yield Term("neighbourhood", weights.subregion, reasons.same_subregion, (at, who))
    elif at.state.group and at.state.group == who.home.group:
        yield Term("neighbourhood", weights.group, reasons.same_group, (at, who))
    common = (at.state.organisations & who.home.organisations) - BROAD
    if common:
        points = round(min(weights.organisation * len(common), weights.organisations), 3)
        yield Term("organisations", points, reasons.organisations, (at, who, common))


def _of_messenger(at: Situation, who: Candidate, wanted: Level, weights: Weights) -> Iterator[Term]:
    yield Term("availability", weights.availability, reasons.availability, (who,))
    yield from _of_history(at, who, weights)
    if who.code == at.lead:
        yield Term("lead", weights.lead, reasons.lead, (at, who))
    barrier = overcome_elsewhere(at, who)
    if barrier:
        yield Term("barrier", weights.barrier, reasons.overcame, (who, barrier))
    meeting = shared_meeting(at, who)
    if meeting:
        yield Term("meeting", weights.meeting, reasons.meeting, (at, who, meeting))
    yield from _of_level(who, wanted, weights)
    if who.left < who.capacity:
        used = (who.capacity - who.left) / who.capacity
        yield Term("load", round(weights.load * used, 3), reasons.load, (who,))


def overcome_elsewhere(at: Situation, who: Candidate) -> Barrier | None:
    """The barrier here that this messenger has overcome before, if there is one."""
    return next((one for one in at.barriers if who.code in at.overcame.get(one, ())), None)


def shared_meeting(at: Situation, who: Candidate) -> Ahead | None:
    """The next meeting that both the State and this messenger are recorded to attend."""
    return next((one for one in at.meetings if who.code in one.attending), None)


def welcomed(at: Situation, who: Candidate) -> Knock | None:
    """The newest knock by this messenger that was welcome here, of the year or the last answered
    one."""
    return at.welcomes.get(who.code)


def _of_history(at: Situation, who: Candidate, weights: Weights) -> Iterator[Term]:
    """A voice that is fresh here, or one that was welcome here before."""
    if at.heard and who.code not in at.heard:
        yield Term("fresh voice", weights.fresh_voice, reasons.fresh_voice, (who,))
    welcome = welcomed(at, who)
    if welcome:
        yield Term("earlier result", weights.earlier_result, reasons.earlier_result, (who, welcome))


def _of_level(who: Candidate, wanted: Level, weights: Weights) -> Iterator[Term]:
    if ORDER.index(wanted) > ORDER.index(who.ceiling):
        yield Term("level", weights.too_low, reasons.too_low, (who, wanted))
    elif who.senior and wanted in (Level.MINISTER, Level.HEAD):
        yield Term("level", weights.high_level, reasons.high_level, (who,))
    elif who.senior:
        points = weights.not_yet_high_level
        yield Term("level", points, reasons.not_yet_high_level, (who,))
