"""`samedoor user`: accounts."""

import sys
from collections import Counter
from typing import Annotated

import typer
from sqlmodel import Session

from app.accounts.forms import AddUser
from app.accounts.models import User
from app.accounts.passwords import hash_password
from app.accounts.policy import Role
from app.accounts.queries import get_user, users
from app.accounts.service import add_user, make_link, set_password
from app.cli.say import one_line
from app.handovers.owning import Kind as Owned
from app.handovers.queries import ownerless as nobodys
from app.handovers.service import close_account, mend_ownerless
from app.kit.dates import now
from app.kit.db import reading, writing
from app.kit.settings import settings
from app.messengers.models import Kind
from app.messengers.queries import get_messenger

NOUNS = {Owned.APPROACH: "approaches", Owned.FOLLOW_UP: "contacts to follow up"}

app = typer.Typer(no_args_is_help=True, help="Accounts: add, list, link, disable.")


@app.command()
def add(
    email: Annotated[str, typer.Option(help="The address to sign in with.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[Role, typer.Option(help="What the person may do and read.")],
    messenger: Annotated[
        str | None, typer.Option(help="The code of the messenger they belong to, such as AUT.")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read a password from standard input.")
    ] = False,
) -> None:
    """Add an account; prints a one-time sign-in link unless a password is given."""
    with one_line():
        hashed = hash_password(sys.stdin.readline().rstrip("\n")) if password_stdin else None
        with writing() as db:
            found = get_messenger(db, messenger) if messenger else None
            wish = AddUser(
                email=email,
                name=name,
                role=role,
                messenger=found.code if found else None,
                ngo=found is not None and found.kind is Kind.NGO,
            )
            user = add_user(db, wish, by=None, now=now())
            if hashed:
                set_password(db, user, hashed, by=None, now=now())
                said = f"Added {user.email}."
            else:
                said = link_for(db, user)
        typer.echo(said)


@app.command("list")
def list_users() -> None:
    """Every account: e-mail, role, messenger, name, and whether it is disabled."""
    with one_line(), reading() as db:
        for user in users(db):
            state = "disabled" if user.disabled_at else "active"
            typer.echo("\t".join([user.email, user.role, user.messenger or "-", state, user.name]))


@app.command()
def link(email: Annotated[str, typer.Argument(help="Whose link.")]) -> None:
    """Print a new one-time sign-in link, which works once within 24 hours."""
    with one_line():
        with writing() as db:
            said = link_for(db, get_user(db, email))
        typer.echo(said)


@app.command()
def disable(
    email: Annotated[str, typer.Argument(help="Whose account.")],
    to: Annotated[
        str | None, typer.Option(help="Who takes over what is open; else a Coordinator.")
    ] = None,
) -> None:
    """Sign somebody out everywhere and keep them out; what they wrote stays, and what is open of
    theirs goes to somebody else."""
    with one_line():
        with writing() as db:
            successor = get_user(db, to) if to else None
            user = get_user(db, email)
            taker = close_account(db, user, successor=successor, by=None, now=now())
        goes = f" What is open goes to {taker.email}." if taker else ""
        typer.echo(f"Disabled {email}.{goes}")


@app.command()
def ownerless(
    give: Annotated[
        bool, typer.Option("--give", help="Give it to its author, or else to a Coordinator.")
    ] = False,
) -> None:
    """Count what is open and nobody's, or of a disabled account: none, if all is well."""
    with one_line():
        if give:
            with writing() as db:
                typer.echo(f"{mend_ownerless(db, now=now())} given.")
        with reading() as db:
            found = Counter(one.kind.value for one in nobodys(db))
    for kind in Owned:
        typer.echo(f"{found[kind.value]:6} {NOUNS[kind]}")
    if found:
        raise typer.Exit(1)


def link_for(db: Session, user: User) -> str:
    """The address that signs a person in once."""
    own = settings()
    base = own.public_url.rstrip("/") or f"http://{own.host}:{own.port}"
    return f"{base}/sign-in/{make_link(db, user, by=None, now=now())}"
