"""`samedoor serve`: migrate, load the facts, and answer requests."""

import asyncio
import gc
import socket
from collections.abc import Callable
from contextlib import suppress

import typer
import uvicorn
from sqlmodel import col, select

from app.accounts.models import User
from app.cli.database import SEED, migrate, seed
from app.cli.say import Wrong
from app.cli.users import link_for
from app.cli.working import Beside, beside
from app.kit.dates import now
from app.kit.db import reading, writing
from app.kit.settings import settings
from app.transfer import demonstration

STARTUP_FAILURE = 3
"""As uvicorn itself says it: what was wrong is in its log."""
GRACE = 2
"""Seconds that open answers get when the program is told to stop."""


class Server(uvicorn.Server):
    """Ends the streams of open pages first: nothing else would, and it would wait for them. The
    worker hands its run back meanwhile; after this, uvicorn lets the signal end the process."""

    def __init__(
        self, config: uvicorn.Config, end_streams: Callable[[], None], worker: Beside
    ) -> None:
        super().__init__(config)
        self.end_streams = end_streams
        self.worker = worker

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.end_streams()
        self.worker.terminate()
        await super().shutdown(sockets)
        await asyncio.to_thread(self.worker.join)


def serve(*, demo: bool) -> None:
    """Until it is told to stop. Raises Wrong if the port is taken."""
    own = settings()
    _refuse_taken_port(own.host, own.port)
    migrate()
    seed(SEED, lambda line: None, fewer=True)
    if demo:
        _load_demonstration()
    from app.main import create_app

    app = create_app()
    gc.collect()
    gc.freeze()
    typer.echo(f"Same Door answers on http://{own.host}:{own.port} (stop it with Ctrl-C).")
    config = uvicorn.Config(
        app,
        host=own.host,
        port=own.port,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    with beside() as worker:
        server = Server(config, app.state.live.close, worker)
        with suppress(KeyboardInterrupt):
            server.run()
    if not server.started:
        raise typer.Exit(STARTUP_FAILURE)


def _load_demonstration() -> None:
    """Once, on a database without accounts; prints a one-time link for each role, or how to make
    an account where the demonstration was there before and is taken away."""
    with reading() as db:
        if db.exec(select(col(User.id)).limit(1)).first():
            return
    with writing() as db:
        people = demonstration.load(db, now=now())
        links = [(user.name, link_for(db, user)) for user in people]
    if not links:
        typer.echo(
            "There are no accounts, and the demonstration is not loaded a second time. Make one:\n"
            '  samedoor user add --email you@example.org --name "Your Name" --role administrator'
        )
        return
    typer.echo("One-time sign-in links, each works once within 24 hours:")
    for name, link in links:
        typer.echo(f"  {name:20} {link}")


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Wrong(
                f"Port {port} on {host} cannot be had ({error.strerror}). "
                "Set SAMEDOOR_PORT to another one."
            ) from None
