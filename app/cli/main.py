"""Every command, thin: parse, call, print."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Annotated

import typer
from pydantic import ValidationError
from sqlmodel import Session

from app.accounts.policy import THE_GROUP, Reader
from app.accounts.queries import get_user
from app.advice.gathering import advice
from app.cli import audit, users
from app.cli.database import SEED, migrate, seed
from app.cli.lines import sentences
from app.cli.past import backtest, fit
from app.cli.say import Wrong, one_line
from app.cli.simulate import simulate
from app.contacts.filters import Filters
from app.kit.dates import now
from app.kit.db import reading, writing
from app.transfer.contacts_export import count_rows, export_to, record_export
from app.transfer.demonstration import remove
from app.transfer.origins import notices
from app.transfer.spreadsheet import Format
from app.transfer.synthetic import synthesize as fill

app = typer.Typer(
    name="samedoor",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Same Door: outreach for the universalization of the Convention on Cluster Munitions.",
)
demo = typer.Typer(no_args_is_help=True, help="Demonstration entries.")
app.add_typer(users.app, name="user")
app.add_typer(audit.app, name="audit")
app.add_typer(demo, name="demo")
app.command()(simulate)
app.command()(fit)
app.command()(backtest)

NOBODY = "No suggestion. A Coordinator marks the messengers that take part."
As = Annotated[str | None, typer.Option("--as", help="Read as this account; else as the group.")]


@app.command()
def serve(
    demo: Annotated[
        bool, typer.Option("--demo", help="Load demonstration entries on a new database.")
    ] = False,
) -> None:
    """Migrate the database, load the reference facts, and serve."""
    from app.cli.serving import serve as run

    with one_line():
        run(demo=demo)


@app.command()
def worker() -> None:
    """Work plans out, one at a time, until stopped; `serve` starts one by itself."""
    from app.cli.working import work

    with one_line():
        work()


@app.command("migrate")
def migrate_database() -> None:
    """Bring the database to the newest schema."""
    with one_line():
        migrate()
    typer.echo("The database is at the newest schema.")


@app.command("seed")
def seed_facts(
    folder: Annotated[Path, typer.Argument(help="Where the CSV files are.")] = SEED,
    fewer: Annotated[
        bool, typer.Option("--fewer", help="Also where a file has lost more than half its rows.")
    ] = False,
) -> None:
    """Load the reference facts: what is no longer in a file is removed, unless entries point to
    it. Loading them again changes nothing."""
    with one_line():
        migrate()
        reports = seed(folder, lambda line: typer.echo(f"reading {line}", err=True), fewer=fewer)
    typer.echo(f"{'table':26}{'added':>8}{'changed':>9}{'unchanged':>11}{'removed':>9}")
    for one in reports:
        counts = f"{one.added:>8}{one.changed:>9}{one.unchanged:>11}{one.removed:>9}"
        kept = f"  {one.kept} kept though no longer in the file" if one.kept else ""
        typer.echo(f"{one.table:26}{counts}{kept}")


@app.command("next")
def next_approaches(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for machines.")] = False,
    as_email: As = None,
) -> None:
    """The next coordinated approaches, best first, with reasons and cautions."""
    with one_line(), reading() as db:
        lines = advice(db, _reader(db, as_email), now().date()).lines[:limit]
        said = notices(db)
    if as_json:
        typer.echo(json.dumps([line.printed() for line in lines], ensure_ascii=False, indent=2))
        for notice in [*said, *([] if lines else [NOBODY])]:
            typer.echo(notice, err=True)
        return
    for notice in said:
        typer.echo(f"{notice}\n")
    if not lines:
        typer.echo(NOBODY)
    for position, line in enumerate(lines, 1):
        typer.echo(f"{position}. {line.sentence}")
        for told in sentences(line):
            typer.echo(f"   {told}")
        typer.echo()


@app.command()
def export(
    output: Annotated[
        Path | None, typer.Option(help="The file to write; standard output without.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="The kind of file.")] = Format.CSV,
    filters: Annotated[
        list[str] | None, typer.Option("--filter", help="As in the list, such as channel=letter.")
    ] = None,
    as_email: As = None,
) -> None:
    """The contact log, one row a contact, as CSV or XLSX."""
    asked = dict(one.partition("=")[::2] for one in filters or [])
    with one_line():
        try:
            wanted = Filters.model_validate(asked)
        except ValidationError as failure:
            raise Wrong(f"The filter {failure.errors()[0]['loc'][0]} makes no sense.") from None
        odd = sorted(set(asked) - set(Filters.model_fields))
        if odd:
            raise Wrong(f"There is no filter {odd[0]}.")
        today = now().date()
        with reading() as db:
            reader = _reader(db, as_email)
            count = count_rows(db, reader, wanted, today, form)
        with writing() as db:
            record_export(db, None, wanted, form, count, now=now())
        with reading() as db, _opened(output) as file:
            export_to(db, file, form, reader, wanted, today)
            said = notices(db)
    for notice in said:
        typer.echo(notice, err=True)
    typer.echo(f"{count} contacts", err=True)


@demo.command("remove")
def remove_demonstration() -> None:
    """Take away every demonstration entry and account, and all that hangs on them."""
    with one_line(), writing() as db:
        removed = remove(db, now=now())
    for what, number in removed.items():
        typer.echo(f"{number:6} {what}")
    typer.echo("Removed." if removed else "There are no demonstration entries.")


@app.command()
def synthesize(
    contacts: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many contacts.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same entries.")] = 1,
) -> None:
    """Fill an empty log with synthetic entries, to measure speed."""
    with one_line():
        with writing() as db:
            fill(db, contacts, seed, now=now())
        typer.echo(f"{contacts} synthetic contacts.")


def main() -> None:
    """The console script's entry: wrong input is one line and exit code 2."""
    try:
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        text = str(getattr(error, "format_message", error.__str__)()).replace("Value error, ", "")
        asked = text.startswith("Usage:")  # a group of commands alone: that is its help
        typer.echo(text if asked else f"samedoor: {' '.join(text.split())}", err=True)
        code = 2
    except (typer.Abort, KeyboardInterrupt):
        code = 130
    except typer.Exit as stopped:
        code = stopped.exit_code
    sys.exit(code or 0)


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[bytes]]:
    """The file to write; standard output takes what was first written to a temporary file."""
    if output:
        try:
            file = output.open("wb")
        except OSError as reason:
            raise Wrong(f"{output} cannot be written: {reason.strerror}.") from None
        with file:
            yield file
        return
    with TemporaryFile() as kept:
        yield kept
        kept.seek(0)
        copyfileobj(kept, sys.stdout.buffer)


def _reader(db: Session, email: str | None) -> Reader:
    if email is None:
        return THE_GROUP
    user = get_user(db, email)
    if user.disabled_at:
        raise Wrong(f"The account of {email} is disabled.")
    return user.reader
