"""`make bench`: medians of a real server at several sizes, each beside a bare page's.

Loopback only; every database is made in a temporary folder and taken away again. Results are
printed, and kept in build/bench.json.
"""

import argparse
import json
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import servers
from bench.every import every_page
from bench.lighthouse import CATEGORIES, RUNS, Unavailable, lighthouse
from bench.measures import measure
from bench.subjects import EXPORT, EXPORT_MIB, LOGGING, PAGES
from bench.weight import MOST, first_views

EVERY_PAGE = 50
"""Milliseconds that any page may take."""
SIZES = (1_000, 10_000, 100_000)
KEPT = Path(__file__).resolve().parents[1] / "build" / "bench.json"
SEED = 1


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of contacts")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of Lighthouse; 0 for none")
    asked = parser.parse_args()
    sizes: list[int] = asked.sizes
    found: dict[str, Any] = {"machine": machine(), "at": datetime.now(UTC).isoformat()}
    found["sizes"] = {}
    for size in sizes:
        print(f"{size:,} contacts: making them …", flush=True)
        with tempfile.TemporaryDirectory(prefix="samedoor-bench-") as folder:
            database = Path(folder) / "bench.db"
            cookie = prepare(database, size)
            with (
                servers.program(database, cookie) as program,
                servers.bare(database, cookie) as bare,
            ):
                every = every_page(program)
                found["first_view_bytes"] = weights = first_views(program)
                if size == sizes[0] and asked.runs:
                    found["lighthouse"] = judged(program, asked.runs)
                found["sizes"][str(size)] = result = measure(program, bare) | {"every": every}
        print("\n".join([*table(result), *slowest(every), *heavy(weights)]), flush=True)
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"\nKept in {KEPT.relative_to(KEPT.parents[1])}.")


def prepare(database: Path, size: int) -> str:
    """A migrated and seeded database with so many contacts; a Coordinator's session."""
    os.environ["SAMEDOOR_DATABASE_URL"] = f"sqlite:///{database}"
    from app.accounts.service import start_session
    from app.cli.database import SEED as FACTS
    from app.cli.database import migrate, seed
    from app.kit.db import engine, writing
    from app.kit.settings import settings
    from app.transfer.synthetic import synthesize
    from bench.plans import make_plan

    settings.cache_clear()
    engine.cache_clear()
    migrate()
    seed(FACTS, lambda line: None)
    now = datetime.now(UTC)
    with writing() as db:
        people = synthesize(db, size, SEED, now=now)
    with writing() as db:
        make_plan(db, people[0], now)
        cookie = start_session(db, people[0], "bench", now)
    engine().dispose()
    return cookie


def table(result: dict[str, Any]) -> list[str]:
    """One line a measurement: ms, target, the bare page's ms, and the ratio."""
    lines = [f"{'':28}{'median':>9}{'p95':>9}{'target':>9}{'bare':>9}{'ratio':>7}{'cold':>9}"]
    for page in PAGES:
        one = result["pages"][page.name]
        lines.append(_line(page.name, one, page.target) + f"{one['after_a_write_ms']:>9.1f}")
    lines.append(_line(LOGGING.name, result["logging"], LOGGING.target))
    export, writers = result["export"], result["writers"]
    lines.append(_line(EXPORT.name, export | {"p95": export["ms"]}, EXPORT.target))
    lines.append(
        f"{'  its memory, MiB':28}{export['peak_mib']:>9.0f} resident at most, of which the "
        f"export took {export['grown_mib']:.0f} (target {EXPORT_MIB})"
    )
    lines.append(
        f"{'eight writers':28}{writers['failed']:>9.0f} of {writers['writes']:.0f} failed; "
        f"median {writers['ms']:.1f} ms, p95 {writers['p95']:.1f} ms, {writers['a_second']:.0f}/s"
    )
    rates = result["throughput"]
    lines.append(
        f"{'contact log, pages/s':28}{rates['1']:>9.0f} with 1 client, {rates['8']:.0f} with 8"
    )
    return lines


def slowest(every: dict[str, float]) -> list[str]:
    """How many pages were measured, how many are over the target, and the slowest five."""
    over = sum(took > EVERY_PAGE for took in every.values())
    lines = [f"{len(every)} kinds of page, {over} over {EVERY_PAGE} ms; the slowest:"]
    return lines + [f"  {took:>7.1f} ms  {path}" for path, took in list(every.items())[:5]]


def heavy(weights: dict[str, int]) -> list[str]:
    """One line a first view: kilobytes over the line, and the most there may be."""
    return [
        f"{f'first view of {path}, KB':28}{size / 1000:>9.1f}{'':9}{MOST / 1000:>9.0f}"
        for path, size in weights.items()
    ]


def judged(program: servers.Server, runs: int) -> Any:
    """Lighthouse's medians, printed; or why there are none."""
    try:
        found = lighthouse(program, runs)
    except Unavailable as reason:
        print(f"Lighthouse was not run: {reason}", flush=True)
        return str(reason)
    print(f"Lighthouse, mobile, median of {runs}: {', '.join(CATEGORIES)}")
    for page, scores in found.items():
        said = "  ".join(f"{scores[name]:>5.0f}" for name in CATEGORIES)
        print(f"  {page:20}{said}", flush=True)
    return found


def _line(name: str, one: dict[str, float], target: float) -> str:
    ratio = one["ms"] / one["bare_ms"]
    return (
        f"{name:28}{one['ms']:>9.2f}{one['p95']:>9.2f}{target:>9.0f}{one['bare_ms']:>9.2f}"
        f"{ratio:>7.1f}"
    )


def machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
