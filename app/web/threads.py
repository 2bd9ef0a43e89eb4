"""Work that must not take the threads that answer pages."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

Value = TypeVar("Value")


class OwnThread:
    """One thread for one kind of work, in each event loop: first come, first served."""

    def __init__(self, name: str) -> None:
        self._limiter: RunVar[CapacityLimiter] = RunVar(name)

    async def run(self, work: Callable[..., Value], *args: object) -> Value:
        return await to_thread.run_sync(work, *args, limiter=self._limit())

    @property
    def busy(self) -> bool:
        return self._limit().borrowed_tokens > 0

    def _limit(self) -> CapacityLimiter:
        try:
            return self._limiter.get()
        except LookupError:
            limiter = CapacityLimiter(1)
            self._limiter.set(limiter)
            return limiter


hashing = OwnThread("hashing").run
"""Argon2: a hash takes 100 ms."""
