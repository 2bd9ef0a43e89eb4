"""The measurements: one client over a kept-alive connection, then several at once."""

import http.client
import itertools
import threading
import time
from datetime import UTC, date, datetime
from statistics import median, quantiles
from typing import Any

from bench.servers import Memory, Server
from bench.subjects import EXPORT, LOGGING, PAGES, new_contact

REPEATS = 60
WRITES = 40
WRITERS, WRITES_EACH = 8, 15
SECONDS = 3.0
"""How long the throughput of a number of clients is measured."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

numbers = itertools.count(1)


def ask(
    connection: http.client.HTTPConnection,
    server: Server,
    path: str,
    body: bytes | None = None,
) -> tuple[float, int]:
    """Milliseconds until the whole answer was there, and its status."""
    headers = {"Cookie": f"samedoor={server.cookie}"} | (FORM if body else {})
    began = time.perf_counter()
    connection.request("POST" if body else "GET", path, body, headers)
    reply = connection.getresponse()
    while reply.read(1 << 20):
        pass
    return (time.perf_counter() - began) * 1000, reply.status


def timed(server: Server, path: str, repeats: int = REPEATS) -> dict[str, float]:
    """Median and 95th percentile of a page, warm."""
    connection = server.connect()
    times = []
    for turn in range(repeats + 5):
        took, status = ask(connection, server, path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        if turn >= 5:
            times.append(took)
    connection.close()
    return {"ms": median(times), "p95": quantiles(times, n=20)[-1]}


def after_a_write(server: Server, path: str, repeats: int = 12) -> float:
    """Median of a page whose derived values were just made stale by a logged contact."""
    connection = server.connect()
    times = []
    for _ in range(repeats):
        log_one(connection, server)
        times.append(ask(connection, server, path)[0])
    connection.close()
    return median(times)


def log_one(connection: http.client.HTTPConnection, server: Server) -> tuple[float, int]:
    return ask(connection, server, LOGGING.path, new_contact(next(numbers), _today()))


def logged(server: Server, repeats: int = WRITES) -> dict[str, float]:
    """Median and 95th percentile of logging one contact, durable on disk when answered."""
    connection = server.connect()
    times = []
    for _ in range(repeats):
        took, status = log_one(connection, server)
        if status != 303:
            raise RuntimeError(f"logging answered {status}")
        times.append(took)
    connection.close()
    return {"ms": median(times), "p95": quantiles(times, n=20)[-1]}


def exported(server: Server) -> dict[str, float]:
    """Milliseconds of the CSV export, and the memory that it needed, in MiB."""
    connection = server.connect()
    with Memory(server.process.pid) as memory:
        took, status = ask(connection, server, EXPORT.path)
    connection.close()
    if status != 200:
        raise RuntimeError(f"the export answered {status}")
    return {
        "ms": took,
        "peak_mib": memory.most["VmRSS"],
        "grown_mib": memory.most["VmRSS"] - memory.first["VmRSS"],
    }


def eight_writers(server: Server) -> dict[str, float]:
    """How many of many writes by eight clients at once failed, and how long each took."""
    found: list[tuple[float, int]] = []

    def write() -> None:
        connection = server.connect()
        found.extend(log_one(connection, server) for _ in range(WRITES_EACH))
        connection.close()

    began = time.perf_counter()
    _together(write, WRITERS)
    seconds = time.perf_counter() - began
    times = [took for took, _ in found]
    return {
        "writes": len(found),
        "failed": WRITERS * WRITES_EACH - sum(status == 303 for _, status in found),
        "ms": median(times),
        "p95": quantiles(times, n=20)[-1],
        "a_second": len(found) / seconds,
    }


def throughput(server: Server, clients: int) -> float:
    """Contact log pages a second with so many clients."""
    until = time.perf_counter() + SECONDS
    done: list[int] = []

    def read() -> None:
        connection, count = server.connect(), 0
        while time.perf_counter() < until:
            ask(connection, server, "/contacts")
            count += 1
        connection.close()
        done.append(count)

    _together(read, clients)
    return sum(done) / SECONDS


def measure(program: Server, bare: Server) -> dict[str, Any]:
    """Everything, of both servers; pages first, as writing makes what was derived stale."""
    pages = {
        page.name: timed(program, page.path) | {"bare_ms": timed(bare, page.path)["ms"]}
        for page in PAGES
    }
    result: dict[str, Any] = {"pages": pages}
    result["throughput"] = {str(n): throughput(program, n) for n in (1, 8)}
    result["export"] = exported(program) | {"bare_ms": exported(bare)["ms"]}
    result["logging"] = logged(program) | {"bare_ms": logged(bare)["ms"]}
    for page in PAGES:
        pages[page.name]["after_a_write_ms"] = after_a_write(program, page.path)
    result["writers"] = eight_writers(program)
    return result


def _together(act: Any, count: int) -> None:
    threads = [threading.Thread(target=act) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _today() -> date:
    return datetime.now(UTC).date()
