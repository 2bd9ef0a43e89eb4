"""`samedoor simulate`: rules of scheduling beside a bound, and how good the round's plan is."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from app.advice.measures import Measure, as_text
from app.cli.database import SEED
from app.cli.say import one_line

Folder = Annotated[Path, typer.Argument(help="Where the CSV files of the facts are.")]
RUNS, ROUNDS = 2000, 200


def simulate(
    folder: Folder = SEED,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same output.")] = 1,
    runs: Annotated[int, typer.Option(min=20, max=100_000, help="Runs of each rule.")] = RUNS,
    rounds: Annotated[
        int, typer.Option(min=1, max=100_000, help="Small rounds of which every plan is tried.")
    ] = ROUNDS,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for machines.")] = False,
) -> None:
    """How well rules of scheduling do in a simulation of five years, not a forecast; and how good
    the plan of the round is."""
    with one_line():
        found = simulated(folder, seed, runs, rounds)
        said = words()
    if as_json:
        told = {
            "words": " ".join(said.split()),
            "seed": seed,
            "runs": runs,
            "rounds": rounds,
            "measures": [one.as_json() for one in found],
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{said}\nSeed {seed}.\n\n{as_text(found)}")


def words() -> str:
    """What the simulation is, and where its index means little."""
    from app.advice.trials import WORDS, where_not_indexable  # here, as pages need no numpy

    return f"{WORDS}\n{where_not_indexable()}"


def simulated(folder: Path, seed: int, runs: int, rounds: int) -> list[Measure]:
    """The rows of scheduling, of the plan, and of the lines that the facts of `folder` give."""
    from app.advice import plan_trials, trials

    scheduling, plan = trials.Trial(seed, runs), plan_trials.PlanTrial(seed, rounds)
    with _bar(scheduling.pieces, "Scheduling") as told:
        found = scheduling.measures(told)
    with _bar(plan.pieces + 1, "Planning") as told, _aside():
        found += [*plan.measures(told), _reasons(folder)]
        told("reasons")
    return found


def _reasons(folder: Path) -> Measure:
    from app.advice.plan_trials import first_reasons
    from app.cli.own_facts import lines_carried

    return first_reasons(lines_carried(folder))


@contextmanager
def _bar(length: int, label: str) -> Iterator[Callable[[str], None]]:
    with typer.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)


@contextmanager
def _aside() -> Iterator[None]:
    """What a library in C says of itself goes to standard error: HiGHS names itself once."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
