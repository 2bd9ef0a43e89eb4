"""Whether the reason stated first carries its line: the world in which its fact is not so. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.advice.scoring import parts, total
from app.advice.shares import Share
from app.advice.situation import Candidate, Situation
from app.advice.suggest import Suggestion
from app.advice.weights import USUAL, Weights
from app.advice.what_if import knocked_today

Line = tuple[Situation, Candidate]
"""A door and the messenger that is suggested for it."""


def _unanswered(at: Situation) -> Situation:
    """The door with the same knocks, and nobody's answer written down."""
    recent = tuple(replace(one, response=None) for one in at.record.recent)
    last = at.record.last_effective
    kept = replace(last, response=None) if last else None
    return replace(at, record=replace(at.record, recent=recent, last_effective=kept))


def _unrelated(at: Situation) -> Situation:
    state = replace(at.state, subregion="", group="", organisations=frozenset())
    return replace(at, state=state)


OTHERWISE: dict[str, Callable[[Situation, date], Situation]] = {
    "language": lambda at, _: replace(at, state=replace(at.state, languages=())),
    "signature": lambda at, _: replace(at, signed_on=""),
    "vote": lambda at, _: replace(at, vote=None),
    "region": lambda at, _: replace(at, region_parties=0),
    "neighbourhood": lambda at, _: _unrelated(at),
    "organisations": lambda at, _: _unrelated(at),
    "silence": lambda at, today: knocked_today(at, None, today),
    "stage": lambda at, _: replace(at, stage=None),
    "response": lambda at, _: _unanswered(at),
    "fresh voice": lambda at, _: replace(at, record=replace(at.record, recent=())),
    "message": lambda at, _: replace(at, answers=frozenset()),
    "barrier": lambda at, _: replace(at, overcame={}),
    "meeting": lambda at, _: replace(at, meetings=()),
    "lead": lambda at, _: replace(at, lead=None),
}
"""By the part of the score that states it: a door at which one fact is not so. Parts that rest on
the messenger alone are not among them."""


def falls(line: Line, today: date, weights: Weights = USUAL) -> bool:
    """Whether the score falls where what the first reason says is not so. KeyError for a first
    reason that says nothing of the door."""
    at, who = line
    counted = parts(at, who, today, weights)
    other = OTHERWISE[counted[0].name](at, today)
    return total(parts(other, who, today, weights)) < total(counted)


def lines_of(
    listed: Iterable[Suggestion], situations: Iterable[Situation], who: Iterable[Candidate]
) -> list[Line]:
    """What each line of a list was made from."""
    doors, able = {one.door: one for one in situations}, {one.code: one for one in who}
    return [(doors[line.door], able[line.messenger]) for line in listed]


def carried(lines: Sequence[Line], today: date, weights: Weights = USUAL) -> Share:
    """How many lines fall with their first reason."""
    return Share(sum(falls(line, today, weights) for line in lines), len(lines))
