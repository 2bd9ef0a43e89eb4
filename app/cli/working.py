"""`samedoor worker`: works plans out beside the server, so that pages stay fast."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
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
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds until a worker that crashed is started again: the first time, and at most."""
STEADY = 60.0
"""A worker that lived for so many seconds did not crash for what made the one before it crash."""


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


class Beside:
    """A worker process of its own, started again whenever it ends without being told to: after a
    second where it has lived long, else after a pause that doubles with each end that follows."""

    def __init__(self, target: Callable[[int], None] = work) -> None:
        self._target, self._stopping, self._turn = target, threading.Event(), threading.Lock()
        self.process = self._started()
        self._watching = threading.Thread(target=self._watch, name="beside the worker", daemon=True)
        self._watching.start()

    def terminate(self) -> None:
        """Tell it to stop; from now on nothing is started again."""
        self._stopping.set()
        with self._turn:
            self.process.terminate()

    def join(self) -> None:
        """Wait until it has handed its run back; whoever does not stop in time is killed."""
        self._watching.join(HANDING_BACK)
        if self._watching.is_alive():
            self.process.kill()
            self._watching.join()

    def _started(self) -> BaseProcess:
        context = multiprocessing.get_context("spawn")
        own = (os.getpid(),)
        process = context.Process(
            target=self._target, args=own, name="samedoor worker", daemon=True
        )
        process.start()
        return process

    def _watch(self) -> None:
        pause = 0.0
        while True:
            began = time.monotonic()
            self.process.join()
            if self._stopping.is_set():
                return
            pause = next_pause(pause, time.monotonic() - began)
            code = self.process.exitcode
            log.error("the worker ended by itself", exit_code=code, again_in_seconds=pause)
            self._stopping.wait(pause)
            with self._turn:
                if self._stopping.is_set():
                    return
                self.process = self._started()


def next_pause(before: float, lived: float) -> float:
    """Seconds until a worker that lived for so many is started again; `before` is the pause before
    it was started, 0 for the first."""
    if lived >= STEADY:
        return FIRST_PAUSE
    return min(max(before * 2, FIRST_PAUSE), LONGEST_PAUSE)


@contextmanager
def beside(target: Callable[[int], None] = work) -> Iterator[Beside]:
    """A worker process of its own for as long as this lasts."""
    worker = Beside(target)
    try:
        yield worker
    finally:
        worker.terminate()
        worker.join()
