"""Who else could have knocked, and why it is somebody else. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.advice.ranking import Ranked, Ranking, best_first, suggested
from app.advice.rules import wanted_level
from app.advice.scoring import messenger_terms
from app.advice.situation import Situation
from app.advice.weights import Weights
from app.doors.door import Door
from app.kit.translation import Said, clauses, joined, listed, marked
from app.kit.translation import gettext as _

MOST = 2
"""So many are named, of those who would fit better and of those whom a rule keeps away."""
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


@dataclass(frozen=True)
class Runner:
    """Who came second: its score, and the points of each part in which messengers may differ."""

    code: str
    name: str
    score: float
    points: Mapping[str, float]


def runner_of(at: Situation, second: Ranked, weights: Weights) -> Runner:
    terms = messenger_terms(at, second.who, wanted_level(at), weights)
    points = {one.name: one.points for one in terms if one.points}
    return Runner(second.who.code, second.who.name, second.score, points)


def why_not(
    best: Ranked,
    own: Mapping[str, float],
    second: Runner | None,
    fitter: Sequence[Ranked],
    busy: Mapping[str, Sequence[str]],
) -> str:
    """Who came second and why; and who would come first, but for the other doors of the list that
    take its knocks: `busy` has their names for each messenger. `own` are the points of the best."""
    why = [
        _(
            "%(messenger)s would fit better, but its last knocks go to other doors of this list: "
            "%(states)s",
            messenger=one.who.name,
            states=listed(busy.get(one.who.code, ())),
        )
        for one in fitter[:MOST]
    ]
    if second:
        why.append(_second(second, ahead(own, second.points)))
    return clauses(why)


def kept_away(ranking: Ranking, best: Ranked) -> tuple[str, ...]:
    """The rules that keep away those who would come before the best."""
    before = [why for one, why in ranking.vetoed if best_first(one) < best_first(best)]
    return tuple(before[:MOST])


def busy_with(
    given: Mapping[Door, Ranked | None], names: Mapping[Door, str]
) -> dict[str, list[str]]:
    """For each messenger the States of its lines."""
    found: dict[str, list[str]] = {}
    for door, one in given.items():
        if one and suggested(one):
            found.setdefault(one.who.code, []).append(names[door])
    return found


def ahead(own: Mapping[str, float], other: Mapping[str, float]) -> list[str]:
    """The parts in which the best is ahead of another, most first."""
    gap = {name: own.get(name, 0.0) - other.get(name, 0.0) for name in {**own, **other}}
    return sorted((name for name in gap if gap[name] > 0), key=lambda name: (-gap[name], name))


def _second(second: Runner, parts: list[str]) -> str:
    if not parts:
        return _(
            "%(messenger)s came second, equal in points; the order of codes decided",
            messenger=second.name,
        )
    return _(
        "%(messenger)s came second: less for %(parts)s",
        messenger=second.name,
        parts=joined(PART_NAMES[part] for part in parts[:2]),
    )
