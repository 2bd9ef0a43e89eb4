"""The trials of `samedoor simulate`: every rule of scheduling in every scenario. Pure.

Shares are of the deposits that the Lagrangian bound allows within five years. Each interval is
that of the mean over the runs (95 %); all rules have the same luck.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from app.advice.measures import Measure
from app.advice.movement import BASE, KINDS, Arm, Assumptions, Chain, Numbers, Places, arms
from app.advice.movement import beginning, chain
from app.advice.policies import by_index, by_lot, by_score, most_advanced, nobody, offered
from app.advice.policies import rest_then_index, rested
from app.advice.relaxation import SWEEPS, Bound, bound, crowds
from app.advice.simulation import Order, simulate
from app.advice.whittle import index, not_indexable

HORIZON = 20
EVERY_DOOR_ONCE_A_YEAR = 21
TIGHT = 7
STUCK = replace(BASE, stuck=0.1)
MOST_LOST = 5.0
WORLDS = 24
RUNS_PER_WORLD = 10
"""A tenth of the runs goes into each of the worlds drawn at random."""
FEWER_SWEEPS = 4

RESTED = "most advanced first, two quarters of rest"
OFFERED = "rest, then the index offered"
WHITTLE = "Whittle index, knowing the quarters left"


@dataclass(frozen=True)
class Scenario:
    """`knocks` a quarter; `goal` in per cent of the bound, for the rules with an index."""

    name: str
    given: Assumptions
    knocks: int
    goal: float | None = None


SCENARIOS = (
    Scenario("base", BASE, EVERY_DOOR_ONCE_A_YEAR, 93.0),
    Scenario("tight", BASE, TIGHT, 92.0),
    Scenario("stuck", STUCK, EVERY_DOOR_ONCE_A_YEAR, 86.0),
    Scenario("tight and stuck", STUCK, TIGHT),
)
WRONGLY_KNOWN = SCENARIOS[:2]


class Setting(NamedTuple):
    """A scenario worked out: its doors, and the bound."""

    chains: tuple[Chain, ...]
    places: tuple[Places, ...]
    knocks: int
    bound: Bound

    def deposits(self, order: Order, runs: int, seed: int) -> Numbers:
        """Of each run, in per cent of the bound."""
        done = simulate(
            self.chains, self.places, order, self.knocks, runs=runs, seed=seed
        ).deposits
        return 100 * done / self.bound.deposits


@dataclass(frozen=True)
class Trial:
    """What was asked for. `done` is called with a word after each of `pieces` parts."""

    seed: int
    runs: int
    done: Callable[[str], object]
    worlds: int = WORLDS
    sweeps: int = SWEEPS

    @property
    def pieces(self) -> int:
        return len(SCENARIOS) + len(WRONGLY_KNOWN) * len(BELIEFS) + self.worlds

    def measures(self) -> list[Measure]:
        """All of them, in the order in which they are printed."""
        return [
            *(one for scenario in SCENARIOS for one in self._compare(scenario)),
            *(one for scenario in WRONGLY_KNOWN for one in self._mislead(scenario)),
            *self._draw_worlds(),
        ]

    def _setting(self, scenario: Scenario, sweeps: int) -> Setting:
        chains = tuple(chain(arm) for arm in arms(scenario.given))
        places = beginning(scenario.given)
        least = bound(chains, crowds(places), scenario.knocks, HORIZON, sweeps)
        return Setting(chains, places, scenario.knocks, least)

    def _compare(self, scenario: Scenario) -> Iterator[Measure]:
        setting = self._setting(scenario, self.sweeps)
        rules = {
            "nobody knocks": nobody(HORIZON),
            "by lot": by_lot(HORIZON),
            "most advanced first": most_advanced(HORIZON),
            RESTED: rested(most_advanced(HORIZON)),
            "the program's points today": by_score(HORIZON),
            OFFERED: rest_then_index(offered(), HORIZON),
            WHITTLE: by_index(arms(scenario.given), HORIZON),
        }
        shares = {name: setting.deposits(rules[name], self.runs, self.seed) for name in rules}
        idle = float(shares["nobody knocks"].mean())
        for name, found in shares.items():
            judged = name in (OFFERED, WHITTLE)
            yield Measure(
                f"{scenario.name}, % of the bound: {name}",
                float(found.mean()),
                _interval(found),
                f"{self.runs} runs",
                bar=float(shares[RESTED].mean()) if judged else None,
                goal=scenario.goal if judged else None,
                note=_note(setting, float(found.mean()), idle),
            )
        self.done(scenario.name)

    def _mislead(self, scenario: Scenario) -> Iterator[Measure]:
        """The most that either rule with an index loses by wrong beliefs about the doors."""
        setting, known = self._setting(scenario, self.sweeps), arms(scenario.given)
        right = [setting.deposits(order, self.runs, self.seed) for order in _both(known)]
        lost: dict[str, list[Numbers]] = {}
        for belief, believe in BELIEFS.items():
            wrong = [
                setting.deposits(order, self.runs, self.seed)
                for order in _both(tuple(believe(arm, kind) for kind, arm in enumerate(known)))
            ]
            lost[belief] = [a - b for a, b in zip(right, wrong, strict=True)]
            self.done(belief)
        for rule, name in enumerate((OFFERED, WHITTLE)):
            worst = max(lost, key=lambda belief: float(lost[belief][rule].mean()))
            found = lost[worst][rule]
            yield Measure(
                f"{scenario.name}, points lost by wrong parameters: {name}",
                float(found.mean()),
                _interval(found),
                f"{self.runs} runs",
                goal=MOST_LOST,
                at_most=True,
                note=f"The worst of {len(lost)} wrong beliefs: {worst}.",
            )

    def _draw_worlds(self) -> Iterator[Measure]:
        """The rules in worlds whose every assumption is drawn anew; the index offered stays as it
        is, so that there it is wrong about everything."""
        runs, chance = max(self.runs // RUNS_PER_WORLD, 2), np.random.default_rng(self.seed)
        found: dict[str, list[float]] = {RESTED: [], OFFERED: [], WHITTLE: []}
        for number in range(self.worlds):
            scenario = _world(chance)
            setting = self._setting(scenario, self.sweeps // FEWER_SWEEPS)
            rules = (
                rested(most_advanced(HORIZON)),
                rest_then_index(offered(), HORIZON),
                by_index(arms(scenario.given), HORIZON),
            )
            for name, order in zip(found, rules, strict=True):
                found[name].append(float(setting.deposits(order, runs, self.seed).mean()))
            self.done(f"world {number + 1}")
        for name, shares in found.items():
            yield Measure(
                f"worlds drawn at random, % of the bound: {name}",
                float(np.mean(shares)),
                _interval(np.array(shares)),
                f"{self.worlds} worlds",
                note=f"{min(shares):.1f} in the worst of them; {runs} runs in each.",
            )


def _twice(up: Sequence[float]) -> tuple[float, ...]:
    return tuple(min(1.0, 2 * chance) for chance in up)


def _half(up: Sequence[float]) -> tuple[float, ...]:
    return tuple(chance / 2 for chance in up)


BELIEFS: dict[str, Callable[[Arm, int], Arm]] = {
    "every chance of a step halved": lambda arm, _: arm._replace(up=_half(arm.up)),
    "every chance of a step doubled": lambda arm, _: arm._replace(up=_twice(arm.up)),
    "signatories' chances halved, the others' doubled": lambda arm, kind: arm._replace(
        up=_twice(arm.up) if kind else _half(arm.up)
    ),
    "signatories' chances doubled, the others' halved": lambda arm, kind: arm._replace(
        up=_half(arm.up) if kind else _twice(arm.up)
    ),
    "lower rungs' chances halved, upper rungs' doubled": lambda arm, _: arm._replace(
        up=(*_half(arm.up[:3]), *_twice(arm.up[3:]))
    ),
    "lower rungs' chances doubled, upper rungs' halved": lambda arm, _: arm._replace(
        up=(*_twice(arm.up[:3]), *_half(arm.up[3:]))
    ),
    "a tired door's answer halved": lambda arm, _: arm._replace(
        answer=(*_half(arm.answer[:2]), *arm.answer[2:])
    ),
    "a tired door's answer doubled": lambda arm, _: arm._replace(answer=_twice(arm.answer)),
    "what moves alone halved": lambda arm, _: arm._replace(alone=arm.alone / 2),
    "what moves alone doubled": lambda arm, _: arm._replace(alone=min(1.0, 2 * arm.alone)),
    "slipping halved": lambda arm, _: arm._replace(slip=arm.slip / 2),
    "slipping doubled": lambda arm, _: arm._replace(slip=min(1.0, 2 * arm.slip)),
}


def _both(believed: Sequence[Arm]) -> tuple[Order, Order]:
    """Both rules with an index, as whoever believes this would have them."""
    table = np.stack([index(arm, HORIZON)[0] for arm in believed])
    return rest_then_index(table, HORIZON), by_index(believed, HORIZON)


def _world(chance: np.random.Generator) -> Scenario:
    """Every assumption drawn evenly from what might be: joining rates from half to double, steps
    from half to double as easy as each other, answers of tired doors in any order that rises."""
    first, second = np.sort(chance.uniform(0.0, 1.0, 2))
    given = Assumptions(
        joining=(
            BASE.joining[0] * float(chance.uniform(0.5, 2.0)),
            BASE.joining[1] * float(chance.uniform(0.5, 2.0)),
        ),
        rungs=tuple(float(rung) for rung in chance.uniform(0.5, 2.0, len(BASE.rungs))),
        answer=(float(first), float(second), 1.0, 1.0),
        alone=float(chance.uniform(0.0, 0.5)),
        slip=float(chance.uniform(0.02, 0.2)),
        practice=float(chance.uniform(0.15, 0.5)),
    )
    return Scenario("", given, int(chance.integers(TIGHT, EVERY_DOOR_ONCE_A_YEAR, endpoint=True)))


def _interval(found: Numbers) -> tuple[float, float]:
    half = 1.96 * float(found.std(ddof=1)) / float(np.sqrt(len(found)))
    mean = float(found.mean())
    return mean - half, mean + half


def _note(setting: Setting, share: float, idle: float) -> str:
    deposits, least = share * setting.bound.deposits / 100, setting.bound.deposits
    said = f"{deposits:.2f} of {least:.2f} deposits"
    if share == idle:
        return f"{said}; {setting.bound.flat:.2f} with one price for all quarters."
    return f"{said}; {100 * (share - idle) / (100 - idle):.1f} % of what knocks can add."


def where_not_indexable(given: Assumptions = BASE) -> str:
    """In words, where the index means little because a door is not indexable; "" if nowhere."""
    said = []
    for kind, arm in zip(KINDS, arms(given), strict=True):
        found = not_indexable(arm, HORIZON)
        if found:
            most = max(one.gain for one in found)
            said.append(f"{kind}: {len(found)} of {HORIZON * 24}, by {most:.7f} deposits at most")
    return "; ".join(said)
