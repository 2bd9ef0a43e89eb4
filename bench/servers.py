"""Starting and stopping servers on loopback, and how much memory they hold."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60
"""Seconds that a server may take to start."""
MIB = 1024


@dataclass
class Server:
    """A running server: where it answers, and its process."""

    port: int
    process: subprocess.Popen[bytes]
    cookie: str = ""

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)


@contextmanager
def serving(command: list[str], database: Path, cookie: str) -> Iterator[Server]:
    """The command, run until the end of the block on a free port; `{port}` stands for it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {
        "SAMEDOOR_DATABASE_URL": f"sqlite:///{database}",
        "SAMEDOOR_PORT": str(port),
        "SAMEDOOR_HOST": "127.0.0.1",
    }
    log = database.with_suffix(".log").open("ab")
    process = subprocess.Popen(
        [word.format(port=port) for word in command], env=env, stdout=log, stderr=log
    )
    try:
        server = Server(port, process, cookie)
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def program(database: Path, cookie: str) -> AbstractContextManager[Server]:
    return serving([str(Path(sys.executable).with_name("samedoor")), "serve"], database, cookie)


def bare(database: Path, cookie: str) -> AbstractContextManager[Server]:
    command = [
        sys.executable, "-m", "uvicorn", "bench.bare:app", "--port", "{port}", "--host",
        "127.0.0.1", "--no-access-log", "--log-level", "warning",
    ]  # fmt: skip
    return serving(command, database, cookie)


def _wait(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise RuntimeError("the server stopped: see its log")
        try:
            with socket.create_connection(("127.0.0.1", server.port), 1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not start in time")


@dataclass
class Memory:
    """The resident memory of a process in MiB, before and at most."""

    process: int
    first: dict[str, float] = field(default_factory=dict)
    most: dict[str, float] = field(default_factory=dict)

    def __enter__(self) -> "Memory":
        self.first = self.most = self._now()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            now = self._now()
            self.most = {name: max(value, now[name]) for name, value in self.most.items()}

    def _now(self) -> dict[str, float]:
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        found = dict(line.split(":", 1) for line in lines if ":" in line)
        return {name: int(found[name].split()[0]) / MIB for name in ("VmRSS",)}
