"""Argon2 on threads of its own: a hash takes 100 ms and must not hold up the pages."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

Value = TypeVar("Value")
_hashing: RunVar[CapacityLimiter] = RunVar("hashing")


async def hashing(work: Callable[[], Value]) -> Value:
    """Do `work` on the one thread for hashing."""
    try:
        limiter = _hashing.get()
    except LookupError:
        limiter = CapacityLimiter(1)
        _hashing.set(limiter)
    return await to_thread.run_sync(work, limiter=limiter)
