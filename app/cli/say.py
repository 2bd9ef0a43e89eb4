"""How commands speak: results on standard output, one clear line and exit code 2 for a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from pydantic import ValidationError
from sqlalchemy.exc import ArgumentError, DBAPIError, ProgrammingError

from app.kit.errors import DomainError
from app.transfer.seeding import SeedError

EMPTY = "The database has not the tables of this version: run `samedoor migrate` first."


class Wrong(Exception):
    """What was asked for makes no sense; the text says what to change."""


@contextmanager
def one_line() -> Iterator[None]:
    """Turns what a person can do something about into one line on standard error."""
    try:
        yield
    except (Wrong, DomainError, SeedError) as error:
        stop(str(error))
    except ValidationError as failure:
        first = failure.errors()[0]
        reason = str(first.get("ctx", {}).get("error", first["msg"]))
        stop(f"{first['loc'][-1]}: {reason}" if first["loc"] else reason)
    except ProgrammingError:
        stop(EMPTY)
    except (DBAPIError, ArgumentError, ModuleNotFoundError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        if reason.startswith("no such table"):
            stop(EMPTY)
        stop(f"The database cannot be used: {reason}. Is SAMEDOOR_DATABASE_URL right?")


def stop(message: str, code: int = 2) -> None:
    typer.echo(f"samedoor: {message}", err=True)
    raise typer.Exit(code)
