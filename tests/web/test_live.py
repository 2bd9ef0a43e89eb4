"""The streams of one process: bounded, ended with their session, ended at the end."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from app.web import live
from app.web.live import Live


def alone(run):
    """What `run` gives, in a thread with no event loop of another's: a browser test leaves one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


def watch(session: int) -> SimpleNamespace:
    return SimpleNamespace(sign_in_id=session)


def words(sent: bytes) -> list[str]:
    return [line.split(": ")[1] for line in sent.decode().splitlines() if line[:5] == "event"]


async def begun(own: Live, session: int):
    """A stream after its first word, which says that it is there."""
    stream = own.follow(watch(session), [])
    assert words(await anext(stream)) == ["still"]
    waiting = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0)
    return stream, waiting


@pytest.fixture
def quiet(monkeypatch):
    """Streams that nobody looks for news for."""
    monkeypatch.setattr(live, "LOOK", 3600)


def test_without_a_program_around_it_a_stream_ends_with_its_first_words():
    async def run():
        return [word async for word in Live(None).follow(watch(1), ["news"])]

    assert alone(run) == [
        b"event: still\ndata: \n\n",
        b"event: news\ndata: \n\n",
    ]


def test_the_oldest_of_a_session_makes_room_for_one_more(quiet):
    async def run():
        own = Live(None)
        own.open()
        streams = [await begun(own, 1) for _ in range(live.EACH)]
        other = await begun(own, 2)
        assert not any(waiting.done() for _, waiting in (*streams, other))
        await begun(own, 1)
        assert words(await streams[0][1]) == ["full"]
        assert len(own.streams) == live.EACH + 1
        await ended(own)

    alone(run)


def test_there_is_a_bound_on_all_of_them(quiet, monkeypatch):
    monkeypatch.setattr(live, "ALL", 3)

    async def run():
        own = Live(None)
        own.open()
        streams = [await begun(own, number) for number in range(4)]
        assert words(await streams[0][1]) == ["full"]
        assert len(own.streams) == 3
        await ended(own)

    alone(run)


def test_closing_ends_every_stream_at_once(quiet):
    async def run():
        own = Live(None)
        own.open()
        streams = [await begun(own, number) for number in range(3)]
        own.close()
        for _, waiting in streams:
            with pytest.raises(StopAsyncIteration):
                await waiting
        assert not own.streams
        await ended(own)

    alone(run)


def test_a_stream_with_nothing_to_tell_says_that_it_is_there(quiet, monkeypatch):
    monkeypatch.setattr(live, "STILL", 0.01)

    async def run():
        own = Live(None)
        own.open()
        _, waiting = await begun(own, 1)
        assert words(await waiting) == ["still"]
        await ended(own)

    alone(run)


def test_where_the_database_is_away_the_streams_end_and_pages_come_back(monkeypatch):
    monkeypatch.setattr(live, "LOOK", 0)

    def away(_db, _now):
        raise OSError("away")

    async def run():
        own = Live(SimpleNamespace(moment=away))
        own.open()
        _, waiting = await begun(own, 1)
        with pytest.raises(StopAsyncIteration):
            await waiting
        assert own._looking is None

    alone(run)


async def ended(own: Live) -> None:
    """Nothing of the test is left behind."""
    own.close()
    if own._looking:
        own._looking.cancel()
        await asyncio.gather(own._looking, return_exceptions=True)
