"""Sessions for requests: a reading one, and a writing one that waits for its turn.

A request must never wait for its turn on one of the threads that answer requests: the writer in
front needs them to finish. Waiting has a thread of its own, and is first come, first served.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from sqlmodel import Session

from app.kit.db import Turn, engine
from app.web.threads import OwnThread

_waiting = OwnThread("waiting")


@asynccontextmanager
async def reading_session() -> AsyncIterator[Session]:
    """A session that sees one moment of the database; it opens no connection before its use."""
    db = Session(engine(), expire_on_commit=False)
    try:
        yield db
    finally:
        db.close()


@asynccontextmanager
async def writing_session() -> AsyncIterator[Session]:
    """One transaction: committed before the answer leaves, rolled back on any error."""
    source = engine()
    turn = Turn(source)
    try:
        await _wait_for(turn)
        db = Session(source.execution_options(writes=True), expire_on_commit=False)
        try:
            yield db
            await to_thread.run_sync(db.commit)
        finally:
            db.close()
    finally:
        turn.give_up()


async def _wait_for(turn: Turn) -> None:
    if not _waiting.busy and turn.take(wait=False):
        return
    await _waiting.run(turn.take)
