"""People's forecasts that a State joins by a day, scored beside the engine's. Pure.

Both are scored by the same rule on the same days: the squared distance between the chance that was
given and what happened (Brier, *Monthly Weather Review* 1950; 0 is perfect, saying one half always
gives 0.25). Whoever revises is scored for each chance by the days for which it stood, so that the
last one, given when the answer is nearly known, does not count for all.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random
from statistics import fmean, quantiles

from app.kit.translation import Said, marked

ENOUGH = 20
"""States: what happens to one State is one story, however many forecasts it has."""
DRAWS, SEED = 2000, 1


@dataclass(frozen=True)
class Given:
    """A chance from 0 to 1 that somebody gave on a day, and the engine's of that day: None where
    it did not know."""

    on: date
    chance: float
    engine: float | None


@dataclass(frozen=True)
class Question:
    """That a State joins by `due_on`, as one person foresaw it, the first chance given first."""

    iso3: str
    due_on: date
    given: tuple[Given, ...]

    @property
    def asked_on(self) -> date:
        return self.given[0].on


class Answer(StrEnum):
    JOINED = "joined"
    DID_NOT = "did not"
    AHEAD = "ahead"
    NOT_KNOWN = "not known"
    VOID = "void"


OPEN = (Answer.AHEAD, Answer.NOT_KNOWN)
ANSWERS = Said(
    {
        Answer.JOINED: marked("It joined"),
        Answer.DID_NOT: marked("It did not join by then"),
        Answer.AHEAD: marked("Not decided yet"),
        Answer.NOT_KNOWN: marked("The day has passed; the record ends before it"),
        Answer.VOID: marked("Not scored: it had joined before this was asked"),
    }
)


@dataclass(frozen=True)
class Known:
    """What is known of a State: the days of its consents to be bound, oldest first, and the day
    until which the record goes; `was_party` on the day on which the question was asked."""

    consents: tuple[date, ...]
    known_until: date
    was_party: bool = False


@dataclass(frozen=True)
class Scored:
    """A question with its answer since a day, and the scores; None while there is none, or where
    the engine did not know."""

    question: Question
    answer: Answer
    on: date | None = None
    people: float | None = None
    engine: float | None = None


def scored(question: Question, known: Known, today: date) -> Scored:
    """That it did not join is known only once the record goes beyond the day."""
    if known.was_party:
        return Scored(question, Answer.VOID)
    joined = next((day for day in known.consents if day > question.asked_on), None)
    if joined and joined <= min(question.due_on, today):
        return _scored(question, Answer.JOINED, joined)
    if today <= question.due_on:
        return Scored(question, Answer.AHEAD)
    if known.known_until < question.due_on:
        return Scored(question, Answer.NOT_KNOWN)
    return _scored(question, Answer.DID_NOT, question.due_on)


def _scored(question: Question, answer: Answer, on: date) -> Scored:
    happened = float(answer is Answer.JOINED)
    stood = [(one, days) for one, days in _days(question.given, on) if days > 0]
    whole = sum(days for _, days in stood)
    people = sum(days * (one.chance - happened) ** 2 for one, days in stood) / whole
    known = [(one.engine, days) for one, days in stood if one.engine is not None]
    engine = sum(days * (chance - happened) ** 2 for chance, days in known) / whole
    return Scored(question, answer, on, people, engine if len(known) == len(stood) else None)


def _days(given: Sequence[Given], end: date) -> list[tuple[Given, int]]:
    """For how many days each chance stood."""
    until = [*(one.on for one in given[1:]), end]
    return [(one, (min(to, end) - one.on).days) for one, to in zip(given, until, strict=True)]


@dataclass(frozen=True)
class Mean:
    """A mean over questions, with the ends of an interval of 95 % from drawing the States anew."""

    figure: float
    low: float
    high: float


@dataclass(frozen=True)
class Scores:
    """Of all questions that are answered and on which the engine had a chance too: how many there
    are, of how many States, and the means; None while there are too few States.

    `ahead` is by how much the engine's mean is smaller, which is better, than people's.
    """

    questions: int
    states: int
    people: Mean | None = None
    engine: Mean | None = None
    ahead: Mean | None = None


def scores(found: Sequence[Scored]) -> Scores:
    """The same for the same questions, in whatever order."""
    by_state: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in found:
        if one.people is not None and one.engine is not None:
            by_state[one.question.iso3].append((one.people, one.engine))
    pairs = [sorted(by_state[iso3]) for iso3 in sorted(by_state)]
    count = sum(map(len, pairs))
    if len(pairs) < ENOUGH:
        return Scores(count, len(pairs))
    people = [[human for human, _ in state] for state in pairs]
    engine = [[other for _, other in state] for state in pairs]
    ahead = [[human - other for human, other in state] for state in pairs]
    return Scores(count, len(pairs), _mean(people), _mean(engine), _mean(ahead))


def _mean(states: list[list[float]]) -> Mean:
    """The same draws for every mean, as the seed is the same."""
    random = Random(SEED)  # noqa: S311  # dice, not a secret
    draws = (random.choices(states, k=len(states)) for _ in range(DRAWS))
    drawn = [fmean(one for state in draw for one in state) for draw in draws]
    ends = quantiles(drawn, n=40, method="inclusive")
    return Mean(fmean(one for state in states for one in state), ends[0], ends[-1])
