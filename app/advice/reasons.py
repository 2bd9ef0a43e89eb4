"""The parts of a score in a diplomat's words. Pure. Nothing here that is not in the data."""

from collections.abc import Collection

from app.advice.rules import twice_running
from app.advice.situation import Candidate, Situation, Vote
from app.contacts.silence import Knock
from app.contacts.terms import CHANNEL_PHRASES, LEVEL_NAMES, RESPONSE_NAMES, Level, Precision
from app.doors.asks import BARRIER_NAMES, Barrier
from app.doors.ladder import Move, name
from app.kit.dates import spoken
from app.kit.languages import language_name
from app.opportunities.calendar import Ahead


def silence(at: Situation, days: int | None) -> str:
    last = at.record.last_effective
    if days is None or last is None:
        return "No answered knock at this door is in the log that you may read"
    about = "" if last.precision is Precision.DAY else "About "
    return f"{about}{days} days of silence since {last.when}"


def signature(at: Situation) -> str:
    return f"{at.state.name} signed the Convention on {spoken(at.signed_on)}"


def stage(move: Move) -> str:
    return f"The door stands at “{name(move.stage)}” since {spoken(move.on)}"


def response(knock: Knock) -> str:
    return f"The last answer, {knock.on_when}, was “{_answer(knock)}”"


def no_reply(knock: Knock) -> str:
    return f"The last knock, {CHANNEL_PHRASES[knock.channel]} {knock.on_when}, had no reply"


def vote(cast: Vote) -> str:
    said = {"yes": "Voted yes", "abstain": "Abstained", "no": "Voted no"}[cast.vote]
    return f"{said} on the Convention’s resolution {cast.resolution} in {cast.year}"


def region(at: Situation) -> str:
    where = at.state.subregion
    states = f"{at.region_parties} of the {at.region_states} States"
    return f"{states} of the sub-region {where} are party"


def language(at: Situation, who: Candidate, shared: list[str]) -> str:
    spoken_there = joined([language_name(code) for code in shared[:2]])
    return f"{at.state.name} and {who.name} share {spoken_there}"


def same_region(at: Situation, who: Candidate, where: str) -> str:
    return f"{at.state.name} and {who.name} are both in {where}"


def organisations(at: Situation, who: Candidate, common: Collection[str]) -> str:
    return f"{at.state.name} and {who.name} both belong to {joined(sorted(common)[:3])}"


def availability(who: Candidate) -> str:
    knocks = "knock" if who.left == 1 else "knocks"
    return f"{who.name} takes part and has {who.left} {knocks} left this quarter"


def fresh_voice(who: Candidate) -> str:
    return f"No knock by {who.name} in twelve months is in the log that you may read: a fresh voice"


def earlier_result(who: Candidate, knock: Knock) -> str:
    return f"{who.name} knocked here {knock.on_when}, and the answer was “{_answer(knock)}”"


def lead(at: Situation, who: Candidate) -> str:
    again = ", and may knock twice running" if twice_running(at, who) else ""
    return f"{who.name} is the lead messenger of this door, as a Coordinator decided{again}"


def overcame(who: Candidate, barrier: Barrier) -> str:
    return f"{who.name} has overcome the same barrier elsewhere: {BARRIER_NAMES[barrier]}"


def meeting(at: Situation, who: Candidate, both: Ahead) -> str:
    return f"{at.state.name} and {who.name} both attend {both.words}"


def load(who: Candidate) -> str:
    return f"{who.name} has taken on {who.capacity - who.left} of {who.capacity} this quarter"


def too_low(who: Candidate, wanted: Level) -> str:
    asked, usual = LEVEL_NAMES[wanted], LEVEL_NAMES[who.ceiling]
    return f"The door asks for the level “{asked}”; by protocol, {who.name} goes up to “{usual}”"


def high_level(who: Candidate) -> str:
    return f"The door asks for a high level, which {who.name} has"


def not_yet_high_level(who: Candidate) -> str:
    return f"{who.name} is better kept for a door that asks for a high level"


def joined(words: list[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _answer(knock: Knock) -> str:
    return RESPONSE_NAMES[knock.response] if knock.response else "not recorded"
