"""Fixtures: the migrated, seeded database (SQLite and PostgreSQL), the cast, and clients."""

import shutil
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.service import start_session
from app.advice.outlook import record
from app.audit import derived
from app.audit.derived import Kept, forget
from app.kit import dates
from app.kit import db as kit_db
from app.kit import settings as kit_settings
from app.main import create_app
from app.norms.queries import all_ccm_votes, last_ccm_votes, positions
from app.states.queries import book, standings
from app.web import deps
from tests import postgres
from tests.judge import Judge
from tests.world import NOW, TODAY, World, migrate_and_seed, people


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated and seeded SQLite file, to copy."""
    path = tmp_path_factory.mktemp("template") / "samedoor.db"
    engine = kit_db.make_engine(f"sqlite:///{path}")
    migrate_and_seed(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of our own; skips where none can be had."""
    try:
        with postgres.server() as url:
            yield url
    except postgres.Unavailable as reason:
        pytest.skip(f"no PostgreSQL: {reason}")


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Both databases run the same tests."""
    if request.param == "sqlite":
        made = kit_db.make_engine(f"sqlite:///{request.getfixturevalue('sqlite_template')}")
    else:
        made = kit_db.make_engine(request.getfixturevalue("postgres_url"))
        migrate_and_seed(made)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def facts(engine: Engine) -> dict[Hashable, Kept]:
    """What is derived from the reference facts alone: every test begins with the same."""
    forget()
    with Session(engine) as session:
        book(session)
        standings(session, TODAY)
        all_ccm_votes(session)
        last_ccm_votes(session)
        positions(session)
        record(session)
    return dict(derived._kept)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test of words or of sums that happens to read a database need not do so on two."""
    twice = [one for one in items if _again(one)]
    config.hook.pytest_deselected(items=twice)
    items[:] = [one for one in items if one not in set(twice)]


def _again(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("one_database") and item.get_closest_marker("postgres"))


@pytest.fixture
def db(engine: Engine, facts: dict[Hashable, Kept]) -> Iterator[Session]:
    """A session whose every word is taken back after the test."""
    forget()
    derived._kept.update(facts)
    with engine.execution_options(writes=True).connect() as connection:
        outer = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as session:
            yield session
        outer.rollback()


@pytest.fixture
def world(db: Session) -> World:
    """The cast: one person of each kind."""
    return people(db)


@pytest.fixture(scope="session")
def app() -> FastAPI:
    return create_app()


@pytest.fixture(scope="session")
def loop() -> Iterator[BlockingPortal]:
    """The event loop that all clients share: one of its own for every request is a quarter of the
    time of a page."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture
def client_for(
    app: FastAPI,
    engine: Engine,
    db: Session,
    loop: BlockingPortal,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., TestClient]:
    """A judging client for a person, signed in; for None, for somebody signed out.

    Not by FastAPI's overrides: while there are any, it reads every dependency's signature anew for
    every request, a tenth of the time of a page.
    """

    @asynccontextmanager
    async def reading() -> AsyncIterator[Session]:
        db.flush()
        db.info.clear()  # so that pages are derived as they are in real life
        yield db
        db.info.clear()
        db.expire_all()

    @asynccontextmanager
    async def writing() -> AsyncIterator[Session]:
        with db.begin_nested():
            yield db

    monkeypatch.setattr(deps, "reading_session", reading)
    monkeypatch.setattr(deps, "writing_session", writing)
    monkeypatch.setattr(dates, "now", lambda: NOW)

    def client(user: User | None, *, judged: bool = True) -> TestClient:
        kind = Judge if judged and engine.name == "sqlite" else TestClient  # the pages are the same
        made = kind(app, base_url="http://127.0.0.1", follow_redirects=False)
        made.portal = loop
        if user is not None:
            made.cookies.set("samedoor", start_session(db, user, "a test", NOW))
        return made

    return client


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def own_database(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A seeded SQLite file of the test's own, which settings and engine point at."""
    path = tmp_path / "samedoor.db"
    shutil.copy(sqlite_template, path)
    yield from _use(f"sqlite:///{path}", path, monkeypatch)


@pytest.fixture
def empty_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Settings that name a SQLite file that does not exist yet."""
    path = tmp_path / "samedoor.db"
    yield from _use(f"sqlite:///{path}", path, monkeypatch)


def _use(url: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SAMEDOOR_DATABASE_URL", url)
    _forget_settings()
    yield path
    kit_db.engine().dispose()
    _forget_settings()


def _forget_settings() -> None:
    kit_settings.settings.cache_clear()
    kit_db.engine.cache_clear()
    forget()
