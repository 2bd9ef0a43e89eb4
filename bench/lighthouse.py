"""Lighthouse over the pages that people open most, with its mobile settings; needs npm, Chromium.

The version and everything it needs are pinned, with hashes, in bench/node.
"""

import json
import shutil
import subprocess
from pathlib import Path
from statistics import median

from bench.servers import Server
from bench.subjects import STATE

NODE = Path(__file__).parent / "node"
INSTALLED = Path(__file__).resolve().parents[1] / "build" / "lighthouse"
PAGES = {
    "home": "/",
    "doors": "/doors",
    "a door": f"/doors/{STATE}/ratify",
    "log a contact": "/contacts/new",
    "a briefing": f"/briefings/{STATE}",
}
CATEGORIES = ("performance", "accessibility", "best-practices")
RUNS = 5
LOST = "NO_NAVSTART"
"""Chromium now and then records no trace of the page's load: no run, and made again."""
TRIES = 3
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


class Unavailable(Exception):
    """Lighthouse cannot be had here; the text says why."""


def lighthouse(server: Server, runs: int = RUNS) -> dict[str, dict[str, float]]:
    """By page and category: the median of the scores, 0 to 100. Raises Unavailable."""
    command = _installed()
    headers = INSTALLED / "headers.json"
    headers.write_text(json.dumps({"Cookie": f"samedoor={server.cookie}"}), encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for name, path in PAGES.items():
        scores = [
            _scores(command, headers, f"http://127.0.0.1:{server.port}{path}") for _ in range(runs)
        ]
        found[name] = {one: median(score[one] for score in scores) for one in CATEGORIES}
    headers.unlink()
    return found


def _installed() -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise Unavailable("no npm on this machine")
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(NODE / name, INSTALLED / name)
    command = INSTALLED / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=INSTALLED, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Unavailable(f"npm could not install it: {done.stderr.strip()[-300:]}")
    return command


def _scores(command: Path, headers: Path, url: str) -> dict[str, float]:
    for _ in range(TRIES):
        done = subprocess.run(
            [
                str(command), url, "--quiet", "--output=json", f"--extra-headers={headers}",
                f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}",
            ],
            capture_output=True, text=True, check=False, timeout=180,
        )  # fmt: skip
        if not done.returncode or LOST not in done.stderr:
            break
    if done.returncode:
        raise Unavailable(f"it failed: {done.stderr.strip()[-300:]}")
    report = json.loads(done.stdout)
    if "runtimeError" in report:
        raise Unavailable(report["runtimeError"]["message"])
    return {name: report["categories"][name]["score"] * 100 for name in CATEGORIES}
