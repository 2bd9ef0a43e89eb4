"""The score of one messenger at one door: a sum of named parts, each in plain words. Pure.

The points are judgements, not measurements: a later model may replace this module. Every part
that counts for a suggestion is one of its reasons, and every part that counts against it one of
its cautions, so that nothing decides in silence. What is not known counts for nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.advice import reasons
from app.advice.rules import ORDER, WELCOME, last_answer, wanted_level
from app.advice.situation import Candidate, Situation
from app.contacts.terms import Level, Response
from app.doors.ladder import Stage

RESPONSE = {
    Response.COMMITTED: 14.0,
    Response.ACTED: 10.0,
    Response.INTERESTED: 8.0,
    Response.NONCOMMITTAL: 2.0,
}
VOTE = {"yes": 10.0, "abstain": -1.0, "no": -4.0}
BROAD = {"NAM", "G77"}
"""Organisations so wide that sharing them says nothing about two States."""


@dataclass(frozen=True)
class Part:
    """`points` above 0 speak for the suggestion, below 0 against it."""

    name: str
    points: float
    words: str


def parts(at: Situation, who: Candidate, today: date) -> list[Part]:
    """Everything that counts for or against this messenger at this door, strongest first."""
    return combined(door_parts(at, today), at, who)


def door_parts(at: Situation, today: date) -> tuple[Part, ...]:
    """What counts for or against the door, whoever knocks: the same for every messenger."""
    return tuple(_of_door(at, today))


def combined(of_door: tuple[Part, ...], at: Situation, who: Candidate) -> list[Part]:
    """The door's parts and the messenger's, strongest first; what counts nothing is left out."""
    found = [*of_door, *_of_fit(at, who), *_of_messenger(at, who)]
    return sorted((one for one in found if one.points), key=_strongest_first)


def _strongest_first(part: Part) -> tuple[float, bool, str]:
    """Of equals, what is known of a State comes before what the log does not tell."""
    return (-part.points, part.name == "silence", part.name)


def total(counted: list[Part]) -> float:
    return round(sum(part.points for part in counted), 3)


def urgency(days: int | None) -> float:
    """Points for silence: it never falls as days go by; a door never knocked on is the last year's
    equal."""
    return 10.0 if days is None else round(min(days, 730) / 36.5, 3)


def _of_door(at: Situation, today: date) -> Iterator[Part]:
    silence = at.record.silence(today)
    yield Part("silence", urgency(silence), reasons.silence(at, silence))
    if at.signed_on:
        yield Part("signature", 20.0, reasons.signature(at))
    if at.stage and at.stage.stage is not Stage.NO_RESPONSE:
        yield Part("stage", 6.0 * at.stage.stage, reasons.stage(at.stage))
    answer = last_answer(at)
    if answer and answer.response in RESPONSE:
        yield Part("response", RESPONSE[answer.response], reasons.response(answer))
    if at.record.last and at.record.last.response is Response.NO_REPLY:
        yield Part("no reply", -2.0, reasons.no_reply(at.record.last))
    if at.vote and at.vote.vote in VOTE:
        yield Part("vote", VOTE[at.vote.vote], reasons.vote(at.vote))
    if at.region_parties:
        share = at.region_parties / at.region_states
        yield Part("region", round(12.0 * share, 3), reasons.region(at))


def _of_fit(at: Situation, who: Candidate) -> Iterator[Part]:
    shared = [code for code in at.state.languages if code in who.languages]
    if shared:
        yield Part("language", 10.0, reasons.language(at, who, shared))
    if who.home is None:
        return
    if at.state.subregion and at.state.subregion == who.home.subregion:
        words = reasons.same_region(at, who, f"the sub-region {at.state.subregion}")
        yield Part("neighbourhood", 8.0, words)
    elif at.state.group and at.state.group == who.home.group:
        words = reasons.same_region(at, who, f"the {at.state.group} group")
        yield Part("neighbourhood", 4.0, words)
    common = sorted((at.state.organisations & who.home.organisations) - BROAD)
    if common:
        yield Part(
            "organisations", min(3.0 * len(common), 9.0), reasons.organisations(at, who, common)
        )


def _of_messenger(at: Situation, who: Candidate) -> Iterator[Part]:
    yield Part("availability", 1.0, reasons.availability(who))
    yield from _of_history(at, who)
    if who.code == at.lead:
        yield Part("lead", 15.0, reasons.lead(at, who))
    for barrier in at.barriers:
        if who.code in at.overcame.get(barrier, ()):
            yield Part("barrier", 12.0, reasons.overcame(who, barrier))
            break
    yield from _of_level(at, who)
    if who.left < who.capacity:
        used = (who.capacity - who.left) / who.capacity
        yield Part("load", round(-6.0 * used, 3), reasons.load(who))


def _of_history(at: Situation, who: Candidate) -> Iterator[Part]:
    """A voice that is fresh here, or one that was welcome here before."""
    theirs = [knock for knock in at.record.recent if who.code in knock.messengers]
    if at.record.recent and not theirs:
        yield Part("fresh voice", 6.0, reasons.fresh_voice(who))
    welcome = next((knock for knock in theirs if knock.response in WELCOME), None)
    if welcome:
        yield Part("earlier result", 5.0, reasons.earlier_result(who, welcome))


def _of_level(at: Situation, who: Candidate) -> Iterator[Part]:
    wanted = wanted_level(at)
    if ORDER.index(wanted) > ORDER.index(who.ceiling):
        yield Part("level", -6.0, reasons.too_low(who, wanted))
    elif who.senior and wanted in (Level.MINISTER, Level.HEAD):
        yield Part("level", 8.0, reasons.high_level(who))
    elif who.senior:
        yield Part("level", -5.0, reasons.not_yet_high_level(who))
