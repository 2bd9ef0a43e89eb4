"""`python -m bench.plan`: how fast the plan of the round is, and how close to its bound.

Invented rounds, seeded; the gap is always against the bound of the whole problem, all messengers at
all doors. For each size: the seconds until the gap is 1 % at most, and the gap after so many
seconds. Results are printed, and kept in build/plan.json.
"""

import argparse
import json
import os
import platform
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from app.advice import plan_trials
from app.advice.fairness import gini
from app.advice.plan import load
from app.advice.plan_trials import Size
from app.advice.solving import Limits, Progress

CLOSE = 0.01
KEPT = Path(__file__).resolve().parents[1] / "build" / "plan.json"


SIZES = (
    *plan_trials.SIZES,
    Size("few messengers", 85, 12, 6, 2, 10),
    Size("three times", 250, 150, 6, 2, 60),
    Size("six times", 500, 250, 6, 2, 120),
    Size("twelve times", 1000, 500, 6, 2, 240),
)


@dataclass(frozen=True)
class Result:
    """Seconds of the clock and of the processor until the gap was 1 %, None if it never was;
    `last` those until nothing better was found; the gap when time was up or it was .05 %."""

    size: str
    seed: int
    close_after: float | None
    processor: float | None
    last: float
    gap: float
    greedy: float
    lines: int
    gini: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.plan", description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="rounds of each size")
    parser.add_argument(
        "--processor",
        action="store_true",
        help="count the processor's seconds, both threads together, for a machine that is busy",
    )
    parser.add_argument("--largest", type=int, default=1000, help="doors of the largest size")
    asked = parser.parse_args()
    print(f"{'':16}{'doors':>6}{'mess.':>6}{'1 % after, s':>14}{'CPU, s':>8}", end="")
    print(f"{'last, s':>8}{'gap, %':>8}{'greedy, %':>10}{'knocks':>8}{'Gini':>6}{'load':>6}")
    found: list[Result] = []
    for size in SIZES:
        if size.doors <= asked.largest:
            results = [run(size, seed, asked.processor) for seed in range(1, asked.seeds + 1)]
            found += results
            print(line(size, results), flush=True)
    KEPT.parent.mkdir(exist_ok=True)
    kept = {"machine": platform.processor() or platform.machine(), "cores": os.cpu_count()}
    results_kept = [asdict(one) for one in found]
    KEPT.write_text(json.dumps(kept | {"results": results_kept}, indent=2) + "\n", encoding="utf-8")
    print(f"\nMedians of {asked.seeds} rounds, the gap the widest; two threads of HiGHS; ", end="")
    print("load is that of the machine in the last minute.")


def run(size: Size, seed: int, processor: bool) -> Result:
    """One round of a size, solved; `processor` says whose seconds count."""
    began, closed, heard = time.process_time(), [], []

    def hear(progress: Progress) -> None:
        if progress.gap <= CLOSE:
            closed.append((progress.elapsed, time.process_time() - began))
        heard.append(progress.elapsed)

    clock = time.process_time if processor else time.monotonic
    limits = Limits(gap=0.0005, seconds=size.seconds)
    problem, plan, greedy = plan_trials.solved(size, seed, limits, hear=hear, clock=clock)
    first = closed[0] if closed else (None, None)
    loads = load(problem, plan.lines).values()
    return Result(
        size.name, seed, *first, heard[-1], plan.gap, greedy, len(plan.lines), gini(loads)
    )


def line(size: Size, results: list[Result]) -> str:
    """Medians; of the gaps and the Gini coefficients the largest."""
    close = [one.close_after for one in results if one.close_after is not None]
    processor = [one.processor for one in results if one.processor is not None]
    missed = len(results) - len(close)
    after = f"{median(close):.1f}" if close else "-"
    after += f" ({missed} not)" if missed else ""
    return (
        f"{size.name:16}{size.doors:>6}{size.messengers:>6}{after:>14}"
        f"{median(processor) if processor else float('nan'):>8.1f}"
        f"{median(one.last for one in results):>8.1f}"
        f"{100 * max(one.gap for one in results):>8.2f}"
        f"{100 * median(one.greedy for one in results):>10.1f}"
        f"{median(one.lines for one in results):>8.0f}"
        f"{max(one.gini for one in results):>6.2f}{os.getloadavg()[0]:>6.1f}"
    )


if __name__ == "__main__":
    main()
