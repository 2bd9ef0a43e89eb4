"""How readiness would have fared: the measures of history, each beside what simple rules reach.

For commands alone: fits. What `samedoor simulate` and the plan measure are rows of the same kind.
"""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random

import numpy as np

from app.advice.features import open_doors
from app.advice.fitting import fit
from app.advice.garble import garbled
from app.advice.history import CCM, History
from app.advice.measures import Measure
from app.advice.readiness import Word, chance, word
from app.advice.rolling import (
    Over,
    Rolling,
    Rule,
    last_vote,
    mean_vote,
    region,
    signatory,
    signatory_region,
    signatory_region_vote,
)
from app.advice.scores import (
    Cut,
    Draws,
    Score,
    auc,
    brier_skill,
    expected_to_observed,
    mean_auc,
    recall,
    slope,
)

DRAWS = 1000
MONTHS = 24
FIRST_CUTS = {CCM: 2011, "MBT": 2001, "ATT": 2015, "TPNW": 2019}
"""From when on each treaty is looked at: two years after it was opened; the Mine Ban Convention
after three, as before there was nothing to learn from."""
GARBLINGS = 2
RANKED = 3
DIGITS = 3
ALL_RULES: dict[str, Rule] = {
    "signatory first": signatory,
    "signatory + sub-region": signatory_region,
    "signatory + sub-region + mean vote": signatory_region_vote,
}
UNSIGNED_RULES: dict[str, Rule] = {
    "sub-region": region,
    "mean vote": mean_vote,
    "last vote": last_vote,
}
PLAIN: dict[str, Rule] = {"signatory first": signatory}


