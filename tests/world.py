"""The cast and the clock of the tests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Role
from app.transfer.seeding import load_facts

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class World:
    """One person of each kind. `member` and `colleague` are of one delegation."""

    coordinator: User
    member: User
    colleague: User
    stranger: User
    campaigner: User
    envoy: User
    observer: User
    administrator: User

    @property
    def everybody(self) -> tuple[User, ...]:
        return tuple(vars(self).values())


def people(db: Session) -> World:
    """Make the cast: `stranger` is a delegate of another State Party, `campaigner` of an NGO."""
    return World(
        coordinator=user(db, "Cora Coordinator", Role.COORDINATOR, "COORDINATORS"),
        member=user(db, "Mia Member", Role.MEMBER, "AUT"),
        colleague=user(db, "Colin Colleague", Role.MEMBER, "AUT"),
        stranger=user(db, "Sam Stranger", Role.MEMBER, "ZMB"),
        campaigner=user(db, "Cam Campaigner", Role.MEMBER, "CMC", ngo=True),
        envoy=user(db, "Eva Envoy", Role.ENVOY, "ENVOY"),
        observer=user(db, "Olu Observer", Role.OBSERVER),
        administrator=user(db, "Ada Administrator", Role.ADMINISTRATOR),
    )


def user(
    db: Session, name: str, role: Role, messenger: str | None = None, *, ngo: bool = False
) -> User:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    made = User(email=email, name=name, role=role, messenger=messenger, ngo=ngo, created_at=NOW)
    db.add(made)
    db.flush()
    return made


def migrate_and_seed(engine: Engine) -> None:
    """The schema by Alembic, the facts by the loader, as `samedoor serve` does it."""
    config = Config(str(ROOT / "alembic.ini"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    with Session(engine.execution_options(writes=True)) as db, db.begin():
        load_facts(db, ROOT / "seed", now=NOW, progress=lambda line: None)
