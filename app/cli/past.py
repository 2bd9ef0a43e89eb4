"""`samedoor fit` and `samedoor backtest`: what the past teaches, and how it would have fared."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from app.advice.measures import Measure, as_text
from app.advice.taught import FILE, written
from app.cli.database import SEED
from app.cli.say import Wrong, one_line
from app.cli.simulate import ROUNDS, RUNS, simulated, words
from app.kit.dates import now
from app.transfer.past import past_in

Folder = Annotated[Path, typer.Argument(help="Where the CSV files are.")]
Told = Callable[[str], None]
NO_LIBRARY = (
    "This needs scikit-learn, which only learning from the past needs: "
    "pip install -r requirements/dev.txt."
)
WORDS = (
    "What the dates of four treaties would have told at cut-offs of the past, each from what was "
    "known on its day.\nIntervals are of 95 %, from drawing the States anew. Nothing here judges a "
    "government."
)


def fit(
    folder: Folder = SEED,
    output: Annotated[Path, typer.Option(help="The file to write.")] = FILE,
) -> None:
    """Learn anew from the reference facts what readiness is computed with."""
    with one_line():
        _need_library()
        from app.advice.learning import fits, learnt

        record, source = past_in(folder)
        with _bar(fits(record), "Fitting") as told:
            what = learnt(record, source.files, now().date(), told)
        try:
            output.write_text(written(what), encoding="utf-8")
        except OSError as reason:
            raise Wrong(f"{output} cannot be written: {reason.strerror}.") from None
        years = f"{what.fit.joins} States joined in {what.fit.rows} years of States"
        typer.echo(f"{years}, until {what.fit.until}; written to {output}.", err=True)


def backtest(
    folder: Folder = SEED,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same output.")] = 1,
    draws: Annotated[
        int, typer.Option(min=100, max=100_000, help="How often the States are drawn anew.")
    ] = 1000,
    features: Annotated[
        bool, typer.Option("--features", help="Instead, what each number is worth.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="With the rows of `samedoor simulate`: the whole table.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for machines.")] = False,
) -> None:
    """How well readiness would have done in the past, beside simple rules."""
    said = WORDS
    with one_line():
        _need_library()
        if features and whole:
            raise Wrong("Ask for --features or for --whole, not for both.")
        found = _tried(folder, seed, draws) if features else _measured(folder, seed, draws)
        if whole:
            found += simulated(folder, seed, RUNS, ROUNDS)
            said += f"\n\n{words()}"
    if as_json:
        told = {"seed": seed, "draws": draws, "measures": [one.as_json() for one in found]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{said}\nSeed {seed}.\n\n{as_text(found)}")


def _measured(folder: Path, seed: int, draws: int) -> list[Measure]:
    """The measures of history; those of the simulation and of the plan are `simulated`."""
    from app.advice.backtest import Backtest

    record, _ = past_in(folder)
    trial = Backtest(record, seed, draws)
    with _bar(trial.steps, "Looking back") as told:
        return trial.measures(told)


def _tried(folder: Path, seed: int, draws: int) -> list[Measure]:
    from app.advice.tried import features_tried, steps

    record, _ = past_in(folder)
    with _bar(steps(), "Trying") as told:
        return features_tried(record, seed, told, draws)


def _need_library() -> None:
    if find_spec("sklearn") is None:
        raise Wrong(NO_LIBRARY)


@contextmanager
def _bar(length: int, label: str) -> Iterator[Told]:
    """On standard error, so that what is printed can be kept."""
    with typer.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)
