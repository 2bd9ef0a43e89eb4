"""The score of one messenger at one door: a sum of named parts, each in plain words. Pure.

The points are judgements, not measurements: a later model may replace this module. Every part
that counts for a suggestion is one of its reasons, and every part that counts against it one of
its cautions, so that nothing decides in silence. What is not known counts for nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.advice import reasons
from app.advice.rules import ORDER, WELCOME, last_answer, wanted_level
from app.advice.situation import Candidate, Situation
from app.contacts.silence import Knock
from app.contacts.terms import Level, Response
from app.doors.asks import Barrier
from app.doors.ladder import Stage
from app.kit.translation import Said, pmarked
from app.opportunities.calendar import Ahead

RESPONSE = {
    Response.COMMITTED: 14.0,
    Response.ACTED: 10.0,
    Response.INTERESTED: 8.0,
    Response.NONCOMMITTAL: 2.0,
}
VOTE = {"yes": 10.0, "abstain": -1.0, "no": -4.0}
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


def parts(at: Situation, who: Candidate, today: date) -> list[Part]:
    """Everything that counts for or against this messenger at this door, strongest first."""
    return said([*door_terms(at, today), *messenger_terms(at, who, wanted_level(at))])


def door_terms(at: Situation, today: date) -> list[Term]:
    """What counts for or against the door, whoever knocks: the same for every messenger."""
    return list(_of_door(at, today))


def messenger_terms(at: Situation, who: Candidate, wanted: Level) -> list[Term]:
    """What counts for or against this messenger; `wanted` is the level that the door asks for."""
    return [*_of_fit(at, who), *_of_messenger(at, who, wanted)]


def said(terms: Iterable[Term]) -> list[Part]:
    """In words, strongest first; what counts nothing is left out. Of equals, what is known of a
    State comes before what the log does not tell."""
    counted = (one for one in terms if one.points)
    order = sorted(counted, key=lambda one: (-one.points, one.name == "silence", one.name))
    return [one.part for one in order]


def total(counted: Iterable[Part | Term]) -> float:
    """Points have three decimals at most, so that the order of adding them is no matter."""
    return round(sum([part.points for part in counted]), 3)


def urgency(days: int | None) -> float:
    """Points for silence: it never falls as days go by; a door never knocked on is the last year's
    equal."""
    return 10.0 if days is None else round(min(days, 730) / 36.5, 3)


def _of_door(at: Situation, today: date) -> Iterator[Term]:
    silence = at.record.silence(today)
    yield Term("silence", urgency(silence), reasons.silence, (at, silence))
    if at.signed_on:
        yield Term("signature", 20.0, reasons.signature, (at,))
    if at.stage and at.stage.stage is not Stage.NO_RESPONSE:
        yield Term("stage", 6.0 * at.stage.stage, reasons.stage, (at.stage,))
    answer = last_answer(at)
    if answer and answer.response in RESPONSE:
        yield Term("response", RESPONSE[answer.response], reasons.response, (answer,))
    if at.record.last and at.record.last.response is Response.NO_REPLY:
        yield Term("no reply", -2.0, reasons.no_reply, (at.record.last,))
    if at.vote and at.vote.vote in VOTE:
        yield Term("vote", VOTE[at.vote.vote], reasons.vote, (at.vote,))
    if at.region_parties:
        share = at.region_parties / at.region_states
        yield Term("region", round(12.0 * share, 3), reasons.region, (at,))


def _of_fit(at: Situation, who: Candidate) -> Iterator[Term]:
    shared = [code for code in at.state.languages if code in who.languages]
    if shared:
        yield Term("language", 10.0, reasons.language, (at, who, shared))
    if who.home is None:
        return
    if at.state.subregion and at.state.subregion == who.home.subregion:
        yield Term("neighbourhood", 8.0, reasons.same_subregion, (at, who))
    elif at.state.group and at.state.group == who.home.group:
        yield Term("neighbourhood", 4.0, reasons.same_group, (at, who))
    common = (at.state.organisations & who.home.organisations) - BROAD
    if common:
        points = min(3.0 * len(common), 9.0)
        yield Term("organisations", points, reasons.organisations, (at, who, common))


def _of_messenger(at: Situation, who: Candidate, wanted: Level) -> Iterator[Term]:
    yield Term("availability", 1.0, reasons.availability, (who,))
    yield from _of_history(at, who)
    if who.code == at.lead:
        yield Term("lead", 15.0, reasons.lead, (at, who))
    barrier = overcome_elsewhere(at, who)
    if barrier:
        yield Term("barrier", 12.0, reasons.overcame, (who, barrier))
    meeting = shared_meeting(at, who)
    if meeting:
        yield Term("meeting", 9.0, reasons.meeting, (at, who, meeting))
    yield from _of_level(who, wanted)
    if who.left < who.capacity:
        used = (who.capacity - who.left) / who.capacity
        yield Term("load", round(-6.0 * used, 3), reasons.load, (who,))


def overcome_elsewhere(at: Situation, who: Candidate) -> Barrier | None:
    """The barrier here that this messenger has overcome before, if there is one."""
    return next((one for one in at.barriers if who.code in at.overcame.get(one, ())), None)


def shared_meeting(at: Situation, who: Candidate) -> Ahead | None:
    """The next meeting that both the State and this messenger are recorded to attend."""
    return next((one for one in at.meetings if who.code in one.attending), None)


def welcomed(at: Situation, who: Candidate) -> Knock | None:
    """The newest knock of the year by this messenger that was welcome here."""
    theirs = (knock for knock in at.record.recent if who.code in knock.messengers)
    return next((knock for knock in theirs if knock.response in WELCOME), None)


def _of_history(at: Situation, who: Candidate) -> Iterator[Term]:
    """A voice that is fresh here, or one that was welcome here before."""
    if at.record.recent and not any(who.code in knock.messengers for knock in at.record.recent):
        yield Term("fresh voice", 6.0, reasons.fresh_voice, (who,))
    welcome = welcomed(at, who)
    if welcome:
        yield Term("earlier result", 5.0, reasons.earlier_result, (who, welcome))


def _of_level(who: Candidate, wanted: Level) -> Iterator[Term]:
    if ORDER.index(wanted) > ORDER.index(who.ceiling):
        yield Term("level", -6.0, reasons.too_low, (who, wanted))
    elif who.senior and wanted in (Level.MINISTER, Level.HEAD):
        yield Term("level", 8.0, reasons.high_level, (who,))
    elif who.senior:
        yield Term("level", -5.0, reasons.not_yet_high_level, (who,))
