"""`samedoor simulate`: rules of scheduling compared, with an upper bound on what any could do."""

import json
import sys
from typing import Annotated

import typer

from app.cli.say import one_line


def simulate(
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same output.")] = 1,
    runs: Annotated[int, typer.Option(min=20, max=100_000, help="Runs of each rule.")] = 2000,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for machines.")] = False,
) -> None:
    """How well rules of scheduling knocks do in a simulation of five years: not a forecast."""
    with one_line():
        _try_all(seed, runs, as_json)


def _try_all(seed: int, runs: int, as_json: bool) -> None:
    from app.advice.measures import as_text  # here, as serving pages needs no numpy
    from app.advice.trials import WORDS, Trial, where_not_indexable

    trial = Trial(seed=seed, runs=runs)
    with typer.progressbar(length=trial.pieces, label="Trying", file=sys.stderr) as bar:
        measures = trial.measures(done=lambda _: bar.update(1))
    if as_json:
        told = {
            "words": " ".join(WORDS.split()),
            "indexable": where_not_indexable(),
            "seed": seed,
            "runs": runs,
            "measures": [one.as_json() for one in measures],
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{WORDS}\nSeed {seed}. {where_not_indexable()}\n\n{as_text(measures)}")