class Backtest:
    """All measures of one record: the same seed, the same rows."""

    def __init__(self, record: History, seed: int, draws: int = DRAWS) -> None:
        self.record, self.seed = record, seed
        self.rolling = Rolling(record)
        self.draws = Draws.seeded(seed, len(record.places), draws)
        self.whole = np.ones(len(record.places))
        self.garbled_on = self.rolling.over(CCM, FIRST_CUTS[CCM], 0).days
        self.told: Callable[[str], None] = lambda _: None

    @property
    def steps(self) -> int:
        """How often `told` will be called."""
        return RANKED + len(FIRST_CUTS) + 1 + len(self.garbled_on)

    def measures(self, told: Callable[[str], None] = lambda _: None) -> list[Measure]:
        """`told` hears what is being done."""
        self.told = told
        return [
            self._all_doors(0.84),
            self._unsigned(0.78),
            self._recall(0.45),
            *(self._treaty(treaty, first) for treaty, first in FIRST_CUTS.items()),
            *self._calibration(),
            self._leakage(),
        ]

    def _all_doors(self, goal: float) -> Measure:
        over = self.rolling.over(CCM, 2015, 24)
        return self._ranked("AUC, all doors, 24 months, from 2015", auc, over, ALL_RULES, goal)

    def _unsigned(self, goal: float) -> Measure:
        over = self.rolling.over(CCM, 2015, 36, unsigned=True)
        name = "AUC, not signed, 36 months, from 2015"
        return self._ranked(name, auc, over, UNSIGNED_RULES, goal)

    def _recall(self, goal: float) -> Measure:
        over = self.rolling.over(CCM, 2011, 24, last=2022)
        name = "recall at 10, 24 months, 2011-2022"
        return self._ranked(name, recall, over, ALL_RULES, goal)

    def _ranked(
        self, name: str, score: Score, over: Over, rules: dict[str, Rule], goal: float | None
    ) -> Measure:
        """The figure beside the best of some simple rules, and its lead over that one."""
        self.told(name)
        given = self.rolling.chances(over)
        ruled = {rule: self.rolling.ruled(over, by) for rule, by in rules.items()}
        reached = {rule: score(cuts, self.whole) for rule, cuts in ruled.items()}
        best = max(reached, key=lambda rule: reached[rule])  # the first of equals
        figure, interval = score(given, self.whole), self.draws.interval(score, given)
        low, high = self.draws.interval(score, given, ruled[best])
        told = ", ".join(f"{rule} {value:.3f}" for rule, value in reached.items())
        if score is auc:
            told += f"; as a mean over cut-offs {mean_auc(given, self.whole):.3f}, "
            told += f"{best} {mean_auc(ruled[best], self.whole):.3f}"
        lead = (
            f"ahead of the best of these by {figure - reached[best]:.3f} ({low:.3f} to {high:.3f})"
        )
        return Measure(
            name=name,
            figure=figure,
            interval=interval,
            n=self._size(given),
            bar=reached[best],
            goal=round(reached[best], DIGITS) if goal is None else goal,
            note="; ".join([told, lead, *_limits(goal, figure, interval, _who(given))]),
            digits=DIGITS,
        )

    def _treaty(self, treaty: str, first: int) -> Measure:
        """The goal is not to stand below "signatory first"."""
        over = self.rolling.over(treaty, first, MONTHS)
        return self._ranked(f"AUC, {treaty}, 24 months, from {first}", auc, over, PLAIN, None)

    def _calibration(self) -> list[Measure]:
        self.told("calibration")
        over = self.rolling.over
        by_treaty = {
            treaty: self.rolling.chances(over(treaty, first, MONTHS))
            for treaty, first in FIRST_CUTS.items()
        }
        pooled = [cut for cuts in by_treaty.values() for cut in cuts]
        later = self.rolling.chances(over(CCM, 2015, MONTHS))
        return [
            self._plain(
                "Brier skill, four treaties", brier_skill, pooled, 0.0, note=_by_word(pooled)
            ),
            self._plain("calibration slope, four treaties, at least", slope, pooled, 0.8),
            self._plain("calibration slope, four treaties, at most", slope, pooled, 1.2, most=True),
            self._plain("expected to observed, four treaties", expected_to_observed, pooled),
            self._plain(
                "expected to observed, CCM, from 2011", expected_to_observed, by_treaty[CCM]
            ),
            self._plain("expected to observed, CCM, from 2015", expected_to_observed, later),
        ]

    def _plain(
        self,
        name: str,
        score: Score,
        cuts: Sequence[Cut],
        goal: float | None = None,
        *,
        most: bool = False,
        note: str = "",
    ) -> Measure:
        return Measure(
            name=name,
            figure=score(cuts, self.whole),
            interval=self.draws.interval(score, cuts),
            n=self._size(cuts),
            goal=goal,
            at_most=most,
            note=note,
            digits=DIGITS,
        )

    def _leakage(self) -> Measure:
        """At how many cut-offs nonsense in the future changes a byte of what is said."""
        days, changed = self.garbled_on, 0
        for day in days:
            self.told(f"garbling what came after {day}")
            true = said_on(self.record, day)
            for number in range(GARBLINGS):
                future = Random(f"{self.seed} {day} {number}")  # noqa: S311  # dice, not a secret
                changed += said_on(garbled(self.record, day, future), day) != true
        return Measure(
            name="cut-offs that know what came later",
            figure=changed,
            interval=None,
            n=f"{len(days)} cut-offs, each garbled {GARBLINGS} times",
            goal=0,
            at_most=True,
            note="features, fit and chances compared to the byte",
            digits=0,
        )

    def _size(self, cuts: Sequence[Cut]) -> str:
        states = len({int(one) for cut in cuts for one in cut.states})
        return f"{states} States, {len(_who(cuts))} joined, {len(cuts)} cut-offs"


def said_on(record: History, day: date) -> bytes:
    """All that is computed for a day, as bytes: features, fit and chances."""
    made, doors = fit(record, day), open_doors(record.until(day), CCM, day)
    return repr((made, doors, [chance(made, door) for door in doors])).encode()


def _who(cuts: Sequence[Cut]) -> set[int]:
    return {int(one) for cut in cuts for one in cut.states[cut.joined]}


def _limits(
    goal: float | None, figure: float, interval: tuple[float, float], who: set[int]
) -> list[str]:
    """What history can say of a goal that is not reached."""
    if goal is None or figure >= goal:
        return []
    if interval[1] >= goal:
        return [
            f"the goal is not reached, and {len(who)} States that joined are too few to say "
            "that it could not be"
        ]
    return ["the goal is not reached and lies beyond the interval"]


def _by_word(cuts: Sequence[Cut]) -> str:
    """How many joined of those whose chance was called low, medium and high."""
    pairs = [pair for cut in cuts for pair in zip(cut.given, cut.joined, strict=True)]
    said = []
    for one in Word:
        joined = [came for given, came in pairs if word(float(given)) is one]
        share = sum(joined) / len(joined) if joined else 0.0
        said.append(f"{one}: {share:.1%} of {len(joined)}")
    return "joined of those said to be " + ", ".join(said)
