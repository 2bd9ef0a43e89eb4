"""`samedoor audit`: who did what, chained."""

import typer
from sqlalchemy import func
from sqlmodel import select

from app.audit.models import Entry
from app.audit.service import first_break
from app.cli.say import one_line, stop
from app.kit.db import reading

app = typer.Typer(help="The audit: who did what, and when.")


@app.callback(no_args_is_help=True)
def audit() -> None:
    """The audit: who did what, and when, each entry chained to the one before."""


@app.command()
def check() -> None:
    """Whether every entry fits the chain; exit code 1 names the first that does not."""
    with one_line(), reading() as db:
        number = first_break(db)
        if number is None:
            count = db.exec(select(func.count()).select_from(Entry)).one()
            typer.echo(f"The audit is whole: each of its {count:,} entries fits the one before.")
            return
        entry = db.get_one(Entry, number)
        at = f"{entry.at:%Y-%m-%d %H:%M} UTC"
        stop(
            f"Audit entry {number} ({entry.verb} {entry.subject}, {at}) does not fit the chain: it "
            "was changed since, or one was taken out or put in before it.",
            code=1,
        )
