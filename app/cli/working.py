"""`samedoor worker`: works plans out beside the server, so that pages stay fast."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from types import FrameType

import structlog
from sqlalchemy.exc import OperationalError

from app.advice.working import name, work_once
from app.kit.dates import now

log = structlog.get_logger()
LOOK = 1.0
"""Seconds between two looks for something to do."""
HANDING_BACK = 10.0
"""Seconds that a worker gets to hand its run back."""


def work(parent: int | None = None) -> None:
    """Until it is told to stop, or until the server that started it (`parent`) is gone."""
    stop = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)

    def stopped() -> bool:
        return stop.is_set() or (parent is not None and os.getppid() != parent)

    worker = name()
    while not stopped():
        try:
            found = work_once(worker, now, stopped)
        except OperationalError:  # the database is away: it may come back
            log.exception("the worker cannot reach the database")
            found = False
        if not found:
            stop.wait(LOOK)


@contextmanager
def beside() -> Iterator[BaseProcess]:
    """A worker process of its own for as long as this lasts."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=work, args=(os.getpid(),), name="samedoor worker", daemon=True)
    process.start()
    try:
        yield process
    finally:
        process.terminate()
        process.join(HANDING_BACK)
        if process.is_alive():
            process.kill()
            process.join()
