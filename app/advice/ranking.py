"""Who comes first at each door, and to whom a door goes once knocks are counted. Pure.

Doors are served in the order of their best scores; each takes its best messenger that has a knock
left this quarter. The same is done again, on altered rankings, to say what would change a line.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.advice import sources
from app.advice.rules import Resting, resting_on, veto, wanted_level
from app.advice.scoring import door_terms, messenger_terms
from app.advice.situation import Candidate, Situation
from app.advice.weights import Weights
from app.doors.door import Door
from app.doors.rules import RoundSettings
from app.kit.translation import clauses, ngettext
from app.kit.translation import gettext as _

LEAST_REASONS = 2
"""With fewer parts that speak for it, nothing is suggested."""
MOST_VETOES = 3


class Ranked(NamedTuple):
    """A messenger at a door: its score in points, and how many parts speak for it."""

    who: Candidate
    score: float
    speaking: int


class Ranking(NamedTuple):
    """The messengers that may knock at a door, best first; and those whom a rule keeps away, best
    first, each with the rule in words."""

    able: tuple[Ranked, ...]
    vetoed: tuple[tuple[Ranked, str], ...] = ()


Rankings = Mapping[Door, Sequence[Ranked]]


def rank(
    at: Situation,
    candidates: Sequence[Candidate],
    settings: RoundSettings,
    weights: Weights,
    today: date,
) -> Ranking:
    """Everybody at one door."""
    of_door, wanted = door_terms(at, today, weights), wanted_level(at)
    points, speaking = [one.points for one in of_door], sum(one.points > 0 for one in of_door)
    able, vetoed = [], []
    for who in candidates:
        own = [one.points for one in messenger_terms(at, who, wanted, weights)]
        score = round(sum([*points, *own]), 3)
        one = Ranked(who, score, speaking + sum(part > 0 for part in own))
        why = veto(at, who, settings, today, left=who.left)
        if why:
            vetoed.append((one, why))
        else:
            able.append(one)
    return Ranking(
        tuple(sorted(able, key=best_first)),
        tuple(sorted(vetoed, key=lambda pair: best_first(pair[0]))),
    )


def best_first(one: Ranked) -> tuple[float, str]:
    """Of equals, the order of codes decides."""
    return (-one.score, one.who.code)


def assign(
    rankings: Rankings, left: Mapping[str, int], absent: str = ""
) -> dict[Door, Ranked | None]:
    """To whom each door goes, in the order in which doors are served; None where nobody has a
    knock left. `left` are the knocks of each messenger; `absent` is one that cannot be sent."""
    remaining = dict(left)
    if absent:
        remaining[absent] = 0
    found: dict[Door, Ranked | None] = {}
    for door in sorted(rankings, key=lambda door: (-_best(rankings[door], absent), door)):
        for one in rankings[door]:
            if remaining[one.who.code] > 0:
                found[door] = one
                if one.speaking >= LEAST_REASONS:
                    remaining[one.who.code] -= 1
                break
        else:
            found[door] = None
    return found


def place(given: Mapping[Door, Ranked | None], door: Door) -> int | None:
    """The place of a door in the list, 1 for the first; None where it has no line."""
    own = given[door]
    if own is None or not suggested(own):
        return None
    return 1 + sum(
        (-one.score, other) < (-own.score, door)
        for other, one in given.items()
        if one and suggested(one)
    )


def suggested(one: Ranked | None) -> bool:
    """Whether a line is made of it."""
    return one is not None and one.speaking >= LEAST_REASONS


def _best(ranked: Sequence[Ranked], absent: str) -> float:
    return next((one.score for one in ranked if one.who.code != absent), 0.0)


def nobody(at: Situation, ranking: Ranking, candidates: Sequence[Candidate]) -> Resting:
    """Why no messenger is left for a door that is awake, and what a Coordinator could do."""
    if not candidates:
        why = _("No messenger is marked as taking part; a Coordinator marks them")
    elif ranking.able:
        why = _("All who could knock have better lines in this list, up to their capacity")
    else:
        why = _no_messenger(list(dict.fromkeys(why for _one, why in ranking.vetoed)))
    return resting_on(sources.of_door(at), at, why)


def _no_messenger(vetoes: list[str]) -> str:
    told, more = clauses(vetoes[:MOST_VETOES]), len(vetoes) - MOST_VETOES
    if more <= 0:
        return _("No messenger is free for this door: %(vetoes)s", vetoes=told)
    return ngettext(
        "No messenger is free for this door: %(vetoes)s; and %(num)s more",
        "No messenger is free for this door: %(vetoes)s; and %(num)s more",
        more,
        vetoes=told,
    )
