"""Live pages: one stream of server-sent events for each, and one look at the database for all.

While anybody listens, one task of this process looks every second whether there is anything to
tell, and asks for each page alone what its reader may be told. Between two looks it holds no
connection, no transaction and no thread. Processes need not know each other: each looks at the
database itself, which works alike on SQLite and on PostgreSQL.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import structlog
from anyio import to_thread
from fastapi.sse import EventSourceResponse, format_sse_event
from sqlmodel import Session

from app.accounts.policy import Reader
from app.accounts.queries import still_running
from app.kit import dates
from app.kit.db import reading

LOOK = 1.0
"""Seconds between two looks."""
STILL = 15.0
"""Seconds after which a stream with nothing to tell says that it is still there, and whether its
session still runs is looked up."""
EACH = 4
"""Streams of one session: browsers open six connections to a place, and pages need some of them."""
ALL = 500
"""Streams of one process."""

P = ParamSpec("P")
Found = TypeVar("Found")


class Watch(Protocol):
    """An open page and what it has been told of."""

    sign_in_id: int


class News(Protocol):
    """What there is to tell: see `app.advice.signs`."""

    def moment(self, db: Session, now: datetime) -> Any: ...
    def concerns(self, watch: Any, now: Any) -> bool: ...
    def signs(self, db: Session, reader: Reader, watch: Any, now: Any) -> list[str]: ...


class Stream:
    """What is still to be said to one page."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.said: asyncio.Queue[str] = asyncio.Queue()

    async def next(self) -> str:
        """The next word, or after a while the one that there is none."""
        with suppress(TimeoutError):
            async with asyncio.timeout(STILL):
                return await self.said.get()
        return "still"


class Live:
    """The streams of one process; without `opened`, as in tests, each ends with its first words."""

    def __init__(self, news: News) -> None:
        self.news = news
        self.streams: dict[Stream, None] = {}
        self.opened = False
        self._looking: asyncio.Task[None] | None = None

    def open(self) -> None:
        self.opened = True

    def close(self) -> None:
        """End every stream, so that nothing holds up the end of the program."""
        self.opened = False
        self._end()

    async def follow(self, watch: Watch, first: list[str]) -> AsyncIterator[bytes]:
        """What is known already, then what comes, until the page or its session ends."""
        for word in ("still", *first):
            yield _event(word)
        if not self.opened or "over" in first:
            return
        stream = self._enter(watch)
        try:
            while (word := await stream.next()) != "end":
                yield _event(word)
                if word in ("over", "full"):
                    return
        finally:
            self.streams.pop(stream, None)

    def _enter(self, watch: Watch) -> Stream:
        """The newest page is the one that is looked at: others make room for it."""
        own = [one for one in self.streams if one.watch.sign_in_id == watch.sign_in_id]
        for crowd, room in ((own, EACH), (list(self.streams), ALL)):
            if len(crowd) >= room:
                self._dismiss(crowd[0], "full")
        stream = Stream(watch)
        self.streams[stream] = None
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        return stream

    async def _look(self) -> None:
        """As long as anybody listens."""
        checked = asyncio.get_running_loop().time()
        try:
            while self.streams:
                await asyncio.sleep(LOOK)
                due = asyncio.get_running_loop().time() - checked >= STILL
                if await self._tell(check=due):
                    checked = asyncio.get_running_loop().time()
        except Exception as error:  # a database that is away: the pages come back by themselves
            structlog.get_logger().error("nothing to tell", exc_info=error)
            self._end()
        finally:
            self._looking = None

    async def _tell(self, *, check: bool) -> bool:
        """Tell each page what concerns it; whether it was looked whose sessions run."""
        streams, now = list(self.streams), dates.now()
        seen = await _ask(self.news.moment, now)
        due = {one for one in streams if self.news.concerns(one.watch, seen)}
        if not due and not check:
            return False
        people = await _ask(still_running, {one.watch.sign_in_id for one in streams}, now)
        for one in streams:
            if one.watch.sign_in_id not in people:
                self._dismiss(one, "over")
            elif one in due:
                reader = people[one.watch.sign_in_id].reader
                for word in await _ask(self.news.signs, reader, one.watch, seen):
                    one.said.put_nowait(word)
        return True

    def _end(self) -> None:
        for one in list(self.streams):
            self._dismiss(one, "end")

    def _dismiss(self, one: Stream, word: str) -> None:
        self.streams.pop(one, None)
        one.said.put_nowait(word)


def stream(words: AsyncIterator[bytes]) -> EventSourceResponse:
    """The answer that stays open; nothing between here and the browser may hold it back."""
    return EventSourceResponse(words, headers={"X-Accel-Buffering": "no"})


async def _ask(
    what: Callable[Concatenate[Session, P], Found], *args: P.args, **kwargs: P.kwargs
) -> Found:
    """One short read, on a thread that is given back with its connection."""

    def read() -> Found:
        with reading() as db:
            return what(db, *args, **kwargs)

    return await to_thread.run_sync(read)


def _event(word: str) -> bytes:
    """An event without more to it: a browser hears only those that have data."""
    return format_sse_event(event=word, data_str="")
