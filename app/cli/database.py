"""Bringing the database to the newest schema, and loading the reference facts."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from app.kit.dates import now
from app.kit.db import Turn, engine, writing
from app.transfer.seeding import TableReport, load_facts

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seed"
LOCK = 0x5A3D


def migrate() -> None:
    """Upgrade to the newest migration; several processes at once wait for each other."""
    source = engine()
    turn = Turn(source)
    turn.take()
    try:
        with source.execution_options(writes=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            upgrade(connection)
    finally:
        turn.give_up()


def upgrade(connection: Connection) -> None:
    """The same for a database that nobody else uses."""
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def seed(
    folder: Path, progress: Callable[[str], None], *, fewer: bool = False
) -> list[TableReport]:
    """Load the facts; raises SeedError with nothing written."""
    with writing() as db:
        return load_facts(db, folder, now=now(), progress=progress, fewer=fewer)
