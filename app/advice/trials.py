"""The trials of `samedoor simulate`: every rule of scheduling in every scenario. Pure.

Shares are of the deposits that the Lagrangian bound allows within five years. Each interval is
that of the mean over the runs (95 %); all rules have the same luck.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from app.advice.doubts import BELIEFS, drawn, misjudged, tried
from app.advice.measures import Measure
from app.advice.movement import BASE, DEPOSITED, KINDS, Assumptions, Numbers, arms
from app.advice.policies import (
    by_index,
    by_lot,
    by_score,
    most_advanced,
    nobody,
    rest_then_index,
    rested,
)
from app.advice.relaxation import SWEEPS
from app.advice.scenarios import (
    EVERY_DOOR_ONCE_A_YEAR,
    HORIZON,
    SCENARIOS,
    TIGHT,
    Scenario,
    Setting,
    elsewhere,
    interval,
    setting,
)
from app.advice.simulation import Order
from app.advice.whittle import not_indexable

MOST_LOST = 5.0
WORLDS = 24
RUNS_PER_WORLD = 10
"""A tenth of the runs goes into each of the worlds drawn at random."""
FEWER_SWEEPS = 4
FEWER_RUNS = 10

RESTED = "most advanced first, after rest"
PROGRAM = "the program's own points"
NEAR_INDEX = "rest, then an index of 24 months"
WHITTLE = "Whittle index"
WORDS = """\
A simulation, not a forecast: its doors are no States, and most of its chances are assumed.
Per cent are of the deposits within 20 quarters that a Lagrangian bound allows on average.
Rest is two quarters without a knock. The program's own points are those of its suggestions, with
the weights that came with it; the Whittle index knows all chances and the quarters that are left.
Points lost by a wrong weight or in another world: which weight and which world is right, history
cannot tell, as no log of knocks at these doors was ever kept. Those goals are missed where a rest
of half the days, or another pace of tiring, is assumed. Intervals hold 95 %."""
WRONGLY_KNOWN = SCENARIOS[:2]
Done = Callable[[str], object]


@dataclass(frozen=True)
class Trial:
    """What is asked for: so many runs of each rule, in so many worlds drawn at random; `sweeps`
    are those of the bound."""

    seed: int
    runs: int
    worlds: int = WORLDS
    sweeps: int = SWEEPS

    @property
    def pieces(self) -> int:
        return len(SCENARIOS) + len(WRONGLY_KNOWN) * (1 + len(BELIEFS)) + self.worlds

    def measures(self, done: Done) -> list[Measure]:
        """All of them, in the order in which they are printed. `done` is called with a word after
        each of `pieces` parts."""
        return [
            *(one for scenario in SCENARIOS for one in self._compare(scenario, done)),
            *(one for scenario in WRONGLY_KNOWN for one in self._misjudge(scenario, done)),
            *(one for scenario in WRONGLY_KNOWN for one in self._mislead(scenario, done)),
            *self._draw_worlds(done),
        ]

    def _compare(self, scenario: Scenario, done: Done) -> Iterator[Measure]:
        here = setting(scenario.given, scenario.knocks, self.sweeps)
        rules = {
            "nobody knocks": nobody(HORIZON),
            "by lot": by_lot(HORIZON),
            "most advanced first": most_advanced(HORIZON),
            RESTED: rested(most_advanced(HORIZON)),
            PROGRAM: by_score(HORIZON),
            NEAR_INDEX: rest_then_index(arms(scenario.given), HORIZON),
            WHITTLE: by_index(arms(scenario.given), HORIZON),
        }
        shares = {name: here.deposits(rules[name], self.runs, self.seed) for name in rules}
        idle = float(shares["nobody knocks"].mean())
        for name, found in shares.items():
            judged = name == PROGRAM
            yield Measure(
                f"{scenario.name}, %: {name}",
                float(found.mean()),
                interval(found),
                f"{self.runs} runs",
                bar=float(shares[RESTED].mean()) if judged else None,
                goal=scenario.goal if judged else None,
                note=_note(here, float(found.mean()), idle),
            )
        done(scenario.name)

    def _misjudge(self, scenario: Scenario, done: Done) -> Iterator[Measure]:
        """The most that the program loses where one of its weights is half or double what it is."""
        here = setting(scenario.given, scenario.knocks, self.sweeps)
        right = here.deposits(by_score(HORIZON), self.runs, self.seed)
        lost = {
            wrong: right - here.deposits(by_score(HORIZON, weights), self.runs, self.seed)
            for wrong, weights in misjudged().items()
        }
        done(f"{scenario.name}, weights")
        yield self._worst(f"{scenario.name}, points lost by a wrong weight: {PROGRAM}", lost)

    def _mislead(self, scenario: Scenario, done: Done) -> Iterator[Measure]:
        """The most that is lost where the doors are other than assumed: by the program's points
        beside the best of all weights that are `tried`, as somebody might set them who knew; and by
        the index, believing in the other world, beside the one with the right belief."""
        assumed, known = setting(scenario.given, scenario.knocks, self.sweeps), arms(scenario.given)
        knowing = assumed.deposits(by_index(known, HORIZON), self.runs, self.seed)
        usual, settings = by_score(HORIZON), [by_score(HORIZON, weights) for weights in tried()]
        lost: dict[str, dict[str, Numbers]] = {PROGRAM: {}, WHITTLE: {}}
        short = [self._short(assumed, settings)]
        for belief, believe in BELIEFS.items():
            others = [believe(arm, kind) for kind, arm in enumerate(known)]
            there = elsewhere(others, assumed.places, scenario.knocks, self.sweeps // FEWER_SWEEPS)
            short.append(self._short(there, settings))
            best = there.deposits(settings[int(short[-1].argmin())], self.runs, self.seed)
            lost[PROGRAM][belief] = best - there.deposits(usual, self.runs, self.seed)
            wrong = assumed.deposits(by_index(others, HORIZON), self.runs, self.seed)
            lost[WHITTLE][belief] = knowing - wrong
            done(belief)
        least = float(np.max(short, axis=0).min())
        name = f"{scenario.name}, points lost in another world: {PROGRAM}"
        found = self._worst(name, lost[PROGRAM], least)
        note = f"{found.note} The bar is the least that any of {len(settings)} settings loses."
        yield replace(found, note=note)
        name = f"{scenario.name}, points lost by a wrong belief: {WHITTLE}"
        yield replace(self._worst(name, lost[WHITTLE]), goal=None)

    def _short(self, here: Setting, settings: list[Order]) -> Numbers:
        """How far each setting is from the best of them, told from a tenth of the runs."""
        runs = max(self.runs // FEWER_RUNS, 2)
        found = np.array([here.deposits(one, runs, self.seed).mean() for one in settings])
        short: Numbers = found.max() - found
        return short

    def _worst(self, name: str, lost: dict[str, Numbers], bar: float | None = None) -> Measure:
        worst = max(lost, key=lambda one: float(lost[one].mean()))
        return Measure(
            name,
            float(lost[worst].mean()),
            interval(lost[worst]),
            f"{self.runs} runs",
            bar=bar,
            goal=MOST_LOST,
            at_most=True,
            note=f"The worst of {len(lost)}: {worst}.",
        )

    def _draw_worlds(self, done: Done) -> Iterator[Measure]:
        """The rules where every assumption is drawn anew; all but the last know nothing of that."""
        runs, chance = max(self.runs // RUNS_PER_WORLD, 2), np.random.default_rng(self.seed)
        found: dict[str, list[float]] = {RESTED: [], PROGRAM: [], NEAR_INDEX: [], WHITTLE: []}
        for number in range(self.worlds):
            knocks = int(chance.integers(TIGHT, EVERY_DOOR_ONCE_A_YEAR, endpoint=True))
            scenario = Scenario("", drawn(chance), knocks)
            here = setting(scenario.given, scenario.knocks, self.sweeps // FEWER_SWEEPS)
            rules = (
                rested(most_advanced(HORIZON)),
                by_score(HORIZON),
                rest_then_index(arms(BASE), HORIZON),
                by_index(arms(scenario.given), HORIZON),
            )
            for name, order in zip(found, rules, strict=True):
                found[name].append(float(here.deposits(order, runs, self.seed).mean()))
            done(f"world {number + 1}")
        for name, shares in found.items():
            yield Measure(
                f"random worlds, %: {name}",
                float(np.mean(shares)),
                interval(np.array(shares)),
                f"{self.worlds} worlds",
                note=f"{min(shares):.1f} in the worst of them; {runs} runs in each.",
            )


def _note(here: Setting, share: float, idle: float) -> str:
    deposits, least = share * here.bound.deposits / 100, here.bound.deposits
    said = f"{deposits:.2f} of {least:.2f} deposits"
    if share == idle:
        return f"{said}; {here.bound.flat:.2f} with one price for all quarters."
    return f"{said}; {100 * (share - idle) / (100 - idle):.1f} % of what knocks can add."


def where_not_indexable(given: Assumptions = BASE) -> str:
    """In words, how many doors are not indexable under these assumptions, so that there the index
    means little, and how little it matters."""
    found = [again for arm in arms(given) for again in not_indexable(arm, HORIZON)]
    asked = len(KINDS) * HORIZON * DEPOSITED
    if not found:
        return f"Indexable in all of {asked} cases (kind, quarters left, rung, last knock)."
    most = max(again.gain for again in found)
    return (
        f"Not indexable in {len(found)} of {asked} cases (kind, quarters left, rung, last knock), "
        f"where the index is off by what is worth {most:.7f} deposits at most."
    )
